import { View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import type { IconName } from './names';
import s from './icon.module.scss';

export type { IconName } from './names';

interface Props {
  name: IconName;
  size?: 'small' | 'normal' | 'large';
  turning?: boolean;
  className?: string;
}

/** Takes the colour of the text around it. Silent for screen readers: a word stands beside it. */
export function Icon({ name, size = 'normal', turning, className }: Props) {
  return <View className={classes(s.icon, s[size], turning && s.turning, `i-${name}`, className)} ariaHidden />;
}
