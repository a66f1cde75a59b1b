import { Text, View } from '@tarojs/components';
import type { MallShopView } from '@linli/shared/rewards.dto';
import { Card } from '@/components/card';
import { sayFar } from '../mall-words';
import { Face } from './item-tile';
import s from './mall.module.scss';

/** One shop of the mall. */
export function ShopCard({ shop, onPress }: { shop: MallShopView; onPress: () => void }) {
  const far = shop.distanceMetres === null ? '' : ` · 离您 ${sayFar(shop.distanceMetres)}`;
  const shelf = shop.items ? `${shop.items} 样可兑${shop.pointsFrom === null ? '' : `，${shop.pointsFrom} 积分起`}` : '暂时没有可兑的';
  return (
    <Card onPress={onPress} label={`${shop.name}，${shop.categoryLabel}，${shelf}`}>
      <View className={s.shop}>
        <View className={s.shopFace}>
          <Face url={shop.photos[0]?.smallUrl ?? null} category={shop.category} />
        </View>
        <View className={s.shopWords}>
          <Text className={s.name}>{shop.name}</Text>
          <Text className={s.second}>{`${shop.categoryLabel}${far}`}</Text>
          <Text className={s.second}>{shop.placeText}</Text>
          <Text className={s.short}>{shelf}</Text>
        </View>
      </View>
    </Card>
  );
}
