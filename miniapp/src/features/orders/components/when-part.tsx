import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { DayField } from '@/components/day-field';
import { Field, FieldError } from '@/components/field';
import { PART_LABELS, type PartOfDay, minutesOfDay, momentOf, openDays, partOf, sayMinute } from '@/lib/slots';
import { sayMinutes, sayNotice } from '@/lib/order-words';
import { useNow } from '@/lib/ticking';
import { sayDay } from '@/lib/times';
import type { OrderDraft } from '@/lib/order-draft';
import type { PartProps } from './form-parts';
import s from './form.module.scss';

const SHOWN_DAYS = 4;
const OTHER = 'other';
const PARTS: readonly PartOfDay[] = ['morning', 'afternoon', 'evening'];

/** Only days and times that can be had: nothing to type, nothing to get wrong. */
export function WhenPart({ item, change, lacking, draft }: PartProps & { draft: OrderDraft }) {
  const now = useNow(60_000);
  const [calendar, setCalendar] = useState(false);
  const days = openDays(item, now);
  const near = days.slice(0, SHOWN_DAYS);
  const day = draft.day;
  const shown = day && !near.includes(day) ? [...near, day] : near;
  const minutes = day ? minutesOfDay(item, day, now) : [];
  const parts = PARTS.filter((p) => minutes.some((m) => partOf(m) === p));
  const [wanted, setWanted] = useState<PartOfDay | null>(null);
  const chosenPart = draft.minute === null ? null : partOf(draft.minute);
  const part = [wanted, chosenPart, parts[0]].find((p): p is PartOfDay => p !== null && p !== undefined && parts.includes(p)) ?? null;
  const press = (d: string) => {
    setCalendar(d === OTHER);
    if (d !== OTHER)
      change({ day: d, minute: draft.minute !== null && minutesOfDay(item, d, now).includes(draft.minute) ? draft.minute : null });
  };
  return (
    <Card title="什么时候">
      <Chips
        label="哪一天"
        chips={[
          ...shown.map((d) => ({ value: d, label: sayDay(momentOf(d, 0), now) })),
          ...(days.length > SHOWN_DAYS ? [{ value: OTHER, label: '别的日期', icon: 'calendar' as const }] : []),
        ]}
        value={day}
        onPress={press}
      />
      {calendar && (
        <View className={s.calendar}>
          <DayField
            label="别的日期"
            value={day}
            from={days[0]}
            to={days[days.length - 1]}
            onChange={(d) => change({ day: d, minute: null })}
          />
        </View>
      )}
      <Text className={s.hint}>{`${sayNotice(item.noticeHours)}，好给您找人`}</Text>
      {day && minutes.length === 0 && <FieldError>这一天约不了，请换一天</FieldError>}
      {parts.length > 1 && (
        <View className={s.parts}>
          <Chips label="上午还是下午" chips={parts.map((p) => ({ value: p, label: PART_LABELS[p] }))} value={part} onPress={setWanted} />
        </View>
      )}
      {part && (
        <Field label="几点开始" hint={`大约 ${sayMinutes(item.minutes)}`}>
          <Chips
            label="几点开始"
            chips={minutes.filter((m) => partOf(m) === part).map((m) => ({ value: String(m), label: sayMinute(m) }))}
            value={draft.minute === null ? null : String(draft.minute)}
            onPress={(m) => change({ minute: Number(m) })}
          />
        </Field>
      )}
      {lacking?.time && <FieldError>{lacking.time}</FieldError>}
    </Card>
  );
}

/** How many should come, where more than one may be asked for. */
export function PeoplePart({ item, values, change }: Pick<PartProps, 'item' | 'values' | 'change'>) {
  if (item.maxPeople <= item.minPeople) return null;
  const set = (by: number) => change({ headcount: values.headcount + by });
  return (
    <Card title="要几个人来">
      <View className={s.stepper}>
        <Button
          kind="secondary"
          inline
          icon="minus"
          label="少一个人"
          disabled={values.headcount <= item.minPeople}
          onPress={() => set(-1)}
        />
        <Text className={s.people}>{`${values.headcount} 人`}</Text>
        <Button kind="secondary" inline icon="plus" label="多一个人" disabled={values.headcount >= item.maxPeople} onPress={() => set(1)} />
      </View>
    </Card>
  );
}
