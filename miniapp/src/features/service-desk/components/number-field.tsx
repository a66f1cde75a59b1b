import { Text, View } from '@tarojs/components';
import { Button } from '@/components/button';
import { Input } from '@/components/field';
import f from '../number-field.module.scss';

interface Props {
  label: string;
  value: number;
  unit: string;
  min: number;
  max: number;
  step?: number;
  onChange: (value: number) => void;
}

/** A whole number: a tap more, a tap less, or typed. */
export function NumberField({ label, value, unit, min, max, step = 1, onChange }: Props) {
  const within = (n: number) => Math.min(max, Math.max(min, n));
  return (
    <View className={f.stepper}>
      <Button
        kind="secondary"
        inline
        icon="minus"
        label={`${label}减`}
        disabled={value <= min}
        onPress={() => onChange(within(value - step))}
      />
      <View className={f.number}>
        <Input
          kind="digits"
          label={label}
          value={String(value)}
          maxLength={5}
          onChange={(v) => onChange(Math.min(max, Number(v.replace(/\D/g, '')) || 0))}
        />
      </View>
      <Button
        kind="secondary"
        inline
        icon="plus"
        label={`${label}加`}
        disabled={value >= max}
        onPress={() => onChange(within(value + step))}
      />
      <Text className={f.unit}>{unit}</Text>
    </View>
  );
}
