import { Text, View } from '@tarojs/components';
import type { PatrolDayView } from '@linli/shared/patrols.dto';
import { Icon } from '@/components/icon';
import { Tap } from '@/components/tap';
import { classes } from '@/lib/classes';
import s from './month-grid.module.scss';

interface Props {
  days: readonly PatrolDayView[];
  today: string;
  picked: string | null;
  onPick: (day: string) => void;
}

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];
/** 0 for Monday. The day is a date without a zone: UTC keeps it one. */
const weekday = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

function look(day: PatrolDayView, today: string): { className: string | undefined; said: string } {
  const number = Number(day.day.slice(8));
  if (!day.duty) return { className: s.off, said: `${number}日 ${day.offReason ?? '休息'}` };
  if (day.reached) return { className: s.reached, said: `${number}日 已达标，${day.countedMinutes} 分钟` };
  if (day.day >= today) return { className: s.ahead, said: `${number}日 ${day.countedMinutes} 分钟` };
  return { className: s.missed, said: `${number}日 未达标，${day.countedMinutes} 分钟` };
}

/** A month of squares: reached days carry a tick, missed ones their minutes, days off are pale. */
export function MonthGrid({ days, today, picked, onPick }: Props) {
  const first = days[0];
  if (!first) return null;
  return (
    <View className={s.grid}>
      {WEEK.map((w) => (
        <Text key={w} className={s.week}>
          {w}
        </Text>
      ))}
      {Array.from({ length: weekday(first.day) }, (_, i) => (
        <View key={i} />
      ))}
      {days.map((d) => {
        const { className, said } = look(d, today);
        return (
          <Tap
            key={d.day}
            className={classes(s.day, className, d.day === today && s.today, d.day === picked && s.picked)}
            label={said}
            onPress={() => onPick(d.day)}
          >
            <View className={s.inner}>
              <Text className={s.number}>{Number(d.day.slice(8))}</Text>
              <View className={s.mark}>
                {d.duty && d.reached && <Icon name="check" size="small" />}
                {d.duty && !d.reached && d.day <= today && <Text className={s.minutes}>{d.countedMinutes}分</Text>}
                {!d.duty && <Text className={s.minutes}>{d.offReason === '请假' ? '假' : '休'}</Text>}
              </View>
            </View>
          </Tap>
        );
      })}
    </View>
  );
}
