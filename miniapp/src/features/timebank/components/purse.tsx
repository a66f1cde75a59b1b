import type { PropsWithChildren } from 'react';
import { Text, View } from '@tarojs/components';
import { Card } from '@/components/card';
import s from '../points.module.scss';

/** So many points: the figure a page is about, and what belongs to it. */
export function Purse({ word, points, children }: PropsWithChildren<{ word: string; points: number }>) {
  return (
    <Card>
      <View ariaRole="group" ariaLabel={`${word} ${points} 分`}>
        <Text className={s.purseWord}>{word}</Text>
        <View className={s.purseLine}>
          <Text className={s.purseFigure}>{points}</Text>
          <Text>分</Text>
        </View>
      </View>
      {children}
    </Card>
  );
}
