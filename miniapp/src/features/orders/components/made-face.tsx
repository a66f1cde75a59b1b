import { Text, View } from '@tarojs/components';
import type { OrderView } from '@linli/shared/orders.dto';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Drawing } from '@/components/drawing';
import { Screen } from '@/components/screen';
import { sayWhen } from '@/lib/order-words';
import { swap } from '@/lib/router';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import s from './form.module.scss';

/** What happens next, and by when; a face of the form's own page. */
export function MadeFace({ order }: { order: OrderView }) {
  const now = useNow();
  const by = sayTime(msOf(order.fillBy), now);
  return (
    <Screen
      title="点单"
      onBack={() => swap('/pages/home/index')}
      footer={
        <View className={s.ways}>
          <Button kind="secondary" onPress={() => swap('/features/orders/pages/menu/index')}>
            再点一个
          </Button>
          <Button onPress={() => swap('/features/orders/pages/detail/index', { id: order.id })}>看进度</Button>
        </View>
      }
    >
      <View className={s.head}>
        <Drawing name="sent" />
        <Text className={s.title}>收到了，正在帮您安排</Text>
        <Text className={s.note}>{order.nextStep ?? `最迟 ${by} 告诉您结果`}</Text>
      </View>
      <Card>
        {(
          [
            ['服务', order.itemName],
            ['时间', sayWhen(order.startAt, order.endAt, now)],
            ['给谁', order.forText],
            ['最迟回话', by],
          ] as const
        ).map(([name, value]) => (
          <View key={name} className={s.line}>
            <Text className={s.lineName}>{name}</Text>
            <Text className={s.lineValue}>{value}</Text>
          </View>
        ))}
        <View className={s.line}>
          <Text className={s.lineName}>编号</Text>
          <Text className={s.number}>{order.orderNo}</Text>
        </View>
      </Card>
    </Screen>
  );
}
