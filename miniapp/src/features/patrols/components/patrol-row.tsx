import { PATROL_FLAG_LABELS } from '@linli/shared/patrols';
import type { PatrolView } from '@linli/shared/patrols.dto';
import { Row } from '@/components/card';
import { Marks } from '@/components/state-tag';
import { go } from '@/lib/router';
import { msOf, sayClock } from '@/lib/times';

const until = (p: PatrolView) => (p.endedAt ? sayClock(msOf(p.endedAt)) : p.state === 'paused' ? '暂停中' : '进行中');

/** One walk in a line: when, how much counted, what was done on it. */
export function PatrolRow({ patrol, who }: { patrol: PatrolView; who?: boolean }) {
  const done = [`扫点 ${patrol.scans}`, `上报 ${patrol.reports}`];
  if (patrol.uncountedMinutes) done.push(`未计入 ${patrol.uncountedMinutes} 分钟`);
  const when = `${sayClock(msOf(patrol.startedAt))}–${until(patrol)}`;
  return (
    <Row
      icon={patrol.state === 'ended' ? 'route' : 'footprints'}
      title={who ? `${patrol.personName} · ${when}` : when}
      note={[...done, ...patrol.flags.map((f) => PATROL_FLAG_LABELS[f])].join(' · ')}
      value={`${patrol.countedMinutes} 分钟`}
      onPress={() => go('/features/patrols/pages/detail/index', { id: patrol.id })}
    />
  );
}

export const FlagMarks = ({ flags }: { flags: PatrolView['flags'] }) => <Marks words={flags.map((f) => PATROL_FLAG_LABELS[f])} />;
