import { Injectable } from '@nestjs/common';
import { MINUTE_MS } from '@linli/shared/calendar';
import { VOUCHER_TRIES_AN_HOUR } from '@linli/shared/rewards';
import { VOUCHER_CHECKED_MINUTES } from '@linli/shared/rewards-vouchers';
import type { CheckVoucherDto, HandedView, HandOverView } from '@linli/shared/rewards-vouchers.dto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { CodeTries } from '../../../common/code-tries.js';
import { isCodeOf, stepOf } from '../../../common/display-codes.js';
import { conflictNow, forbidden } from '../../../common/errors.js';
import { type WriteCall, Writes } from '../../../common/writes.js';
import { LedgerService } from '../../timebank/ledger/ledger.service.js';
import { VoucherEntity } from './voucher.entity.js';
import { codeAmbiguous, codeUsed, codeWrong, ownVoucher, readVoucherCode, type VoucherScan } from './vouchers.codes.js';
import { shopsOf } from './vouchers.policy.js';
import { VoucherReader } from './vouchers.reader.js';
import { type Moment, VoucherSteps } from './vouchers.steps.js';
import { handedView, handOverView, isOver } from './vouchers.view.js';

const TRIES = 'voucher';
const EXPIRED = '这张券已过期，积分会退还给顾客。';

/** At the counter: what is to be handed over, then that it was. */
@Injectable()
export class MerchantCounter {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly tries: CodeTries,
    private readonly ledger: LedgerService,
    private readonly reader: VoucherReader,
    private readonly steps: VoucherSteps,
  ) {}

  /** Changes nothing but that the code is this phone's from now on. Wrong ones are counted. */
  async check(actor: Actor, { code }: CheckVoucherDto): Promise<HandOverView> {
    if (!shopsOf(actor).length) throw forbidden('扫码核销只对爱心商家开放。');
    return this.tries.counting(TRIES, actor.personId, VOUCHER_TRIES_AN_HOUR, () =>
      this.writes.transaction(async (tx) => {
        const now = this.clock.now();
        const { voucher, step } = await this.find(tx, shopsOf(actor), code, now);
        if (voucher.personId === actor.personId) throw ownVoucher();
        if (voucher.state !== 'ready') throw conflictNow(voucher.state, voucher.state === 'redeemed' ? '这张券已经兑换过了。' : undefined);
        if (isOver(voucher, now)) throw conflictNow('expired', EXPIRED);
        await use(tx, voucher, step, actor.personId, now);
        return handOverView(voucher, await this.reader.part(tx, voucher));
      }),
    );
  }

  /** Handed over: the points are the shop's. Once, whoever else is at it at the same moment. */
  async redeem(call: WriteCall, id: string, { code }: CheckVoucherDto): Promise<HandedView> {
    const work = () => this.steps.step(call, id, 'redeem', (moment, state) => this.handOver(moment, code, state));
    if (!shopsOf(call.actor).length || (await this.writes.answered(call))) return work();
    return this.tries.counting(TRIES, call.actor.personId, VOUCHER_TRIES_AN_HOUR, work);
  }

  private async handOver(moment: Moment, code: string, state: VoucherEntity['state']): Promise<HandedView> {
    const { tx, voucher, now, actor } = moment;
    const scan = readVoucherCode(code);
    if (!scan || (scan.kind === 'qr' && scan.voucherId !== voucher.id)) throw codeWrong();
    if (isOver(voucher, now)) throw conflictNow('expired', EXPIRED);
    const step = stepOf(voucher.secret, now.getTime(), scan) ?? (await checkedStep(tx, voucher, scan, actor.personId, now));
    if (step === null) throw codeWrong();
    await use(tx, voucher, step, actor.personId, now);
    const after = await this.steps.save(moment, 'redeem', { state, redeemedAt: now, redeemedBy: actor.personId, remindAt: null });
    const parts = await this.reader.part(tx, after);
    // Last: the shop's account is locked from here to the end.
    await this.ledger.close(tx, 'settle', voucher.holdIds, actor.personId);
    return handedView(actor, after, parts, now);
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

/** @throws 422 `code_used`: another phone has looked at this very code; a photo of it is worth nothing */
async function use(tx: EntityManager, { id }: VoucherEntity, step: number, personId: string, now: Date): Promise<void> {
  const [row] = await tx.query<{ person_id: string }[]>(
    `insert into voucher_code_uses (voucher_id, step, person_id, at) values ($1, $2, $3, $4)
     on conflict (voucher_id, step) do update set step = excluded.step returning person_id`,
    [id, step, personId, now],
  );
  if (row?.person_id !== personId) throw codeUsed();
}

/** The code has changed on the customer's phone while this very scanner was handing over what it had been shown. */
async function checkedStep(
  tx: EntityManager,
  { id, secret }: VoucherEntity,
  scan: VoucherScan,
  personId: string,
  now: Date,
): Promise<number | null> {
  const since = new Date(now.getTime() - VOUCHER_CHECKED_MINUTES * MINUTE_MS);
  const looked = await tx.query<{ step: string }[]>(
    `select step from voucher_code_uses where voucher_id = $1 and person_id = $2 and at >= $3`,
    [id, personId, since],
  );
  return looked.map(({ step }) => Number(step)).find((step) => isCodeOf(secret, step, scan)) ?? null;
}
