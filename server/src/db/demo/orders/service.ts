import { dayTextOf, MINUTE_MS } from '@linli/shared/calendar';
import {
  type CheckWay,
  type OrderActingAs,
  type OrderEvent,
  type OrderFlag,
  ORDER_MINUTES_MAX,
  type OrderState,
} from '@linli/shared/orders';
import type { EventData } from '../../../modules/events/events.service.js';
import type { OrderEntity } from '../../../modules/orders/order.entity.js';
import { AssignmentEntity } from '../../../modules/orders/order-parts.entity.js';
import * as marks from '../../../modules/orders/orders.marks.js';

export interface OrderHappening {
  at: Date;
  action: OrderEvent;
  byId: string | null;
  role: OrderActingAs;
  data: EventData;
  note: string;
}
export interface OrderRating {
  of: 'service' | 'cooperation';
  byId: string;
  level: number;
  comment: string | null;
  at: Date;
}
export interface OrderWords {
  contactName: string | null;
  contactPhone: string | null;
  address: string | null;
  remark: string | null;
}
export interface Invited {
  personId: string;
  reasons: string[];
}
/** Who does it, and as what. */
export interface By {
  id: string | null;
  role: OrderActingAs;
}
type PartChanges = Partial<AssignmentEntity>;
interface Effect {
  changes?: Partial<OrderEntity>;
  parts?: Readonly<Record<string, PartChanges>>;
  data?: EventData;
  note?: string;
}

/** The minute job wakes within a minute. */
const JOB_LAG_MS = 20_000;
const SYSTEM: By = { id: null, role: 'system' };

/** One order lived through in memory by the very rules of the module: its row, everybody's part, its events, and what time itself did to it. */
export class ServiceOrder {
  readonly happenings: OrderHappening[] = [];
  readonly ratings: OrderRating[] = [];
  readonly parts = new Map<string, AssignmentEntity>();

  constructor(
    readonly order: OrderEntity,
    readonly words: OrderWords,
    by: By,
    /** Whom the system asks by itself half way to the deadline. */
    private readonly further: (service: ServiceOrder) => Invited[],
  ) {
    const { state, source, itemCode, createdAt } = order;
    this.happenings.push({
      at: createdAt,
      action: 'create',
      byId: by.role === 'system' ? null : by.id,
      role: by.role,
      data: { to: state, source, itemCode },
      note: '',
    });
  }

  /** The earliest answer awaited. */
  private earliestAnswer(): Date | null {
    let earliest: Date | null = null;
    for (const { state, answerBy } of this.parts.values())
      if (state === 'invited' && answerBy && (!earliest || answerBy < earliest)) earliest = answerBy;
    return earliest;
  }

  get state(): OrderState {
    return this.order.state;
  }

  get lastAt(): Date {
    return this.happenings.at(-1)!.at;
  }

  idsIn(...states: AssignmentEntity['state'][]): string[] {
    return [...this.parts.values()].filter((part) => states.includes(part.state)).map((part) => part.personId);
  }

  private record(at: Date, action: OrderEvent, by: By, { changes, parts = {}, data, note = '' }: Effect): void {
    if (at < this.lastAt) throw new Error(`${this.order.title}: ${action} at ${at.toISOString()} before ${this.lastAt.toISOString()}`);
    const from = this.order.state;
    for (const [personId, own] of Object.entries(parts))
      this.parts.set(personId, Object.assign(new AssignmentEntity(), this.parts.get(personId), own, { updatedAt: at }));
    Object.assign(this.order, changes, { updatedAt: at, answerBy: this.earliestAnswer() });
    this.happenings.push({ at, action, byId: by.id, role: by.role, data: { from, to: this.order.state, ...data }, note });
  }

  /** Whatever falls before `until`: lapses, second offers, warnings, reminders, forgotten check-outs, silence. */
  passTime(until: Date): void {
    for (;;) {
      const mark = marks.nextMark(this.order);
      if (!mark) return;
      const at = new Date(Math.max(marks.wakeAt(mark).getTime(), this.lastAt.getTime()) + JOB_LAG_MS);
      if (at >= until) return;
      this.obey(mark, at);
    }
  }

