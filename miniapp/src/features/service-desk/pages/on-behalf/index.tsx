import { useState } from 'react';
import type { OrderView } from '@linli/shared/orders.dto';
import { useRouter } from '@tarojs/taro';
import { View } from '@tarojs/components';
import { Button } from '@/components/button';
import { Card, Second, Title } from '@/components/card';
import { ServiceFrame } from '@/components/service-frame';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { sayWhen } from '@/lib/order-words';
import { go } from '@/lib/router';
import { useNow } from '@/lib/ticking';
import { OnBehalfForm } from '../../components/on-behalf-form';
import s from '../../desk.module.scss';

/** For somebody on the phone, an elder with a profile, or a group at a place. */
export default function OnBehalf() {
  const { elder } = useRouter().params;
  const [made, setMade] = useState<OrderView | null>(null);
  const [round, setRound] = useState(0);
  const now = useNow();
  if (!made) return <OnBehalfForm key={round} elderId={round === 0 ? elder : undefined} onDone={setMade} />;
  return (
    <ServiceFrame title="代为点单" here="place">
      <Card>
        <Title>{`${made.itemName}，已下单`}</Title>
        <Second>{`${made.orderNo} · ${sayWhen(made.startAt, made.endAt, now)}`}</Second>
        <Second>由社区代点，不用再审核，可以马上派单。</Second>
        <View className={s.buttons}>
          <Button inline icon="send" onPress={() => go(SERVICE_PATHS.order, { id: made.id })}>
            去派单
          </Button>
          <Button
            inline
            kind="secondary"
            onPress={() => {
              setMade(null);
              setRound(round + 1);
            }}
          >
            再点一单
          </Button>
        </View>
      </Card>
    </ServiceFrame>
  );
}
