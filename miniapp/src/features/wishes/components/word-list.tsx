import { useState } from 'react';
import { View } from '@tarojs/components';
import { SETTING_WORD_MAX, SETTING_WORDS_MAX } from '@linli/shared/wishes';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Input } from '@/components/field';
import s from '../wishes.module.scss';

interface Props {
  label: string;
  words: readonly string[];
  onChange: (words: string[]) => void;
}

/** Words as chips: a press takes one away, the field adds one. */
export function WordList({ label, words, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const add = () => {
    const word = typed.trim();
    if (word && !words.includes(word)) onChange([...words, word]);
    setTyped('');
  };
  return (
    <View>
      <View className={s.words}>
        <Chips
          label={label}
          chips={words.map((word) => ({ value: word, label: word, icon: 'x' as const }))}
          onPress={(word) => onChange(words.filter((one) => one !== word))}
        />
      </View>
      <View className={s.add}>
        <View className={s.addField}>
          <Input
            label={`添加${label}`}
            placeholder="添加一个词"
            value={typed}
            maxLength={SETTING_WORD_MAX}
            onChange={setTyped}
            onDone={add}
          />
        </View>
        <Button kind="secondary" icon="plus" inline disabled={!typed.trim() || words.length >= SETTING_WORDS_MAX} onPress={add}>
          添加
        </Button>
      </View>
    </View>
  );
}
