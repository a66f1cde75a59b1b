import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import { Icon } from '../icon';
import { Tap } from '../tap';
import s from './pick-field.module.scss';

interface Props {
  label: string;
  /** What is chosen, in words. */
  value: string | null | undefined;
  placeholder: string;
  disabled?: boolean;
  onPress: () => void;
}

/** A field that shows what is chosen and opens where it is chosen. */
export function PickField({ label, value, placeholder, disabled, onPress }: Props) {
  return (
    <Tap className={s.field} label={`${label}：${value ?? placeholder}`} disabled={disabled} onPress={onPress}>
      <View className={s.inner}>
        <Text className={classes(s.words, !value && s.placeholder)}>{value ?? placeholder}</Text>
        <Icon name="chevron-down" size="small" />
      </View>
    </Tap>
  );
}
