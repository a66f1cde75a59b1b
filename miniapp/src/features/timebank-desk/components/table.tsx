import type { ReactNode } from 'react';
import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import s from '../figures.module.scss';

/** Names left, numbers right; slides sideways where there is no room. */
export function Table({ label, head, rows }: { label: string; head: readonly string[]; rows: readonly (readonly ReactNode[])[] }) {
  return (
    <View className={s.scroll}>
      <View className={s.table} ariaRole="table" ariaLabel={label}>
        <View className={s.row} ariaRole="row">
          {head.map((word, i) => (
            <Text key={word} className={classes(s.head, i === 0 && s.first)}>
              {word}
            </Text>
          ))}
        </View>
        {rows.map((cells, nth) => (
          <View key={nth} className={s.row} ariaRole="row">
            {cells.map((cell, i) => (
              <View key={head[i]} className={classes(s.cell, i === 0 && s.first)}>
                {typeof cell === 'object' ? cell : <Text>{cell}</Text>}
              </View>
            ))}
          </View>
        ))}
      </View>
    </View>
  );
}
