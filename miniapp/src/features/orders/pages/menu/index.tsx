import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { SERVICE_CATEGORIES, SERVICE_CATEGORY_LABELS, type ServiceCategory } from '@linli/shared/orders';
import { useMenu } from '@/api/menu';
import { CommunityPicker } from '@/components/area-picker';
import { Button } from '@/components/button';
import { Chips } from '@/components/chips';
import { Empty, Faces, Skeleton } from '@/components/faces';
import { Icon } from '@/components/icon';
import { Screen } from '@/components/screen';
import { SearchField } from '@/components/search-field';
import { useAddress } from '@/lib/address';
import { go } from '@/lib/router';
import { MenuRow } from '../../components/menu-row';
import { useCommunity } from '../../hooks/use-community';
import { found } from '../../search';
import s from '../../components/menu.module.scss';

const ALL = 'all';
const CHIPS = [
  { value: ALL as ServiceCategory | typeof ALL, label: '全部' },
  ...SERVICE_CATEGORIES.map((c) => ({ value: c, label: SERVICE_CATEGORY_LABELS[c] })),
];

/** What the community does for one: open to everybody, signed in or not. */
export default function Menu() {
  const { community, known, choose } = useCommunity();
  const menu = useMenu(community?.code, known);
  const [choosing, setChoosing] = useState(false);
  const [{ category, q = '', elderId }, change] = useAddress(['category', 'q', 'elderId']);
  const chosen = SERVICE_CATEGORIES.find((c) => c === category) ?? null;
  const open = (code: string) => go('/features/orders/pages/form/index', { code, elderId });
  return (
    <Screen
      title="点单"
      aside={
        <Button kind="text" size="small" inline onPress={() => go('/features/orders/pages/mine/index')}>
          我的点单
        </Button>
      }
    >
      <View className={s.place}>
        <View className={s.placeName}>
          <Icon name="map-pin" size="small" />
          <Text>{community?.name ?? '选一下您的社区，看看能点什么'}</Text>
        </View>
        <Button kind="text" size="small" inline onPress={() => setChoosing(true)}>
          {community ? '换社区' : '选社区'}
        </Button>
      </View>
      <SearchField value={q} onChange={(words) => change({ q: words || null })} placeholder="想找什么帮助，比如 理发" />
      <View className={s.filters}>
        <Chips line label="类别" chips={CHIPS} value={chosen ?? ALL} onPress={(c) => change({ category: c === ALL ? null : c })} />
      </View>
      <Faces
        of={menu}
        loading={<Skeleton rows={6} />}
        isEmpty={(d) => d.length === 0}
        empty={<Empty title="这个社区还没有开通点单" text="可以打电话给社区，请社区代您安排" />}
      >
        {(items) => {
          const shown = found(items, q, chosen);
          if (!shown.length)
            return (
              <Empty title="没有找到" text="换个词试试，或者看看全部服务">
                <Button kind="secondary" inline onPress={() => change({ q: null, category: null })}>
                  看全部
                </Button>
              </Empty>
            );
          return SERVICE_CATEGORIES.filter((c) => shown.some((i) => i.category === c)).map((c) => (
            <View key={c}>
              {!chosen && <Text className={s.group}>{SERVICE_CATEGORY_LABELS[c]}</Text>}
              {shown
                .filter((i) => i.category === c)
                .map((i) => (
                  <MenuRow key={i.code} item={i} onPress={() => open(i.code)} />
                ))}
            </View>
          ));
        }}
      </Faces>
      <CommunityPicker
        open={choosing}
        title="看哪个社区的服务"
        onClose={() => setChoosing(false)}
        onPick={(c) => {
          setChoosing(false);
          choose(c);
        }}
      />
    </Screen>
  );
}