  private obey({ what, at: due }: marks.Mark, at: Date): void {
    const { order } = this;
    switch (what) {
      case 'lapse': {
        const late = [...this.parts.values()].filter((p) => p.state === 'invited' && p.answerBy! < at).map((p) => p.personId);
        return this.record(at, what, SYSTEM, { parts: each(late, { state: 'lapsed' }), data: { personIds: late } });
      }
      case 'next_offer': {
        const asked = order.acceptedCount < order.headcount ? this.further(this) : [];
        if (asked.length) return this.invite(at, 'next_offer', SYSTEM, asked, { nextOfferedAt: at });
        Object.assign(this.order, { nextOfferedAt: at });
        return;
      }
      case 'warn':
        return this.record(at, what, SYSTEM, { changes: this.flag('unfilled'), data: { missing: order.headcount - order.acceptedCount } });
      case 'expire':
        return this.record(at, what, SYSTEM, this.letGo({ state: 'expired', acceptedCount: 0 }));
      case 'remind': {
        const hours = marks.REMIND_HOURS[order.reminded] ?? 1;
        const personIds = this.idsIn('accepted');
        return this.record(at, what, SYSTEM, { changes: { reminded: order.reminded + 1 }, data: { hours, personIds } });
      }
      case 'auto_finish': {
        const personIds = this.idsIn('in_service');
        return this.record(at, what, SYSTEM, {
          changes: { ...ended(due), ...this.flag('auto_finished') },
          parts: Object.fromEntries(personIds.map((id) => [id, { ...this.ending(id, order.endAt, 'auto'), flags: ['auto_finished'] }])),
          data: { personIds },
        });
      }
      case 'confirm_silently': {
        const personIds = this.idsIn('finished');
        const alone = order.principalId === null && order.source !== 'post' && order.source !== 'group';
        return this.record(at, what, SYSTEM, {
          changes: {
            state: 'confirmed',
            confirmedAt: due,
            confirmedBy: null,
            ...this.flag('silent', ...(alone ? ['call_back' as const] : [])),
          },
          parts: { ...this.letGo({}).parts, ...each(personIds, { state: 'confirmed' }) },
          data: { personIds },
        });
      }
    }
  }

  private flag(...more: OrderFlag[]): Pick<OrderEntity, 'flags'> {
    return { flags: [...new Set([...this.order.flags, ...more])] };
  }

  /** Those still asked lapse, those who accepted are released. */
  private letGo(changes: Partial<OrderEntity>): Effect {
    const [waiting, accepted] = [this.idsIn('invited'), this.idsIn('accepted')];
    return {
      changes,
      parts: { ...each(waiting, { state: 'lapsed' }), ...each(accepted, { state: 'released' }) },
      data: { personIds: [...accepted, ...waiting] },
    };
  }

  private part(at: Date, personId: string, own: Partial<AssignmentEntity>): AssignmentEntity {
    const { id, startAt, endAt } = this.order;
    return Object.assign(new AssignmentEntity(), {
      orderId: id,
      personId,
      state: 'accepted',
      during: `[${startAt.toISOString()},${endAt.toISOString()})`,
      day: dayTextOf(startAt.getTime()),
      invitedAt: null,
      invitedBy: null,
      answerBy: null,
      reasons: [],
      acceptedAt: null,
      startedAt: null,
      startedBy: null,
      finishedAt: null,
      finishedBy: null,
      minutes: null,
      recordedBy: [],
      flags: [],
      createdAt: at,
      ...own,
    });
  }

  private invite(at: Date, action: 'dispatch' | 'next_offer', by: By, asked: readonly Invited[], changes: Partial<OrderEntity>): void {
    const answerBy = marks.answerTime(at, this.order);
    const first = this.order.nextOfferAt === null && this.order.nextOfferedAt === null;
    this.record(at, action, by, {
      changes: { ...(first ? { nextOfferAt: marks.nextOfferAt(at, this.order.fillBy) } : {}), ...changes },
      parts: Object.fromEntries(
        asked.map(({ personId, reasons }) => [
          personId,
          this.part(at, personId, { state: 'invited', invitedAt: at, invitedBy: by.id, answerBy, reasons }),
        ]),
      ),
      data: { personIds: asked.map(({ personId }) => personId), answerBy: answerBy.toISOString() },
    });
  }

