import { View } from '@tarojs/components';
import { ASSIGNMENT_STATE_LABELS, type AssignmentState } from '@linli/shared/orders';
import type { AssignmentView } from '@linli/shared/orders.dto';
import { sayMinutes } from '@/lib/order-words';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import { Card } from '../card';
import { PersonLine } from '../person-line';
import s from './order.module.scss';

const COMING: readonly AssignmentState[] = ['accepted', 'in_service', 'finished', 'confirmed', 'no_show', 'voided'];

/** 已到，09:02 开始 / 服务 58 分钟 */
export function partWords(a: AssignmentView, now: number): string {
  if (a.minutes !== null) return `服务 ${sayMinutes(a.minutes)}`;
  if (a.startedAt) return `${sayTime(msOf(a.startedAt), now)} 到的`;
  if (a.state === 'accepted') return '会来';
  return ASSIGNMENT_STATE_LABELS[a.state];
}

/** Who comes, or came: by name where the caller may know it, else masked. */
export function People({ assignments, title }: { assignments: readonly AssignmentView[]; title: string }) {
  const now = useNow();
  const coming = assignments.filter((a) => COMING.includes(a.state));
  // oneself alone is no news
  if (!coming.some((a) => !a.mine)) return null;
  return (
    <Card title={title}>
      <View className={s.people}>
        {coming.map((a) => (
          <PersonLine key={a.personId} name={a.mine ? `${a.name}（我）` : a.name} role={partWords(a, now)} badge={a.badge ?? undefined} />
        ))}
      </View>
    </Card>
  );
}
