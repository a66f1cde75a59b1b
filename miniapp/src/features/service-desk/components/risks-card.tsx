import { Text, View } from '@tarojs/components';
import type { OrderView } from '@linli/shared/orders.dto';
import { Icon } from '@/components/icon';
import { risksOf } from './risks';
import s from '../desk.module.scss';

/** Each risk a line of its own; nothing where there is none. */
export function Risks({ order }: { order: OrderView }) {
  const risks = risksOf(order);
  if (!risks.length) return null;
  return (
    <View className={s.risks}>
      {risks.map((words) => (
        <View key={words} className={s.risk}>
          <Icon name="triangle-alert" size="small" />
          <Text className={s.riskWords}>{words}</Text>
        </View>
      ))}
    </View>
  );
}
