import { Text, View } from '@tarojs/components';
import { RATING_LABELS } from '@linli/shared/reports';
import { classes } from '@/lib/classes';
import { Icon, type IconName } from '../icon';
import { Tap } from '../tap';
import s from './rate-row.module.scss';

export type Level = keyof typeof RATING_LABELS;
const LEVELS: readonly Level[] = [5, 4, 3, 2, 1];
const FACES: Record<Level, IconName> = { 5: 'laugh', 4: 'smile', 3: 'meh', 2: 'frown', 1: 'angry' };

/** Five levels, each a face and its words. */
export function RateRow({ value, onChange }: { value: Level | null; onChange: (level: Level) => void }) {
  return (
    <View className={s.row} ariaRole="radiogroup" ariaLabel="满意程度">
      {LEVELS.map((l) => (
        <Tap key={l} role="radio" checked={l === value} className={classes(s.level, l === value && s.on)} onPress={() => onChange(l)}>
          <Icon name={FACES[l]} size="large" />
          <Text className={s.word}>{RATING_LABELS[l]}</Text>
        </Tap>
      ))}
    </View>
  );
}
