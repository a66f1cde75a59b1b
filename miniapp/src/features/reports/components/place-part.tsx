import { useEffect, useState } from 'react';
import { Text, View } from '@tarojs/components';
import { CONSENT_LABELS } from '@linli/shared/accounts';
import { PLACE_TEXT_MAX } from '@linli/shared/reports';
import { usePlace } from '@/api/areas';
import { OfflineError } from '@/api/problem';
import { CommunityPicker } from '@/components/area-picker';
import { Button } from '@/components/button';
import { Input } from '@/components/field';
import { Icon } from '@/components/icon';
import type { usePosition } from '../hooks/use-position';
import { Part, type PartProps } from './part';
import { PlaceMap } from './place-map';
import s from './new.module.scss';

interface Props extends PartProps {
  position: ReturnType<typeof usePosition>;
  error: string | null;
}

/** Where: found by the phone, named by grid, corrected on the map, or a community by its name. */
export function PlacePart({ draft, change, position, error }: Props) {
  const place = usePlace(draft.position);
  const [map, setMap] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const nearby = place.data?.nearby ?? null;
  useEffect(() => {
    if (nearby) change((now) => (now.placeEdited ? {} : { placeText: nearby.slice(0, PLACE_TEXT_MAX) }));
  }, [nearby, change]);

  const outside = place.error !== null && !(place.error instanceof OfflineError);
  const words = () => {
    if (draft.community && (outside || !draft.position)) return draft.community.name;
    if (place.data) return place.data.text;
    if (draft.position && outside) return '这里不在本区范围内，请在地图上选，或选择社区';
    if (draft.position) return place.isPending && !place.error ? '正在查找网格…' : '位置已记下，有信号后自动找到网格';
    if (position.state === 'finding') return '正在定位…';
    return position.trouble ?? '还没有位置';
  };
  const found = place.data !== undefined || draft.community !== null;
  return (
    <Part
      title="地点"
      error={error}
      aside={
        <Button kind="text" size="small" icon="map" inline onPress={() => setMap(true)}>
          {draft.position ? '改位置' : '地图选点'}
        </Button>
      }
    >
      {position.state === 'asking' && !draft.position && !draft.community ? (
        <View className={s.consent}>
          <Text className={s.consentText}>{CONSENT_LABELS.position.text}</Text>
          <View className={s.consentButtons}>
            <Button kind="secondary" size="small" onPress={() => position.answer(false)}>
              我自己选
            </Button>
            <Button size="small" icon="locate-fixed" onPress={() => position.answer(true)}>
              同意并定位
            </Button>
          </View>
        </View>
      ) : (
        <View className={found ? s.place : s.placeMissing}>
          <Icon
            name={position.state === 'finding' && !found ? 'loader-circle' : 'map-pin'}
            turning={position.state === 'finding' && !found}
          />
          <Text className={s.placeWords}>{words()}</Text>
        </View>
      )}
      {(outside || (!draft.position && ['failed', 'refused'].includes(position.state))) && (
        <View className={s.consentButtons}>
          {!draft.placedByHand && (
            <Button kind="secondary" size="small" icon="locate-fixed" onPress={position.find}>
              再定位一次
            </Button>
          )}
          <Button kind="secondary" size="small" icon="house" onPress={() => setChoosing(true)}>
            选择社区
          </Button>
        </View>
      )}
      <View className={s.placeText}>
        <Input
          label="具体位置"
          placeholder="具体位置，如 3 栋门口、菜市口"
          value={draft.placeText}
          maxLength={PLACE_TEXT_MAX}
          onChange={(placeText) => change({ placeText, placeEdited: placeText !== '' })}
        />
      </View>
      <PlaceMap
        open={map}
        position={draft.position}
        areaCode={place.data?.communityCode ?? draft.community?.code ?? null}
        onClose={() => setMap(false)}
        onPick={(p) => {
          setMap(false);
          change({ position: p, accuracyMetres: null, placedByHand: true, pointCode: null });
        }}
      />
      <CommunityPicker
        open={choosing}
        onClose={() => setChoosing(false)}
        onPick={(c) => {
          setChoosing(false);
          change({ community: { code: c.code, name: c.name } });
        }}
      />
    </Part>
  );
}
