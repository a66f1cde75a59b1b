import { useState } from 'react';
import { OPEN_REPORT_STATES, REPORT_STATE_LABELS } from '@linli/shared/reports';
import { useNearReports } from '@/api/reports';
import { Options } from '@/components/choice';
import { Empty, Faces } from '@/components/faces';
import { msOf, sayTime } from '@/lib/times';
import { useNow } from '@/lib/ticking';
import { FormShell } from './form-shell';
import type { ActionFormProps } from './types';

/** Into an open one nearby that stays; its number is said. */
export function MergeForm({ report, send, pending, error }: ActionFormProps) {
  const near = useNearReports(report.position);
  const [into, setInto] = useState<string | null>(null);
  const now = useNow();
  const open: readonly string[] = OPEN_REPORT_STATES;
  return (
    <FormShell label="并案" missing={into ? null : '请选并入哪一件'} pending={pending} error={error} onSend={() => send({ intoId: into })}>
      <Faces
        of={near}
        isEmpty={(list) => !list.some((r) => r.id !== report.id && open.includes(r.state))}
        empty={<Empty title="附近没有未办结的上报" text="三百米内没有可以并入的" />}
      >
        {(list) => (
          <Options
            options={list
              .filter((r) => r.id !== report.id && open.includes(r.state))
              .map((r) => ({
                value: r.id,
                label: `${r.categoryName} · ${r.caseNo ?? ''}`,
                note: `${REPORT_STATE_LABELS[r.state]} · ${sayTime(msOf(r.createdAt), now)}${r.distanceMetres === null ? '' : ` · ${r.distanceMetres} 米外`} · ${r.placeText}`,
              }))}
            value={into}
            onChange={setInto}
          />
        )}
      </Faces>
    </FormShell>
  );
}
