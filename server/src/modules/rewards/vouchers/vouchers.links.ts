import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountClosings, AccountData } from '../../accounts/account-links.service.js';
import { VoucherEntity } from './voucher.entity.js';
import { VoucherSteps } from './vouchers.steps.js';

/** What happens to vouchers when an account is read out or closed. They need a verified phone, so an account without one has none to move. */
@Injectable()
export class VoucherLinks implements OnModuleInit {
  constructor(
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
    private readonly steps: VoucherSteps,
  ) {}

  onModuleInit(): void {
    this.data.register('vouchers', dataOf);
    this.closings.letGo(
      (tx, personId) => this.release(tx, personId),
      '您还没有使用的兑换券会取消，积分先退回您的余额；用过的只留券号、项目和积分，不再有您的名字。',
    );
  }

  private async release(tx: EntityManager, personId: string): Promise<void> {
    const open = await tx
      .createQueryBuilder(VoucherEntity, 'v')
      .setLock('pessimistic_write')
      .where(`v.personId = :personId and v.state = 'ready'`, { personId })
      .orderBy('v.id')
      .getMany();
    await this.steps.end(tx, open, 'cancel', { personId, role: 'owner' });
  }
}

const dataOf = (tx: EntityManager, personId: string): Promise<unknown> =>
  tx.query(
    `select v.voucher_no as "voucherNo", v.kind, v.title, v.points, v.state, s.name as shop, v.created_at as "createdAt", v.expires_at as "expiresAt",
            v.redeemed_at as "redeemedAt", v.ended_at as "endedAt", v.refund_reason as "refundReason"
       from vouchers v join shops s on s.id = v.shop_id where v.person_id = $1 order by v.created_at`,
    [personId],
  );
