import type { RecordCardView } from '@linli/shared/timebank-records.dto';
import { serverNow } from '@/lib/server-clock';
import { msOf, sayClock, sayDate } from '@/lib/times';
import { Card } from '../card';
import { Facts } from '../facts';
import { Marks, StateTag } from '../state-tag';
import { RECORD_LOOKS, sayMinutes } from './words';

interface Props {
  record: RecordCardView;
  /** For the desk: whose it is, masked. */
  name?: string;
  marks?: readonly string[];
  onPress?: () => void;
}

/** One record of minutes in a list. */
export function ServiceRecordCard({ record: r, name, marks = [], onPress }: Props) {
  const [tone, icon] = RECORD_LOOKS[r.state];
  const time = `${sayDate(r.day, serverNow())} ${sayClock(msOf(r.startedAt))}–${sayClock(msOf(r.finishedAt))}`;
  return (
    <Card
      title={r.title}
      aside={<StateTag tone={tone} icon={icon} word={r.stateText} />}
      label={`${r.title}，${r.stateText}`}
      onPress={onPress}
    >
      <Facts
        short
        facts={[
          ['志愿者', name],
          ['时间', time],
          ['时长', r.points ? `${sayMinutes(r.minutes)}，+${r.points} 积分` : sayMinutes(r.minutes)],
          ['来源', `${r.sourceText} · ${r.communityText}`],
        ]}
      />
      <Marks words={marks} />
    </Card>
  );
}
