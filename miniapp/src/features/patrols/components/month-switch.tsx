import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { Tap } from '@/components/tap';
import s from './month-switch.module.scss';

interface Props {
  /** YYYY-MM */
  month: string;
  /** the last one there is something to see of */
  latest: string;
  onChange: (month: string) => void;
}

export function shiftMonth(month: string, by: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export function MonthSwitch({ month, latest, onChange }: Props) {
  return (
    <View className={s.line}>
      <Tap className={s.arrow} label="上个月" onPress={() => onChange(shiftMonth(month, -1))}>
        <Icon name="chevron-left" />
      </Tap>
      <Text className={s.month}>
        {month.slice(0, 4)}年{Number(month.slice(5))}月
      </Text>
      <Tap className={s.arrow} label="下个月" disabled={month >= latest} onPress={() => onChange(shiftMonth(month, 1))}>
        <Icon name="chevron-right" />
      </Tap>
    </View>
  );
}
