import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { Icon, type IconName } from '../icon';
import { Tap } from '../tap';
import s from './chips.module.scss';

export interface Chip<V extends string = string> {
  value: V;
  label: string;
  icon?: IconName;
  count?: number;
}

interface Props<V extends string> {
  chips: readonly Chip<V>[];
  /** What is chosen; none for chips that only do something. */
  value?: V | readonly V[] | null;
  onPress: (value: V) => void;
  /** One line that slides, for filters. */
  line?: boolean;
  label?: string;
}

export function Chips<V extends string>({ chips, value, onPress, line, label }: Props<V>) {
  const on = (v: V) => (Array.isArray(value) ? (value as readonly V[]).includes(v) : value === v);
  return (
    <View className={classes(s.chips, line && s.line)} ariaRole="group" ariaLabel={label}>
      {chips.map((c) => (
        <Tap
          key={c.value}
          role={value === undefined ? 'button' : 'checkbox'}
          checked={value === undefined ? undefined : on(c.value)}
          className={classes(s.chip, on(c.value) && s.on)}
          onPress={() => onPress(c.value)}
        >
          <View className={s.inner}>
            {c.icon && <Icon name={c.icon} size="small" />}
            <Text>{c.label}</Text>
            {c.count !== undefined && <Text className={s.count}>{c.count}</Text>}
          </View>
        </Tap>
      ))}
    </View>
  );
}
