import { View } from '@tarojs/components';
import { useOrderList } from '@/api/orders';
import { List } from '@/components/list';
import { OrderCard } from '@/components/order/order-card';
import { Screen } from '@/components/screen';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { useAddress } from '@/lib/address';
import { go } from '@/lib/router';
import { useSlowly } from '@/lib/slowly';
import { DESK_KEYS, filterOf, titleOf } from '../filter';
import { DeskFilterBar } from './filter-bar';
import { NothingHere } from './nothing-here';
import s from '../desk.module.scss';

export function PhoneList() {
  const [words, change] = useAddress(DESK_KEYS);
  const list = useOrderList(filterOf({ ...words, q: useSlowly(words.q) }));
  return (
    <Screen title={titleOf(words)}>
      <View className={s.filters}>
        <DeskFilterBar words={words} change={change} />
      </View>
      <List of={list} keyOf={(o) => o.id} empty={<NothingHere words={words} change={change} />}>
        {(o) => <OrderCard order={o} staff onPress={() => go(SERVICE_PATHS.order, { id: o.id })} />}
      </List>
    </Screen>
  );
}
