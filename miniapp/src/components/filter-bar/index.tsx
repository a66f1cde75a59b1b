import { useState, type ReactNode } from 'react';
import { View } from '@tarojs/components';
import { Button } from '../button';
import { Chips } from '../chips';
import { SearchField } from '../search-field';
import { Sheet } from '../sheet';
import s from './filter-bar.module.scss';

type Words<T extends string> = Partial<Record<T | 'q', string | null>>;
interface Props<T extends string> {
  q: string | undefined;
  placeholder: string;
  /** What can be filtered by, in the order it is shown. */
  keys: readonly T[];
  /** What it is filtered by now, in words. */
  labels: Partial<Record<T, string>>;
  /** Null takes a choice away. */
  change: (words: Words<T>) => void;
  /** The fields of the sheet; each choice counts at once. */
  children: ReactNode;
}

/** Search, the filter, and what is filtered: each a chip that takes itself away. */
export function FilterBar<T extends string>({ q, placeholder, keys, labels, change, children }: Props<T>) {
  const [open, setOpen] = useState(false);
  const chips = keys.flatMap((value) => (labels[value] ? [{ value, label: labels[value], icon: 'x' as const }] : []));
  const n = chips.length;
  const drop = (all: readonly T[]) => change(Object.fromEntries(all.map((key) => [key, null])) as Words<T>);
  const close = () => setOpen(false);
  return (
    <View>
      <View className={s.line}>
        <SearchField value={q ?? ''} onChange={(text) => change({ q: text || null } as Words<T>)} placeholder={placeholder} />
        <Button kind="secondary" inline icon="filter" label={n ? `筛选，已选 ${n} 项` : '筛选'} onPress={() => setOpen(true)}>
          {n ? `筛选 ${n}` : '筛选'}
        </Button>
      </View>
      {chips.length > 0 && (
        <View className={s.chosen}>
          <Chips<T> label="已选条件，点一下去掉" chips={chips} onPress={(key) => drop([key])} />
        </View>
      )}
      {open && (
        <Sheet open title="筛选" onClose={close} footer={<Button onPress={close}>看结果</Button>}>
          {children}
          <Button kind="text" onPress={() => drop(keys)}>
            全部清除
          </Button>
        </Sheet>
      )}
    </View>
  );
}
