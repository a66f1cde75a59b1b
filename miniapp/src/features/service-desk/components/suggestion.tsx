import { Text, View } from '@tarojs/components';
import type { SuggestionView } from '@linli/shared/orders.dto';
import { Icon } from '@/components/icon';
import { StateTag } from '@/components/state-tag';
import { AssignmentStateTag } from '@/components/state-tag/order';
import { Tap } from '@/components/tap';
import { classes } from '@/lib/classes';
import { sayDistance } from '@/lib/order-words';
import s from '../desk.module.scss';

interface Props {
  of: SuggestionView;
  on: boolean;
  onPress: () => void;
}

/** One who might be asked, and why they stand here. Who was asked already cannot be asked again. */
export function Suggestion({ of: p, on, onPress }: Props) {
  const asked = p.state !== null && p.state !== 'declined' && p.state !== 'lapsed';
  const facts = [
    p.distanceMetres === null ? null : sayDistance(p.distanceMetres),
    `本周已接 ${p.acceptedThisWeek} 单`,
    p.rating === null ? null : `评价 ${p.rating.toFixed(1)}`,
  ].filter(Boolean);
  return (
    <Tap role="checkbox" checked={on} disabled={asked} label={`${p.name}，${p.reasons.map((r) => r.text).join('，')}`} onPress={onPress}>
      <View className={s.suggestion}>
        <View className={classes(s.tick, on && s.tickOn)}>{on && <Icon name="check" size="small" />}</View>
        <View className={s.personWords}>
          <View className={s.personName}>
            <Text>{p.name}</Text>
            {p.partyMember && <StateTag tone="info" icon="badge-check" word="党员" />}
            {p.state && <AssignmentStateTag state={p.state} staff />}
          </View>
          <Text className={s.second}>{facts.join(' · ')}</Text>
          <View className={s.why}>
            {p.reasons.map((r) => (
              <Text key={r.code} className={s.whyWord}>
                {r.text}
              </Text>
            ))}
            {p.cautions.map((c) => (
              <Text key={c} className={s.caution}>
                {c}
              </Text>
            ))}
          </View>
        </View>
      </View>
    </Tap>
  );
}
