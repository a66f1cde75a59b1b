import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { Tap } from '../tap';
import s from './stat.module.scss';

export interface Figure {
  label: string;
  value: string | number;
  unit?: string;
  tone?: 'plain' | 'done' | 'due' | 'late';
  onPress?: () => void;
}

/** Numbers with units, side by side; a pressable one opens what it counts. */
export function Stats({ figures }: { figures: readonly Figure[] }) {
  return (
    <View className={s.stats}>
      {figures.map((f) => {
        const inside = (
          <>
            <View className={s.line}>
              <Text className={classes(s.value, s[f.tone ?? 'plain'])}>{f.value}</Text>
              {f.unit && <Text className={s.unit}>{f.unit}</Text>}
            </View>
            <Text className={s.label}>{f.label}</Text>
          </>
        );
        if (!f.onPress)
          return (
            <View key={f.label} className={s.stat}>
              {inside}
            </View>
          );
        return (
          <Tap key={f.label} className={s.stat} label={`${f.label} ${f.value}${f.unit ?? ''}`} onPress={f.onPress}>
            {inside}
          </Tap>
        );
      })}
    </View>
  );
}
