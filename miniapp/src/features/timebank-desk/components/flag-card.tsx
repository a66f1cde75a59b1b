import type { FlagView } from '@linli/shared/timebank-records.dto';
import { monthText } from '@linli/shared/timebank-wallet';
import { Card, Second } from '@/components/card';
import { Facts } from '@/components/facts';
import { Marks, StateTag } from '@/components/state-tag';

const LOOKS = { open: ['due', 'flag'], cleared: ['done', 'circle-check'], upheld: ['late', 'circle-alert'] } as const;

/** What was counted, about whom, and what came of it. */
export function FlagCard({ flag: f, onPress }: { flag: FlagView; onPress?: () => void }) {
  const [tone, icon] = LOOKS[f.state];
  return (
    <Card
      title={f.kindText}
      aside={<StateTag tone={tone} icon={icon} word={f.stateText} />}
      label={`${f.kindText}，${f.stateText}`}
      onPress={onPress}
    >
      <Second>{f.sentence}</Second>
      <Facts
        short
        facts={[
          ['志愿者', f.personName],
          ['服务对象', f.otherName],
          f.kind === 'over_budget' ? ['年份', `${f.month.slice(0, 4)}年`] : ['月份', monthText(f.month)],
          ['社区', f.communityText],
        ]}
      />
      <Facts facts={[['复核意见', f.reason]]} />
      <Marks words={f.reopened && f.state === 'open' ? [f.kind === 'over_budget' ? '复核后又超出更多' : '复核后又有新记录'] : []} />
    </Card>
  );
}
