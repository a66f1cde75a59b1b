import { Text, View } from '@tarojs/components';
import { Card } from '@/components/card';
import { Screen } from '@/components/screen';
import { TERMS } from './terms';
import s from '../me.module.scss';

export default function Terms() {
  return (
    <Screen title="用户协议与隐私政策">
      <Card>
        {TERMS.map(({ title, lines }) => (
          <View key={title}>
            <Text className={s.part}>{title}</Text>
            {lines.map((line) => (
              <Text key={line} className={s.point}>
                {line}
              </Text>
            ))}
          </View>
        ))}
      </Card>
    </Screen>
  );
}
