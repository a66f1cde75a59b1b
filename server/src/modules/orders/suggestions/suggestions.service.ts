import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DAY_MS, dayFrom, dayTextOf, dayText, weekdayOf } from '@linli/shared/calendar';
import { isoWeekday, minuteOfDay } from '@linli/shared/menu';
import { HOME_SERVICE_AGE } from '@linli/shared/orders';
import type { SuggestionView } from '@linli/shared/orders.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { forbidden } from '../../../common/errors.js';
import { EldersService } from '../../elders/elders.service.js';
import { type Candidate, MembersService } from '../../members/members.service.js';
import type { OrderEntity } from '../order.entity.js';
import { fullDay } from '../orders.eligibility.js';
import { OrderHooks, type Suggested } from '../orders.hooks.js';
import { isDesk } from '../orders.policy.js';
import { requirePhone } from '../orders.phone.js';
import { OrderReader } from '../orders.reader.js';
import { heldAround, pastOf } from './suggestions.queries.js';
import { ranked, type Scored, type Suited } from './suggestions.scoring.js';

const SHOWN = 20;
/** Looked at: the skilled and near ones first. */
const LOOKED_AT = 300;
const WANTED = ['submitted', 'approved', 'offered'];

/** Whom the desk might ask, ranked, with the reasons. It never asks by itself. */
@Injectable()
export class OrderSuggestions implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly members: MembersService,
    private readonly elders: EldersService,
    private readonly reader: OrderReader,
    private readonly hooks: OrderHooks,
  ) {}

  onModuleInit(): void {
    this.hooks.suggestBy((tx, order, wanted) => this.suggest(tx, order, wanted));
  }

  async list(actor: Actor, id: string): Promise<SuggestionView[]> {
    requirePhone(actor);
    const tx = this.dataSource.manager;
    const matter = await this.reader.visible(tx, actor, id);
    if (!isDesk(actor, matter)) throw forbidden();
    if (!WANTED.includes(matter.order.state)) return [];
    const states = new Map(matter.assignments.map(({ personId, state }) => [personId, state]));
    const found = await this.rank(tx, matter.order);
    return found.slice(0, SHOWN).map((one) => ({
      personId: one.personId,
      name: one.name,
      partyMember: one.partyMember,
      distanceMetres: one.distanceMetres,
      score: one.score,
      reasons: one.reasons.map(({ code, text }) => ({ code, text })),
      cautions: one.cautions,
      acceptedThisWeek: one.week,
      rating: one.rating === null ? null : Math.round(one.rating * 10) / 10,
      state: states.get(one.personId) ?? null,
    }));
  }

  /** The best who have no part in it yet; with `only`: why just these. */
  private async suggest(
    tx: EntityManager,
    order: OrderEntity,
    { most, only }: { most: number; only?: readonly string[] },
  ): Promise<Suggested[]> {
    if (only?.length === 0) return [];
    const found = await this.rank(tx, order);
    const taken = only
      ? []
      : await tx.query<{ id: string }[]>(`select person_id as id from order_assignments where order_id = $1`, [order.id]);
    const parts = new Set(taken.map(({ id }) => id));
    return found
      .filter(({ personId }) => (only ? only.includes(personId) : !parts.has(personId)))
      .slice(0, most)
      .map(({ personId, reasons }) => ({ personId, reasons: reasons.map(({ toPerson }) => toPerson) }));
  }

  /** Everybody who may serve, the best first. Whoever may not is left out here as they are refused at accept. */
  private async rank(tx: EntityManager, order: OrderEntity): Promise<Scored[]> {
    const { servedBy, qualificationCode: qualification } = order;
    const anyMember = servedBy.includes('volunteer');
    const professional = servedBy.includes('professional') && qualification !== null;
    if (!anyMember && !professional && !servedBy.includes('party_member')) return [];
    const day = dayTextOf(order.startAt.getTime());
    const ordering = [order.principalId, order.source === 'post' ? null : order.requesterId, ...(await this.helpers(tx, order))];
    const candidates = await this.members.candidates(tx, {
      communityCode: order.communityCode,
      category: order.category,
      item: order.itemCode,
      qualification,
      onDay: day,
      position: order.lng === null || order.lat === null ? null : { lng: order.lng, lat: order.lat },
      radiusMetres: order.openToNeighbours ? (order.radiusMetres ?? null) : null,
      ...(order.mode === 'home' ? { minAge: HOME_SERVICE_AGE } : {}),
      partyOnly: !anyMember && !professional,
      without: ordering.filter((id) => id !== null),
      limit: LOOKED_AT,
    });
    const fit = await this.whoMay(tx, order, candidates);
    return ranked(await this.suited(tx, order, day, fit));
  }

  private helpers(tx: EntityManager, { elderId }: OrderEntity): Promise<string[]> {
    return elderId === null ? Promise.resolve([]) : this.elders.helpersOf(tx, elderId);
  }

  /** Without relatives, without those who have no time or enough for the day. */
  private async whoMay(tx: EntityManager, order: OrderEntity, candidates: readonly Candidate[]): Promise<Candidate[]> {
    const ids = candidates.map(({ personId }) => personId);
    const relatives = order.principalId === null ? new Set<string>() : await this.members.relativesAmong(tx, order.principalId, ids);
    const held = await heldAround(tx, ids, order);
    return candidates.filter(({ personId }) => {
      const own = held.filter((one) => one.personId === personId);
      return !relatives.has(personId) && !own.some(({ overlaps }) => overlaps) && !fullDay(own, order);
    });
  }

  private async suited(tx: EntityManager, order: OrderEntity, day: string, candidates: readonly Candidate[]): Promise<Suited[]> {
    const ids = candidates.map(({ personId }) => personId);
    const past = new Map((await pastOf(tx, ids, order, weekOf(day))).map((one) => [one.personId, one]));
    return candidates.map((one) => {
      const done = past.get(one.personId);
      return {
        personId: one.personId,
        name: one.name,
        partyMember: one.partyMember,
        distanceMetres: one.distanceMetres,
        skilled: one.skilled,
        qualified: order.qualificationCode !== null,
        arbiter: order.category === 'legal' && one.ownCommunity && one.qualifications.includes('mediator'),
        free: covers(one.hours, order),
        week: done?.week ?? 0,
        month: done?.month ?? 0,
        daysSince: done?.lastDay ? (dayFrom(day) ?? 0) - (dayFrom(done.lastDay) ?? 0) : null,
        rating: done?.rating ?? null,
        ratings: done?.ratings ?? 0,
        posts: done?.posts ?? 0,
        known: done?.known ?? 0,
      };
    });
  }
}

/** Monday to Sunday around a day. */
function weekOf(day: string): { day: string; monday: string; sunday: string } {
  const number = dayFrom(day) ?? 0;
  const monday = number - ((weekdayOf(number) + 6) % 7);
  return { day, monday: dayText(monday), sunday: dayText(monday + 6) };
}

/** Whether weekly hours hold the whole service; past midnight the next day's must go on. Null: no hours were given. */
export function covers(hours: Candidate['hours'], { startAt, endAt }: Pick<OrderEntity, 'startAt' | 'endAt'>): boolean | null {
  if (!hours.length) return null;
  const [from, to] = [startAt.getTime(), endAt.getTime()];
  const within = (weekday: number, fromMinute: number, toMinute: number) =>
    hours.some((one) => one.weekday === weekday && one.fromMinute <= fromMinute && one.toMinute >= toMinute);
  if (dayTextOf(from) === dayTextOf(to - 1)) return within(isoWeekday(from), minuteOfDay(from), minuteOfDay(to - 1) + 1);
  return within(isoWeekday(from), minuteOfDay(from), DAY_MS / 60_000) && within(isoWeekday(to), 0, minuteOfDay(to - 1) + 1);
}
