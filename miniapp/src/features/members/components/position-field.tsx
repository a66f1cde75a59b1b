import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import type { Position } from '@linli/shared/areas';
import { Button } from '@/components/button';
import { PlaceField } from '@/components/place-field';
import s from '../members.module.scss';

interface Props {
  areaCode: string | undefined;
  value: Position | null;
  onChange: (position: Position | null) => void;
}

/** Where distances are counted from: one's own choice, shown to nobody. The map only when it is wanted. */
export function PositionField({ areaCode, value, onChange }: Props) {
  const [open, setOpen] = useState(value !== null);
  if (!open)
    return (
      <Button kind="secondary" size="small" icon="map-pin" inline onPress={() => setOpen(true)}>
        在地图上选一个点
      </Button>
    );
  return (
    <View>
      <PlaceField areaCode={areaCode} value={value} onChange={onChange} />
      <View className={s.buttons}>
        <Button
          kind="text"
          size="small"
          inline
          onPress={() => {
            onChange(null);
            setOpen(false);
          }}
        >
          不留位置
        </Button>
      </View>
      <Text className={s.second}>只用来算您到任务有多远，别人看不到。</Text>
    </View>
  );
}
