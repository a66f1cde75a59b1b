import { Image, Text, View } from '@tarojs/components';
import type { ItemKind, ShopCategory } from '@linli/shared/rewards';
import type { MallItemView } from '@linli/shared/rewards.dto';
import { Icon } from '@/components/icon';
import { Tap } from '@/components/tap';
import { absolute } from '@/lib/origin';
import { CATEGORY_ICONS, KIND_ICONS, sayFar } from '../mall-words';
import s from './mall.module.scss';

/** The picture, or a quiet sign of what it is. */
export function Face({ url, kind, category }: { url: string | null; kind?: ItemKind; category: ShopCategory }) {
  if (url) return <Image className={s.picture} src={absolute(url)} mode="aspectFill" lazyLoad />;
  return <Icon name={kind === 'discount' || kind === 'service' ? KIND_ICONS[kind] : CATEGORY_ICONS[category]} size="large" />;
}

/** One thing of the mall: what, for how many points, where, how far. */
export function ItemTile({ item, onPress }: { item: MallItemView; onPress: () => void }) {
  const far = item.distanceMetres === null ? '' : ` · ${sayFar(item.distanceMetres)}`;
  return (
    <Tap
      className={s.item}
      label={`${item.title}，${item.points} 积分，${item.shopName}${far}${item.soldOut ? '，已兑完' : ''}`}
      onPress={onPress}
    >
      <View className={s.face}>
        <Face url={item.photo?.smallUrl ?? null} kind={item.kind} category={item.category} />
        {item.soldOut && <Text className={s.sold}>已兑完</Text>}
      </View>
      <View className={s.words}>
        <Text className={s.name}>{item.title}</Text>
        <View className={s.points}>
          <Text className={s.figure}>{`${item.points} 积分`}</Text>
          {!item.soldOut && item.left !== null && <Text className={s.short}>{`仅剩 ${item.left} 份`}</Text>}
        </View>
        {(item.missingPoints ?? 0) > 0 && <Text className={s.second}>{`还差 ${item.missingPoints} 积分`}</Text>}
        <View className={s.where}>
          <Text>{item.shopName}</Text>
          {item.distanceMetres !== null && <Text className={s.far}>{sayFar(item.distanceMetres)}</Text>}
        </View>
      </View>
    </Tap>
  );
}
