import { Text, View } from '@tarojs/components';
import s from './facts.module.scss';

/** Lines of name and value; what is empty is not drawn. */
export function Facts({ facts }: { facts: readonly (readonly [string, string | null | undefined])[] }) {
  return (
    <View className={s.facts}>
      {facts.map(([name, value]) =>
        value ? (
          <View key={name} className={s.fact}>
            <Text className={s.factName}>{name}</Text>
            <Text className={s.factValue}>{value}</Text>
          </View>
        ) : null,
      )}
    </View>
  );
}
