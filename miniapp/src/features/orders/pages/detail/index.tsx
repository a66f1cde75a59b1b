import { useEffect } from 'react';
import { Text } from '@tarojs/components';
import Taro, { usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro';
import { ORDER_STATE_PLAIN, SERVICE_CATEGORY_LABELS, type OrderState } from '@linli/shared/orders';
import type { OrderView } from '@linli/shared/orders.dto';
import { useOrder } from '@/api/orders';
import { needsSignIn } from '@/api/problem';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Faces, NotForYou, Skeleton } from '@/components/faces';
import { OrderActs } from '@/components/order/acts';
import { OrderBody } from '@/components/order/order-body';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { dropSecret } from '@/lib/display-secret';
import { groupCard } from '@/lib/group-card';
import { go, swap } from '@/lib/router';
import { useVisible } from '@/lib/visible';
import { useSecret } from '../../hooks/use-secret';
import s from '../../components/code.module.scss';

const CODE_STATES: readonly OrderState[] = ['offered', 'filled', 'in_service'];
const OVER: readonly OrderState[] = ['confirmed', 'rejected', 'cancelled', 'expired', 'voided'];
const isOver = (order: OrderView | undefined) => order !== undefined && OVER.includes(order.state);

/** The live page of one order: asked again gently while somebody looks at it. */
export default function OrderDetail() {
  const { id = '' } = useRouter().params;
  const personId = usePersonId();
  const visible = useVisible();
  const order = useOrder(id, visible);
  const data = order.data;
  const shows = data !== undefined && data.showsCode && CODE_STATES.includes(data.state);
  // fetched ahead, for a stairwell without signal
  useSecret(id, shows);
  useEffect(() => {
    if (personId && isOver(data)) dropSecret(personId, id);
  }, [personId, data, id]);
  // a message or a card led somebody who serves or leads here: theirs is another page
  const serves = data !== undefined && !data.mine && (data.assignments.some((a) => a.mine) || data.actions.includes('accept'));
  const leads = data !== undefined && !data.mine && data.showsCode;
  useEffect(() => {
    if (leads) swap('/features/tasks/pages/charge/index', { id });
    else if (serves) swap('/features/tasks/pages/detail/index', { id });
  }, [leads, serves, id]);
  usePullDownRefresh(() => {
    void order.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  // number, category, state; no person and no place. It opens only for those who may see it
  useShareAppMessage(() =>
    groupCard(
      data && { no: data.orderNo, what: SERVICE_CATEGORY_LABELS[data.category], state: ORDER_STATE_PLAIN[data.state] },
      `/features/orders/pages/detail/index?id=${id}`,
    ),
  );
  return (
    <Screen
      title="订单"
      footer={data && data.actions.length > 0 && <OrderActs order={data} elsewhere={['accept', 'decline', 'withdraw']} />}
    >
      {needsSignIn(order.error) ? (
        <SignInCard text="登录后才能看这个订单" />
      ) : (
        <Faces of={order} loading={<Skeleton rows={4} />} hidden={<OthersOnly />}>
          {(o) => (
            <OrderBody order={o}>
              {shows && (
                <Card title="服务码">
                  <Text className={s.hint}>{o.state === 'in_service' ? '服务结束时，请出示给来的人签退' : '人到了，请出示给他签到'}</Text>
                  <Button icon="qr-code" onPress={() => go('/features/orders/pages/code/index', { id: o.id })}>
                    出示服务码
                  </Button>
                </Card>
              )}
            </OrderBody>
          )}
        </Faces>
      )}
    </Screen>
  );
}

function OthersOnly() {
  return (
    <NotForYou what="这个订单" text="您要人帮忙，也可以自己订。">
      <Button inline onPress={() => swap('/features/orders/pages/menu/index')}>
        看可以订的服务
      </Button>
    </NotForYou>
  );
}
