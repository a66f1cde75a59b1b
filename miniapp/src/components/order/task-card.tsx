import type { PropsWithChildren } from 'react';
import { Text, View } from '@tarojs/components';
import { SERVICE_MODE_LABELS } from '@linli/shared/orders';
import type { TaskCardView } from '@linli/shared/orders.dto';
import { sayDistance, sayMinutes, sayWhen } from '@/lib/order-words';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import { AssignmentStateTag } from '../state-tag/order';
import { Tap } from '../tap';
import { Line } from './lines';
import s from './order.module.scss';

interface Props extends PropsWithChildren {
  task: TaskCardView;
  onPress: () => void;
}

/** A task as somebody who may serve sees it: what, when, how long, how far, and why it is shown. */
export function TaskCard({ task: t, onPress, children }: Props) {
  const now = useNow();
  const free = t.headcount - t.accepted;
  const away = t.distanceMetres === null ? null : `离您 ${sayDistance(t.distanceMetres)}`;
  const worth = t.points ? `${sayMinutes(t.minutes)} · 约 ${t.points} 积分` : sayMinutes(t.minutes);
  const open = t.state === 'offered' || t.state === 'approved';
  return (
    <View className={s.card}>
      <Tap className={s.press} label={`${t.title}，${sayWhen(t.startAt, t.endAt, now)}`} onPress={onPress}>
        <View className={s.head}>
          <Text className={s.title}>{t.title}</Text>
          {t.mine ? <AssignmentStateTag state={t.mine} /> : <Text className={s.minutes}>{worth}</Text>}
        </View>
        <Line icon="calendar" strong>
          {sayWhen(t.startAt, t.endAt, now)}
        </Line>
        <Line icon="map-pin">{[t.placeText ?? t.areaText, away].filter(Boolean).join(' · ')}</Line>
        <Line icon="users">
          {[
            SERVICE_MODE_LABELS[t.mode],
            t.headcount > 1 ? `${t.accepted}/${t.headcount} 人${open && free > 0 ? `，还差 ${free} 人` : ''}` : '1 人',
          ].join(' · ')}
        </Line>
        {t.reasons.length > 0 && (
          <View className={s.reasons}>
            {t.reasons.map((r) => (
              <Text key={r} className={s.reason}>
                {r}
              </Text>
            ))}
          </View>
        )}
        {t.mine === 'invited' && t.answerBy && <Text className={s.due}>{`请在 ${sayTime(msOf(t.answerBy), now)} 前答复`}</Text>}
      </Tap>
      {children && <View className={s.ways}>{children}</View>}
    </View>
  );
}
