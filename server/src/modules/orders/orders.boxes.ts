import { DAY_MS, MINUTE_MS } from '@linli/shared/calendar';
import { NO_SHOW_MINUTES, ORDER_BOXES, type OrderBox } from '@linli/shared/orders';
import type { Actor } from '../../common/actor.js';
import { dayOf, dayStart } from '../../common/days.js';
import { narrowed, scopesOf } from '../../common/scopes.js';
import { inAreas, type Where } from '../../common/where.js';

/** The column a box is read by, the earliest first. */
export type BoxOrder = 'fill_by' | 'start_at' | 'confirm_by' | 'created_at';
interface Box {
  by: BoxOrder;
  /** Those in charge of a post or a group have it too. */
  inCharge?: boolean;
  fill: (where: Where, now: Date) => void;
}
const OVER = `('rejected', 'cancelled', 'expired', 'voided')`;

/** What each box holds: a count and the list it opens are the same rows. */
const BOXES: Readonly<Record<OrderBox, Box>> = {
  to_review: { by: 'fill_by', fill: (w) => w.and(`r.state = 'submitted'`) },
  to_dispatch: { by: 'fill_by', fill: (w) => w.and(`r.state = 'approved'`) },
  // Back on top before the appointment: what time has warned of, and what opened again too late for that.
  unfilled: { by: 'fill_by', fill: (w) => w.and(`r.state in ('approved', 'offered') and 'unfilled' = any (r.flags)`) },
  today: {
    by: 'start_at',
    fill: (w, now) => {
      const start = dayStart(dayOf(now));
      w.and(`r.start_at >= ? and r.start_at < ? and r.state not in ${OVER}`, start, new Date(start.getTime() + DAY_MS));
    },
  },
  no_show: {
    by: 'start_at',
    fill: (w, now) =>
      w.and(
        `r.state in ('offered', 'filled', 'in_service', 'finished') and r.start_at <= ?
         and exists (select 1 from order_assignments a where a.order_id = r.id and a.state = 'accepted')`,
        new Date(now.getTime() - NO_SHOW_MINUTES * MINUTE_MS),
      ),
  },
  to_confirm: { by: 'confirm_by', inCharge: true, fill: (w) => w.and(`r.state = 'finished' and r.source in ('post', 'group')`) },
  disputed: { by: 'created_at', fill: (w) => w.and(`r.state = 'disputed'`) },
  to_call_back: { by: 'created_at', fill: (w) => w.and(`'call_back' = any (r.flags) and r.called_back_at is null`) },
};

/** Narrows `where` to a box of this caller; null when the box is none of theirs, else the column it is read by. */
export function fillBox(where: Where, box: OrderBox, actor: Actor, now: Date, within?: string): BoxOrder | null {
  const { by, inCharge, fill } = BOXES[box];
  const areas = narrowed(scopesOf(actor, ['dispatcher']), within);
  const scope = inAreas(areas);
  const pieces = [...(areas.length ? [scope.sql] : []), ...(inCharge ? ['r.in_charge_id = ?'] : [])];
  if (!pieces.length) return null;
  where.and(pieces.join(' or '), ...(areas.length ? scope.values : []), ...(inCharge ? [actor.personId] : []));
  if (within !== undefined && inCharge) {
    const place = inAreas([within]);
    where.and(place.sql, ...place.values);
  }
  fill(where, now);
  return by;
}

/** The boxes that concern this caller. */
export function boxesOf(actor: Actor): OrderBox[] {
  const desk = actor.roles.some(({ role }) => role === 'dispatcher');
  return ORDER_BOXES.filter((box) => desk || BOXES[box].inCharge);
}
