import type { ReportView } from '@linli/shared/reports.dto';
import { useFollow } from '@/api/reports';
import { Button } from '../button';
import { say } from '@/lib/say';

/** Somebody else's report one follows: stop, or begin. */
export function Following({ report }: { report: ReportView }) {
  const follow = useFollow();
  if (report.mine || !report.following) return null;
  return (
    <Button
      kind="text"
      icon="heart"
      pending={follow.isPending}
      onPress={() =>
        follow.mutate(
          { id: report.id, follow: false },
          { onSuccess: () => say('不再关注', 'done'), onError: (e) => say(e.message, 'late') },
        )
      }
    >
      不再关注
    </Button>
  );
}
