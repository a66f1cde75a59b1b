import type { CheckpointVisitView } from '@linli/shared/patrols.dto';
import { Card, Row, Second } from '@/components/card';
import { StateTag } from '@/components/state-tag';
import { useNow } from '@/lib/ticking';
import { msOf, sayDay } from '@/lib/times';

interface Props {
  checkpoints: readonly CheckpointVisitView[];
  onOpen: (checkpoint: CheckpointVisitView) => void;
}

/** Longest unvisited first: these are worth the way. */
const byNeed = (a: CheckpointVisitView, b: CheckpointVisitView) => (a.lastVisitAt ?? '').localeCompare(b.lastVisitAt ?? '');

export function CheckpointList({ checkpoints, onOpen }: Props) {
  const now = useNow();
  const visited = checkpoints.filter((c) => c.visitedToday).length;
  if (!checkpoints.length)
    return (
      <Card title="巡查点">
        <Second>网格里还没有巡查点。请管理员添加，贴上二维码就能扫。</Second>
      </Card>
    );
  return (
    <Card
      title="巡查点"
      aside={
        <StateTag tone={visited === checkpoints.length ? 'done' : 'quiet'} icon="qr-code" word={`今天 ${visited}/${checkpoints.length}`} />
      }
      flush
    >
      {[...checkpoints].sort(byNeed).map((c) => (
        <Row
          key={c.id}
          icon="map-pin"
          title={c.name}
          note={c.lastVisitAt ? `${c.gridName} · 上次 ${sayDay(msOf(c.lastVisitAt), now)}` : `${c.gridName} · 还没到过`}
          value={c.visitedToday ? <StateTag tone="done" icon="circle-check" word="已到" /> : undefined}
          onPress={() => onOpen(c)}
        />
      ))}
    </Card>
  );
}
