import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import s from '../figures.module.scss';

/** Names left, numbers right; slides sideways where there is no room. */
export function Table({ label, head, rows }: { label: string; head: readonly string[]; rows: readonly (readonly (string | number)[])[] }) {
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
        {rows.map((cells) => (
          <View key={String(cells[0])} className={s.row} ariaRole="row">
            {cells.map((cell, i) => (
              <Text key={head[i]} className={classes(s.cell, i === 0 && s.first)}>
                {cell}
              </Text>
            ))}
          </View>
        ))}
      </View>
    </View>
  );
}
