import { Injectable } from '@nestjs/common';
import { VOUCHER_TRIES_AN_HOUR } from '@linli/shared/rewards';
import type { CheckVoucherDto, HandedView, HandOverView } from '@linli/shared/rewards-vouchers.dto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { CodeTries } from '../../../common/code-tries.js';
import { stepOf } from '../../../common/display-codes.js';
import { conflictNow, forbidden, refusalOr } from '../../../common/errors.js';
import { Lanes } from '../../../common/lanes.js';
import { type WriteCall, Writes } from '../../../common/writes.js';
import { HandingOver } from './handing-over.service.js';
import { VoucherEntity } from './voucher.entity.js';
import { codeAmbiguous, codeWrong, ownVoucher, readVoucherCode, VOUCHER_EXPIRED, VOUCHER_TRIES } from './vouchers.codes.js';
import { shopsOf } from './vouchers.policy.js';
import { VoucherReader } from './vouchers.reader.js';
import { useCodes } from './vouchers.uses.js';
import { handOverView, isOver } from './vouchers.view.js';

/** At the counter: what is to be handed over, then that it was. */
@Injectable()
export class MerchantCounter {
  /** Whoever looks many times at once waits here for their own turn, without a connection. */
  private readonly lanes = new Lanes();

  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly tries: CodeTries,
    private readonly reader: VoucherReader,
    private readonly handingOver: HandingOver,
  ) {}

  /** Changes nothing but that the code is this phone's from now on. Wrong ones are counted. */
  async check(actor: Actor, { code }: CheckVoucherDto): Promise<HandOverView> {
    if (!shopsOf(actor).length) throw forbidden('扫码核销只对爱心商家开放。');
    const { personId } = actor;
    const looked = await this.lanes.run(personId, () =>
      this.writes.transaction(async (tx) => {
        const guesses = await this.tries.guesses(tx, VOUCHER_TRIES, [personId], VOUCHER_TRIES_AN_HOUR);
        const now = this.clock.now();
        const outcome = await refusalOr(guesses.judge(personId, now, () => this.look(tx, actor, code, now)));
        await guesses.save(tx);
        return outcome;
      }),
    );
    if ('error' in looked) throw looked.error;
    return looked.value;
  }

  /** Handed over: the points are the shop's. Once, whoever else is at it at the same moment. */
  redeem(call: WriteCall, id: string, { code }: CheckVoucherDto): Promise<HandedView> {
    return this.handingOver.redeem(call, id, code);
  }

  private async look(tx: EntityManager, actor: Actor, code: string, now: Date): Promise<HandOverView> {
    const { voucher, step } = await this.find(tx, shopsOf(actor), code, now);
    if (voucher.personId === actor.personId) throw ownVoucher();
    if (voucher.state !== 'ready') throw conflictNow(voucher.state, voucher.state === 'redeemed' ? '这张券已经兑换过了。' : undefined);
    if (isOver(voucher, now)) throw conflictNow('expired', VOUCHER_EXPIRED);
    await useCodes(tx, [{ voucherId: voucher.id, step, personId: actor.personId }], now);
    return handOverView(voucher, await this.reader.part(tx, voucher));
  }

  /** Typed digits are looked for among what the shops have open; a scanned one names itself. */
  private async find(
    tx: EntityManager,
    shopIds: readonly string[],
    code: string,
    now: Date,
  ): Promise<{ voucher: VoucherEntity; step: number }> {
    const scan = readVoucherCode(code);
    if (!scan) throw codeWrong();
    if (scan.kind === 'qr') {
      const voucher = await tx.findOneBy(VoucherEntity, { id: scan.voucherId });
      const step = voucher && shopIds.includes(voucher.shopId) ? stepOf(voucher.secret, now.getTime(), scan) : null;
      if (!voucher || step === null) throw codeWrong();
      return { voucher, step };
    }
    const open = await tx.query<{ id: string; secret: Buffer }[]>(
      `select id, secret from vouchers where shop_id = any($1) and state = 'ready'`,
      [shopIds],
    );
    const fitting = open.flatMap(({ id, secret }) => {
      const step = stepOf(secret, now.getTime(), scan);
      return step === null ? [] : [{ id, step }];
    });
    const [found] = fitting;
    if (!found) throw codeWrong();
    if (fitting.length > 1) throw codeAmbiguous();
    return { voucher: await tx.findOneByOrFail(VoucherEntity, { id: found.id }), step: found.step };
  }
}
