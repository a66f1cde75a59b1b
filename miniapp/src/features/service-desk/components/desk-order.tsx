import { Text, View } from '@tarojs/components';
import { ORDER_FLAG_LABELS, ORDER_SOURCE_LABELS, SERVICE_MODE_LABELS } from '@linli/shared/orders';
import type { OrderView } from '@linli/shared/orders.dto';
import { RATING_LABELS } from '@linli/shared/reports';
import { Button } from '@/components/button';
import { Card, Second } from '@/components/card';
import { Line } from '@/components/order/lines';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { Marks } from '@/components/state-tag';
import { OrderStateTag } from '@/components/state-tag/order';
import { Timeline } from '@/components/timeline';
import { sayMinutes, sayWhen } from '@/lib/order-words';
import { go } from '@/lib/router';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import { Contact } from './contact';
import { Facts } from '@/components/facts';
import { People } from './people';
import { Risks } from './risks-card';
import s from '../desk.module.scss';

const REASONS = [
  ['没有通过', 'rejectReason'],
  ['取消原因', 'cancelReason'],
  ['有异议', 'disputeReason'],
  ['核实结果', 'verdictReason'],
] as const;

/** An order as the desk works on it: promise and risks first, then who comes, then the story. */
export function DeskOrder({ order: o }: { order: OrderView }) {
  const now = useNow();
  const open = o.state === 'submitted' || o.state === 'approved' || o.state === 'offered';
  return (
    <View>
      <Card>
        <View className={s.head}>
          <Text className={s.title}>{o.title ?? o.itemName}</Text>
          <OrderStateTag state={o.state} staff />
        </View>
        <Line icon="calendar" strong>
          {`${sayWhen(o.startAt, o.endAt, now)}（${sayMinutes(o.minutes)}）`}
        </Line>
        <Line icon="map-pin">{o.placeText ?? `${SERVICE_MODE_LABELS[o.mode]} · ${o.areaText}`}</Line>
        <Line icon="user">{[o.forText, o.audience ? `${o.audience} 人参加` : null].filter(Boolean).join(' · ')}</Line>
        <Line icon="users">{`要 ${o.headcount} 人，已接 ${o.accepted} 人${o.published ? ' · 已发布到大厅' : ''}`}</Line>
        {open && <Line icon="hourglass">{`最迟 ${sayTime(msOf(o.fillBy), now)} 找齐，到时没人接会如实告诉点单人`}</Line>}
        {o.flags.length > 0 && (
          <View className={s.marks}>
            <Marks words={o.flags.map((f) => ORDER_FLAG_LABELS[f])} />
          </View>
        )}
        {o.remark && <Text className={s.note}>{o.remark}</Text>}
        {REASONS.map(([name, field]) => o[field] && <Text key={field} className={s.note}>{`${name}：${o[field]}`}</Text>)}
        {o.nextStep && <Text className={s.next}>{o.nextStep}</Text>}
      </Card>
      {open && <Risks order={o} />}
      {o.contactVisible && (
        <Card title="联系点单人">
          <Contact id={o.id} />
          {o.elderId && (
            <View className={s.buttons}>
              <Button kind="text" size="small" inline icon="heart" onPress={() => go(SERVICE_PATHS.elder, { id: o.elderId ?? '' })}>
                老人档案
              </Button>
            </View>
          )}
        </Card>
      )}
      <People order={o} />
      {o.ratings.length > 0 && (
        <Card title="评价">
          <Facts
            facts={o.ratings.map((r) => [
              r.of === 'service' ? '对服务' : '对配合',
              [RATING_LABELS[r.level as keyof typeof RATING_LABELS], r.comment].filter(Boolean).join('：'),
            ])}
          />
        </Card>
      )}
      <Card title="进展">
        {o.timeline.length ? <Timeline entries={o.timeline.map((e) => ({ ...e, photos: [] }))} /> : <Second>还没有记录</Second>}
      </Card>
      <Card title="信息">
        <Facts
          facts={[
            ['编号', o.orderNo],
            ['来源', ORDER_SOURCE_LABELS[o.source]],
            ['点单人', o.requesterText],
            ['服务', o.title ? o.itemName : null],
            ['要求', [o.twoPersonRule ? '两人同行' : null, o.qualification].filter(Boolean).join('、')],
            ['意外险', o.insuranceRequired ? (o.insuranceReference ?? '还没有登记') : null],
            ['下单', sayTime(msOf(o.createdAt), now)],
            ['默认确认', o.confirmBy ? `${sayTime(msOf(o.confirmBy), now)} 前没有异议` : null],
            ['确认', o.confirmedAt ? sayTime(msOf(o.confirmedAt), now) : null],
          ]}
        />
      </Card>
    </View>
  );
}
