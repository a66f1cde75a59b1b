import { Text } from '@tarojs/components';
import type { OrderView } from '@linli/shared/orders.dto';
import { earnedText, serviceText } from '@linli/shared/points';
import { Card } from '../card';
import s from './order.module.scss';

/** What a confirmed service brought: to whoever served, with the reason for every point less; to whoever was served, that it is recorded. */
export function Earned({ order: o }: { order: OrderView }) {
  const mine = o.assignments.find((a) => a.mine)?.earned;
  if (mine) return <Brought earned={mine} />;
  const recorded = o.mine ? o.assignments.flatMap(({ earned }) => (earned && !earned.voided ? [earned.minutes] : [])) : [];
  if (!recorded.length) return null;
  return (
    <Card title="时长已记录">
      <Text className={s.earnedWhy}>
        {recorded.length > 1
          ? `${recorded.length} 人的服务时长都已记下，谢谢您的确认。`
          : `${serviceText(recorded[0] ?? 0)}，已记在志愿者名下，谢谢您的确认。`}
      </Text>
    </Card>
  );
}

type EarnedOf = NonNullable<OrderView['assignments'][number]['earned']>;

function Brought({ earned: { minutes, points, surplusPoints, limits, voided, voidReason } }: { earned: EarnedOf }) {
  if (voided)
    return (
      <Card title="服务记录已作废">
        <Text className={s.earnedWhy}>{`${serviceText(minutes)}和积分已收回。${voidReason ? `原因：${voidReason}` : ''}`}</Text>
      </Card>
    );
  return (
    <Card title="服务已记录">
      <Text className={s.earned}>{earnedText(points ?? 0, minutes)}</Text>
      {surplusPoints > 0 && <Text className={s.earnedWhy}>{`另有 ${surplusPoints} 积分进了社区公益池`}</Text>}
      {limits.map((why) => (
        <Text key={why} className={s.earnedWhy}>
          {why}
        </Text>
      ))}
    </Card>
  );
}
