import { View } from '@tarojs/components';
import { useMyOrders } from '@/api/orders';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { OrderCard } from '@/components/order/order-card';
import { go } from '@/lib/router';
import { Heading } from './heading';

const SHOWN = 2;

/** What I ordered and is not over yet. */
export function MyOrders() {
  const personId = usePersonId();
  const mine = useMyOrders('open');
  const items = mine.data?.pages[0]?.items ?? [];
  if (!personId || !items.length) return null;
  return (
    <View>
      <Heading
        title="我的点单"
        aside={
          <Button kind="text" size="small" inline onPress={() => go('/features/orders/pages/mine/index')}>
            全部
          </Button>
        }
      />
      {items.slice(0, SHOWN).map((o) => (
        <OrderCard key={o.id} order={o} onPress={() => go('/features/orders/pages/detail/index', { id: o.id })} />
      ))}
    </View>
  );
}
