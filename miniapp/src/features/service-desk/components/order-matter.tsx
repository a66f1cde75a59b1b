import type { OrderAction } from '@linli/shared/orders';
import { useOrder } from '@/api/orders';
import { Faces, Skeleton } from '@/components/faces';
import { Matter } from '@/components/panes';
import { useVisible } from '@/lib/visible';
import { DeskActs } from './acts';
import { deskActions } from './acts/list';
import { DeskOrder } from './desk-order';

interface Props {
  id: string;
  /** asked for by a key */
  wanted: OrderAction | null;
  onWanted: () => void;
}

/** The order beside its list: the same body and the same forms as on its own page. */
export function OrderMatter({ id, wanted, onWanted }: Props) {
  const order = useOrder(id, useVisible());
  return (
    <Matter foot={order.data && deskActions(order.data).length > 0 && <DeskActs order={order.data} wanted={wanted} onWanted={onWanted} />}>
      <Faces of={order} loading={<Skeleton rows={4} />}>
        {(o) => <DeskOrder order={o} />}
      </Faces>
    </Matter>
  );
}
