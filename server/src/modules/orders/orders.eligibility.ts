import { Injectable } from '@nestjs/common';
import { dayFrom, dayTextOf, startOfDay } from '@linli/shared/calendar';
import { metresBetween } from '@linli/shared/geo';
import { ageOn } from '@linli/shared/members';
import { ACCEPTED_A_DAY, HOME_SERVICE_AGE, MINUTES_A_DAY, type IneligibleReason } from '@linli/shared/orders';
import type { EntityManager } from 'typeorm';
import { MembersService, type ServingMember } from '../members/members.service.js';
import type { OrderEntity } from './order.entity.js';
import type { AssignmentEntity } from './order-parts.entity.js';

/** Who asks, as far as one order is concerned. */
export interface Candidacy {
  order: OrderEntity;
  personId: string;
  member: ServingMember | null;
  own: AssignmentEntity | null;
  helperIds: readonly string[];
}

/** Whether somebody may serve in an order: for the button, and again at every accept. */
@Injectable()
export class Eligibility {
  constructor(private readonly members: MembersService) {}

  /** What does not change by the second; null: may serve. */
  async obstacle(tx: EntityManager, candidacy: Candidacy): Promise<IneligibleReason | null> {
    const { order, personId, member, own, helperIds } = candidacy;
    const ordered = [order.principalId, order.source === 'post' ? null : order.requesterId, ...helperIds];
    if (ordered.includes(personId)) return 'own_order';
    if (!member) return (await this.members.stateOf(tx, personId)) === 'suspended' ? 'member_suspended' : 'not_a_member';
    const day = dayTextOf(order.startAt.getTime());
    if (order.mode === 'home' && ageOn(member.birthDay, day) < HOME_SERVICE_AGE) return 'under_age';
    const kind = await this.wrongKind(tx, order, member, day);
    if (kind) return kind;
    if (order.principalId && (await this.members.areRelatives(tx, personId, order.principalId))) return 'relative';
    if (own?.invitedAt) return null;
    return hallObstacle(order, member);
  }

  private async wrongKind(tx: EntityManager, order: OrderEntity, member: ServingMember, day: string): Promise<IneligibleReason | null> {
    const { servedBy, qualificationCode } = order;
    const proven = qualificationCode === null || (await this.members.hasQualification(tx, member.personId, qualificationCode, day));
    if (!proven) return 'qualification_missing';
    if (servedBy.includes('volunteer')) return null;
    if (servedBy.includes('party_member') && member.partyMember) return null;
    // A professional is a member with the verified qualification; where the service names none, nobody can prove to be one.
    return servedBy.includes('professional') && qualificationCode !== null ? null : 'wrong_kind';
  }

  /** The same and what changes by the second: a place, the own appointments. */
  async obstacleNow(tx: EntityManager, candidacy: Candidacy): Promise<IneligibleReason | null> {
    const { order, personId } = candidacy;
    const lasting = await this.obstacle(tx, candidacy);
    if (lasting) return lasting;
    if (order.acceptedCount >= order.headcount) return 'full';
    const [row] = await tx.query<{ busy: boolean }[]>(
      `select exists (select 1 from order_assignments where person_id = $1 and during && tstzrange($2, $3) and state in ('accepted', 'in_service')) as busy`,
      [personId, order.startAt, order.endAt],
    );
    if (row?.busy) return 'overlap';
    return (await this.dayIsFull(tx, personId, order)) ? 'day_limit' : null;
  }

  /** Two accepts of one person at once: the second waits here until the first has committed. */
  async oneAcceptAtATime(tx: EntityManager, personId: string): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 6))`, [personId]);
  }

  /** At most three a day and eight hours, by the days of the service in Asia/Shanghai. */
  async dayIsFull(tx: EntityManager, personId: string, order: OrderEntity): Promise<boolean> {
    const days = daysOf(order);
    const [first, last] = [days[0] ?? '', days.at(-1) ?? ''];
    const rows = await tx.query<{ day: string; from_at: Date; to_at: Date }[]>(
      `select day::text, lower(during) as from_at, upper(during) as to_at from order_assignments
        where person_id = $1 and day between $2::date - 1 and $3 and state in ('accepted', 'in_service', 'finished', 'confirmed') and order_id <> $4`,
      [personId, first, last, order.id],
    );
    return fullDay(
      rows.map(({ day, from_at: from, to_at: to }) => ({ day, from, to })),
      order,
    );
  }
}

/** Whether what somebody holds around the order's days leaves no room for it: three a day, eight hours a day. */
export function fullDay(held: readonly { day: string; from: Date; to: Date }[], order: Pick<OrderEntity, 'startAt' | 'endAt'>): boolean {
  const days = daysOf(order);
  if (held.filter(({ day }) => day === days[0]).length >= ACCEPTED_A_DAY) return true;
  return days.some((day) => {
    const minutes = held.reduce((sum, { from, to }) => sum + minutesOn(day, from, to), 0);
    return minutes + minutesOn(day, order.startAt, order.endAt) > MINUTES_A_DAY;
  });
}

/** The hall is for members of the community, and for neighbours within the radius where the service allows it. */
export function hallObstacle(order: OrderEntity, member: ServingMember): IneligibleReason | null {
  if (order.publishedAt === null) return 'not_invited';
  if (member.communityCode === order.communityCode) return null;
  if (!order.openToNeighbours || order.lng === null || order.lat === null || !member.position) return 'not_invited';
  const metres = metresBetween(member.position, { lng: order.lng, lat: order.lat });
  return metres <= Math.min(order.radiusMetres ?? Infinity, member.radiusMetres) ? null : 'too_far';
}

/** The days in Asia/Shanghai that a service touches: two when it goes past midnight. */
export function daysOf({ startAt, endAt }: Pick<OrderEntity, 'startAt' | 'endAt'>): string[] {
  const [first, last] = [dayTextOf(startAt.getTime()), dayTextOf(endAt.getTime() - 1)];
  return first === last ? [first] : [first, last];
}

/** Minutes of a span that fall on a day. */
export function minutesOn(day: string, from: Date, to: Date): number {
  const start = startOfDay(dayFrom(day) ?? 0);
  const end = startOfDay((dayFrom(day) ?? 0) + 1);
  return Math.max(0, Math.min(to.getTime(), end) - Math.max(from.getTime(), start)) / 60_000;
}
