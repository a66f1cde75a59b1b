import { useState } from 'react';
import { RECORD_REASON_MAX, RECORD_REASON_MIN } from '@linli/shared/timebank-records';
import type { RecordView } from '@linli/shared/timebank-records.dto';
import { useRecordAct } from '@/api/timebank-records';
import { say } from '@/lib/say';
import { ActionBar } from '../action-bar';
import { Button } from '../button';
import { ReasonSheet } from '../reason-sheet';
import { CorrectionSheet } from './correction-sheet';
import { LIKELY_RECORD_ACTIONS, RECORD_ACTIONS } from './words';

/** What this caller may do with the record now. */
export function RecordActs({ record }: { record: RecordView }) {
  const act = useRecordAct(record.id);
  const [open, setOpen] = useState<string | null>(null);
  const run = (action: string, body?: object) =>
    act.mutate(
      { action, body },
      {
        onSuccess: (after) => {
          setOpen(null);
          say(after.stateText, 'done');
        },
        onError: (e) => open === null && say(e.message, 'late'),
      },
    );
  const close = () => {
    act.reset();
    setOpen(null);
  };
  // All may be well with a record: to ask for a correction is never the thing to do here.
  const onlyAsks = record.actions.every((action) => action === 'ask_correction');
  return (
    <>
      {onlyAsks ? (
        <Button kind="secondary" icon="pencil" onPress={() => setOpen('ask_correction')}>
          申请更正
        </Button>
      ) : (
        <ActionBar
          actions={record.actions}
          words={(action) => RECORD_ACTIONS[action] ?? { label: action }}
          likely={LIKELY_RECORD_ACTIONS}
          pending={act.isPending ? act.variables.action : null}
          onAction={(action) => (['refuse', 'void', 'ask_correction'].includes(action) ? setOpen(action) : run(action))}
        />
      )}
      {open === 'ask_correction' && <CorrectionSheet recordId={record.id} onClose={close} />}
      {(open === 'refuse' || open === 'void') && (
        <ReasonSheet
          title={open === 'void' ? '作废' : '不予通过'}
          label="原因"
          hint="志愿者会看到"
          field="reason"
          min={RECORD_REASON_MIN}
          max={RECORD_REASON_MAX}
          danger
          pending={act.isPending}
          error={act.error}
          send={(reason) => run(open, { reason })}
          onClose={close}
        />
      )}
    </>
  );
}
