import { Text, View } from '@tarojs/components';
import type { ClockView } from '@linli/shared/reports.dto';
import { classes } from '@/lib/classes';
import { clockWords, type ClockTone } from '@/lib/clock-words';
import { useNow } from '@/lib/ticking';
import { Icon, type IconName } from '../icon';
import s from './clock-chip.module.scss';

const ICONS: Record<ClockTone, IconName> = {
  green: 'clock',
  amber: 'hourglass',
  red: 'alarm-clock',
  stopped: 'circle-check',
  paused: 'circle-pause',
};

interface Props {
  clock: ClockView;
  /** Wide, with the ring: on the page of one matter. */
  large?: boolean;
}

/** How long and by when, in words and colour: “剩 5 小时 · 明天 09:30 前答复”. */
export function ClockChip({ clock, large }: Props) {
  const words = clockWords(clock, useNow());
  const tone = words.tone === 'stopped' && (clock.everLate || words.left === 0) ? 'late' : words.tone;
  if (!large)
    return (
      <View className={classes(s.chip, s[tone])}>
        <Icon name={ICONS[words.tone]} size="small" />
        <Text className={s.how}>{words.how}</Text>
        <Text className={s.by}>· {words.by}</Text>
      </View>
    );
  return (
    <View className={classes(s.large, s[tone])}>
      <View className={s.ring} style={{ '--left': `${Math.round(words.left * 360)}deg` } as object}>
        <View className={s.hole}>
          <Icon name={ICONS[words.tone]} />
        </View>
      </View>
      <View className={s.words}>
        <Text className={s.largeHow}>{words.how}</Text>
        <Text className={s.largeBy}>{words.by}</Text>
      </View>
    </View>
  );
}
