import { useState } from 'react';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { useMyOrders } from '@/api/orders';
import { queryClient } from '@/api/query-client';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { OrderCard } from '@/components/order/order-card';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { Tabs } from '@/components/tabs';
import { go } from '@/lib/router';

type Which = 'open' | 'past';
const TABS = [
  { value: 'open' as const, label: '进行中' },
  { value: 'past' as const, label: '以前的' },
];

export default function MyOrders() {
  const personId = usePersonId();
  const [which, setWhich] = useState<Which>('open');
  const orders = useMyOrders(which);
  useDidShow(() => {
    if (personId) void queryClient.invalidateQueries({ queryKey: ['orders', 'mine'] });
  });
  usePullDownRefresh(() => {
    void queryClient.invalidateQueries({ queryKey: ['orders'] }).finally(() => Taro.stopPullDownRefresh());
  });
  if (!personId)
    return (
      <Screen title="我的点单">
        <SignInCard text="登录后能看到您点的服务和进展" />
      </Screen>
    );
  return (
    <Screen
      title="我的点单"
      footer={
        <Button icon="plus" onPress={() => go('/features/orders/pages/menu/index')}>
          {which === 'open' ? '再点一个' : '点单'}
        </Button>
      }
    >
      <Tabs tabs={TABS} value={which} onChange={setWhich} />
      <List
        key={which}
        of={orders}
        keyOf={(o) => o.id}
        empty={
          which === 'open' ? (
            <Empty title="现在没有在办的点单" text="买菜、理发、陪看病、修水电，家门口有人帮您" drawing="street" />
          ) : (
            <Empty title="还没有以前的点单" text="完成的、取消的都会留在这里" />
          )
        }
      >
        {(o) => <OrderCard order={o} onPress={() => go('/features/orders/pages/detail/index', { id: o.id })} />}
      </List>
    </Screen>
  );
}
