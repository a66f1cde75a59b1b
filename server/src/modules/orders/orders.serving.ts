import { Injectable } from '@nestjs/common';
import { MINUTE_MS } from '@linli/shared/calendar';
import { ORDER_MINUTES_MAX, type CheckWay, type OrderFlag } from '@linli/shared/orders';
import type { OrderNoteDto, OrderView } from '@linli/shared/orders.dto';
import type { WriteCall } from '../../common/writes.js';
import type { OrderEntity } from './order.entity.js';
import type { AssignmentEntity } from './order-parts.entity.js';
import { begunElsewhere } from './orders.elsewhere.js';
import { type Changes, silenceEnds } from './orders.marks.js';
import { idsOf, inState } from './orders.matter.js';
import { type Effect, type Moment, OrderSteps, partOf, type PartChanges } from './orders.steps.js';

/** How a check was proved, and what is known beside it. */
export interface Proof {
  way: CheckWay;
  /** True time, when it was entered by hand. */
  at?: Date;
  /** Who entered it. */
  byHand?: string;
  flags?: readonly OrderFlag[];
  note?: string;
  /** When the person began to serve elsewhere. */
  leftAt?: Date | undefined;
}

/** Whole minutes by the server's clock, at most a day's work. */
export const minutesBetween = (from: Date, to: Date): number =>
  Math.min(ORDER_MINUTES_MAX, Math.max(0, Math.floor((to.getTime() - from.getTime()) / MINUTE_MS)));

/** One person's check-in: the first moves the order into service. For `start` and `record_start`, inside their step. */
export function checkIn(moment: Moment, personId: string, proof: Proof): Effect {
  const { order, now } = moment;
  const part = partOf(moment, personId, proof.byHand ? 'record_start' : 'start');
  return {
    changes: { state: 'in_service', flags: flagged(order.flags, proof.flags) },
    parts: [
      {
        personId,
        changes: { state: 'in_service', startedAt: proof.at ?? now, startedBy: proof.way, ...traces(part, proof) },
      },
    ],
    note: proof.note,
    data: { personId, way: proof.way, first: order.state !== 'in_service' },
  };
}

/** One person's check-out: the last finishes the order. For `finish` and `record_finish`, inside their step. */
export function checkOut(moment: Moment, personId: string, proof: Proof): Effect {
  const { order, now, matter } = moment;
  const part = partOf(moment, personId, proof.byHand ? 'record_finish' : 'finish');
  const at = proof.at ?? now;
  const ended = ending(part, at, proof.way, proof.leftAt);
  const others = matter.assignments.filter((one) => one.personId !== personId);
  // Somebody who has accepted and may still come keeps it open until the planned end.
  const last = !others.some(({ state }) => state === 'in_service' || (state === 'accepted' && now < order.endAt));
  return {
    changes: { ...(last ? finished(now) : {}), flags: flagged(order.flags, proof.flags) },
    parts: [{ personId, changes: { ...ended, ...traces(part, proof) } }],
    note: proof.note,
    data: { personId, way: proof.way, minutes: ended.minutes ?? 0, last },
  };
}

/** Who has not checked out in time is, flagged, with the planned end's time. Where all have, the order ends without a flag. */
export function autoFinish(
  order: OrderEntity,
  assignments: readonly AssignmentEntity[],
  now: Date,
  elsewhere: ReadonlyMap<string, Date> = new Map(),
): Effect {
  const inService = inState(assignments, 'in_service');
  return {
    changes: { ...finished(now), flags: flagged(order.flags, inService.length ? ['auto_finished'] : []) },
    parts: inService.map((part) => ({
      personId: part.personId,
      changes: {
        ...ending(part, later(part.startedAt, order.endAt), 'auto', elsewhere.get(part.personId)),
        flags: flagged(part.flags, ['auto_finished']),
      },
    })),
    data: { personIds: idsOf(inService) },
  };
}
const later = (a: Date | null, b: Date): Date => (a && a > b ? a : b);

export const flagged = (flags: readonly OrderFlag[], more: readonly OrderFlag[] = []): OrderFlag[] => [...new Set([...flags, ...more])];

const finished = (now: Date): Changes => ({ state: 'finished', finishedAt: now, confirmBy: silenceEnds(now) });

function ending(part: AssignmentEntity, at: Date, way: CheckWay, leftAt: Date = at): PartChanges {
  const until = leftAt < at ? leftAt : at;
  return { state: 'finished', finishedAt: at, finishedBy: way, minutes: minutesBetween(part.startedAt ?? at, until) };
}

function traces(part: AssignmentEntity, { byHand, flags = [] }: Proof): PartChanges {
  const marks = flagged(part.flags, byHand ? [...flags, 'by_hand'] : flags);
  return { flags: marks, ...(byHand ? { recordedBy: [...new Set([...part.recordedBy, byHand])] } : {}) };
}

/** The desk ends a service that cannot go on (somebody was suspended, fell ill): minutes until now; a verdict may lower them. */
@Injectable()
export class OrderServing {
  constructor(private readonly steps: OrderSteps) {}

  end(call: WriteCall, id: string, { note }: OrderNoteDto): Promise<OrderView> {
    return this.steps.step(call, id, 'end', async ({ tx, order, matter, now, actor }) => {
      const inService = inState(matter.assignments, 'in_service');
      const elsewhere = await begunElsewhere(tx, order.id);
      const proof: Proof = { way: 'hand', byHand: actor.personId };
      return {
        changes: { ...finished(now), flags: flagged(order.flags, ['by_hand']) },
        parts: inService.map((part) => ({
          personId: part.personId,
          changes: { ...ending(part, now, 'hand', elsewhere.get(part.personId)), ...traces(part, proof) },
        })),
        note,
        data: { personIds: idsOf(inService) },
      };
    });
  }
}
