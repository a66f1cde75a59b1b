import { useState } from 'react';
import { View } from '@tarojs/components';
import { ask } from '@/lib/say';
import { Button } from '../button';
import { Row } from '../card';
import type { IconName } from '../icon';
import { Sheet } from '../sheet';
import s from './action-bar.module.scss';

export interface ActionWords {
  label: string;
  icon?: IconName;
  note?: string;
  danger?: boolean;
  /** What cannot be taken back asks first, with its consequence. */
  confirm?: { title: string; consequence: string };
}

interface Props<A extends string> {
  /** view.actions, as the server gave them. */
  actions: readonly A[];
  words: (action: A) => ActionWords;
  /** The likely ones first: the first that is allowed becomes the primary button. */
  likely: readonly A[];
  /** Never drawn as a button (what another part of the page offers). */
  elsewhere?: readonly A[];
  pending?: A | null;
  onAction: (action: A) => void;
}

/** One primary at the thumb, the rest under 更多. Knows nothing of roles or states: it draws what it is given. */
export function ActionBar<A extends string>({ actions, words, likely, elsewhere = [], pending, onAction }: Props<A>) {
  const [open, setOpen] = useState(false);
  const shown = actions.filter((a) => !elsewhere.includes(a));
  if (!shown.length) return null;
  const primary = likely.find((a) => shown.includes(a)) ?? (shown.length === 1 && !words(shown[0] as A).danger ? shown[0] : undefined);
  const rest = shown.filter((a) => a !== primary);
  const press = (action: A) => {
    setOpen(false);
    const { confirm, label, danger } = words(action);
    if (!confirm) {
      onAction(action);
      return;
    }
    void ask({ title: confirm.title, consequence: confirm.consequence, yes: label, danger }).then((yes) => yes && onAction(action));
  };
  const button = (action: A, kind: 'primary' | 'secondary') => (
    <Button key={action} kind={kind} icon={words(action).icon} pending={pending === action} onPress={() => press(action)}>
      {words(action).label}
    </Button>
  );
  // a single other one needs no sheet, nor do two that are equally likely
  const beside = rest.length === 1 || (!primary && rest.length === 2) ? rest : [];
  return (
    <View className={s.bar}>
      {beside.map((a) => button(a, 'secondary'))}
      {rest.length > beside.length && (
        <Button
          kind="secondary"
          icon="ellipsis"
          pending={pending !== null && pending !== undefined && rest.includes(pending)}
          onPress={() => setOpen(true)}
        >
          更多
        </Button>
      )}
      {primary && <View className={s.primary}>{button(primary, 'primary')}</View>}
      <Sheet open={open} title="更多操作" onClose={() => setOpen(false)}>
        {rest.map((a) => {
          const w = words(a);
          return <Row key={a} icon={w.icon} title={w.label} note={w.note} danger={w.danger} onPress={() => press(a)} />;
        })}
      </Sheet>
    </View>
  );
}
