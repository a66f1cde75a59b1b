import { Text, View } from '@tarojs/components';
import { Button } from '../button';
import { Icon } from '../icon';
import { call } from '@/lib/call';
import s from './emergency.module.scss';

const NUMBERS = /\b(?:110|119|120|122|12345|96\d{3,4})\b/g;

/** When somebody may be in danger: before anything else, with the numbers to press. */
export function Emergency({ text }: { text: string }) {
  const numbers = [...new Set(text.match(NUMBERS) ?? [])];
  return (
    <View className={s.box} ariaRole="alert">
      <View className={s.head}>
        <Icon name="triangle-alert" />
        <Text className={s.title}>先保证安全</Text>
      </View>
      <Text className={s.text}>{text}</Text>
      {numbers.length > 0 && (
        <View className={s.calls}>
          {numbers.map((n) => (
            <Button key={n} kind="danger" size="small" icon="phone" inline label={`拨打 ${n}`} onPress={() => call(n)}>
              {n}
            </Button>
          ))}
        </View>
      )}
    </View>
  );
}
