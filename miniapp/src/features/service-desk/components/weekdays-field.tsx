import { Chips } from '@/components/chips';

const DAYS = ['一', '二', '三', '四', '五', '六', '日'].map((d, i) => ({ value: String(i + 1), label: `周${d}` }));

/** 1 Monday … 7 Sunday. */
export function WeekdaysField({ value, onChange }: { value: readonly number[]; onChange: (weekdays: number[]) => void }) {
  return (
    <Chips
      label="星期几"
      chips={DAYS}
      value={value.map(String)}
      onPress={(d) => {
        const day = Number(d);
        onChange(value.includes(day) ? value.filter((v) => v !== day) : [...value, day].sort((a, b) => a - b));
      }}
    />
  );
}
