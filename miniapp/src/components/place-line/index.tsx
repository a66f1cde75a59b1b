import { Text, View } from '@tarojs/components';
import { Icon } from '../icon';
import { Tap } from '../tap';
import s from './place-line.module.scss';

/** “万福社区 · 3 网格 · 菜市口 12 号旁”, tap for the map. */
export function PlaceLine({ text, onPress }: { text: string; onPress?: () => void }) {
  const inside = (
    <View className={s.line}>
      <Icon name="map-pin" size="small" className={s.pin} />
      <Text className={s.words}>{text}</Text>
      {onPress && <Text className={s.map}>地图</Text>}
    </View>
  );
  return onPress ? (
    <Tap label={`${text}，看地图`} onPress={onPress}>
      {inside}
    </Tap>
  ) : (
    inside
  );
}
