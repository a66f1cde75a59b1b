import { Injectable } from '@nestjs/common';
import { areaLevel } from '@linli/shared/areas';
import { FIGURE_LINE_LABELS, FIGURE_LINE_NOTES, FIGURE_LINES, monthsBefore } from '@linli/shared/timebank-wallet';
import type { CommunityDeskFiguresView, CommunityFiguresView, FigureMonthView, PointsOwedView } from '@linli/shared/timebank-wallet.dto';
import { TRANSFER_REASON_LABELS, type TransferReason } from '@linli/shared/timebank';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { dayOf } from '../../../common/days.js';
import { forbidden, notFound } from '../../../common/errors.js';
import { AreasService } from '../../areas/areas.service.js';
import { EventsService } from '../../events/events.service.js';
import { type Move, movesOf, stockOf, total } from './figures.queries.js';
import { owedBetween } from './figures.owed.js';
import { LedgerService } from '../ledger/ledger.service.js';

const MONTHS = 12;
/** An administrator sees figures, and figures are all there is here. */
const DESK = ['dispatcher', 'administrator', 'auditor'] as const;

/** How the points of a community stand: figures only, nobody's rows. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly ledger: LedgerService,
  ) {}

  /** A community: out, in the pool and by month for everybody signed in; the rest for those who answer for it. */
  async community(actor: Actor, areaCode: string): Promise<CommunityFiguresView> {
    if (areaLevel(areaCode) !== 'community' || !(await this.areas.find(null, areaCode))) throw notFound();
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      const now = this.clock.now();
      const month = dayOf(now).slice(0, 7);
      const moves = await movesOf(tx, 'issuedBy', areaCode);
      const pool = await this.ledger.standingOf(tx, await poolId(tx, areaCode));
      const out = total(moves, inHands);
      const inside = holds(actor, DESK, areaCode);
      if (inside) await this.looked(actor, areaCode);
      return {
        areaCode,
        areaText: await this.areas.pathText(tx, areaCode),
        out,
        inPool: pool.balance,
        months: Array.from({ length: MONTHS }, (_, i) => monthOf(moves, monthsBefore(month, MONTHS - 1 - i))),
        at: now.toISOString(),
        lines: FIGURE_LINES.map((line) => ({ line, label: FIGURE_LINE_LABELS[line], note: FIGURE_LINE_NOTES[line] })),
        desk: inside ? await this.desk(tx, areaCode, moves, out) : null,
      };
    });
  }

  /** A district (or street): whose points were taken where. */
  async owed(actor: Actor, areaCode: string, months: number | undefined): Promise<PointsOwedView> {
    const level = areaLevel(areaCode);
    if ((level !== 'district' && level !== 'street') || !(await this.areas.find(null, areaCode))) throw notFound();
    if (!holds(actor, DESK, areaCode)) throw forbidden('社区之间的账由街道和区里查看。');
    await this.looked(actor, areaCode);
    const now = this.clock.now();
    const from = months === undefined ? '' : monthsBefore(dayOf(now).slice(0, 7), months - 1);
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      // Points of communities outside may have been taken here, too: the whole district is read, the area is what is shown.
      const moves = await movesOf(tx, 'district', areaCode.slice(0, 6));
      const { communities, pairs } = owedBetween(
        moves.filter(({ month }) => month >= from),
        areaCode,
      );
      const names = await this.areas.names(tx, [
        ...communities.map((one) => one.areaCode),
        ...pairs.flatMap((p) => [p.fromCode, p.toCode]),
      ]);
      const nameOf = (code: string) => names.get(code) ?? code;
      return {
        areaCode,
        areaText: await this.areas.pathText(tx, areaCode),
        communities: communities.map((one) => ({ ...one, name: nameOf(one.areaCode) })),
        pairs: pairs.map((pair) => ({ ...pair, fromName: nameOf(pair.fromCode), toName: nameOf(pair.toCode) })),
        at: now.toISOString(),
      };
    });
  }

  private async desk(tx: EntityManager, areaCode: string, moves: readonly Move[], out: number): Promise<CommunityDeskFiguresView> {
    const today = dayOf(this.clock.now());
    const year = today.slice(0, 4);
    const shops = await movesOf(tx, 'shops', areaCode);
    const stock = await stockOf(tx, areaCode, today);
    const issued = moves.filter(({ fromKind, reason, month }) => fromKind === 'issuing' && reason !== 'reversal' && month.startsWith(year));
    return {
      held: total(moves, (move) => (move.fromKind === 'person' ? move.held : 0)),
      settledHere: total(shops, atShops),
      settledElsewhere: total(
        moves.filter((move) => (move.toKind === 'shop' ? move.toCommunity : move.fromCommunity) !== areaCode),
        atShops,
      ),
      stockedPoints: stock.points,
      stockedItems: stock.items,
      uncountedItems: stock.uncounted,
      coveragePercent: out > 0 ? Math.round((stock.points * 100) / out) : null,
      year: Number(year),
      issuedThisYear: total(issued, ({ moved }) => moved) - takenBack(moves, year),
      grantedThisYear: total(issued, ({ reason, moved }) => (GRANTS.includes(reason) ? moved : 0)),
      budget: await budgetOf(tx, areaCode, year),
      reasons: byReason(issued),
    };
  }

  private async looked(actor: Actor, areaCode: string): Promise<void> {
    if (actor.roles.some(({ role }) => role === 'auditor'))
      await this.events.look(null, { personId: actor.personId, subject: ['area', areaCode], field: 'point_figures', areaCode });
  }
}

