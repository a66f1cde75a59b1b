import { useState } from 'react';
import { View } from '@tarojs/components';
import { useAdjustments } from '@/api/timebank-books';
import { useMe } from '@/api/me';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { holdsAny } from '@/lib/roles';
import { AdjustmentCard } from '../../components/adjustment-card';
import { TimebankFrame } from '../../components/frame';
import { GrantSheet } from '../../components/grant-sheet';
import { ReversalSheet } from '../../components/reversal-sheet';
import s from '../../books.module.scss';

type Show = 'requested' | 'all';
const CHIPS: { value: Show; label: string }[] = [
  { value: 'requested', label: '待复核' },
  { value: 'all', label: '全部' },
];

/** Corrections and grants: one person asks here, another one approves. */
export default function Adjustments() {
  const me = useMe().data;
  const [show, setShow] = useState<Show>('requested');
  const [writing, setWriting] = useState<'grant' | 'reversal' | null>(null);
  const list = useAdjustments(show === 'all' ? {} : { state: 'requested' });
  const close = () => setWriting(null);
  return (
    <TimebankFrame
      title="更正与发放"
      here="adjustments"
      footer={
        holdsAny(me, ['dispatcher']) && (
          <View className={s.ways}>
            <Button icon="gift" onPress={() => setWriting('grant')}>
              发放积分
            </Button>
            <Button kind="secondary" icon="undo-2" onPress={() => setWriting('reversal')}>
              申请收回
            </Button>
          </View>
        )
      }
    >
      <View className={s.filters}>
        <Chips label="看哪些" line chips={CHIPS} value={show} onPress={setShow} />
      </View>
      <List
        key={show}
        of={list}
        keyOf={(one) => one.id}
        empty={<Empty title={show === 'all' ? '还没有更正和发放' : '没有待复核的'} text="一人申请，另一人同意后才会入账。" />}
      >
        {(one) => <AdjustmentCard adjustment={one} />}
      </List>
      {writing === 'grant' && <GrantSheet onClose={close} />}
      {writing === 'reversal' && <ReversalSheet onClose={close} />}
    </TimebankFrame>
  );
}
