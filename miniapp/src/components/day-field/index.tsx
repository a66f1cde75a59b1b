import { Picker, Text, View } from '@tarojs/components';
import { dayOf, msOf, sayClock } from '@/lib/times';
import { Icon } from '../icon';
import type { DayFieldProps, MomentFieldProps } from './types';
import s from './day-field.module.scss';

const box = (words: string, icon: 'calendar' | 'clock', empty: boolean) => (
  <View className={s.box}>
    <Text className={empty ? s.empty : s.words}>{words}</Text>
    <Icon name={icon} size="small" />
  </View>
);

/** WeChat's own wheel. */
export function DayField({ label, value, onChange, from, to, placeholder = '选日期', disabled }: DayFieldProps) {
  return (
    <Picker
      mode="date"
      value={value ?? from ?? ''}
      start={from}
      end={to}
      disabled={disabled}
      ariaLabel={label}
      onChange={(e) => onChange(e.detail.value)}
    >
      {box(value ?? placeholder, 'calendar', !value)}
    </Picker>
  );
}

export function MomentField({ label, value, onChange, from, to, placeholder, disabled }: MomentFieldProps) {
  const day = value ? dayOf(msOf(value)) : null;
  const clock = value ? sayClock(msOf(value)) : '18:00';
  const set = (d: string, c: string) => onChange(new Date(`${d}T${c}:00+08:00`).toISOString());
  return (
    <View className={s.pair}>
      <View className={s.wide}>
        <DayField
          label={`${label}的日期`}
          value={day}
          from={from}
          to={to}
          placeholder={placeholder}
          disabled={disabled}
          onChange={(d) => set(d, clock)}
        />
      </View>
      <View className={s.narrow}>
        <Picker
          mode="time"
          value={clock}
          disabled={disabled || !day}
          ariaLabel={`${label}的时间`}
          onChange={(e) => day && set(day, e.detail.value)}
        >
          {box(day ? clock : '--:--', 'clock', !day)}
        </Picker>
      </View>
    </View>
  );
}
