import { DAY_MS, dayTextOf, HOUR_MS } from '@linli/shared/calendar';
import type { EntityManager } from 'typeorm';
import { dayStart } from '../../../common/days.js';
import { dueMonths, figuresOf, monthDays, writeSheet } from '../../../modules/rewards/sheets/sheets.queries.js';
import type { World } from '../reports/world.js';

/** The community pays some days after a month is closed. */
const PAID_AFTER = 4 * DAY_MS + 6 * HOUR_MS;

/** Every month that is over, closed as the nightly job does it, and paid where there was time. */
export async function seedSheets(tx: EntityManager, world: World): Promise<void> {
  const due = await dueMonths(tx, `${dayTextOf(world.now.getTime()).slice(0, 7)}-01`);
  const last = due.reduce((latest, { month }) => (month > latest ? month : latest), '');
  const late = new Set(due.filter(({ month }) => month === last).flatMap(({ shopId }, i) => (i % 2 ? [shopId] : [])));
  for (const one of due) {
    const figures = await figuresOf(tx, one.shopId, one.accountId, one.month);
    const closedAt = new Date(dayStart(monthDays(one.month).to).getTime() + 4 * HOUR_MS);
    const agree = figures.strange === 0 && figures.redeemed_points - figures.refunded_points === figures.ledger_points;
    const id = await writeSheet(tx, one, agree ? 'closed' : 'mismatch', figures, closedAt);
    const handledAt = new Date(closedAt.getTime() + PAID_AFTER);
    // Of the last month some are always still to be paid.
    if (!agree || handledAt >= world.now || (one.month === last && late.has(one.shopId))) continue;
    const desk = world.desksOf(one.communityCode)[0]!;
    await tx.query(`update shop_sheets set state = 'handled', handled_at = $2, handled_by = $3, handled_note = '已转账' where id = $1`, [
      id,
      handledAt,
      desk.id,
    ]);
  }
}
