import { Injectable } from '@nestjs/common';
import { MINUTE_MS, type WorkCalendar } from '@linli/shared/calendar';
import { type Earned, earned, pointsFor, type Span } from '@linli/shared/points';
import type { EarningLimit } from '@linli/shared/timebank';
import type { EntityManager } from 'typeorm';
import { MembersService } from '../../members/members.service.js';
import { CalendarService } from '../../calendar/calendar.service.js';
import { balances, earnedDays, type EarnedDay, earnedSpans, type EarnedSpan, servedElders } from './earning.queries.js';
import { OfficeDuty } from './office-duty.js';
import { PaidDuty } from './paid-duty.service.js';
import { PoliciesService, type PolicyInForce } from '../policies.service.js';
import type { ServiceRecordEntity } from '../service-record.entity.js';

/** A record that is about to earn. */
export interface Claim {
  record: ServiceRecordEntity;
  /** Accounts that ordered it: nobody earns for their own order. */
  orderedBy: readonly string[];
}
/** A service that is still to come. */
export interface Planned {
  communityCode: string;
  coefficient: number;
  startAt: Date;
  minutes: number;
}
export type Worth = Earned & { policyId: string | null; teamBonusPercent: number };

/** What has to be known of many people at once to say what their service brings. Few queries, however many people. */
@Injectable()
export class EarningFacts {
  constructor(
    private readonly policies: PoliciesService,
    private readonly calendars: CalendarService,
    private readonly members: MembersService,
    private readonly duty: PaidDuty,
    private readonly office: OfficeDuty,
  ) {}

  /** In the order given. Nobody twice. The caller holds `oneEarningAtATime` for all of them. */
  async worth(tx: EntityManager, claims: readonly Claim[]): Promise<Worth[]> {
    const records = claims.map(({ record }) => record);
    const [first] = records;
    if (!first) return [];
    const personIds = records.map(({ personId }) => personId);
    const [from, to] = [earliest(records), latest(records)];
    const days = records.map(({ day }) => day).sort();
    const calendar = await this.calendars.of(tx, first.communityCode);
    const policyOf = await this.policiesFor(tx, records);
    const [duty, servants] = [await this.duty.of(tx, personIds, from, to), await this.office.publicServants(tx, personIds, from)];
    const spans = groupBy(await earnedSpans(tx, personIds, from, to));
    const earnedBefore = groupBy(await earnedDays(tx, personIds, days[0]!, days.at(-1)!));
    const standing = await balances(tx, personIds);
    const close = await this.closeness(tx, claims, from, to);
    return records.map((record, i) => {
      const policy = policyOf(record);
      const { personId, day } = record;
      const before = earnedBefore.get(personId) ?? [];
      return {
        policyId: policy.id,
        teamBonusPercent: policy.terms.teamBonusPercent,
        ...earned({
          startedAt: record.startedAt.getTime(),
          minutes: record.minutes,
          coefficient: record.coefficient,
          terms: policy.terms,
          isHoliday: holidays(calendar),
          close: close[i] ?? null,
          onDuty: duty.get(personId) ?? [],
          elsewhere: (spans.get(personId) ?? []).filter(({ recordId }) => recordId !== record.id).map(spanOf),
          publicServant: servants.has(personId),
          dayMinutes: sumOf(
            before.filter((one) => one.day === day),
            'minutes',
          ),
          monthPoints: sumOf(
            before.filter((one) => one.day.slice(0, 7) === day.slice(0, 7)),
            'points',
          ),
          balance: standing.get(personId) ?? 0,
        }),
      };
    });
  }

  async estimates(tx: EntityManager, planned: readonly Planned[], now: Date): Promise<(number | null)[]> {
    const [first] = planned;
    if (!first) return [];
    const calendar = await this.calendars.of(tx, first.communityCode);
    const policies = new Map<string, PolicyInForce>();
    for (const code of new Set(planned.map(({ communityCode }) => communityCode)))
      policies.set(code, await this.policies.inForce(tx, code, now));
    return planned.map(({ communityCode, coefficient, startAt, minutes }) => {
      const { terms } = policies.get(communityCode)!;
      if (terms.pointsPerHour <= 0) return null;
      const rates = {
        pointsPerHour: terms.pointsPerHour,
        ownPercent: coefficient,
        nightPercent: terms.nightCoefficientPercent,
        holidayPercent: terms.holidayCoefficientPercent,
        isHoliday: holidays(calendar),
      };
      return pointsFor([{ from: startAt.getTime(), minutes }], rates);
    });
  }

  async calendarOf(tx: EntityManager, areaCode: string): Promise<WorkCalendar> {
    return this.calendars.of(tx, areaCode);
  }

  /** Rules change rarely: where the first and the last check-in have the same, so has everybody between. */
  private async policiesFor(
    tx: EntityManager,
    records: readonly ServiceRecordEntity[],
  ): Promise<(record: ServiceRecordEntity) => PolicyInForce> {
    const area = records[0]!.communityCode;
    const times = records.map(({ startedAt }) => startedAt.getTime());
    const [early, late] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
    const atFirst = await this.policies.inForce(tx, area, early);
    const atLast = early.getTime() === late.getTime() ? atFirst : await this.policies.inForce(tx, area, late);
    if (atFirst.id === atLast.id) return () => atFirst;
    const each = new Map<string, PolicyInForce>();
    for (const { id, startedAt } of records) each.set(id, await this.policies.inForce(tx, area, startedAt));
    return ({ id }) => each.get(id) ?? atFirst;
  }

  /** For oneself, one's household, a bound elder: `own_household`; for a verified relative: `relative`. */
  private async closeness(
    tx: EntityManager,
    claims: readonly Claim[],
    from: Date,
    to: Date,
  ): Promise<(Extract<EarningLimit, 'own_household' | 'relative'> | null)[]> {
    const served = [...new Set(claims.flatMap(({ record }) => record.servedId ?? []))];
    const elders = served.length ? await servedElders(tx, served, from, to) : [];
    const found: (Extract<EarningLimit, 'own_household' | 'relative'> | null)[] = [];
    for (const { record, orderedBy } of claims) {
      const own = elders.filter(({ id, accountId }) => record.servedId !== null && [id, accountId].includes(record.servedId));
      const helped = [record.servedId, ...own.map(({ accountId }) => accountId)].filter((id) => id !== null);
      const household = [...helped, ...own.flatMap(({ helperIds }) => helperIds), ...orderedBy];
      if (household.includes(record.personId)) found.push('own_household');
      else found.push((await this.members.relativesAmong(tx, record.personId, helped)).size ? 'relative' : null);
    }
    return found;
  }
}

export const holidays =
  (calendar: WorkCalendar) =>
  (day: number): boolean =>
    calendar.days.get(day) === false;
const spanOf = ({ startedAt, minutes }: EarnedSpan): Span => ({ from: startedAt.getTime(), to: startedAt.getTime() + minutes * MINUTE_MS });
const sumOf = (days: readonly EarnedDay[], of: 'minutes' | 'points'): number => days.reduce((sum, day) => sum + day[of], 0);
const earliest = (records: readonly ServiceRecordEntity[]): Date =>
  new Date(Math.min(...records.map(({ startedAt }) => startedAt.getTime())));
const latest = (records: readonly ServiceRecordEntity[]): Date =>
  new Date(Math.max(...records.map(({ startedAt, minutes }) => startedAt.getTime() + minutes * MINUTE_MS)));
function groupBy<T extends { personId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.personId, [...(groups.get(row.personId) ?? []), row]);
  return groups;
}
