import type { PropsWithChildren } from 'react';
import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { Icon, type IconName } from '../icon';
import { Tap } from '../tap';
import s from './button.module.scss';

interface Props extends PropsWithChildren {
  kind?: 'primary' | 'secondary' | 'text' | 'danger';
  size?: 'normal' | 'small';
  icon?: IconName;
  /** The spinner is inside the button that was pressed, and it cannot be pressed twice. */
  pending?: boolean;
  disabled?: boolean;
  /** As wide as its words instead of its place. */
  inline?: boolean;
  label?: string;
  onPress?: () => void;
}

export function Button({ kind = 'primary', size = 'normal', icon, pending, disabled, inline, label, onPress, children }: Props) {
  return (
    <Tap className={classes(s.button, s[kind], s[size], inline && s.inline)} disabled={disabled || pending} label={label} onPress={onPress}>
      <View className={s.inner}>
        {pending ? (
          <Icon name="loader-circle" turning size="small" />
        ) : (
          icon && <Icon name={icon} size={size === 'small' ? 'small' : 'normal'} />
        )}
        <Text>{children}</Text>
      </View>
    </Tap>
  );
}
