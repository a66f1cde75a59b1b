import { Text, View } from '@tarojs/components';
import { rulesInWords } from '@linli/shared/policy-fields';
import type { PolicyTerms } from '@linli/shared/timebank-policy';
import type { RulesView } from '@linli/shared/timebank-policies.dto';
import { useNow } from '@/lib/ticking';
import { msOf, sayDay } from '@/lib/times';
import { Card } from '../card';
import s from './rules.module.scss';

/** Whose rules they are, and since when. */
export function useWhose() {
  const now = useNow();
  return ({ areaCode, ofAreaCode, ofAreaName, version, fromAt }: RulesView): string => {
    if (ofAreaCode === null || version === null || !fromAt) return '社区还没有发布自己的规则，按通用规则执行';
    const whose = ofAreaCode === areaCode ? '' : `沿用${ofAreaName ?? '上级'}的规则 · `;
    return `${whose}第 ${version} 版 · ${sayDay(msOf(fromAt), now)}起施行`;
  };
}

/** The rules of points in plain words, a card for each part. */
export function RulesCards({ terms }: { terms: PolicyTerms }) {
  return (
    <View>
      {rulesInWords(terms).map(({ title, lines }) => (
        <Card key={title} title={title}>
          {lines.map((line) => (
            <View key={line} className={s.line}>
              <View className={s.dot} />
              <Text className={s.words}>{line}</Text>
            </View>
          ))}
        </Card>
      ))}
    </View>
  );
}

/** 每服务 1 小时：10 积分 → 12 积分 */
export function RuleChanges({ changes }: { changes: readonly string[] }) {
  if (!changes.length) return <Text className={s.same}>与之前相同</Text>;
  return (
    <View>
      {changes.map((change) => (
        <Text key={change} className={s.change}>
          {change}
        </Text>
      ))}
    </View>
  );
}
