import { View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import type { TapProps } from './types';

/** Everything that can be pressed. */
export function Tap({ onPress, label, role = 'button', checked, disabled, className, children }: TapProps) {
  return (
    <View
      className={classes('tap', className, disabled && 'tap--off')}
      hoverClass={disabled ? 'none' : 'tap--down'}
      hoverStayTime={80}
      ariaRole={role}
      ariaLabel={label}
      ariaChecked={checked}
      ariaDisabled={disabled || undefined}
      onClick={(e) => {
        e.stopPropagation();
        if (!disabled) onPress?.();
      }}
    >
      {children}
    </View>
  );
}
