import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { Tap } from '../tap';
import s from './tabs.module.scss';

interface Props<V extends string> {
  tabs: readonly { value: V; label: string; count?: number }[];
  value: V;
  onChange: (value: V) => void;
}

export function Tabs<V extends string>({ tabs, value, onChange }: Props<V>) {
  return (
    <View className={s.tabs} ariaRole="tablist">
      {tabs.map((t) => (
        <Tap
          key={t.value}
          role="tab"
          checked={t.value === value}
          className={classes(s.tab, t.value === value && s.here)}
          onPress={() => onChange(t.value)}
        >
          <Text>{t.label}</Text>
          {t.count !== undefined && <Text className={s.count}> {t.count}</Text>}
        </Tap>
      ))}
    </View>
  );
}
