import { classes } from '@/lib/classes';
import type { TapProps } from './types';

/** In browsers a real button: reached by keyboard, pressed by Enter and space, read aloud as what it is. */
export function Tap({ onPress, label, role = 'button', checked, disabled, className, children }: TapProps) {
  const picked = role === 'tab' || role === 'option' ? { 'aria-selected': checked ?? false } : { 'aria-checked': checked };
  return (
    <button
      type="button"
      role={role === 'button' ? undefined : role}
      className={classes('tap', className, disabled && 'tap--off')}
      disabled={disabled}
      aria-label={label}
      {...(role === 'button' || role === 'link' ? { 'aria-pressed': checked } : picked)}
      onClick={(e) => {
        e.stopPropagation();
        onPress?.();
      }}
    >
      {children}
    </button>
  );
}
