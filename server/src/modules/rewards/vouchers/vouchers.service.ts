import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { HandedView, RefundVoucherDto, VoucherView } from '@linli/shared/rewards-vouchers.dto';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { CLOSE_SENTENCE, closeTo } from '../../../common/closeness.js';
import { conflictNow, DomainError, forbidden } from '../../../common/errors.js';
import type { WriteCall } from '../../../common/writes.js';
import { LedgerService } from '../../timebank/ledger/ledger.service.js';
import { ShopsService } from '../shops/shops.service.js';
import { VoucherEntity } from './voucher.entity.js';
import { actingAs, refundIsAnothers, refundIsLate } from './vouchers.policy.js';
import { VoucherReader } from './vouchers.reader.js';
import { restock, VoucherSteps } from './vouchers.steps.js';
import { handedView } from './vouchers.view.js';

/** How a voucher ends other than by being used. */
@Injectable()
export class VouchersService implements OnModuleInit {
  constructor(
    private readonly ledger: LedgerService,
    private readonly reader: VoucherReader,
    private readonly steps: VoucherSteps,
    private readonly shops: ShopsService,
  ) {}

  onModuleInit(): void {
    this.shops.onClosed((tx, shopId) => this.releaseAll(tx, shopId));
  }

  cancel(call: WriteCall, id: string): Promise<VoucherView> {
    return this.steps.step(call, id, 'cancel', async ({ tx, voucher, actor }) => {
      const [ended] = await this.steps.end(tx, [voucher], 'cancel', { personId: actor.personId, role: actingAs(actor, voucher) });
      return this.reader.view(tx, actor, ended!);
    });
  }

  /** What the shop got goes back the way it came, to the communities it came from. */
  refund(call: WriteCall, id: string, { reason, returned }: RefundVoucherDto): Promise<HandedView> {
    return this.steps.step(call, id, 'refund', async (moment, state) => {
      const { tx, voucher, now, actor } = moment;
      const close = await closeTo(tx, actor.personId);
      if (refundIsAnothers(actor, voucher, close)) throw forbidden(CLOSE_SENTENCE);
      if (state !== 'refunded' || refundIsLate(actor, voucher, now, close))
        throw conflictNow(voucher.state, '商家只能在核销当天办理退回，之后请联系社区。');
      await refuseIfGone(tx, voucher);
      const changes = { state, endedAt: now, refundedBy: actor.personId, refundReason: reason, returned };
      const after = await this.steps.save(moment, 'refund', changes);
      const settled = await tx.query<{ id: string }[]>(
        `select id from transfers where hold_id = any($1) and kind = 'settle' order by seq`,
        [voucher.holdIds],
      );
      for (const { id: transferId } of settled)
        await this.ledger.reverse(tx, {
          id: randomUUID(),
          transferId,
          reason: 'refund',
          ref: ['voucher', id],
          actorId: actor.personId,
        });
      if (returned) await restock(tx, [voucher]);
      return handedView(actor, after, await this.reader.part(tx, after), now);
    });
  }

  /** A shop ends: its open vouchers are given back and their owners told, in the transaction that closes it. */
  private async releaseAll(tx: EntityManager, shopId: string): Promise<void> {
    const open = await tx
      .createQueryBuilder(VoucherEntity, 'v')
      .setLock('pessimistic_write')
      .where(`v.shopId = :shopId and v.state = 'ready'`, { shopId })
      .orderBy('v.id')
      .getMany();
    await this.steps.end(tx, open, 'release', null);
  }
}

/** Nobody is there any more to give it back to. */
async function refuseIfGone(tx: EntityManager, { personId }: VoucherEntity): Promise<void> {
  const [gone] = await tx.query<unknown[]>(`select 1 from people where id = $1 and closed_at is not null`, [personId]);
  if (gone) throw new DomainError('conflict', 'account_closed', '领取人已注销账户，积分无法退回。');
}
