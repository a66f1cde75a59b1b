import { useState } from 'react';
import { ORDER_ACTION_LABELS, ORDER_BOXES, type OrderAction } from '@linli/shared/orders';
import { useOrder, useOrderList } from '@/api/orders';
import { OrderCard } from '@/components/order/order-card';
import { PaneTitle, Panes } from '@/components/panes';
import { ServiceFrame } from '@/components/service-frame';
import { useAddress } from '@/lib/address';
import { say } from '@/lib/say';
import { useSlowly } from '@/lib/slowly';
import { DESK_KEYS, filterOf, titleOf } from '../filter';
import { DeskFilterBar } from './filter-bar';
import { NothingHere } from './nothing-here';
import { OrderMatter } from './order-matter';

const NOTHING = Object.fromEntries(DESK_KEYS.map((k) => [k, null]));

/** Side bar, list and order beside each other; what is shown stands in the address. */
export function WideDesk() {
  const [words, change] = useAddress(DESK_KEYS);
  const [wanted, setWanted] = useState<OrderAction | null>(null);
  const list = useOrderList(filterOf({ ...words, q: useSlowly(words.q) }));
  const id = words.id ?? '';
  const open = useOrder(id);
  const want = (action: OrderAction) => {
    if (!open.data) return;
    if (open.data.actions.includes(action)) setWanted(action);
    else say(`这个订单现在不能${ORDER_ACTION_LABELS[action]}`);
  };
  return (
    <ServiceFrame
      title="服务台"
      filled
      here={ORDER_BOXES.find((b) => b === words.box) ?? 'list'}
      onBox={(box) => change({ ...NOTHING, box })}
    >
      <Panes
        of={list}
        keyOf={(o) => o.id}
        empty={<NothingHere words={words} change={change} />}
        head={
          <>
            <PaneTitle title={titleOf(words)} />
            <DeskFilterBar words={words} change={change} />
          </>
        }
        id={words.id}
        onOpen={(next) => change({ id: next })}
        line={(o) => <OrderCard order={o} staff onPress={() => change({ id: o.id })} />}
        keys={{ a: () => want('approve'), d: () => want('dispatch') }}
        hint="A 审核通过 · D 派单"
        nothing="从左边选一单"
        matter={<OrderMatter key={id} id={id} wanted={wanted} onWanted={() => setWanted(null)} />}
      />
    </ServiceFrame>
  );
}
