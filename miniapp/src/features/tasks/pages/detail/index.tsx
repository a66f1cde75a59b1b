import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import Taro, { usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro';
import { ORDER_STATE_LABELS, SERVICE_CATEGORY_LABELS } from '@linli/shared/orders';
import type { OrderView } from '@linli/shared/orders.dto';
import { askToBeTold } from '@/api/notifications';
import { useOrder } from '@/api/orders';
import { needsSignIn } from '@/api/problem';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Faces, NotForYou, Skeleton } from '@/components/faces';
import { useNavigate } from '@/components/navigate';
import { OrderActs } from '@/components/order/acts';
import { OrderBody } from '@/components/order/order-body';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { classes } from '@/lib/classes';
import { groupCard } from '@/lib/group-card';
import { go, swap } from '@/lib/router';
import { useVisible } from '@/lib/visible';
import { AcceptedSheet, toCalendar, type Appointment } from '../../components/accepted-sheet';
import { Check } from '../../components/check';
import { Contact } from '../../components/contact';
import { PATHS } from '../../paths';
import s from '../../components/tasks.module.scss';

const entryOf = (o: OrderView): Appointment => ({ ...o, title: o.title ?? o.itemName });

/** One task, for whoever does it or might: what it asks, how to get there, in and out. */
export default function TaskDetail() {
  const { id = '' } = useRouter().params;
  const visible = useVisible();
  const order = useOrder(id, visible);
  const [accepted, setAccepted] = useState<Appointment | null>(null);
  usePullDownRefresh(() => {
    void order.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  const data = order.data;
  // number, category, state; no person and no place
  useShareAppMessage(() =>
    groupCard(
      data && { no: data.orderNo, what: SERVICE_CATEGORY_LABELS[data.category], state: ORDER_STATE_LABELS[data.state] },
      `${PATHS.detail}?id=${id}`,
    ),
  );
  return (
    <Screen
      title="任务"
      footer={
        data && data.actions.length > 0 ? (
          <OrderActs
            order={data}
            elsewhere={['cancel', 'confirm', 'dispute']}
            onPress={(action) => {
              if (action === 'accept') void askToBeTold(['soon', 'accepted']);
            }}
            onDone={(action, view) => {
              if (action === 'accept') setAccepted(entryOf(view));
            }}
          />
        ) : undefined
      }
    >
      {needsSignIn(order.error) ? (
        <SignInCard text="登录后才能看这个任务" />
      ) : (
        <Faces of={order} loading={<Skeleton rows={4} />} hidden={<OthersOnly />}>
          {(o) => (
            <OrderBody order={o} staff>
              <TaskParts order={o} />
            </OrderBody>
          )}
        </Faces>
      )}
      <AcceptedSheet task={accepted} onClose={() => setAccepted(null)} />
    </Screen>
  );
}

function TaskParts({ order: o }: { order: OrderView }) {
  const navigate = useNavigate();
  const mine = o.assignments.find((a) => a.mine);
  const hasWay = Boolean(o.placeText && o.position);
  const going = mine?.state === 'accepted' || (mine?.state === 'in_service' && hasWay);
  const check = (['start', 'finish'] as const).find((a) => o.actions.includes(a));
  const place = o.placeText;
  const position = o.position;
  return (
    <View>
      {o.cannotAccept && (
        <Card>
          <Text className={s.facts}>{o.cannotAccept}</Text>
          {!mine && (
            <View className={s.ways}>
              <Button kind="secondary" inline onPress={() => go(PATHS.hall)}>
                看看别的任务
              </Button>
            </View>
          )}
        </Card>
      )}
      {o.riskNote && !check && <Text className={s.warn}>{o.riskNote}</Text>}
      {check && <Check order={o} action={check} />}
      {o.contactVisible && !o.mine && <Contact order={o} />}
      {going && (
        <Card>
          <View className={classes(s.ways, s.alone)}>
            {place && position && (
              <View className={s.way}>
                <Button kind="secondary" icon="navigation" onPress={() => navigate.go(position, place)}>
                  导航
                </Button>
              </View>
            )}
            {mine.state === 'accepted' && (
              <View className={s.way}>
                <Button kind="secondary" icon="calendar-plus" onPress={() => toCalendar(entryOf(o))}>
                  加进日历
                </Button>
              </View>
            )}
          </View>
          {navigate.view}
        </Card>
      )}
      {o.showsCode && !o.mine && (
        <Card title="现场负责">
          <Button icon="qr-code" onPress={() => go(PATHS.charge, { id: o.id })}>
            现场码和名单
          </Button>
        </Card>
      )}
    </View>
  );
}

function OthersOnly() {
  return (
    <NotForYou what="这个任务" text="可能已经有人接了。">
      <Button inline onPress={() => swap(PATHS.hall)}>
        看看别的任务
      </Button>
    </NotForYou>
  );
}
