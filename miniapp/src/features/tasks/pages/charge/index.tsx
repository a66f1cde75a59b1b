import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro';
import { ASSIGNMENT_STATE_LABELS, type AssignmentState } from '@linli/shared/orders';
import type { AssignmentView, OrderView } from '@linli/shared/orders.dto';
import { useOrder, useOrderAct } from '@/api/orders';
import { needsSignIn } from '@/api/problem';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ToggleRow } from '@/components/choice';
import { Empty, Faces, Skeleton } from '@/components/faces';
import { partWords } from '@/components/order/people';
import { Line } from '@/components/order/lines';
import { PersonLine } from '@/components/person-line';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { OrderStateTag } from '@/components/state-tag/order';
import { tick } from '@/lib/haptics';
import { sayWhen } from '@/lib/order-words';
import { go } from '@/lib/router';
import { ask, say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { useNow } from '@/lib/ticking';
import { useVisible } from '@/lib/visible';
import { PATHS } from '../../paths';
import s from '../../components/tasks.module.scss';

const LISTED: readonly AssignmentState[] = ['accepted', 'in_service', 'finished', 'confirmed', 'no_show', 'voided'];

/** The person in charge of a shift: the code to be scanned, who has come, and the list confirmed at the end. */
export default function Charge() {
  const { id = '' } = useRouter().params;
  const order = useOrder(id, useVisible());
  usePullDownRefresh(() => {
    void order.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <Screen title="现场负责">
      {needsSignIn(order.error) ? (
        <SignInCard text="登录后才能看名单" />
      ) : (
        <Faces of={order} loading={<Skeleton rows={4} />}>
          {(o) => <Shift order={o} />}
        </Faces>
      )}
    </Screen>
  );
}

function Shift({ order: o }: { order: OrderView }) {
  const now = useNow();
  const acting = useOrderAct(o.id);
  const [except, setExcept] = useState<readonly string[]>([]);
  const listed = o.assignments.filter((a) => LISTED.includes(a.state));
  const came = listed.filter((a) => a.startedAt !== null);
  const done = (words: string) => ({
    onSuccess: () => {
      tick();
      say(words, 'done');
    },
    onError: (e: Error) => say(e.message, 'late'),
  });
  const confirming = o.actions.includes('confirm');
  const confirm = async () => {
    const yes = await ask({
      title: '确认这份名单？',
      consequence: `${came.length - except.length} 人的时长会记下${except.length ? `，${except.length} 人不记` : ''}。确认后不能再改。`,
      yes: '确认名单',
    });
    if (yes) acting.mutate({ action: 'confirm', body: except.length ? { except: [...except] } : {} }, done('名单已确认'));
  };
  /** Without a code, with a reason: flagged, so that somebody looks at it. */
  const record = async (a: AssignmentView, action: 'record_start' | 'record_finish') => {
    const yes = await ask({
      title: `替${a.name}记${action === 'record_start' ? '签到' : '签退'}？`,
      consequence: '时间记为现在，名单上会标明是代记的。',
      yes: '代记',
    });
    if (!yes) return;
    const at = new Date(serverNow()).toISOString();
    acting.mutate({ action, body: { personId: a.personId, at, reason: '现场没能扫码' } }, done('记下了'));
  };
  const toggle = (personId: string, counts: boolean) => setExcept(counts ? except.filter((p) => p !== personId) : [...except, personId]);
  return (
    <View>
      <Card>
        <View className={s.head}>
          <Text className={s.title}>{o.title ?? o.itemName}</Text>
          <OrderStateTag state={o.state} staff />
        </View>
        <Line icon="calendar" strong>
          {sayWhen(o.startAt, o.endAt, now)}
        </Line>
        <Line icon="map-pin">{o.placeText ?? o.areaText}</Line>
        <Line icon="users">{`报名 ${o.accepted}/${o.headcount} 人，到了 ${came.length} 人`}</Line>
        {o.showsCode && !confirming && (
          <View className={s.ways}>
            <Button icon="qr-code" onPress={() => go(PATHS.code, { id: o.id })}>
              出示现场码
            </Button>
          </View>
        )}
      </Card>
      <Card title="名单">
        {listed.length === 0 && <Empty title="还没有人报名" />}
        {listed.map((a) =>
          confirming && a.state === 'finished' ? (
            <ToggleRow
              key={a.personId}
              title={a.name}
              note={partWords(a, now)}
              on={!except.includes(a.personId)}
              onChange={(on) => toggle(a.personId, on)}
            />
          ) : (
            <View key={a.personId} className={s.person}>
              <PersonLine
                name={a.name}
                role={`${ASSIGNMENT_STATE_LABELS[a.state]} · ${partWords(a, now)}`}
                badge={a.badge ?? undefined}
                aside={
                  a.state === 'accepted' && o.actions.includes('record_start') ? (
                    <Button kind="text" size="small" inline onPress={() => void record(a, 'record_start')}>
                      代签到
                    </Button>
                  ) : (
                    a.state === 'in_service' &&
                    o.actions.includes('record_finish') && (
                      <Button kind="text" size="small" inline onPress={() => void record(a, 'record_finish')}>
                        代签退
                      </Button>
                    )
                  )
                }
              />
            </View>
          ),
        )}
        {confirming && (
          <View className={s.ways}>
            <Button icon="list-checks" pending={acting.isPending} onPress={() => void confirm()}>
              确认名单
            </Button>
          </View>
        )}
      </Card>
    </View>
  );
}