  approve(at: Date, by: By, note = ''): void {
    this.record(at, 'approve', by, { changes: { state: 'approved' }, note });
  }

  reject(at: Date, by: By, note: string): void {
    this.record(at, 'reject', by, { changes: { state: 'rejected' }, note });
  }

  dispatch(at: Date, by: By, asked: readonly Invited[]): void {
    this.invite(at, 'dispatch', by, asked, { state: 'offered' });
  }

  publish(at: Date, by: By): void {
    this.record(at, 'publish', by, { changes: { state: 'offered', publishedAt: at } });
  }

  insure(at: Date, by: By, insuranceReference: string): void {
    this.record(at, 'insure', by, { changes: { insuranceReference }, data: { personIds: this.idsIn('accepted') } });
  }

  accept(at: Date, personId: string): void {
    const { acceptedCount, headcount } = this.order;
    const accepted = acceptedCount + 1;
    const filled = accepted === headcount;
    this.record(at, 'accept', server(personId), {
      changes: {
        acceptedCount: accepted,
        state: filled ? 'filled' : this.state,
        ...(filled ? { flags: this.order.flags.filter((flag) => flag !== 'unfilled') } : {}),
        reminded: marks.remindersPast(this.order, at),
      },
      parts: { [personId]: this.parts.has(personId) ? { state: 'accepted', acceptedAt: at } : this.part(at, personId, { acceptedAt: at }) },
      data: { personId, accepted, headcount, filled },
    });
  }

  decline(at: Date, personId: string, note = ''): void {
    this.record(at, 'decline', server(personId), { parts: each([personId], { state: 'declined' }), data: { personId }, note });
  }

  withdraw(at: Date, personId: string, note = ''): void {
    const { order } = this;
    const late = order.startAt.getTime() - at.getTime() < 24 * 60 * MINUTE_MS;
    const opens = order.state === 'filled';
    const changes = marks.reopened(order, at);
    const flags: OrderFlag[] = [...(changes.flags ?? order.flags), ...(late ? ['late_withdrawal' as const] : [])];
    this.record(at, 'withdraw', server(personId), {
      changes: { ...changes, acceptedCount: order.acceptedCount - 1, state: opens ? 'offered' : order.state, flags: [...new Set(flags)] },
      parts: each([personId], { state: 'withdrawn', flags: late ? ['late_withdrawal'] : [] }),
      data: { personId, late, reopened: opens, accepted: order.acceptedCount - 1, headcount: order.headcount },
      note,
    });
  }

  startWithFewer(at: Date, by: By, note = ''): void {
    const headcount = this.order.acceptedCount;
    const flags = this.flag('short').flags.filter((flag) => flag !== 'unfilled');
    const data = { personIds: this.idsIn('accepted'), headcount };
    this.record(at, 'start_with_fewer', by, { changes: { state: 'filled', headcount, flags }, data, note });
  }

  /** Half an hour after the start; the others go on without. */
  noShow(at: Date, by: By, personId: string, note = ''): void {
    const { order } = this;
    const left = order.acceptedCount - 1;
    const goesOn = order.state === 'filled' && left >= (order.twoPerson ? 2 : 1);
    const opens = order.state === 'filled' && !goesOn;
    const reopened = opens ? marks.reopened(order, at) : {};
    const flags = [...new Set([...(reopened.flags ?? order.flags), 'no_show' as const, ...(goesOn ? ['short' as const] : [])])];
    this.record(at, 'no_show', by, {
      changes: {
        ...(goesOn ? { headcount: left } : {}),
        ...(opens ? { ...reopened, state: 'offered' as const } : {}),
        acceptedCount: left,
        flags,
      },
      parts: each([personId], { state: 'no_show', flags: ['no_show'] }),
      data: { personId, reopened: opens },
      note,
    });
  }

  start(at: Date, personId: string, way: CheckWay, flags: OrderFlag[] = []): void {
    this.record(at, 'start', server(personId), {
      changes: { state: 'in_service', ...this.flag(...flags) },
      parts: each([personId], { state: 'in_service', startedAt: at, startedBy: way, flags }),
      data: { personId, way, first: this.state !== 'in_service' },
    });
  }

