import { Text, View } from '@tarojs/components';
import { PLACE_HOURS_MAX } from '@linli/shared/places';
import type { OpenHoursDto } from '@linli/shared/places.dto';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { TimeField } from '@/components/time-field';
import s from '../places.module.scss';

const DAYS = Array.from('一二三四五六日', (name, i) => ({ value: String(i + 1), label: `周${name}` }));
const OFFICE: OpenHoursDto = { weekdays: [1, 2, 3, 4, 5], from: '08:30', to: '12:00' };

interface Props {
  value: readonly OpenHoursDto[];
  onChange: (hours: OpenHoursDto[]) => void;
}

/** Lines of weekdays and a span; a lunch break is two lines. */
export function HoursField({ value, onChange }: Props) {
  const set = (i: number, change: Partial<OpenHoursDto>) => onChange(value.map((one, k) => (k === i ? { ...one, ...change } : one)));
  const toggle = (i: number, day: number) => {
    const days = value[i]?.weekdays ?? [];
    set(i, { weekdays: days.includes(day) ? days.filter((d) => d !== day) : [...days, day] });
  };
  return (
    <View>
      {value.map((one, i) => (
        <View key={i} className={s.hours}>
          <Chips label={`第 ${i + 1} 段的日子`} chips={DAYS} value={one.weekdays.map(String)} onPress={(day) => toggle(i, Number(day))} />
          <View className={s.gap} />
          <View className={s.pair}>
            <View className={s.half}>
              <TimeField label={`第 ${i + 1} 段从几点`} value={one.from} onChange={(from) => set(i, { from })} />
            </View>
            <Text>至</Text>
            <View className={s.half}>
              <TimeField label={`第 ${i + 1} 段到几点`} value={one.to} onChange={(to) => set(i, { to })} />
            </View>
            <Button
              kind="text"
              size="small"
              icon="trash-2"
              inline
              label={`删去第 ${i + 1} 段`}
              onPress={() => onChange(value.filter((_, k) => k !== i))}
            >
              删去
            </Button>
          </View>
        </View>
      ))}
      {value.length < PLACE_HOURS_MAX && (
        <Button
          kind="secondary"
          size="small"
          icon="plus"
          inline
          onPress={() => onChange([...value, value.length ? { ...OFFICE, from: '14:30', to: '18:00' } : OFFICE])}
        >
          加一段时间
        </Button>
      )}
    </View>
  );
}
