import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { CalendarDayView } from '@linli/shared/calendar.dto';
import { useCalendar } from '@/api/calendar';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Faces } from '@/components/faces';
import { Tap } from '@/components/tap';
import { useAddress } from '@/lib/address';
import { classes } from '@/lib/classes';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import { DaySheet } from '../../components/day-sheet';
import { AdminFrame } from '../../components/frame';
import { OfficeHours } from '../../components/office-hours';
import { isWeekend, sayMonth, shiftMonth, weeksOf } from '../../month';
import s from '../../calendar.module.scss';
import a from '../../admin.module.scss';

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];

export default function WorkCalendar() {
  const today = dayOf(serverNow());
  const [words, change] = useAddress(['month']);
  const [picked, setPicked] = useState<string | null>(null);
  const month = words.month ?? today.slice(0, 7);
  const year = Number(month.slice(0, 4));
  const calendar = useCalendar(year);
  const entry = (day: string) => calendar.data?.days.find((d) => d.day === day);
  const turn = (by: number) => change({ month: shiftMonth(month, by) });
  return (
    <AdminFrame title="工作日历" here="calendar">
      <View className={a.halves}>
        <View className={a.half}>
          <Card>
            <View className={s.head}>
              <Button kind="text" size="small" icon="chevron-left" inline label="上个月" onPress={() => turn(-1)}>
                上月
              </Button>
              <Text className={s.month}>{sayMonth(month)}</Text>
              <Button kind="text" size="small" icon="chevron-right" inline label="下个月" onPress={() => turn(1)}>
                下月
              </Button>
            </View>
            {calendar.data && !calendar.data.complete && (
              <Text className={a.warning}>{`${year} 年还没有录入节假日，现在按周一到周五算工作日。`}</Text>
            )}
            <View className={s.grid} ariaRole="grid">
              {WEEK.map((w) => (
                <Text key={w} className={s.weekday}>
                  {w}
                </Text>
              ))}
              {weeksOf(month)
                .flat()
                .map((day) => (
                  <Day
                    key={day}
                    day={day}
                    entry={entry(day)}
                    other={!day.startsWith(month)}
                    today={day === today}
                    onPress={() => setPicked(day)}
                  />
                ))}
            </View>
            <Text className={a.second}>点一天可以改成上班或休息。已经答应的时限不会跟着变。</Text>
            <Faces of={calendar}>{(c) => <YearDays days={c.days.filter((d) => d.day.startsWith(month))} />}</Faces>
          </Card>
        </View>
        <View className={a.half}>
          <OfficeHours />
        </View>
      </View>
      {picked && <DaySheet day={picked} entry={entry(picked)} onClose={() => setPicked(null)} />}
    </AdminFrame>
  );
}

interface DayProps {
  day: string;
  entry: CalendarDayView | undefined;
  other: boolean;
  today: boolean;
  onPress: () => void;
}

function Day({ day, entry, other, today, onPress }: DayProps) {
  const working = entry?.working ?? !isWeekend(day);
  const word = working ? '上班' : '休息';
  return (
    <Tap
      className={classes(s.day, working ? s.working : s.resting, other && s.other, today && s.today)}
      disabled={other}
      label={`${day} ${word}${entry?.name ? ` ${entry.name}` : ''}`}
      onPress={onPress}
    >
      <Text className={s.number}>{Number(day.slice(8))}</Text>
      <Text className={s.word}>{entry ? (working ? '班' : '休') : working ? '' : '休'}</Text>
    </Tap>
  );
}

function YearDays({ days }: { days: readonly CalendarDayView[] }) {
  if (!days.length) return null;
  return (
    <View className={s.entries}>
      {days.map((d) => (
        <Text key={d.day} className={s.entry}>
          {`${Number(d.day.slice(8))}日 ${d.working ? '上班' : '休息'}${d.name ? ` · ${d.name}` : ''}`}
        </Text>
      ))}
    </View>
  );
}
