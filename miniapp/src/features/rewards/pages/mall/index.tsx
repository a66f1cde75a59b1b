import { useState } from 'react';
import { View } from '@tarojs/components';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import type { Position } from '@linli/shared/areas';
import {
  ITEM_KIND_LABELS,
  ITEM_KINDS,
  type ItemKind,
  MALL_ORDER_LABELS,
  type MallOrder,
  SHOP_CATEGORIES,
  SHOP_CATEGORY_LABELS,
  type ShopCategory,
} from '@linli/shared/rewards';
import { useMallItems, useMallShops } from '@/api/rewards';
import { usePersonId } from '@/api/session';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Empty } from '@/components/faces';
import { Field } from '@/components/field';
import { List } from '@/components/list';
import { Screen } from '@/components/screen';
import { SearchField } from '@/components/search-field';
import { Sheet } from '@/components/sheet';
import { Tabs } from '@/components/tabs';
import { useChosenCommunity } from '@/lib/community';
import { whereAmI } from '@/lib/location';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import { useSlowly } from '@/lib/slowly';
import { ShopCard } from '../../components/shop-card';
import { Tiles } from '../../components/tiles';
import { CATEGORY_ICONS, MALL_PATHS } from '../../mall-words';
import s from '../../components/mall.module.scss';

type View = ItemKind | 'shops';
const TABS = [...ITEM_KINDS.map((value) => ({ value, label: ITEM_KIND_LABELS[value] })), { value: 'shops' as const, label: '商家' }];
const CATEGORIES = SHOP_CATEGORIES.map((value) => ({ value, label: SHOP_CATEGORY_LABELS[value], icon: CATEGORY_ICONS[value] }));

/** What there is for points: for everybody to look at, the nearest first once the person lets us know where they are. */
export default function Mall() {
  const personId = usePersonId();
  const { chosen } = useChosenCommunity();
  const [view, setView] = useState<View>('goods');
  const [category, setCategory] = useState<ShopCategory | null>(null);
  const [typed, setTyped] = useState('');
  const [here, setHere] = useState<Position | null>(null);
  const [order, setOrder] = useState<MallOrder>('new');
  const [affordable, setAffordable] = useState(false);
  const [looking, setLooking] = useState(false);
  const [filtering, setFiltering] = useState(false);
  const q = useSlowly(typed);
  const filter = { here, areaCode: personId ? undefined : chosen?.code, category, q };
  const byShop = view === 'shops';
  const items = useMallItems({ ...filter, kind: byShop ? null : view, affordable, order }, !byShop);
  const shops = useMallShops(filter, byShop);
  usePullDownRefresh(() => {
    void (byShop ? shops : items).refetch().finally(() => Taro.stopPullDownRefresh());
  });
  const locate = () => {
    setLooking(true);
    whereAmI()
      .then(({ position }) => {
        setHere(position);
        setOrder('near');
      })
      .catch(() => say('没有取到您的位置，可以在手机设置里允许定位', 'late'))
      .finally(() => setLooking(false));
  };
  const nearest = here !== null && (byShop || order === 'near');
  const toggleNear = () => {
    setOrder(nearest ? 'new' : 'near');
    if (nearest) setHere(null);
  };
  const sorts = (['new', 'points', 'near'] as const).filter((one) => one !== 'near' || here);
  const chosenBeyond = (category ? 1 : 0) + (!byShop && order === 'points' ? 1 : 0);
  return (
    <Screen title="积分商城" wide>
      <View className={s.search}>
        <SearchField value={typed} onChange={setTyped} placeholder="搜东西或店名" />
      </View>
      <Tabs tabs={TABS} value={view} onChange={setView} />
      <View className={s.filters}>
        <Chips
          line
          label="筛选"
          chips={[
            { value: 'filter' as const, label: category ? SHOP_CATEGORY_LABELS[category] : '筛选', icon: 'sliders-horizontal' },
            { value: 'near' as const, label: looking ? '正在定位' : '离我近', icon: looking ? 'loader-circle' : 'locate-fixed' },
            ...(personId && !byShop ? [{ value: 'affordable' as const, label: '兑得起', icon: 'check' as const }] : []),
          ]}
          value={[
            ...(chosenBeyond ? ['filter' as const] : []),
            ...(nearest ? ['near' as const] : []),
            ...(affordable ? ['affordable' as const] : []),
          ]}
          onPress={(one) => {
            if (one === 'filter') setFiltering(true);
            else if (one === 'affordable') setAffordable((now) => !now);
            else if (here) toggleNear();
            else if (!looking) locate();
          }}
        />
      </View>
      <Sheet
        open={filtering}
        title="筛选"
        onClose={() => setFiltering(false)}
        footer={<Button onPress={() => setFiltering(false)}>看结果</Button>}
      >
        <Field label="商家类型">
          <Chips label="商家类型" chips={CATEGORIES} value={category} onPress={(one) => setCategory((now) => (now === one ? null : one))} />
        </Field>
        {!byShop && (
          <Field label="排序">
            <Chips
              label="排序"
              chips={sorts.map((value) => ({ value, label: MALL_ORDER_LABELS[value] }))}
              value={order}
              onPress={setOrder}
            />
          </Field>
        )}
        {here && (
          <Button kind="text" icon="locate-fixed" pending={looking} onPress={locate}>
            重新定位
          </Button>
        )}
      </Sheet>
      {byShop ? (
        <List of={shops} keyOf={(shop) => shop.id} picture empty={<Empty title="没有找到爱心商家" text="换个词，或换个类型看看。" />}>
          {(shop) => <ShopCard shop={shop} onPress={() => go(MALL_PATHS.shop, { id: shop.id })} />}
        </List>
      ) : (
        <Tiles
          of={items}
          empty={
            affordable ? (
              <Empty title="还没有兑得起的" text="再服务几次就够了，去任务大厅看看？">
                <Button kind="secondary" onPress={() => go('/features/tasks/pages/hall/index')}>
                  去任务大厅
                </Button>
              </Empty>
            ) : (
              <Empty title="没有找到可兑的" text="换个词，或换个类型看看。" />
            )
          }
        />
      )}
    </Screen>
  );
}
