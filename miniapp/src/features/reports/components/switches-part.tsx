import { Card } from '@/components/card';
import { ToggleRow } from '@/components/choice';
import type { PartProps } from './part';

/** Who may know the reporter; anonymous people are not called. */
export function SwitchesPart({ draft, change }: PartProps) {
  return (
    <Card>
      <ToggleRow
        title="可以联系我"
        note="处置人员有疑问时可以打电话给您"
        on={draft.contactable && !draft.anonymous}
        disabled={draft.anonymous}
        onChange={(contactable) => change({ contactable })}
      />
      <ToggleRow
        title="匿名"
        note="只有本社区的民意专员能看到您是谁"
        on={draft.anonymous}
        onChange={(anonymous) => change({ anonymous })}
      />
    </Card>
  );
}
