import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import type { Position } from '@linli/shared/areas';
import { PLACE_KIND_LABELS, PLACE_KINDS, type PlaceKind } from '@linli/shared/places';
import type { PublicPlaceView } from '@linli/shared/places.dto';
import { useHolds } from '@/api/me';
import { usePlaces } from '@/api/places';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { MapView } from '@/components/map-view';
import { Screen } from '@/components/screen';
import { whereAmI } from '@/lib/location';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import { OpenTag } from '../../components/open-tag';
import { KIND_ICONS, sayFar } from '../../words';
import s from '../../places.module.scss';

const DETAIL = '/features/places/pages/detail/index';
const CHIPS = PLACE_KINDS.map((value) => ({ value, label: PLACE_KIND_LABELS[value], icon: KIND_ICONS[value] }));

/** Where one can go: on the map and in a list, the nearest first once the person lets us know where they are. */
export default function Places() {
  const [kind, setKind] = useState<PlaceKind | null>(null);
  const [here, setHere] = useState<Position | null>(null);
  const [looking, setLooking] = useState(false);
  const places = usePlaces(here, kind);
  const keeps = useHolds('dispatcher', 'administrator');
  usePullDownRefresh(() => {
    void places.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  const items = places.data?.pages.flatMap((p) => p.items) ?? [];
  const locate = () => {
    setLooking(true);
    whereAmI()
      .then(({ position }) => setHere(position))
      .catch((e: Error) => say(e.message, 'late'))
      .finally(() => setLooking(false));
  };
  return (
    <Screen
      title="便民地点"
      footer={
        keeps && (
          <Button icon="plus" onPress={() => go('/features/places/pages/edit/index')}>
            新增地点
          </Button>
        )
      }
    >
      <Chips line label="类型" chips={CHIPS} value={kind} onPress={(k) => setKind((now) => (now === k ? null : k))} />
      <View className={s.gap} />
      {items.length > 0 && (
        <View className={s.map}>
          <MapView
            label="便民地点的位置"
            pins={items.map((p) => ({ id: p.id, position: p.position, tone: p.openNow ? 'done' : 'plain', label: p.name }))}
            onPin={(id) => go(DETAIL, { id })}
          />
        </View>
      )}
      <View className={s.tools}>
        <Text className={s.far}>{here ? '离您近的在前' : '按名称排'}</Text>
        <Button kind="secondary" size="small" icon="locate-fixed" inline pending={looking} onPress={locate}>
          {here ? '重新定位' : '看离我近的'}
        </Button>
      </View>
      <View className={s.gap} />
      <List
        of={places}
        keyOf={(p) => p.id}
        empty={
          <Empty title={kind ? `还没有${PLACE_KIND_LABELS[kind]}` : '还没有便民地点'} text="社区会把服务站、食堂的时间和电话放在这里。" />
        }
      >
        {(p) => <Line place={p} />}
      </List>
    </Screen>
  );
}

function Line({ place: p }: { place: PublicPlaceView }) {
  return (
    <Card onPress={() => go(DETAIL, { id: p.id })} label={`${p.name}，${PLACE_KIND_LABELS[p.kind]}`}>
      <View className={s.line}>
        <Text className={s.name}>{p.name}</Text>
        <OpenTag place={p} />
      </View>
      <Text className={s.second}>{p.address}</Text>
      <Text className={s.second}>{p.hoursText || '开放时间请电话询问'}</Text>
      <View className={s.foot}>
        <Text className={s.far}>{PLACE_KIND_LABELS[p.kind]}</Text>
        {p.distanceMetres !== null && <Text className={s.far}>{`离您 ${sayFar(p.distanceMetres)}`}</Text>}
      </View>
    </Card>
  );
}
