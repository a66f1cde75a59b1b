import { Text, View } from '@tarojs/components';
import { useDidShow, useRouter, useShareAppMessage } from '@tarojs/taro';
import { PLACE_KIND_LABELS } from '@linli/shared/places';
import type { PublicPlaceView } from '@linli/shared/places.dto';
import { usePlaceToGo } from '@/api/places';
import { Button } from '@/components/button';
import { Card, Row, Title } from '@/components/card';
import { Faces } from '@/components/faces';
import { MapView } from '@/components/map-view';
import { useNavigate } from '@/components/navigate';
import { Screen } from '@/components/screen';
import { call } from '@/lib/call';
import { go } from '@/lib/router';
import { OpenTag } from '../../components/open-tag';
import { KIND_ICONS } from '../../words';
import s from '../../places.module.scss';

/** One place: when it is open, whom to ring, how to get there. */
export default function PlaceDetail() {
  const { id = '' } = useRouter().params;
  const place = usePlaceToGo(id);
  const { refetch } = place;
  useDidShow(() => void refetch());
  useShareAppMessage(() => ({ title: place.data?.name ?? '便民地点', path: `/features/places/pages/detail/index?id=${id}` }));
  return (
    <Screen
      title={place.data?.name ?? '便民地点'}
      footer={
        place.data?.editable && (
          <Button kind="secondary" icon="pencil" onPress={() => go('/features/places/pages/edit/index', { id })}>
            修改
          </Button>
        )
      }
    >
      <Faces of={place}>{(p) => <Body place={p} />}</Faces>
    </Screen>
  );
}

function Body({ place: p }: { place: PublicPlaceView }) {
  const way = useNavigate();
  const { phone } = p;
  return (
    <>
      <Card>
        <View className={s.line}>
          <Title>{p.name}</Title>
          <OpenTag place={p} />
        </View>
        {p.note && <Text className={s.second}>{p.note}</Text>}
      </Card>
      <Card flush>
        <Row icon={KIND_ICONS[p.kind]} title={PLACE_KIND_LABELS[p.kind]} note={p.areaText} />
        <Row icon="clock" title={p.hoursText || '开放时间请电话询问'} />
        {phone && <Row icon="phone" title={phone} note="打电话问一问" onPress={() => call(phone)} />}
        <Row icon="map-pin" title={p.address} note="导航去这里" onPress={() => way.go(p.position, p.name)} />
      </Card>
      <MapView
        label={`${p.name}的位置`}
        centre={p.position}
        zoom={16}
        pins={[{ id: p.id, position: p.position, tone: 'late', label: p.name }]}
      />
      {way.view}
    </>
  );
}
