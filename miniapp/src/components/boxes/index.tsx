import { Text, View } from '@tarojs/components';
import { boxCountText } from '@linli/shared/reports';
import { classes } from '@/lib/classes';
import { Icon, type IconName } from '../icon';
import { Tap } from '../tap';
import s from './boxes.module.scss';

interface Box {
  key: string;
  label: string;
  icon: IconName;
  count: number;
  tone: 'plain' | 'due' | 'late';
  onPress: () => void;
}

/** What waits, counted; each count opens its list. */
export function Boxes({ boxes }: { boxes: readonly Box[] }) {
  return (
    <View className={s.boxes}>
      {boxes.map(({ key, label, icon, count, tone, onPress }) => (
        <Tap key={key} className={s.box} label={`${label} ${boxCountText(count)} 件`} onPress={onPress}>
          <View className={s.head}>
            <Icon name={icon} size="small" />
            <Text>{label}</Text>
          </View>
          <Text className={classes(s.count, count > 0 && s[tone])}>{boxCountText(count)}</Text>
        </Tap>
      ))}
    </View>
  );
}
