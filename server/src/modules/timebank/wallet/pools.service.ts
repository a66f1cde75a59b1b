import { Injectable } from '@nestjs/common';
import { maskName, NAMELESS } from '@linli/shared/accounts';
import { areaLevel } from '@linli/shared/areas';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { PageQuery } from '@linli/shared/page.dto';
import { ANONYMOUS, type DonorShown, monthsBefore } from '@linli/shared/timebank-wallet';
import type { PoolDonationView, PoolMonthView, PoolView } from '@linli/shared/timebank-wallet.dto';
import { TRANSFER_REASON_LABELS, type TransferReason } from '@linli/shared/timebank';
import { DataSource } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { dayOf } from '../../../common/days.js';
import { notFound } from '../../../common/errors.js';
import { decodeCursor, page } from '../../../common/pages.js';
import { AreasService } from '../../areas/areas.service.js';
import { type Move, movesOf } from './figures.queries.js';

const MONTHS = 12;
interface DonationRow {
  id: string;
  name: string;
  shown: DonorShown;
  points: number;
  createdAt: Date;
}

/** A community's pool as everybody may see it: what came in, what it paid, and who gave, as they wished to be seen. */
@Injectable()
export class PoolsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
  ) {}

  async view(areaCode: string): Promise<PoolView> {
    const tx = this.dataSource.manager;
    await this.mustBe(areaCode);
    const [row] = await tx.query<{ balance: string; held: string; donors: string; donated: string }[]>(
      `select coalesce((select balance from ledger_balances where account_id = ledger_account_id('pool', null, $1)), 0) as balance,
              coalesce((select held from ledger_balances where account_id = ledger_account_id('pool', null, $1)), 0) as held,
              count(distinct person_id) as donors, coalesce(sum(points), 0) as donated from pool_donations where community_code = $1`,
      [areaCode],
    );
    const moves = await movesOf(tx, 'pool', areaCode);
    return {
      areaCode,
      areaText: await this.areas.pathText(null, areaCode),
      balance: Number(row!.balance),
      held: Number(row!.held),
      donors: Number(row!.donors),
      donated: Number(row!.donated),
      months: monthsOf(areaCode, moves, monthsBefore(dayOf(this.clock.now()).slice(0, 7), MONTHS - 1)),
    };
  }

  async donations(areaCode: string, { cursor, limit = PAGE_LIMIT_DEFAULT }: PageQuery): Promise<Page<PoolDonationView>> {
    await this.mustBe(areaCode);
    const after = decodeCursor(cursor, ['time', 'uuid']);
    const rows = await this.dataSource.query<DonationRow[]>(
      `select d.id, p.name, d.shown, d.points, d.created_at as "createdAt" from pool_donations d join people p on p.id = d.person_id
        where d.community_code = $1 and ($2::timestamptz is null or (d.created_at, d.id) < ($2, $3::uuid))
        order by d.created_at desc, d.id desc limit $4`,
      [areaCode, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const { items, next } = page(rows, limit, (row) => [row.createdAt, row.id]);
    return { items: items.map(donationView), next };
  }

  private async mustBe(areaCode: string): Promise<void> {
    if (areaLevel(areaCode) !== 'community' || !(await this.areas.find(null, areaCode))) throw notFound('没有找到这个社区的公益池。');
  }
}

function donationView({ id, name, shown, points, createdAt }: DonationRow): PoolDonationView {
  const who = shown === 'anonymous' || !name ? ANONYMOUS : shown === 'named' ? name : maskName(name || NAMELESS);
  return { id, who, points, day: dayOf(createdAt) };
}

/** Months in which something moved, newest first. */
function monthsOf(areaCode: string, moves: readonly Move[], from: string): PoolMonthView[] {
  const months = new Map<string, PoolMonthView>();
  for (const move of moves.filter(({ month, moved }) => month >= from && moved > 0)) {
    const view = months.get(move.month) ?? { month: move.month, in: 0, out: 0, lines: [] };
    const direction = move.toKind === 'pool' && move.toCommunity === areaCode ? 'in' : 'out';
    view[direction] += move.moved;
    addTo(view, move.reason, direction, move.moved);
    months.set(move.month, view);
  }
  const sorted = [...months.values()].sort((a, b) => (a.month < b.month ? 1 : -1));
  for (const { lines } of sorted) lines.sort((a, b) => b.points - a.points);
  return sorted;
}

function addTo({ lines }: PoolMonthView, reason: TransferReason, direction: 'in' | 'out', points: number): void {
  const line = lines.find((one) => one.reason === reason && one.direction === direction);
  if (line) line.points += points;
  else lines.push({ reason, text: TRANSFER_REASON_LABELS[reason], direction, points });
}
