import { Picker, Text, View } from '@tarojs/components';
import type { TimeFieldProps } from './types';
import s from './time-field.module.scss';

/** Hours and minutes: WeChat's own wheel. */
export function TimeField({ label, value, onChange }: TimeFieldProps) {
  return (
    <Picker mode="time" value={value} onChange={(e) => onChange(String(e.detail.value))}>
      <View className={s.box} ariaRole="button" ariaLabel={`${label}：${value || '未选'}`}>
        <Text>{value || '选时间'}</Text>
      </View>
    </Picker>
  );
}
