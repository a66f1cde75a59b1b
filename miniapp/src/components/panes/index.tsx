import type { PropsWithChildren, ReactNode } from 'react';
import { ScrollView, Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { useKeys } from '@/lib/keys';
import { Empty } from '../faces';
import { List, type Paged } from '../list';
import s from './panes.module.scss';

interface Props<T> {
  of: Paged<T>;
  keyOf: (item: T) => string;
  line: (item: T) => ReactNode;
  empty: ReactNode;
  /** lines with a picture: their grey shapes have one too */
  picture?: boolean;
  /** title, search, filters */
  head: ReactNode;
  /** what lies open, and how another is opened */
  id: string | undefined;
  onOpen: (id: string | null) => void;
  matter: ReactNode;
  /** further letters of this desk, and what they do, said below the list */
  keys?: Record<string, () => void>;
  hint?: string;
  nothing?: string;
}

/** A desk's list and matter beside each other, walked through by J and K. */
export function Panes<T>({ of, keyOf, line, empty, picture, head, id, onOpen, matter, keys, hint, nothing = '从左边选一件' }: Props<T>) {
  const items = of.data?.pages.flatMap((p) => p.items) ?? [];
  const move = (by: number) => {
    const at = items.findIndex((item) => keyOf(item) === id);
    const next = items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))];
    if (!next) return;
    onOpen(keyOf(next));
    document.getElementById(`line-${keyOf(next)}`)?.scrollIntoView({ block: 'nearest' });
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: () => onOpen(null),
    ...keys,
  });
  return (
    <View className={s.panes}>
      <View className={s.list}>
        <View className={s.head}>{head}</View>
        <ScrollView
          scrollY
          className={s.scroll}
          onScrollToLower={() => of.hasNextPage && !of.isFetchingNextPage && void of.fetchNextPage()}
        >
          <List of={of} keyOf={keyOf} picture={picture} empty={empty}>
            {(item) => (
              <View id={`line-${keyOf(item)}`} className={classes(s.pick, keyOf(item) === id && s.picked)}>
                {line(item)}
              </View>
            )}
          </List>
        </ScrollView>
        <Text className={s.keys}>{['J / K 上下一件', hint, 'Esc 收起'].filter(Boolean).join(' · ')}</Text>
      </View>
      <View className={s.matter}>{id ? matter : <Empty title={nothing} text="也可以按 J、K 一件件看。" />}</View>
    </View>
  );
}

/** The matter's place: what it says scrolls, what can be done stays. */
export function Matter({ foot, children }: PropsWithChildren<{ foot?: ReactNode }>) {
  return (
    <View className={s.inside}>
      <View className={s.body}>{children}</View>
      {foot && <View className={s.foot}>{foot}</View>}
    </View>
  );
}

export function PaneTitle({ title, aside }: { title: string; aside?: ReactNode }) {
  return (
    <View className={s.title}>
      <Text className={s.titleWords} ariaRole="heading">
        {title}
      </Text>
      {aside}
    </View>
  );
}
