import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { Icon, type IconName } from '../icon';
import s from './order.module.scss';

/** One fact of a matter with its icon: when, where, for whom. */
export function Line({ icon, strong, children }: { icon: IconName; strong?: boolean; children: string }) {
  return (
    <View className={s.line}>
      <Icon name={icon} size="small" className={s.lineIcon} />
      <Text className={classes(s.lineWords, strong && s.strong)}>{children}</Text>
    </View>
  );
}
