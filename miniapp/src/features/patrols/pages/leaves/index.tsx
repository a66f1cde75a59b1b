import { useState } from 'react';
import { useRouter } from '@tarojs/taro';
import { useHolds } from '@/api/me';
import { useLeaves } from '@/api/leaves';
import { Button } from '@/components/button';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { Tabs } from '@/components/tabs';
import { AskLeave } from '../../components/ask-leave';
import { LeaveCard } from '../../components/leave-card';

const TABS = [
  { value: 'mine', label: '我的请假' },
  { value: 'to_decide', label: '待我批' },
] as const;
const EMPTY = {
  mine: { title: '没有请过假', text: '请假的日子不计入考核。' },
  to_decide: { title: '没有待批的请假', text: '网格员请假后会出现在这里。' },
};

/** Ask, look, take back; for who leads also decide. */
export default function Leaves() {
  const asks = useHolds('grid_member');
  const decides = useHolds('grid_leader', 'dispatcher');
  const wanted = useRouter().params.box;
  const [picked, setPicked] = useState<'mine' | 'to_decide' | null>(wanted === 'to_decide' ? 'to_decide' : null);
  const [asking, setAsking] = useState(false);
  const box = picked ?? (decides && !asks ? 'to_decide' : 'mine');
  const leaves = useLeaves({ box });
  return (
    <Screen
      title="请假"
      footer={
        asks && box === 'mine' ? (
          <Button icon="plus" onPress={() => setAsking(true)}>
            我要请假
          </Button>
        ) : undefined
      }
    >
      {decides && asks && <Tabs tabs={TABS} value={box} onChange={setPicked} />}
      <List of={leaves} keyOf={(l) => l.id} empty={<Empty {...EMPTY[box]} />}>
        {(leave) => <LeaveCard leave={leave} />}
      </List>
      <AskLeave open={asking} onClose={() => setAsking(false)} />
    </Screen>
  );
}
