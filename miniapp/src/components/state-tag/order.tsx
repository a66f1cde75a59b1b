import {
  ASSIGNMENT_STATE_LABELS,
  ORDER_STATE_LABELS,
  ORDER_STATE_PLAIN,
  type AssignmentState,
  type OrderState,
} from '@linli/shared/orders';
import type { IconName } from '../icon';
import { StateTag, type Tone } from '.';

const LOOKS: Record<OrderState, [Tone, IconName]> = {
  submitted: ['info', 'inbox'],
  approved: ['info', 'search'],
  offered: ['info', 'send'],
  filled: ['done', 'user-check'],
  in_service: ['due', 'hand-heart'],
  finished: ['due', 'clipboard-check'],
  confirmed: ['done', 'circle-check'],
  disputed: ['late', 'message-circle-question'],
  rejected: ['quiet', 'circle-x'],
  cancelled: ['quiet', 'undo-2'],
  expired: ['quiet', 'hourglass'],
  voided: ['quiet', 'circle-x'],
};

/** The state of an order: plain words for residents, the standard term for staff. */
export function OrderStateTag({ state, staff }: { state: OrderState; staff?: boolean }) {
  const [tone, icon] = LOOKS[state];
  return <StateTag tone={tone} icon={icon} word={(staff ? ORDER_STATE_LABELS : ORDER_STATE_PLAIN)[state]} />;
}

const MINE: Record<AssignmentState, [Tone, IconName]> = {
  invited: ['due', 'bell'],
  accepted: ['done', 'user-check'],
  in_service: ['due', 'hand-heart'],
  finished: ['info', 'clipboard-check'],
  confirmed: ['done', 'circle-check'],
  declined: ['quiet', 'minus'],
  lapsed: ['quiet', 'hourglass'],
  withdrawn: ['quiet', 'undo-2'],
  released: ['quiet', 'minus'],
  no_show: ['late', 'circle-alert'],
  voided: ['quiet', 'circle-x'],
};

/** Said to the person it concerns where they differ; a desk reads of somebody else. */
const OF_OTHERS: Partial<Record<AssignmentState, string>> = { invited: '待答复', finished: '待确认' };

/** How one person's part in an order stands. */
export function AssignmentStateTag({ state, staff }: { state: AssignmentState; staff?: boolean }) {
  const [tone, icon] = MINE[state];
  return <StateTag tone={tone} icon={icon} word={(staff && OF_OTHERS[state]) || ASSIGNMENT_STATE_LABELS[state]} />;
}
