import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { Icon, type IconName } from '../icon';
import s from './state-tag.module.scss';

export type Tone = 'quiet' | 'info' | 'due' | 'done' | 'late';

/** Colour, icon and word: never colour alone. */
export function StateTag({ tone, icon, word }: { tone: Tone; icon: IconName; word: string }) {
  return (
    <View className={classes(s.tag, s[tone])}>
      <Icon name={icon} size="small" />
      <Text>{word}</Text>
    </View>
  );
}

/** Small remarks of a matter: 返工 1 次, 已催办 … */
export function Marks({ words }: { words: readonly string[] }) {
  if (!words.length) return null;
  return (
    <View className={s.marks}>
      {words.map((w) => (
        <Text key={w} className={s.mark}>
          {w}
        </Text>
      ))}
    </View>
  );
}
