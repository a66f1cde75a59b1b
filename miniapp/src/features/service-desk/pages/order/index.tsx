import { useRouter } from '@tarojs/taro';
import { useOrder } from '@/api/orders';
import { Faces } from '@/components/faces';
import { ServiceFrame } from '@/components/service-frame';
import { useVisible } from '@/lib/visible';
import { DeskActs } from '../../components/acts';
import { deskActions } from '../../components/acts/list';
import { DeskOrder } from '../../components/desk-order';

export default function OrderPage() {
  const { params } = useRouter();
  const order = useOrder(params.id ?? '', useVisible());
  return (
    <ServiceFrame
      title={order.data?.orderNo ?? '订单'}
      here="list"
      footer={order.data && deskActions(order.data).length > 0 && <DeskActs order={order.data} />}
    >
      <Faces of={order}>{(o) => <DeskOrder order={o} />}</Faces>
    </ServiceFrame>
  );
}
