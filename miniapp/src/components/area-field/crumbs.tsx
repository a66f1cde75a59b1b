import { Text, View } from '@tarojs/components';
import { useArea } from '@/api/areas';
import { classes } from '@/lib/classes';
import { Icon } from '../icon';
import { Tap } from '../tap';
import s from './area-field.module.scss';

interface Props {
  code: string | undefined;
  /** The way up ends here. */
  within?: string;
  onPress: (code: string | undefined) => void;
}

/** 全部 › 滨江街道 › 万福社区: where one stands in the tree, and the way up. */
export function AreaCrumbs({ code, within, onPress }: Props) {
  const { data } = useArea(code);
  const path = (data?.path ?? []).concat(data ?? []).filter((a, i, all) => all.findIndex((b) => b.code === a.code) === i);
  const shown = path.filter((a) => !within || a.code.length >= within.length);
  return (
    <View className={s.crumbs} ariaRole="navigation" ariaLabel="所在区域">
      {!within && <Crumb name="全部" last={!code} onPress={() => onPress(undefined)} />}
      {shown.map((a, i) => (
        <View key={a.code} className={s.crumbPlace}>
          {(i > 0 || !within) && <Icon name="chevron-right" size="small" />}
          <Crumb name={a.name} last={i === shown.length - 1} onPress={() => onPress(a.code)} />
        </View>
      ))}
    </View>
  );
}

function Crumb({ name, last, onPress }: { name: string; last: boolean; onPress: () => void }) {
  return (
    <Tap className={classes(s.crumb, last && s.crumbHere)} onPress={onPress}>
      <Text>{name}</Text>
    </Tap>
  );
}
