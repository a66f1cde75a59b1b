import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import type { Position } from '@linli/shared/areas';
import { say } from '@/lib/say';
import { Button } from '../button';
import { MapView } from '../map-view';
import { Sheet } from '../sheet';
import type { Navigator } from './types';
import s from './navigate.module.scss';

/** Browsers have no navigation of their own: the map, the words and numbers to take along. No foreign service is called. */
export function useNavigate(): Navigator {
  const [place, setPlace] = useState<{ position: Position; name: string } | null>(null);
  const copy = (words: string) => {
    Taro.setClipboardData({ data: words }).then(
      () => say('已复制', 'done'),
      () => say('没能复制，请长按选中', 'late'),
    );
  };
  const numbers = place ? `${place.position.lng.toFixed(6)},${place.position.lat.toFixed(6)}` : '';
  const view = (
    <Sheet open={place !== null} title="怎么去" onClose={() => setPlace(null)}>
      {place && (
        <>
          <MapView
            label={`${place.name}的位置`}
            centre={place.position}
            pins={[{ id: 'here', position: place.position, label: place.name }]}
          />
          <Text className={s.name}>{place.name}</Text>
          <Text className={s.numbers}>{numbers}</Text>
          <View className={s.ways}>
            <Button kind="secondary" icon="copy" onPress={() => copy(place.name)}>
              复制地址
            </Button>
            <Button kind="secondary" icon="copy" onPress={() => copy(numbers)}>
              复制坐标
            </Button>
          </View>
          <Text className={s.hint}>坐标是高德、腾讯地图通用的，粘贴到地图里就能导航。</Text>
        </>
      )}
    </Sheet>
  );
  return { go: (position, name) => setPlace({ position, name }), view };
}
