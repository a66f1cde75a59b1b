import { Injectable } from '@nestjs/common';
import { areaAt } from '@linli/shared/areas';
import { REDEEM_OBSTACLE_SENTENCES } from '@linli/shared/rewards';
import { VOUCHER_REMIND_DAYS, voucherLastDay, voucherNoOf } from '@linli/shared/rewards-vouchers';
import type { ObstacleView } from '@linli/shared/rewards.dto';
import type { RedeemItemDto, VoucherView } from '@linli/shared/rewards-vouchers.dto';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { addDays, dayOf, dayStart } from '../../../common/days.js';
import { conflictNow, DomainError, idTaken, notFound } from '../../../common/errors.js';
import { oneAtATime, type WriteCall, Writes } from '../../../common/writes.js';
import { AreasService } from '../../areas/areas.service.js';
import { LedgerService } from '../../timebank/ledger/ledger.service.js';
import { ItemsService } from '../shops/items.service.js';
import type { ShopEntity, ShopItemEntity } from '../shops/shop.entity.js';
import { ShopsService } from '../shops/shops.service.js';
import { VoucherEntity } from './voucher.entity.js';
import { VoucherReader } from './vouchers.reader.js';
import { VoucherSteps } from './vouchers.steps.js';
import { endOfDay, voucherView } from './vouchers.view.js';

const REMIND_HOUR_MS = 9 * 3_600_000;
const DRAW = `
  insert into voucher_counters (day, mark, last) values ($1, $2, 1)
  on conflict (day, mark) do update set last = voucher_counters.last + 1 returning last`;
const phoneNeeded = () => new DomainError('forbidden', 'phone_needed', '请先验证手机号，再来兑换。');
const refusedFor = ({ code, text }: ObstacleView) => new DomainError('conflict', code, text);
const priceChanged = ({ state }: ShopItemEntity) => conflictNow(state, '所需积分刚刚有变化，请看过再兑换。');
const gone = (code: 'sold_out' | 'item_off') => refusedFor({ code, text: REDEEM_OBSTACLE_SENTENCES[code] });

/** Whoever draws holds up everybody else of the community until the end of the transaction. */
async function drawn(tx: EntityManager, day: string, mark: string): Promise<string> {
  const [row] = await tx.query<{ last: number }[]>(DRAW, [day, mark]);
  return voucherNoOf(day, mark, row?.last ?? 1);
}

/** Points are held, the thing leaves the shelf, a voucher comes into being: all of it once for the id the phone made, or nothing. */
@Injectable()
export class Redeeming {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly ledger: LedgerService,
    private readonly shops: ShopsService,
    private readonly items: ItemsService,
    private readonly reader: VoucherReader,
    private readonly steps: VoucherSteps,
  ) {}

  redeem(call: WriteCall, { id, itemId, points }: RedeemItemDto): Promise<VoucherView> {
    const { actor } = call;
    if (!actor.phoneVerified) throw phoneNeeded();
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, id);
      const before = await tx.findOneBy(VoucherEntity, { id });
      if (before) return this.again(tx, call, before);
      // What somebody may redeem in a month is counted by one redemption after the other.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 8))`, [actor.personId]);
      const { item, shop } = await this.offered(tx, itemId);
      const [obstacle] = await this.items.obstacles(tx, actor.personId, shop, item);
      if (obstacle) throw refusedFor(obstacle);
      if (points !== undefined && points !== item.points) throw priceChanged(item);
      const draft = await this.draft(tx, call, id, item, shop);
      const parts = await this.reader.part(tx, draft);
      const mark = await this.mark(tx, shop.communityCode);
      // From here on everybody else who wants the same thing waits: nothing is done between that could have been done before.
      await this.take(tx, item);
      const voucher = Object.assign(draft, { voucherNo: await drawn(tx, dayOf(draft.createdAt), mark) });
      await tx.insert(VoucherEntity, voucher);
      await this.steps.record(tx, voucher, 'create', { personId: actor.personId, role: 'owner' });
      return voucherView(actor, voucher, parts, draft.createdAt);
    });
  }

  /** The shop is neither paused nor closed while somebody redeems there. */
  private async offered(tx: EntityManager, itemId: string): Promise<{ item: ShopItemEntity; shop: ShopEntity }> {
    const item = await this.items.find(tx, itemId);
    const shop = item && (await this.shops.find(tx, item.shopId, true));
    if (!item || !shop) throw notFound('没有找到这一项，可能已被删除。');
    return { item, shop };
  }

  /** First come, first served, never one too many. The row is locked and read again: whatever was changed until then counts. */
  private async take(tx: EntityManager, { id, points }: ShopItemEntity): Promise<void> {
    if (!(await this.items.takeStock(tx, id))) throw gone('sold_out');
    const item = await this.items.find(tx, id);
    if (item?.state !== 'on') throw gone('item_off');
    if (item.points !== points) throw priceChanged(item);
  }

  /** The points are held; the number is still to be drawn. */
  private async draft(tx: EntityManager, call: WriteCall, id: string, item: ShopItemEntity, shop: ShopEntity): Promise<VoucherEntity> {
    const { personId } = call.actor;
    const now = this.clock.now();
    const { day: lastDay } = voucherLastDay(dayOf(now), item.validDays, shop.agreementTo);
    const remindAt = new Date(dayStart(addDays(lastDay, -VOUCHER_REMIND_DAYS)).getTime() + REMIND_HOUR_MS);
    const to = await this.shops.accountOf(tx, shop);
    const holdIds = await this.ledger.spend(tx, 'hold', {
      id,
      personId,
      to,
      amount: item.points,
      reason: item.kind === 'service' ? 'spend_service' : 'spend_goods',
      ref: ['voucher', id],
      actorId: personId,
    });
    return Object.assign(new VoucherEntity(), {
      id,
      voucherNo: '',
      itemId: item.id,
      shopId: shop.id,
      personId,
      communityCode: shop.communityCode,
      kind: item.kind,
      title: item.title,
      points: item.points,
      state: 'ready' as const,
      secret: randomBytes(32),
      holdIds,
      expiresAt: endOfDay(lastDay),
      redeemedAt: null,
      redeemedBy: null,
      endedAt: null,
      refundedBy: null,
      refundReason: null,
      returned: null,
      remindAt: remindAt > now ? remindAt : null,
      requestHash: call.bodyHash,
      createdAt: now,
    });
  }

  /** What stands in a number for a community: BJ001. */
  private async mark(tx: EntityManager, communityCode: string): Promise<string> {
    const street = await this.areas.shortCode(tx, areaAt(communityCode, 'street') ?? communityCode);
    return `${street}${communityCode.slice(9, 12)}`;
  }

  /** The same again for the same person and content; 409 that shows nothing for anything else. */
  private async again(tx: EntityManager, call: WriteCall, voucher: VoucherEntity): Promise<VoucherView> {
    if (voucher.requestHash !== call.bodyHash || voucher.personId !== call.actor.personId) throw idTaken();
    call.repeated();
    return this.reader.view(tx, call.actor, voucher);
  }
}
