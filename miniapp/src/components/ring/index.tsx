import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import s from './ring.module.scss';

interface Props {
  /** null: not known without signal */
  minutes: number | null;
  target: number;
}

/** Today's ring: 38 / 60 分钟. The words say what the colour says. */
export function Ring({ minutes, target }: Props) {
  const share = minutes === null ? 0 : Math.min(1, minutes / target);
  const said = minutes === null ? '时长联网后更新' : `今天已巡查 ${minutes} 分钟，目标 ${target} 分钟`;
  return (
    <View
      className={classes(s.ring, share >= 1 && s.reached)}
      style={{ '--turn': `${Math.round(share * 360)}deg` } as object}
      ariaRole="img"
      ariaLabel={said}
    >
      <View className={s.hole}>
        <Text className={s.minutes}>{minutes ?? '–'}</Text>
        <Text className={s.target}>/ {target} 分钟</Text>
      </View>
    </View>
  );
}
