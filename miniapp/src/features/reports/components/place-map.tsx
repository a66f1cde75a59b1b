import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { Position } from '@linli/shared/areas';
import { useAreas, usePlace, useAreaShapes } from '@/api/areas';
import { Button } from '@/components/button';
import { MapView } from '@/components/map-view';
import { Sheet } from '@/components/sheet';
import s from './new.module.scss';

interface Props {
  open: boolean;
  position: Position | null;
  /** community to draw; without it the whole district */
  areaCode: string | null;
  onClose: () => void;
  onPick: (position: Position) => void;
}

function Picking({ position, areaCode, onClose, onPick }: Omit<Props, 'open'>) {
  const [picked, setPicked] = useState<Position | null>(null);
  const here = picked ?? position;
  const place = usePlace(here);
  const districts = useAreas(undefined, { enabled: areaCode === null });
  const shapes = useAreaShapes(place.data?.communityCode ?? areaCode ?? districts.data?.[0]?.code);
  return (
    <Sheet
      open
      title="点一下地图，放在问题所在处"
      onClose={onClose}
      footer={
        <Button disabled={!here} onPress={() => here && onPick(here)}>
          就是这里
        </Button>
      }
    >
      <MapView
        label="选择地点的地图"
        height="tall"
        centre={position ?? undefined}
        pins={here ? [{ id: 'here', position: here, label: '问题所在处' }] : []}
        shapes={shapes.data ?? null}
        highlight={place.data?.gridCode}
        zoom={16}
        onPick={setPicked}
      />
      <View className={s.mapWords}>
        <Text>{here ? (place.data?.text ?? place.error?.message ?? '正在查找…') : '还没有选'}</Text>
      </View>
    </Sheet>
  );
}

export function PlaceMap({ open, ...props }: Props) {
  return open ? <Picking {...props} /> : null;
}
