import type { PolicyCardView } from '@linli/shared/timebank-policies.dto';
import { StateTag } from '@/components/state-tag';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';

/** How a version stands: in force, to come, past, a draft, thrown away. */
export function PolicyTag({ version: v }: { version: PolicyCardView }) {
  const now = useNow();
  if (v.state === 'draft') return <StateTag tone="due" icon="pencil" word="草稿" />;
  if (v.state === 'discarded') return <StateTag tone="quiet" icon="circle-x" word="已作废" />;
  if (v.inForce) return <StateTag tone="done" icon="circle-check" word="施行中" />;
  if (v.fromAt && msOf(v.fromAt) > now) return <StateTag tone="info" icon="clock" word="待施行" />;
  return <StateTag tone="quiet" icon="history" word={v.inherits ? '沿用上级' : '已被替换'} />;
}

/** 李建国 3月2日 10:00 起草 · 周敏发布，3月3日 0:00 起施行 */
export function useMadeText() {
  const now = useNow();
  return (v: PolicyCardView): string => {
    const written = `${v.writtenBy ?? '系统'}起草`;
    if (v.state !== 'published' || !v.fromAt) return `${written} · ${sayTime(msOf(v.updatedAt), now)}`;
    return `${written} · ${v.publishedBy ?? '系统'}发布 · ${sayTime(msOf(v.fromAt), now)}起`;
  };
}