  finish(at: Date, personId: string, way: CheckWay): void {
    const last = this.isLast(at, personId);
    const ending = this.ending(personId, at, way);
    this.record(at, 'finish', server(personId), {
      changes: last ? ended(at) : {},
      parts: { [personId]: ending },
      data: { personId, way, minutes: ending.minutes!, last },
    });
  }

  /** Entered by the desk, with the true time. */
  recordFinish(at: Date, by: By, personId: string, trueTime: Date, note: string): void {
    const last = this.isLast(at, personId);
    const ending = this.ending(personId, trueTime, 'hand');
    this.record(at, 'record_finish', by, {
      changes: { ...(last ? ended(at) : {}), ...this.flag('by_hand') },
      parts: { [personId]: { ...ending, flags: ['by_hand'], recordedBy: by.id ? [by.id] : [] } },
      data: { personId, way: 'hand', minutes: ending.minutes!, last },
      note,
    });
  }

  private isLast(at: Date, personId: string): boolean {
    const still = [...this.idsIn('in_service'), ...(at < this.order.endAt ? this.idsIn('accepted') : [])];
    return still.every((id) => id === personId);
  }

  private ending(personId: string, at: Date, way: CheckWay): Partial<AssignmentEntity> {
    const startedAt = this.parts.get(personId)!.startedAt!;
    const finishedAt = at > startedAt ? at : startedAt;
    const minutes = Math.min(ORDER_MINUTES_MAX, Math.floor((finishedAt.getTime() - startedAt.getTime()) / MINUTE_MS));
    return { state: 'finished', finishedAt, finishedBy: way, minutes };
  }

  confirm(at: Date, by: By, note = ''): void {
    const personIds = this.idsIn('finished');
    this.record(at, 'confirm', by, {
      changes: { state: 'confirmed', confirmedAt: at, confirmedBy: by.id },
      parts: { ...this.letGo({}).parts, ...each(personIds, { state: 'confirmed' }) },
      data: { personIds },
      note,
    });
  }

  dispute(at: Date, by: By, note: string): void {
    this.record(at, 'dispute', by, { changes: { state: 'disputed' }, data: { personIds: this.idsIn('finished') }, note });
  }

  /** The verdict sets the minutes, at most the server's. */
  uphold(at: Date, by: By, note: string, minutes?: number): void {
    const personIds = this.idsIn('finished');
    const own = (id: string) => ({ minutes: Math.min(minutes ?? Infinity, this.parts.get(id)!.minutes!) });
    this.record(at, 'uphold', by, {
      changes: { state: 'confirmed', confirmedAt: at, confirmedBy: by.id },
      parts: {
        ...this.letGo({}).parts,
        ...Object.fromEntries(personIds.map((id): [string, PartChanges] => [id, { state: 'confirmed', ...own(id) }])),
      },
      data: { personIds },
      note,
    });
  }

  void(at: Date, by: By, note: string): void {
    const personIds = this.idsIn('finished');
    const parts = { ...this.letGo({}).parts, ...each(personIds, { state: 'voided' }) };
    this.record(at, 'void', by, { changes: { state: 'voided' }, parts, data: { personIds }, note });
  }

  rate(at: Date, by: By, of: OrderRating['of'], level: number, comment: string | null): void {
    this.ratings.push({ of, byId: by.id!, level, comment, at });
    this.record(at, 'rate', by, { data: { of, level, personIds: this.idsIn('confirmed') } });
  }

  callBack(at: Date, by: By, tookPlace: boolean, note: string): void {
    this.record(at, 'call_back', by, { changes: { calledBackAt: at, tookPlace }, data: { tookPlace }, note });
    if (!tookPlace && this.state === 'finished') this.dispute(at, by, note);
  }

  cancel(at: Date, by: By, note: string): void {
    this.record(at, 'cancel', by, { ...this.letGo({ state: 'cancelled', acceptedCount: 0 }), note });
  }
}

const server = (personId: string): By => ({ id: personId, role: 'server' });
const each = (ids: readonly string[], own: PartChanges): Record<string, PartChanges> => Object.fromEntries(ids.map((id) => [id, own]));
const ended = (at: Date): Partial<OrderEntity> => ({ state: 'finished', finishedAt: at, confirmBy: marks.silenceEnds(at) });
