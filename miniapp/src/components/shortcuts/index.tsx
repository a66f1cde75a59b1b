import { Text, View } from '@tarojs/components';
import { Icon, type IconName } from '../icon';
import { Tap } from '../tap';
import s from './shortcuts.module.scss';

export interface Shortcut {
  icon: IconName;
  title: string;
  /** How much is there: 851 分, 2 张. */
  value?: string;
  onPress: () => void;
}

/** What is used most, side by side: four where they fit, two in large letters. */
export function Shortcuts({ of }: { of: readonly Shortcut[] }) {
  return (
    <View className={s.shortcuts}>
      {of.map(({ icon, title, value, onPress }) => (
        <Tap key={title} className={s.shortcut} label={value ? `${title}，${value}` : title} onPress={onPress}>
          <View className={s.disc}>
            <Icon name={icon} />
          </View>
          <Text className={s.title}>{title}</Text>
          {value && <Text className={s.value}>{value}</Text>}
        </Tap>
      ))}
    </View>
  );
}
