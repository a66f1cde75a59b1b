import { Text, View } from '@tarojs/components';
import { classes } from '@/lib/classes';
import s from './facts.module.scss';

interface Props {
  facts: readonly (readonly [string, string | null | undefined])[];
  /** Short ones: beside each other where a desk is wide, name above value. */
  short?: boolean;
}

/** Lines of name and value; what is empty is not drawn. */
export function Facts({ facts, short }: Props) {
  return (
    <View className={classes(s.facts, short && s.short)}>
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
