import { useState } from 'react';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import type { TaskCardView } from '@linli/shared/orders.dto';
import { useAppointments, useInvitations, useServing } from '@/api/orders';
import { queryClient } from '@/api/query-client';
import { Button } from '@/components/button';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { MyHours } from '@/components/order/my-hours';
import { TaskCard } from '@/components/order/task-card';
import { Screen } from '@/components/screen';
import { Tabs } from '@/components/tabs';
import { useAddress } from '@/lib/address';
import { go } from '@/lib/router';
import { AcceptedSheet } from '../../components/accepted-sheet';
import { Answer } from '../../components/answer';
import { Gate } from '../../components/gate';
import { PATHS } from '../../paths';

type Which = 'coming' | 'invited' | 'past';

/** Where I go next, who asks for me, what I have done. */
export default function Appointments() {
  return (
    <Screen
      title="我的服务"
      footer={
        <Button icon="search" onPress={() => go(PATHS.hall)}>
          去任务大厅
        </Button>
      }
    >
      <Gate>
        <Mine />
      </Gate>
    </Screen>
  );
}

function Mine() {
  const [{ tab }, change] = useAddress(['tab']);
  const which: Which = tab === 'invited' || tab === 'past' ? tab : 'coming';
  const coming = useAppointments(false, which === 'coming');
  const invited = useInvitations(which === 'invited');
  const past = useAppointments(true, which === 'past');
  const serving = useServing();
  const invitations = serving.data?.invitations;
  const [accepted, setAccepted] = useState<TaskCardView | null>(null);
  const again = () => queryClient.invalidateQueries({ queryKey: ['orders'] });
  useDidShow(() => void again());
  usePullDownRefresh(() => {
    void again().finally(() => Taro.stopPullDownRefresh());
  });
  const open = (t: TaskCardView) => go(PATHS.detail, { id: t.id });
  const tabs = [
    { value: 'coming' as const, label: '要去的' },
    { value: 'invited' as const, label: '等我答复', ...(invitations ? { count: invitations } : {}) },
    { value: 'past' as const, label: '做过的' },
  ];
  return (
    <>
      {serving.data && <MyHours serving={serving.data} />}
      <Tabs tabs={tabs} value={which} onChange={(w) => change({ tab: w === 'coming' ? null : w })} />
      {which === 'coming' && (
        <List of={coming} keyOf={(t) => t.id} empty={<Empty title="现在没有约" text="去任务大厅看看谁需要帮忙" drawing="street" />}>
          {(t) => <TaskCard task={t} onPress={() => open(t)} />}
        </List>
      )}
      {which === 'invited' && (
        <List of={invited} keyOf={(t) => t.id} empty={<Empty title="没有等您答复的" text="社区请您帮忙时，会出现在这里，也会发消息" />}>
          {(t) => (
            <TaskCard task={t} onPress={() => open(t)}>
              <Answer task={t} onAccepted={setAccepted} />
            </TaskCard>
          )}
        </List>
      )}
      {which === 'past' && (
        <List of={past} keyOf={(t) => t.id} empty={<Empty title="还没有做过的" text="完成一次服务，时长就记在这里" />}>
          {(t) => <TaskCard task={t} onPress={() => open(t)} />}
        </List>
      )}
      <AcceptedSheet
        task={accepted}
        onClose={() => setAccepted(null)}
        onOpen={() => {
          if (accepted) open(accepted);
          setAccepted(null);
        }}
      />
    </>
  );
}
