import { Swiper, SwiperItem, Text, View } from '@tarojs/components';
import { useDidShow, useRouter, useShareAppMessage } from '@tarojs/taro';
import type { MallItemDetailView } from '@linli/shared/rewards.dto';
import { useMallItem } from '@/api/rewards';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Card, Row, Title } from '@/components/card';
import { Faces, NotForYou } from '@/components/faces';
import { Icon } from '@/components/icon';
import { useNavigate } from '@/components/navigate';
import { Screen } from '@/components/screen';
import { call } from '@/lib/call';
import { go } from '@/lib/router';
import { Face } from '../../components/item-tile';
import { MALL_PATHS } from '../../mall-words';
import s from '../../components/mall.module.scss';

/** One thing of the mall, and whether it is within reach, in sentences. */
export default function MallItem() {
  const { id = '' } = useRouter().params;
  const personId = usePersonId();
  const item = useMallItem(id);
  const { refetch } = item;
  useDidShow(() => void refetch());
  useShareAppMessage(() => ({ title: item.data?.title ?? '积分商城', path: `${MALL_PATHS.item}?id=${id}` }));
  const view = item.data;
  const stopped = (view?.obstacles?.length ?? 0) > 0 || view?.shop.open === false;
  return (
    <Screen
      title={view?.title ?? '兑换'}
      footer={
        view && (
          <Button icon="gift" disabled={stopped} onPress={() => go(MALL_PATHS.redeem, { itemId: id })}>
            {stopped ? '现在不能兑换' : personId ? `用 ${view.points} 积分兑换` : '登录后兑换'}
          </Button>
        )
      }
    >
      <Faces of={item} hidden={<NotForYou what="这一项" />}>
        {(data) => <Body item={data} />}
      </Faces>
    </Screen>
  );
}

function Body({ item }: { item: MallItemDetailView }) {
  const way = useNavigate();
  const { shop } = item;
  const { phone } = shop;
  return (
    <>
      <View className={s.hero}>
        {item.photos.length > 1 ? (
          <Swiper className={s.face} indicatorDots circular>
            {item.photos.map((photo) => (
              <SwiperItem key={photo.id}>
                <Face url={photo.largeUrl} category={item.category} />
              </SwiperItem>
            ))}
          </Swiper>
        ) : (
          <View className={s.face}>
            <Face url={item.photos[0]?.largeUrl ?? null} kind={item.kind} category={item.category} />
          </View>
        )}
      </View>
      <Card>
        <Title>{item.title}</Title>
        <View className={s.points}>
          <Text className={s.big}>{`${item.points} 积分`}</Text>
          {item.freePoints !== null && <Text className={s.second}>{`您现有 ${item.freePoints} 积分`}</Text>}
          {!item.soldOut && item.left !== null && <Text className={s.short}>{`仅剩 ${item.left} 份`}</Text>}
        </View>
        {item.obstacles?.map(({ code, text }) => (
          <View key={code} className={s.obstacle} ariaRole="status">
            <Icon name="circle-alert" size="small" />
            <Text>{text}</Text>
          </View>
        ))}
        {item.about && <Text className={s.about}>{item.about}</Text>}
      </Card>
      <Card title="兑换须知">
        {item.conditions.map((line) => (
          <Text key={line} className={s.second}>
            {line}
          </Text>
        ))}
        <Text className={s.second}>用不上可以取消，积分全部退还</Text>
      </Card>
      <Card flush>
        <Row
          icon="store"
          title={shop.name}
          note={shop.open ? shop.categoryLabel : '现在暂停兑换'}
          onPress={() => go(MALL_PATHS.shop, { id: shop.id })}
        />
        {shop.hoursText && <Row icon="clock" title={shop.hoursText} note="营业时间" />}
        <Row icon="map-pin" title={shop.placeText} note="导航去这里" onPress={() => way.go(shop.position, shop.name)} />
        {phone && <Row icon="phone" title={phone} note="打电话问一问" onPress={() => call(phone)} />}
      </Card>
      {way.view}
    </>
  );
}
