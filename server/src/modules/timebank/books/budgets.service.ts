import { Injectable, type OnModuleInit } from '@nestjs/common';
import { areaLevel } from '@linli/shared/areas';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { BudgetQuery, BudgetView, SetBudgetDto } from '@linli/shared/timebank-books.dto';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { dayOf } from '../../../common/days.js';
import { DomainError, forbidden, notFound } from '../../../common/errors.js';
import { Jobs } from '../../../common/jobs.js';
import { decodeCursor, page } from '../../../common/pages.js';
import { asPatterns, scopesOf } from '../../../common/scopes.js';
import { type WriteCall, Writes } from '../../../common/writes.js';
import { EventsService } from '../../events/events.service.js';
import { budgetYear, issuedInYear } from '../issued.js';

interface Row {
  communityCode: string;
  communityName: string;
  points: string | null;
  issued: string;
}
const ISSUED = issuedInYear('a.code', '$1::int');
const BUDGETS = `select a.code as "communityCode", a.name as "communityName", b.points, ${ISSUED} as issued
   from areas a left join timebank_budgets b on b.community_code = a.code and b.year = $1::int
  where a.level = 'community' and a.retired_at is null and a.code like any($2) and ($3::text is null or a.code > $3) order by a.code limit $4`;
const FLAG = `update timebank_budgets b set exceeded_at = case when x.over then coalesce(b.exceeded_at, $2::timestamptz) end
   from (select a.code, ${ISSUED} > o.points as over from timebank_budgets o join areas a on a.code = o.community_code where o.year = $1::int) x
  where b.year = $1::int and b.community_code = x.code and x.over is distinct from (b.exceeded_at is not null)
  returning b.community_code as code, x.over`;

/** What a community may issue in a year: grants beyond it are refused, services are flagged and never refused. */
@Injectable()
export class BudgetsService implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly writes: Writes,
    private readonly events: EventsService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('timebank.budgets', () => this.flag());
    // 00:40 in Shanghai.
    this.jobs.every('40 16 * * *', 'timebank.budgets');
  }

  /**
   * Room for a grant, held to the end of the transaction: two grants cannot share the last of it.
   * @throws 409 `no_budget`, `over_budget`
   */
  async claim(tx: EntityManager, communityCode: string, points: number): Promise<void> {
    const locked = await tx.query<unknown[]>(`select from timebank_budgets where community_code = $1 and year = $2 for update`, [
      communityCode,
      this.year(),
    ]);
    if (!locked.length) throw new DomainError('conflict', 'no_budget', '今年还没有设置积分预算，请先由街道或管理员设置。');
    const { left } = await this.of(tx, communityCode);
    if (left !== null && left < points) throw overBudget(left);
  }

  /** This year's figures of a community. */
  async of(
    tx: EntityManager,
    communityCode: string,
    year = this.year(),
  ): Promise<Pick<BudgetView, 'points' | 'issued' | 'left' | 'exceeded'>> {
    const [row] = await tx.query<Row[]>(BUDGETS, [year, [communityCode], null, 1]);
    if (!row) throw notFound();
    return figures(row);
  }

  async list(actor: Actor, { year = this.year(), cursor, limit = PAGE_LIMIT_DEFAULT }: BudgetQuery): Promise<Page<BudgetView>> {
    const scope = scopesOf(actor, ['dispatcher', 'administrator', 'auditor']);
    if (!scope.length) throw forbidden();
    const [after = null] = decodeCursor(cursor, ['text']) ?? [];
    const rows = await this.dataSource.query<Row[]>(BUDGETS, [year, asPatterns(scope), after, limit + 1]);
    const { items, next } = page(rows, limit, (row) => [row.communityCode]);
    return { items: items.map((row) => view(actor, row, year)), next };
  }

  set(call: WriteCall, communityCode: string, { year, points }: SetBudgetDto): Promise<BudgetView> {
    return this.writes.once(call, async (tx) => {
      const { actor } = call;
      const [before] = await tx.query<Row[]>(BUDGETS, [year, [communityCode], null, 1]);
      if (!before || areaLevel(communityCode) !== 'community') throw notFound();
      if (!holds(actor, ['dispatcher', 'administrator', 'auditor'], communityCode)) throw notFound();
      if (!maySet(actor, communityCode)) throw forbidden('预算由街道值班员或管理员设置。');
      await tx.query(
        `insert into timebank_budgets (community_code, year, points, set_by, set_at) values ($1, $2, $3, $4, $5)
         on conflict (community_code, year) do update set points = excluded.points, set_by = excluded.set_by, set_at = excluded.set_at`,
        [communityCode, year, points, actor.personId, this.clock.now()],
      );
      const subject = ['timebank_budget', communityCode] as const;
      const data = { year, points, before: before.points === null ? null : Number(before.points) };
      await this.events.record(tx, { subject, action: 'set', actor, areaCode: communityCode, data });
      return view(actor, { ...before, points: String(points) }, year);
    });
  }

  /** Marks the communities that have issued more than they planned, and tells the record once. At night: what counts is the day before. */
  async flag(): Promise<void> {
    const now = this.clock.now();
    const year = budgetYear(now);
    await this.dataSource.transaction(async (tx) => {
      const [rows] = await tx.query<[{ code: string; over: boolean }[], number]>(FLAG, [year, now]);
      for (const { code, over } of rows)
        await this.events.record(tx, {
          subject: ['timebank_budget', code],
          action: over ? 'exceed' : 'hold_again',
          actor: null,
          areaCode: code,
          data: { year },
        });
    });
  }

  private year(): number {
    return Number(dayOf(this.clock.now()).slice(0, 4));
  }
}

const overBudget = (left: number) =>
  new DomainError('conflict', 'over_budget', `超出今年的积分预算，还能发放 ${Math.max(left, 0)} 分。`, { state: 'over_budget' });
/** A community does not set its own. */
const maySet = (actor: Actor, communityCode: string): boolean =>
  holds(actor, 'administrator', communityCode) ||
  actor.roles.some(
    ({ role, areaCode }) => role === 'dispatcher' && areaCode.length < communityCode.length && communityCode.startsWith(areaCode),
  );

function figures({ points, issued }: Row): Pick<BudgetView, 'points' | 'issued' | 'left' | 'exceeded'> {
  const [budget, out] = [points === null ? null : Number(points), Number(issued)];
  return {
    points: budget,
    issued: out,
    left: budget === null ? null : Math.max(budget - out, 0),
    exceeded: budget !== null && out > budget,
  };
}
const view = (actor: Actor, row: Row, year: number): BudgetView => ({
  communityCode: row.communityCode,
  communityName: row.communityName,
  year,
  ...figures(row),
  actions: maySet(actor, row.communityCode) ? ['set'] : [],
});
