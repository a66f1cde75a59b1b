import type { ReactNode } from 'react';
import { Text, View } from '@tarojs/components';
import { CHECK_WAY_LABELS, SERVICE_MODE_LABELS } from '@linli/shared/orders';
import { orderPointsText } from '@linli/shared/order-points';
import type { OrderView } from '@linli/shared/orders.dto';
import { RATING_LABELS } from '@linli/shared/reports';
import { sayMinutes, sayWhen } from '@/lib/order-words';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import { Facts } from '../facts';
import { Card } from '../card';
import { OrderStateTag } from '../state-tag/order';
import { Timeline } from '../timeline';
import { Earned } from './earned';
import { Line } from './lines';
import { People } from './people';
import s from './order.module.scss';

interface Props {
  order: OrderView;
  staff?: boolean;
  /** between what it is and its story: a code, a contact, a check-in */
  children?: ReactNode;
}

/** What it is, how it stands, who comes, what happened: the same for everybody, as far as the view tells. */
export function OrderBody({ order: o, staff, children }: Props) {
  const now = useNow();
  const mine = o.assignments.find((a) => a.mine);
  const reason = [
    ['没有通过', o.rejectReason],
    ['取消原因', o.cancelReason],
    ['有异议', o.disputeReason],
    ['核实结果', o.verdictReason],
  ].find(([, text]) => text);
  return (
    <View>
      <Card>
        <View className={s.head}>
          <Text className={s.pageTitle}>{o.title ?? o.itemName}</Text>
          <OrderStateTag state={o.state} staff={staff} />
        </View>
        <Line icon="calendar" strong>
          {sayWhen(o.startAt, o.endAt, now)}
        </Line>
        <Line icon="map-pin">{o.placeText ?? (o.mode === 'remote' ? SERVICE_MODE_LABELS.remote : o.areaText)}</Line>
        <Line icon="user">{[o.forText, o.headcount > 1 ? `${o.accepted}/${o.headcount} 人` : null].filter(Boolean).join(' · ')}</Line>
        {o.nextStep && <Text className={s.next}>{o.nextStep}</Text>}
        {reason && <Text className={s.note}>{`${reason[0]}：${reason[1]}`}</Text>}
      </Card>
      <Earned order={o} />
      {children}
      <People assignments={o.assignments} title={o.mine ? '谁来帮忙' : '一起去的人'} />
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
      {o.timeline.length > 0 && (
        <Card title="进展">
          <Timeline entries={o.timeline} />
        </Card>
      )}
      <Card title="信息">
        <Facts
          facts={[
            ['编号', o.orderNo],
            ['服务', o.title ? o.itemName : null],
            ['时长', `大约 ${sayMinutes(o.minutes)}`],
            ['积分', o.points && orderPointsText(o.points)],
            ['备注', o.remark],
            ['人数', o.audience ? `${o.audience} 人参加` : null],
            ['要求', [o.twoPersonRule ? '两人同行' : null, o.qualification].filter(Boolean).join('、') || null],
            ['保险', o.insuranceRequired ? (o.insuranceReference ?? '社区先登记，再开始') : null],
            ['签到', mine?.startedBy ? CHECK_WAY_LABELS[mine.startedBy] : null],
            ['签退', mine?.finishedBy ? CHECK_WAY_LABELS[mine.finishedBy] : null],
            ['下单', sayTime(msOf(o.createdAt), now)],
          ]}
        />
      </Card>
    </View>
  );
}
