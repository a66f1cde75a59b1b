import { Text, View } from '@tarojs/components';
import { useRouter, useShareAppMessage } from '@tarojs/taro';
import type { MallShopView } from '@linli/shared/rewards.dto';
import { useItemsOfShop, useMallShop } from '@/api/rewards';
import { Card, Row, Title } from '@/components/card';
import { Empty, Faces, NotForYou } from '@/components/faces';
import { useNavigate } from '@/components/navigate';
import { PhotoGrid } from '@/components/photo-grid';
import { Screen } from '@/components/screen';
import { StateTag } from '@/components/state-tag';
import { call } from '@/lib/call';
import { Tiles } from '../../components/tiles';
import { CATEGORY_ICONS, MALL_PATHS } from '../../mall-words';
import s from '../../components/mall.module.scss';

/** One shop: where, when, and what it gives for points. */
export default function MallShop() {
  const { id = '' } = useRouter().params;
  const shop = useMallShop(id);
  const items = useItemsOfShop(id);
  useShareAppMessage(() => ({ title: shop.data?.name ?? '爱心商家', path: `${MALL_PATHS.shop}?id=${id}` }));
  return (
    <Screen title={shop.data?.name ?? '爱心商家'}>
      <Faces of={shop} hidden={<NotForYou what="这家店" />}>
        {(view) => (
          <>
            <Body shop={view} />
            <Tiles of={items} empty={<Empty title="暂时没有可兑的" text="过几天再来看看。" />} />
          </>
        )}
      </Faces>
    </Screen>
  );
}

function Body({ shop }: { shop: MallShopView }) {
  const way = useNavigate();
  const { phone } = shop;
  return (
    <>
      <Card>
        <View className={s.tools}>
          <Title>{shop.name}</Title>
          {!shop.open && <StateTag tone="due" icon="circle-pause" word="暂停兑换" />}
        </View>
        {shop.about && <Text className={s.about}>{shop.about}</Text>}
        {shop.photos.length > 0 && (
          <View className={s.photos}>
            <PhotoGrid photos={shop.photos} label="店里的照片" />
          </View>
        )}
      </Card>
      <Card flush>
        <Row icon={CATEGORY_ICONS[shop.category]} title={shop.categoryLabel} note={`${shop.communityName}签约爱心商家`} />
        <Row icon="clock" title={shop.hoursText || '营业时间请电话询问'} />
        {phone && <Row icon="phone" title={phone} note="打电话问一问" onPress={() => call(phone)} />}
        <Row icon="map-pin" title={shop.placeText} note="导航去这里" onPress={() => way.go(shop.position, shop.name)} />
      </Card>
      {way.view}
    </>
  );
}
