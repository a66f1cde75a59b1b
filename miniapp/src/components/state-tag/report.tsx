import { REPORT_STATE_LABELS, REPORT_STATE_PLAIN, type ReportState } from '@linli/shared/reports';
import type { IconName } from '../icon';
import { StateTag, type Tone } from '.';

const LOOKS: Record<ReportState, [Tone, IconName]> = {
  reported: ['info', 'inbox'],
  accepted: ['info', 'clipboard-check'],
  dispatched: ['info', 'send'],
  in_progress: ['due', 'wrench'],
  suspended: ['quiet', 'circle-pause'],
  handled: ['due', 'eye'],
  closed: ['done', 'circle-check'],
  rejected: ['quiet', 'circle-x'],
  withdrawn: ['quiet', 'undo-2'],
  merged: ['quiet', 'git-merge'],
};

/** The state of a report: plain words for residents, the standard term for staff. */
export function ReportStateTag({ state, staff }: { state: ReportState; staff?: boolean }) {
  const [tone, icon] = LOOKS[state];
  return <StateTag tone={tone} icon={icon} word={(staff ? REPORT_STATE_LABELS : REPORT_STATE_PLAIN)[state]} />;
}
