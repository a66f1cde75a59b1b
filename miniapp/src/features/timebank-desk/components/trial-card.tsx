import { Text, View } from '@tarojs/components';
import type { TrialView } from '@linli/shared/timebank-policies.dto';
import { monthText } from '@linli/shared/timebank-wallet';
import { Card } from '@/components/card';
import { Stats } from '@/components/stat';
import { signed } from '@/lib/signed';
import s from '../policies.module.scss';

/** What a month's services would have brought: sums, each community before and after, how many get how much more or less. */
export function TrialCard({ trial: t, stale }: { trial: TrialView; stale: boolean }) {
  const top = Math.max(1, ...t.communities.flatMap((c) => [c.given, c.would]));
  const most = Math.max(1, ...t.shifts.map((shift) => shift.people));
  return (
    <View>
      <Card title={`用 ${monthText(t.month)}的服务试算`}>
        {stale && <Text className={s.stale}>规则改过，这是之前的结果，请重新试算。</Text>}
        <Stats
          figures={[
            { label: '实际发给个人', value: t.total.given, unit: '分' },
            { label: '按这一稿', value: t.total.would, unit: '分' },
            {
              label: '相差',
              value: signed(t.total.would - t.total.given),
              unit: '分',
              tone: t.total.would < t.total.given ? 'late' : 'plain',
            },
          ]}
        />
        <Text className={s.second}>
          {`${t.total.people} 人、${t.total.services} 次服务；进公益池 ${t.total.givenPool} → ${t.total.wouldPool} 分。只试算服务积分，上报和心愿的照旧。`}
        </Text>
        {t.communitiesApart > 0 && <Text className={s.second}>{`${t.communitiesApart} 个下级区域有自己的规则，不受影响。`}</Text>}
      </Card>
      {t.communities.length > 0 && (
        <Card title="各社区">
          {t.communities.map((c) => (
            <View key={c.code} className={s.bars}>
              <View className={s.barHead}>
                <Text className={s.barName}>{c.name}</Text>
                <Text className={s.second}>{`${c.people} 人`}</Text>
                <Text className={s.figure}>{signed(c.would - c.given)}</Text>
              </View>
              <Bar label="实际" value={c.given} of={top} before />
              <Bar label="这一稿" value={c.would} of={top} />
            </View>
          ))}
        </Card>
      )}
      {t.total.people > 0 && (
        <Card title="多得、少得的人数">
          {t.shifts.map((shift) => (
            <Bar key={shift.label} label={shift.label} value={shift.people} of={most} unit="人" wide />
          ))}
        </Card>
      )}
      {t.ranks.length > 0 && (
        <Card title="按原来得分的名次">
          {t.ranks.map((rank) => (
            <View key={rank.label} className={s.rank}>
              <Text className={s.barName}>{rank.label}</Text>
              <Text className={s.second}>{`${rank.people} 人`}</Text>
              <Text className={s.figure}>{`${rank.given} → ${rank.would}`}</Text>
            </View>
          ))}
        </Card>
      )}
      {t.people.length > 0 && (
        <Card title="变化最大的人">
          {t.people.map((person, i) => (
            <View key={`${person.name}${i}`} className={s.rank}>
              <Text className={s.barName}>{person.name}</Text>
              <Text className={s.second}>{person.community}</Text>
              <Text className={s.figure}>{`${person.given} → ${person.would}`}</Text>
            </View>
          ))}
        </Card>
      )}
    </View>
  );
}

interface BarProps {
  label: string;
  value: number;
  of: number;
  unit?: string;
  before?: boolean;
  wide?: boolean;
}
function Bar({ label, value, of, unit = '分', before, wide }: BarProps) {
  return (
    <View className={s.bar} ariaLabel={`${label} ${value}${unit}`}>
      <Text className={wide ? s.barWideLabel : s.barLabel}>{label}</Text>
      <View className={s.track}>
        <View className={before ? s.fillBefore : s.fill} style={{ width: `${Math.round((value / of) * 100)}%` }} />
      </View>
      <Text className={s.barValue}>{`${value} ${unit}`}</Text>
    </View>
  );
}
