import { Injectable } from '@nestjs/common';
import { VOUCHER_TRIES_AN_HOUR } from '@linli/shared/rewards';
import type { HandedView } from '@linli/shared/rewards-vouchers.dto';
import { type EntityManager, In } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Batches, type Outcome } from '../../../common/batches.js';
import { Clock } from '../../../common/clock.js';
import { CodeTries, type Guesses } from '../../../common/code-tries.js';
import { conflictNow, refusalOr } from '../../../common/errors.js';
import { failsAlone, keyedCall, type WriteCall, Writes } from '../../../common/writes.js';
import type { KeyedCall, KeysTogether } from '../../../common/writes-together.js';
import { LedgerService } from '../../timebank/ledger/ledger.service.js';
import type { ShopEntity } from '../shops/shop.entity.js';
import { VoucherEntity } from './voucher.entity.js';
import { codeWrong, readVoucherCode, VOUCHER_EXPIRED, VOUCHER_TRIES } from './vouchers.codes.js';
import { shopsOf } from './vouchers.policy.js';
import { VoucherReader } from './vouchers.reader.js';
import { mayStep, stepped, VoucherSteps } from './vouchers.steps.js';
import { type CodeUse, stepHandedOver, useCodes, usesOf } from './vouchers.uses.js';
import { handedView, isOver } from './vouchers.view.js';

interface HandOver {
  actor: Actor;
  key: KeyedCall;
  id: string;
  code: string;
}
/** One that was found right. */
interface Handed {
  asked: HandOver;
  before: VoucherEntity;
  after: VoucherEntity;
  use: CodeUse;
}
/** What a batch is judged by. As one call is accepted the next meets what it has left. */
interface Counter {
  now: Date;
  keys: KeysTogether<HandedView>;
  guesses: Guesses;
  vouchers: Map<string, VoucherEntity>;
  uses: Awaited<ReturnType<typeof usesOf>>;
  shops: Map<string, ShopEntity>;
  handed: Handed[];
  /** Vouchers that another transaction has in hand are waited for only by a call that is alone. */
  patient: boolean;
}
const MOST = 64;

/**
 * Handing over: at a popular shop dozens at once, all of whom want its one account. They go in batches, one at a time in this process (see
 * docs/decisions/0015): judged one after the other in the order they came, then booked set by set. A voucher, its code, event, key and points
 * change together or not at all. A single one is a batch of one.
 */
