import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type FlagKind, RECORD_FLAG_KINDS, type RecordFlagKind } from '@linli/shared/timebank-records';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { addDays, dayOf } from '../../../common/days.js';
import { Jobs } from '../../../common/jobs.js';
import { Writes } from '../../../common/writes.js';
import { EventsService } from '../../events/events.service.js';
import { budgetYear } from '../issued.js';
import { raiseBudgetFlags } from './flags.budgets.js';
import { FLAG_RULES } from './flags.rules.js';

/** A month is looked at until hours can no longer be entered for it and confirmed: this one and the three before. */
const MONTHS_BACK_DAYS = 92;

/** What was found becomes a flag, or joins the one there is; gives those with records that were not behind it before. */
const raising = (kind: RecordFlagKind): string => `
  with found as (${FLAG_RULES[kind]}),
  raised as (
    insert into record_flags (id, kind, person_id, other_id, month, district_code, street_code, community_code, state, part, whole, raised_at, updated_at)
      select gen_random_uuid(), '${kind}', f.person_id, f.other_id, f.month, left(f.community_code, 6), left(f.community_code, 9), f.community_code,
             'open', f.part, f.whole, $3, $3 from found f
      on conflict (kind, person_id, other_id, month) where kind <> 'over_budget' do update set part = excluded.part, whole = excluded.whole, updated_at = excluded.updated_at
      returning id, person_id, other_id, month, state, community_code, xmax = 0 as fresh
  ), linked as (
    insert into record_flag_records (flag_id, record_id)
      select r.id, unnest(f.record_ids) from raised r join found f on f.person_id = r.person_id and f.other_id is not distinct from r.other_id and f.month = r.month
      on conflict do nothing returning flag_id
  )
  select id, state, fresh, community_code as "communityCode" from raised where id in (select flag_id from linked)
   and (fresh or state <> 'open') order by id`;

/** In one statement for each kind. `personId`: of one person only. */
export function raiseFlags(tx: EntityManager, kind: RecordFlagKind, personId: string | null, now: Date): Promise<Raised[]> {
  const from = `${addDays(dayOf(now), -MONTHS_BACK_DAYS).slice(0, 7)}-01`;
  return tx.query<Raised[]>(raising(kind), [from, personId, now]);
}

interface Raised {
  id: string;
  state: string;
  fresh: boolean;
  communityCode: string;
}

/** Looks through the records for what a person should look at. Flags take nothing away: a person decides. */
@Injectable()
export class FlagFinding implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('timebank.flags', () => this.all());
    // At half past one at night in Shanghai.
    this.jobs.every('30 17 * * *', 'timebank.flags');
  }

  async all(): Promise<void> {
    for (const kind of RECORD_FLAG_KINDS) await this.writes.transaction((tx) => this.find(tx, kind, null));
    await this.writes.transaction((tx) => this.budgets(tx));
  }

  /** At once, when a record comes to stand beside others of the same person. */
  overlaps(tx: EntityManager, personId: string): Promise<void> {
    return this.find(tx, 'overlap', personId);
  }

  private async budgets(tx: EntityManager): Promise<void> {
    const now = this.clock.now();
    for (const flag of await raiseBudgetFlags(tx, budgetYear(now), now)) await this.tell(tx, 'over_budget', flag);
  }

  private async find(tx: EntityManager, kind: RecordFlagKind, personId: string | null): Promise<void> {
    const now = this.clock.now();
    const raised = await raiseFlags(tx, kind, personId, now);
    const again = raised.filter(({ fresh }) => !fresh).map(({ id }) => id);
    if (again.length)
      await tx.query(`update record_flags set state = 'open', reopened = true, updated_at = $2 where id = any($1)`, [again, now]);
    for (const flag of raised) await this.tell(tx, kind, flag);
  }

  private tell(tx: EntityManager, kind: FlagKind, { id, fresh, communityCode }: Omit<Raised, 'state'>): Promise<string> {
    return this.events.record(tx, {
      subject: ['record_flag', id],
      action: fresh ? 'raise' : 'reopen',
      actor: null,
      role: 'system',
      areaCode: communityCode,
      data: { kind },
    });
  }
}
