import type { PropsWithChildren } from 'react';
import { Text, View } from '@tarojs/components';
import { ORDER_FLAG_LABELS } from '@linli/shared/orders';
import type { OrderCardView } from '@linli/shared/orders.dto';
import { sayWhen } from '@/lib/order-words';
import { useNow } from '@/lib/ticking';
import { Marks } from '../state-tag';
import { OrderStateTag } from '../state-tag/order';
import { Tap } from '../tap';
import { Line } from './lines';
import s from './order.module.scss';

interface Props extends PropsWithChildren {
  order: OrderCardView;
  /** staff read the standard terms, number and area; residents plain words */
  staff?: boolean;
  onPress: () => void;
}

/** One order in a list: what, when, for whom, how far. Never an address. What `children` offer stands below, outside the pressable part. */
export function OrderCard({ order: o, staff, onPress, children }: Props) {
  const now = useNow();
  const people = o.headcount > 1 ? `${o.accepted}/${o.headcount} 人` : null;
  return (
    <View className={s.card}>
      <Tap className={s.press} label={`${o.itemName}，${sayWhen(o.startAt, o.endAt, now)}`} onPress={onPress}>
        <View className={s.head}>
          <Text className={s.title}>{o.itemName}</Text>
          <OrderStateTag state={o.state} staff={staff} />
        </View>
        <Line icon="calendar" strong>
          {sayWhen(o.startAt, o.endAt, now)}
        </Line>
        <Line icon="user">{[o.forText, people].filter(Boolean).join(' · ')}</Line>
        {staff && <Line icon="map-pin">{`${o.areaText} · ${o.orderNo}`}</Line>}
        {staff && o.flags.length > 0 && (
          <View className={s.marks}>
            <Marks words={o.flags.map((f) => ORDER_FLAG_LABELS[f])} />
          </View>
        )}
      </Tap>
      {children && <View className={s.ways}>{children}</View>}
    </View>
  );
}
