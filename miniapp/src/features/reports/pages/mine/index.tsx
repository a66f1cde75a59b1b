import { useState } from 'react';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { useFollowedReports, useMyReports } from '@/api/reports';
import { queryClient } from '@/api/query-client';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { ReportCard } from '@/components/report-card';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Tabs } from '@/components/tabs';
import { go } from '@/lib/router';

type Tab = 'mine' | 'following';
const TABS = [
  { value: 'mine' as const, label: '我报的' },
  { value: 'following' as const, label: '我关注的' },
];

export default function MyReports() {
  const personId = usePersonId();
  const [tab, setTab] = useState<Tab>('mine');
  const mine = useMyReports();
  const followed = useFollowedReports(tab === 'following');
  usePullDownRefresh(() => {
    void queryClient.invalidateQueries({ queryKey: ['reports'] }).finally(() => Taro.stopPullDownRefresh());
  });
  if (!personId)
    return (
      <Screen title="我的上报">
        <SignInCard text="登录后能看到您报过的问题和办理进度" />
      </Screen>
    );
  return (
    <Screen title="我的上报">
      <Tabs tabs={TABS} value={tab} onChange={setTab} />
      <List
        key={tab}
        of={tab === 'mine' ? mine : followed}
        keyOf={(r) => r.id}
        picture
        empty={
          tab === 'mine' ? (
            <Empty title="还没有报过问题" text="路灯不亮、垃圾没清、井盖松了，拍一张就行" drawing="street">
              <Button inline icon="camera" onPress={() => go('/features/reports/pages/new/index')}>
                随手拍
              </Button>
            </Empty>
          ) : (
            <Empty title="还没有关注的" text="上报时如果附近有人报过同一个问题，可以关注它，不用重复报" />
          )
        }
      >
        {(r) => <ReportCard report={r} onPress={() => go('/features/reports/pages/detail/index', { id: r.id })} />}
      </List>
    </Screen>
  );
}