/** As the budget counts: corrected and paid back to the issuing side; what a pool pays out is no taking back. */
const takenBack = (moves: readonly Move[], year: string): number =>
  total(moves, ({ month, toKind, reason, moved }) =>
    toKind === 'issuing' && month.startsWith(year) && (reason === 'reversal' || reason === 'debt_paid') ? moved : 0,
  );

async function budgetOf(tx: EntityManager, areaCode: string, year: string): Promise<number | null> {
  const [row] = await tx.query<{ points: string }[]>(`select points from timebank_budgets where community_code = $1 and year = $2`, [
    areaCode,
    year,
  ]);
  return row ? Number(row.points) : null;
}

const GRANTS: readonly TransferReason[] = ['grant_initial', 'grant_fund', 'grant_pool'];

async function poolId(tx: EntityManager, areaCode: string): Promise<string> {
  const [row] = await tx.query<{ id: string }[]>(`select ledger_account_id('pool', null, $1) as id`, [areaCode]);
  return row!.id;
}

/** People's points are what came to them less what they gave away; what moves between people stays out. */
const inHands = ({ fromKind, toKind, moved }: Move): number => (toKind === 'person' ? moved : 0) - (fromKind === 'person' ? moved : 0);
const atShops = ({ fromKind, toKind, moved }: Move): number => (toKind === 'shop' ? moved : 0) - (fromKind === 'shop' ? moved : 0);

function monthOf(all: readonly Move[], month: string): FigureMonthView {
  const moves = all.filter((move) => move.month === month);
  const way = (from: Move['fromKind'], to: Move['toKind'], sign = 1) =>
    sign * total(moves, ({ fromKind, toKind, moved }) => (fromKind === from && toKind === to ? moved : 0));
  return {
    month,
    issued: way('issuing', 'person'),
    spent: way('person', 'shop') - way('shop', 'person'),
    donated: way('person', 'pool') - way('pool', 'person'),
    given: way('person', 'person'),
    returned: way('person', 'issuing'),
  };
}

function byReason(moves: readonly Move[]): CommunityDeskFiguresView['reasons'] {
  const sums = new Map<TransferReason, number>();
  for (const { reason, moved } of moves) sums.set(reason, (sums.get(reason) ?? 0) + moved);
  return [...sums]
    .map(([reason, points]) => ({ reason, text: TRANSFER_REASON_LABELS[reason], points }))
    .sort((a, b) => b.points - a.points);
}
