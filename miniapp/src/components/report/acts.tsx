import { useEffect, useRef, useState } from 'react';
import { View } from '@tarojs/components';
import { REPORT_STATE_PLAIN, type ReportAction, type ReportState } from '@linli/shared/reports';
import type { ReportView } from '@linli/shared/reports.dto';
import { ProblemError } from '@/api/problem';
import { useReportAct } from '@/api/reports';
import { ActionBar } from '../action-bar';
import { Sheet } from '../sheet';
import { tick } from '@/lib/haptics';
import { say } from '@/lib/say';
import { LIKELY, actingOf } from './actions';

interface Props {
  report: ReportView;
  /** after an act was done, e.g. a desk moves on to the next */
  onDone?: () => void;
  /** asked for from outside, e.g. by a key of the desk; `onWanted` says it was taken up */
  wanted?: ReportAction | null;
  onWanted?: () => void;
}

/** Buttons and forms of what this caller may do now. */
export function Acts({ report, onDone, wanted, onWanted }: Props) {
  const [open, setOpen] = useState<ReportAction | null>(null);
  const [preparing, setPreparing] = useState<Error | boolean>(false);
  const acting = useReportAct(report.id);
  const spec = open ? actingOf(open) : null;
  const Form = spec?.form;

  const perform = (action: ReportAction, body?: object) =>
    acting.mutate(
      { action, body },
      {
        onSuccess: () => {
          tick();
          setOpen(null);
          say(actingOf(action).done, 'done');
          onDone?.();
        },
        onError: (e) => {
          // somebody else was quicker: the page is asked again by itself, and says where it stands now
          const state = e instanceof ProblemError && e.status === 409 ? (e.state as ReportState | null) : null;
          if (state) {
            setOpen(null);
            say(`这件事现在是“${REPORT_STATE_PLAIN[state] ?? state}”，页面已更新`, 'late');
          } else if (!actingOf(action).form) say(e.message, 'late');
        },
      },
    );
  const send = (body: object | (() => Promise<object>)) => {
    if (!open) return;
    if (typeof body !== 'function') {
      perform(open, body);
      return;
    }
    setPreparing(true);
    (body as () => Promise<object>)().then(
      (made) => {
        setPreparing(false);
        perform(open, made);
      },
      (e: Error) => setPreparing(e),
    );
  };
  const start = (action: ReportAction) => {
    acting.reset();
    setPreparing(false);
    if (actingOf(action).form) setOpen(action);
    else perform(action);
  };
  const latest = useRef(start);
  useEffect(() => {
    latest.current = start;
  });
  useEffect(() => {
    if (!wanted) return;
    latest.current(wanted);
    onWanted?.();
  }, [wanted, onWanted]);
  return (
    <View>
      <ActionBar
        actions={report.actions}
        words={actingOf}
        likely={LIKELY}
        pending={acting.isPending ? acting.variables.action : null}
        onAction={start}
      />
      {spec && Form && (
        <Sheet open title={spec.label} onClose={() => setOpen(null)}>
          <Form
            report={report}
            send={send}
            pending={preparing === true || acting.isPending}
            error={preparing instanceof Error ? preparing : acting.error}
          />
        </Sheet>
      )}
    </View>
  );
}
