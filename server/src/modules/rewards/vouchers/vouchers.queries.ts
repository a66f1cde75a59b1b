import { Injectable } from '@nestjs/common';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { VOUCHER_TAB_STATES } from '@linli/shared/rewards-vouchers';
import { VOUCHER_STATES } from '@linli/shared/rewards';
import type { HandedView, VoucherCardView, VoucherDeskQuery, VoucherQuery } from '@linli/shared/rewards-vouchers.dto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { closeTo } from '../../../common/closeness.js';
import { forbidden, invalidField } from '../../../common/errors.js';
import { type CursorKey, decodeCursor, page } from '../../../common/pages.js';
import { asPatterns, scopesOf } from '../../../common/scopes.js';
import { VoucherEntity } from './voucher.entity.js';
import { VoucherReader } from './vouchers.reader.js';
import { handedView, voucherCard } from './vouchers.view.js';

/** One's own vouchers, and those a shop has handed out for. */
@Injectable()
export class VoucherQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly reader: VoucherReader,
  ) {}

  async mine(actor: Actor, { tab, cursor, limit = PAGE_LIMIT_DEFAULT }: VoucherQuery): Promise<Page<VoucherCardView>> {
    const tx = this.dataSource.manager;
    const after = decodeCursor(cursor, ['time', 'uuid']);
    const query = tx
      .createQueryBuilder(VoucherEntity, 'v')
      .where('v.personId = :personId', { personId: actor.personId })
      .andWhere('v.state in (:...states)', { states: tab ? VOUCHER_TAB_STATES[tab] : VOUCHER_STATES })
      .orderBy('v.createdAt', 'DESC')
      .addOrderBy('v.id', 'DESC')
      .limit(limit + 1);
    if (after) query.andWhere('(v.created_at, v.id) < (:at, cast(:id as uuid))', { at: after[0], id: after[1] });
    const { items, next } = page(await query.getMany(), limit, ({ createdAt, id }): CursorKey => [createdAt, id]);
    const parts = await this.reader.parts(tx, items);
    return { items: items.map((voucher) => voucherCard(voucher, parts.get(voucher.id)!)), next };
  }

  /** For giving back what was handed out: of one shop, or the one whose number somebody reads aloud. */
  async desk(actor: Actor, { shopId, voucherNo, ...rest }: VoucherDeskQuery): Promise<Page<HandedView>> {
    const scopes = scopesOf(actor, ['dispatcher', 'auditor']);
    if (!scopes.length) throw forbidden();
    if (!shopId && !voucherNo) throw invalidField('voucherNo', '请输入券号，或先选择商家。');
    const pieces = ['v.community_code like any(:scopes)', ...(shopId ? ['v.shop_id = :shopId'] : [])];
    if (voucherNo) pieces.push('v.voucher_no = :voucherNo');
    return this.handed(actor, pieces.join(' and '), { scopes: asPatterns(scopes), shopId, voucherNo }, rest);
  }

  /** Used ones, the latest first; `where` is of fixed words. */
  async handed(
    actor: Actor,
    where: string,
    values: Record<string, unknown>,
    { cursor, limit = PAGE_LIMIT_DEFAULT }: { cursor?: string; limit?: number },
  ): Promise<Page<HandedView>> {
    const tx = this.dataSource.manager;
    const after = decodeCursor(cursor, ['time', 'uuid']);
    const query = tx
      .createQueryBuilder(VoucherEntity, 'v')
      .where(`v.redeemed_at is not null and ${where}`, values)
      .orderBy('v.redeemedAt', 'DESC')
      .addOrderBy('v.id', 'DESC')
      .limit(limit + 1);
    if (after) query.andWhere('(v.redeemed_at, v.id) < (:at, cast(:id as uuid))', { at: after[0], id: after[1] });
    const { items, next } = page(await query.getMany(), limit, ({ redeemedAt, id }): CursorKey => [redeemedAt!, id]);
    const [parts, close, now] = [await this.reader.parts(tx, items), await closeTo(tx, actor.personId), this.clock.now()];
    return { items: items.map((voucher) => handedView(actor, voucher, parts.get(voucher.id)!, now, close)), next };
  }
}
