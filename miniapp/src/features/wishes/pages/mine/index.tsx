import { useState } from 'react';
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro';
import { queryClient } from '@/api/query-client';
import { usePersonId } from '@/api/session';
import { useMyClaims, useMyWishes } from '@/api/wishes';
import { Button } from '@/components/button';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Tabs } from '@/components/tabs';
import { go } from '@/lib/router';
import { WishCard } from '../../components/wish-card';
import { PATHS } from '../../words';

const TABS = [
  { value: 'wishes' as const, label: '我的心愿' },
  { value: 'claims' as const, label: '我的认领' },
];

/** What I wish, and what I promised; for a unit's contact also the unit's. */
export default function MyWishes() {
  const personId = usePersonId();
  const asked = useRouter().params.tab === 'claims' ? 'claims' : 'wishes';
  const [tab, setTab] = useState<'wishes' | 'claims'>(asked);
  const wishes = useMyWishes(tab === 'wishes');
  const claims = useMyClaims(tab === 'claims');
  usePullDownRefresh(() => {
    void queryClient.invalidateQueries({ queryKey: ['wishes'] }).finally(() => Taro.stopPullDownRefresh());
  });
  if (!personId)
    return (
      <Screen title="我的心愿">
        <SignInCard text="登录后能看到您的心愿和认领" />
      </Screen>
    );
  const mine = tab === 'wishes';
  return (
    <Screen
      title="我的心愿"
      footer={
        mine ? (
          <Button icon="plus" onPress={() => go(PATHS.new)}>
            许个心愿
          </Button>
        ) : (
          <Button icon="hand-heart" onPress={() => go(PATHS.board)}>
            去榜上看看
          </Button>
        )
      }
    >
      <Tabs tabs={TABS} value={tab} onChange={setTab} />
      <List
        key={tab}
        of={mine ? wishes : claims}
        keyOf={(w) => w.id}
        empty={
          mine ? (
            <Empty title="还没有许过心愿" text="想要一样小东西，或想请人帮一件小事，写下来，社区帮您上榜" drawing="street" />
          ) : (
            <Empty title="还没有认领过" text="榜上的心愿都经社区核实，花不了多少钱" drawing="street" />
          )
        }
      >
        {(w) => <WishCard wish={w} onPress={() => go(PATHS.detail, { id: w.id })} />}
      </List>
    </Screen>
  );
}
