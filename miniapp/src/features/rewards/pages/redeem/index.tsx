import { useState } from 'react';
import { Image, Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { MallItemDetailView } from '@linli/shared/rewards.dto';
import { OfflineError } from '@/api/problem';
import { useItemToRedeem, useRedeem } from '@/api/rewards-vouchers';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { Faces, NotForYou } from '@/components/faces';
import { FieldError } from '@/components/field';
import { Icon } from '@/components/icon';
import { Screen } from '@/components/screen';
import { SignInCard } from '@/components/sign-in-card';
import { tick } from '@/lib/haptics';
import { newId } from '@/lib/ids';
import { absolute } from '@/lib/origin';
import { swap } from '@/lib/router';
import { serverNow } from '@/lib/server-clock';
import { sayLastDay, VOUCHER_PATHS } from '../../voucher-words';
import s from '../../components/vouchers.module.scss';

function Thing({ item }: { item: MallItemDetailView }) {
  const left = item.freePoints === null ? null : item.freePoints - item.points;
  return (
    <Card>
      <View className={s.line}>
        {item.photo ? (
          <Image className={s.picture} src={absolute(item.photo.smallUrl)} mode="aspectFill" />
        ) : (
          <View className={s.disc}>
            <Icon name="gift" size="large" />
          </View>
        )}
        <View className={s.words}>
          <Text className={s.title}>{item.title}</Text>
          <Text className={s.second}>{item.shopName}</Text>
          <Text className={s.second}>{item.shop.placeText}</Text>
        </View>
      </View>
      <View className={s.cost}>
        <Text className={s.figure}>{`${item.points} 积分`}</Text>
        <Facts
          facts={[
            ['现有', item.freePoints === null ? null : `${item.freePoints} 积分`],
            ['兑换后', left === null || left < 0 ? null : `${left} 积分`],
            ['可用到', item.lastDay && sayLastDay(item.lastDay, item.cutByAgreement, serverNow())],
            ['营业时间', item.shop.hoursText],
          ]}
        />
        {item.obstacles?.map(({ code, text }) => (
          <View key={code} className={s.obstacle}>
            <Icon name="circle-alert" size="small" />
            <Text>{text}</Text>
          </View>
        ))}
      </View>
    </Card>
  );
}

/** The last look before points are held: what, where, what remains. */
export default function Redeem() {
  const { itemId = '' } = useRouter().params;
  const personId = usePersonId();
  const item = useItemToRedeem(itemId);
  const redeeming = useRedeem();
  // Sent again with the same id until there is an answer: never two vouchers for one wish.
  const [id, setId] = useState(newId);
  const [trouble, setTrouble] = useState<string | null>(null);
  const redeem = (points: number) =>
    redeeming.mutate(
      { id, itemId, points },
      {
        onSuccess: (voucher) => {
          tick();
          swap(VOUCHER_PATHS.voucher, { id: voucher.id });
        },
        onError: (e) => {
          if (e instanceof OfflineError) {
            setTrouble(`${e.message}。有信号后再按一次，不会重复扣积分。`);
            return;
          }
          setTrouble(e.message);
          setId(newId());
          void item.refetch();
        },
      },
    );
  if (!personId)
    return (
      <Screen title="确认兑换">
        <SignInCard text="登录后用积分兑换" />
      </Screen>
    );
  const view = item.data;
  const stopped = (view?.obstacles?.length ?? 0) > 0;
  return (
    <Screen
      title="确认兑换"
      footer={
        view && (
          <Button icon="gift" pending={redeeming.isPending} disabled={stopped} onPress={() => redeem(view.points)}>
            {stopped ? '现在不能兑换' : `用 ${view.points} 积分兑换`}
          </Button>
        )
      }
    >
      <Faces of={item} hidden={<NotForYou what="这一项" />}>
        {(data) => (
          <>
            <Thing item={data} />
            {trouble && <FieldError>{trouble}</FieldError>}
            <Text className={s.hint}>兑换后先为您留着积分和东西，到店出示兑换券才真正用掉。用不上可以取消，积分全部退还。</Text>
          </>
        )}
      </Faces>
    </Screen>
  );
}