@Injectable()
export class HandingOver {
  private readonly batches = new Batches<HandOver, HandedView>(MOST, {
    together: (asked) => this.book(asked, false),
    alone: async (asked) => {
      const [outcome] = await this.book([asked], true);
      if (!outcome || outcome === 'alone') throw new Error('a call that is alone waits');
      if ('error' in outcome) throw outcome.error;
      return outcome.value;
    },
    divides: failsAlone,
  });

  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly tries: CodeTries,
    private readonly ledger: LedgerService,
    private readonly reader: VoucherReader,
    private readonly steps: VoucherSteps,
  ) {}

  redeem(call: WriteCall, id: string, code: string): Promise<HandedView> {
    const { actor } = call;
    const key = keyedCall(call);
    return this.steps.auditing(actor, id, 'redeem', () => this.batches.run({ actor, key, id, code }));
  }

  private book(asked: readonly HandOver[], patient: boolean): Promise<Outcome<HandedView>[]> {
    const calls = asked.map(({ key }) => key);
    return this.writes.together<HandedView, Outcome<HandedView>[]>(calls, async (tx, keys) => {
      const counter = await this.open(tx, asked, keys, patient);
      const outcomes: Outcome<HandedView>[] = [];
      for (const one of asked) outcomes.push(await judged(one, counter));
      await counter.guesses.save(tx);
      await this.keep(tx, counter);
      return outcomes;
    });
  }

  /** Locks are taken in this order: keys, vouchers, scanners, accounts. Whoever waits for a voucher holds up nothing but its own call. */
  private async open(tx: EntityManager, asked: readonly HandOver[], keys: KeysTogether<HandedView>, patient: boolean): Promise<Counter> {
    const vouchers = await taken(tx, [...new Set(asked.map(({ id }) => id))], patient);
    const scanners = asked.map(({ actor }) => actor).filter((actor) => shopsOf(actor).length > 0);
    const guesses = await this.tries.guesses(
      tx,
      VOUCHER_TRIES,
      scanners.map(({ personId }) => personId),
      VOUCHER_TRIES_AN_HOUR,
    );
    const uses = vouchers.length ? await usesOf(tx, idsOf(vouchers)) : [];
    const shops = await this.reader.shops(tx, vouchers);
    const now = this.clock.now();
    return { now, keys, guesses, vouchers: new Map(vouchers.map((one) => [one.id, one])), uses, shops, handed: [], patient };
  }

  /** Everything that was found right, in as many statements as one alone would take. */
  private async keep(tx: EntityManager, { handed, now }: Counter): Promise<void> {
    if (!handed.length) return;
    await useCodes(
      tx,
      handed.map(({ use }) => use),
      now,
    );
    await tx.query(
      `update vouchers v set state = $4, redeemed_at = $3, redeemed_by = h.by, remind_at = null
         from unnest($1::uuid[], $2::uuid[]) as h (id, by) where v.id = h.id`,
      [handed.map(({ after }) => after.id), handed.map(({ after }) => after.redeemedBy), now, handed[0]!.after.state],
    );
    await this.steps.recordAll(
      tx,
      handed.map(({ asked, before, after }) => stepped(asked.actor, before, after, 'redeem')),
    );
    // Last: the shops' accounts are locked from here to the end.
    await this.ledger.closeAll(
      tx,
      'settle',
      handed.map(({ asked, after }) => ({ holdIds: after.holdIds, actorId: asked.actor.personId })),
    );
  }
}

const idsOf = (vouchers: readonly VoucherEntity[]): string[] => vouchers.map(({ id }) => id);

function taken(tx: EntityManager, ids: readonly string[], patient: boolean): Promise<VoucherEntity[]> {
  // Not for update: whoever looks at a code meanwhile only refers to the row.
  const locked = tx
    .createQueryBuilder(VoucherEntity, 'v')
    .where({ id: In(ids) })
    .orderBy('v.id')
    .setLock('for_no_key_update');
  return (patient ? locked : locked.setOnLocked('skip_locked')).getMany();
}

/** As if it had come just after the one before it. Guesses are those of people who serve in a shop; others are refused anyway. */
async function judged(asked: HandOver, counter: Counter): Promise<Outcome<HandedView>> {
  const { actor, key, id } = asked;
  const { keys, guesses, vouchers, patient, now } = counter;
  const decide = async (): Promise<Outcome<HandedView>> => {
    const known = keys.of(key);
    if (known) return known;
    if (!vouchers.has(id) && !patient) return 'alone';
    const look = () => handedOver(asked, counter);
    const value = shopsOf(actor).length ? await guesses.judge(actor.personId, now, look) : look();
    keys.keep(key, value);
    return { value };
  };
  const outcome = await refusalOr(decide());
  return 'error' in outcome ? outcome : outcome.value;
}

function handedOver(asked: HandOver, { now, vouchers, uses, shops, handed }: Counter): HandedView {
  const { actor } = asked;
  const { voucher, to } = mayStep(actor, vouchers.get(asked.id), 'redeem');
  const scan = readVoucherCode(asked.code);
  if (!scan || (scan.kind === 'qr' && scan.voucherId !== voucher.id)) throw codeWrong();
  if (isOver(voucher, now)) throw conflictNow('expired', VOUCHER_EXPIRED);
  const step = stepHandedOver(voucher, scan, uses, actor.personId, now);
  const after = Object.assign(new VoucherEntity(), voucher, { state: to, redeemedAt: now, redeemedBy: actor.personId, remindAt: null });
  vouchers.set(voucher.id, after);
  handed.push({ asked, before: voucher, after, use: { voucherId: voucher.id, step, personId: actor.personId } });
  return handedView(actor, after, { shop: shops.get(voucher.shopId)! }, now);
}
