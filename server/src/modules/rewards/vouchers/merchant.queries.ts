import { Injectable } from '@nestjs/common';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type {
  HandedView,
  MerchantDayQuery,
  MerchantDayView,
  MerchantQuery,
  MerchantShopView,
  MerchantTodayView,
} from '@linli/shared/rewards-vouchers.dto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { addDays, dayOf, dayStart, isDay } from '../../../common/days.js';
import { forbidden, invalidField, notFound } from '../../../common/errors.js';
import { decodeCursor, page } from '../../../common/pages.js';
import { shopsOf } from './vouchers.policy.js';
import { VoucherQueries } from './vouchers.queries.js';

/** $1 shop, $2 from, $3 before: what was used, what was given back. */
const SUMS = `
  select (select count(*)::int from vouchers where shop_id = $1 and redeemed_at >= $2 and redeemed_at < $3) as vouchers,
         (select coalesce(sum(points), 0)::int from vouchers where shop_id = $1 and redeemed_at >= $2 and redeemed_at < $3) as points,
         (select count(*)::int from vouchers where shop_id = $1 and state = 'refunded' and ended_at >= $2 and ended_at < $3) as refunds,
         (select coalesce(sum(points), 0)::int from vouchers where shop_id = $1 and state = 'refunded' and ended_at >= $2 and ended_at < $3)
           as "refundedPoints"`;
/** The last day before an instant on which anything happened: two looks into indexes. */
const LAST = `
  select greatest((select max(redeemed_at) from vouchers where shop_id = $1 and redeemed_at is not null and redeemed_at < $2),
                  (select max(ended_at) from vouchers where shop_id = $1 and state = 'refunded' and ended_at < $2)) as at`;
type Sums = Omit<MerchantDayView, 'day'>;

/** A shop's own days. */
@Injectable()
export class MerchantQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly vouchers: VoucherQueries,
  ) {}

  async today(actor: Actor): Promise<MerchantTodayView> {
    const day = dayOf(this.clock.now());
    const month = day.slice(0, 7);
    const shops = await this.dataSource.query<Omit<MerchantShopView, 'today' | 'month'>[]>(
      `select id as "shopId", name as "shopName", state, agreement_to::text as "agreementTo" from shops where id = any($1) order by name, id`,
      [this.own(actor)],
    );
    const views = shops.map(async (shop): Promise<MerchantShopView> => {
      const { vouchers, points } = await this.sums(shop.shopId, day, day);
      const sofar = await this.sums(shop.shopId, `${month}-01`, day);
      const owedPoints = sofar.points - sofar.refundedPoints;
      return { ...shop, today: { vouchers, points }, month: { month, vouchers: sofar.vouchers, refunds: sofar.refunds, owedPoints } };
    });
    return { day, shops: await Promise.all(views) };
  }

  /** Days on which something was used or given back, the latest first. */
  async days(actor: Actor, { shopId, cursor, limit = PAGE_LIMIT_DEFAULT }: MerchantQuery): Promise<Page<MerchantDayView>> {
    const shop = this.one(actor, shopId);
    const after = decodeCursor(cursor, ['day']);
    let before = after ? dayStart(String(after[0])) : dayStart(addDays(dayOf(this.clock.now()), 1));
    const rows: MerchantDayView[] = [];
    while (rows.length <= limit) {
      const [last] = await this.dataSource.query<{ at: Date | null }[]>(LAST, [shop, before]);
      if (!last?.at) break;
      const day = dayOf(last.at);
      rows.push({ day, ...(await this.sums(shop, day, day)) });
      before = dayStart(day);
    }
    return page(rows, limit, ({ day }) => [day]);
  }

  /** What was handed over, of one day or all of them. */
  async handed(actor: Actor, { shopId, day, ...rest }: MerchantDayQuery): Promise<Page<HandedView>> {
    const shop = this.one(actor, shopId);
    if (day === undefined) return this.vouchers.handed(actor, 'v.shop_id = :shop', { shop }, rest);
    if (!isDay(day)) throw invalidField('day', '请选择日期。');
    const span = { shop, from: dayStart(day), before: dayStart(addDays(day, 1)) };
    return this.vouchers.handed(actor, 'v.shop_id = :shop and v.redeemed_at >= :from and v.redeemed_at < :before', span, rest);
  }

  private async sums(shopId: string, firstDay: string, lastDay: string): Promise<Sums> {
    const [row] = await this.dataSource.query<Sums[]>(SUMS, [shopId, dayStart(firstDay), dayStart(addDays(lastDay, 1))]);
    return row!;
  }

  private own(actor: Actor): string[] {
    const shops = shopsOf(actor);
    if (!shops.length) throw forbidden('这里只对爱心商家开放。');
    return shops;
  }

  private one(actor: Actor, shopId: string | undefined): string {
    const own = this.own(actor);
    if (shopId !== undefined && !own.includes(shopId)) throw notFound();
    if (shopId === undefined && own.length > 1) throw invalidField('shopId', '请选择商家。');
    return shopId ?? own[0]!;
  }
}
