import { Injectable } from '@nestjs/common';
import { MINUTE_MS } from '@linli/shared/calendar';
import { earnedAnew } from '@linli/shared/points-past';
import type { PolicyTerms } from '@linli/shared/timebank-policy';
import { type EarningLimit, RECORD_MINUTES_MAX } from '@linli/shared/timebank';
import type { EntityManager } from 'typeorm';
import { addDays } from '../../../common/days.js';
import { CalendarService } from '../../calendar/calendar.service.js';
import { holidays } from '../earning/earning-facts.js';
import { OfficeDuty } from '../earning/office-duty.js';
import { PaidDuty } from '../earning/paid-duty.service.js';
import { type PastService, type Trial, trialOf } from './policies.trial.js';

interface Row {
  personId: string;
  communityCode: string;
  day: string;
  points: number;
  poolPoints: number;
  earningMinutes: number;
  startedAt: Date;
  minutes: number;
  coefficient: number;
  limits: EarningLimit[];
  /** When it was booked, and its place among what was booked at the same time. */
  at: Date;
  seq: string | null;
  tried: boolean;
}
/** Services of the area's people in the month, and whatever else of theirs filled the same days, months and minutes. In the order of confirmation. */
const PAST = `
  with mine as (
    select id, person_id from service_records
     where state = 'confirmed' and community_code like $1 and not community_code like any($2) and day between $3 and $4
  ), people as (select distinct person_id from mine)
  select r.person_id as "personId", r.community_code as "communityCode", r.day::text as day, r.points, r.surplus_points as "poolPoints",
         r.earning_minutes as "earningMinutes", r.started_at as "startedAt", r.minutes, r.coefficient, r.limits, r.confirmed_at as at,
         (select min(t.seq) from transfers t where t.id = any(r.transfer_ids)) as seq, mine.id is not null as tried
    from people join service_records r using (person_id) left join mine on mine.id = r.id
   where r.state = 'confirmed' and r.day between $3::date - 1 and $4::date + 1
  union all
  select e.person_id, e.community_code, e.day::text, e.points, e.surplus_points, 0, e.created_at, 0, 100, e.limits, e.created_at,
         (select min(t.seq) from transfers t where t.id = any(e.transfer_ids)), false
    from people join earnings e using (person_id) where e.day between $3 and $4
   order by at, seq nulls last, "personId"`;

interface Movement {
  personId: string;
  at: Date;
  seq: string;
  amount: string;
}
/** Each person's points today, and every movement since an instant, the newest first. */
const BALANCES = `
  select a.owner_id as "personId", sum(b.balance) as balance from ledger_accounts a join ledger_balances b on b.account_id = a.id
   where a.owner_id = any($1) and a.kind = 'person' group by a.owner_id`;
const MOVEMENTS = `
  select owner_id as "personId", booked_at as at, seq, amount from (
    select a.owner_id, t.booked_at, t.seq, -t.amount as amount from ledger_accounts a join transfers t on t.from_account_id = a.id
     where a.owner_id = any($1) and a.kind = 'person' and t.day >= $2 and t.kind in ('transfer', 'settle')
    union all
    select a.owner_id, t.booked_at, t.seq, t.amount from ledger_accounts a join transfers t on t.to_account_id = a.id
     where a.owner_id = any($1) and a.kind = 'person' and t.day >= $2 and t.kind in ('transfer', 'settle')
  ) moved order by seq desc`;

/** The dry run: what a month's confirmed services would have brought under other terms, by the rules by which they really earn. */
@Injectable()
export class PoliciesPast {
  constructor(
    private readonly calendars: CalendarService,
    private readonly duty: PaidDuty,
    private readonly office: OfficeDuty,
  ) {}

  /** `apart`: areas below with rules of their own, which the draft does not touch. `month`: YYYY-MM */
  async trial(tx: EntityManager, areaCode: string, apart: readonly string[], month: string, terms: PolicyTerms): Promise<Trial> {
    const [from, to] = [`${month}-01`, lastDay(month)];
    const not = apart.map((code) => `${code}%`);
    const rows = await tx.query<Row[]>(PAST, [`${areaCode}%`, not, from, to]);
    const past = await this.withFacts(tx, rows);
    const calendar = await this.calendars.of(tx, areaCode);
    return trialOf(past, earnedAnew(past, terms, holidays(calendar)), apart.length);
  }

  private async withFacts(tx: EntityManager, rows: readonly Row[]): Promise<PastService[]> {
    const tried = rows.filter((row) => row.tried);
    if (!tried.length) return [];
    const people = [...new Set(tried.map(({ personId }) => personId))];
    const times = tried.map(({ startedAt }) => startedAt.getTime());
    const [first, last] = [new Date(least(times)), new Date(most(times) + RECORD_MINUTES_MAX * MINUTE_MS)];
    const duty = await this.duty.of(tx, people, first, last);
    const servants = await this.servants(tx, tried);
    const balances = await balancesBefore(tx, people, rows);
    return rows.map((row, i) => ({
      ...row,
      startedAt: row.startedAt.getTime(),
      anew: row.tried
        ? {
            coefficient: row.coefficient,
            close: row.limits.includes('own_household') ? 'own_household' : row.limits.includes('relative') ? 'relative' : null,
            onDuty: duty.get(row.personId) ?? [],
            publicServant: servants.get(row.day)?.has(row.personId) ?? false,
            balance: balances[i] ?? 0,
          }
        : null,
    }));
  }

  /** By day: who was a public servant when the first of that day's services began. */
  private async servants(tx: EntityManager, tried: readonly Row[]): Promise<Map<string, Set<string>>> {
    const found = new Map<string, Set<string>>();
    for (const day of new Set(tried.map((row) => row.day))) {
      const those = tried.filter((row) => row.day === day);
      const begun = new Date(least(those.map(({ startedAt }) => startedAt.getTime())));
      const ids = [...new Set(those.map(({ personId }) => personId))];
      found.set(day, await this.office.publicServants(tx, ids, begun));
    }
    return found;
  }
}

/** What each person had just before each row was booked: from today's balance back through the books. */
async function balancesBefore(tx: EntityManager, people: readonly string[], rows: readonly Row[]): Promise<number[]> {
  const since = addDays(new Date(least(rows.map(({ at }) => at.getTime()))).toISOString().slice(0, 10), -1);
  const now = await tx.query<{ personId: string; balance: string }[]>(BALANCES, [people]);
  const balance = new Map(now.map((row) => [row.personId, Number(row.balance)]));
  const moved = new Map<string, Movement[]>();
  for (const one of await tx.query<Movement[]>(MOVEMENTS, [people, since])) {
    const own = moved.get(one.personId);
    if (own) own.push(one);
    else moved.set(one.personId, [one]);
  }
  const before = rows.map(() => 0);
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    const row = rows[i]!;
    const own = moved.get(row.personId) ?? [];
    // The rows come back in time, and so do the movements: each is undone once.
    while (own[0] && isAtOrAfter(own[0], row)) balance.set(row.personId, (balance.get(row.personId) ?? 0) - Number(own.shift()!.amount));
    before[i] = balance.get(row.personId) ?? 0;
  }
  return before;
}

const isAtOrAfter = (movement: Movement, { at, seq }: Row): boolean =>
  seq === null ? movement.at >= at : Number(movement.seq) >= Number(seq);

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);

function lastDay(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
  return addDays(next, -1);
}
