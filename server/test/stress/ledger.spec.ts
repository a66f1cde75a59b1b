import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { Writes } from '../../src/common/writes.js';
import { LedgerService } from '../../src/modules/timebank/ledger/ledger.service.js';
import { verifyLedger } from '../../src/modules/timebank/ledger/ledger.verify.js';
import { bootApp, type TestApp } from '../harness.js';
import { ISSUING, LedgerModel } from './ledger-model.js';

const RUNS = process.env.LINLI_LONG ? 400 : 40;
const RACES = process.env.LINLI_LONG ? 60 : 5;
const LANES = 8;
const PEOPLE = ['ann', 'bo', 'cai'] as const;
const SHOPS = ['noodles', 'books'] as const;

let app: TestApp;
let ledger: LedgerService;
beforeAll(async () => {
  app = await bootApp();
  ledger = app.nest.get(LedgerService);
});
afterAll(() => app.close());

type Person = (typeof PEOPLE)[number];
type Shop = (typeof SHOPS)[number];
/** `pick` is a place among what was booked before, wherever that has led to. */
type Step =
  | { do: 'earn'; who: Person; amount: number }
  | { do: 'hold'; who: Person; at: Shop; amount: number }
  | { do: 'settle' | 'release' | 'reverse' | 'again' | 'other'; pick: number }
  | { do: 'gift'; who: Person; to: Person; amount: number }
  | { do: 'donate'; who: Person; amount: number };

const who = fc.constantFrom(...PEOPLE);
const amount = fc.integer({ min: 1, max: 30 });
const pick = fc.nat(50);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('earn' as const), who, amount }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hold' as const), who, at: fc.constantFrom(...SHOPS), amount }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('settle' as const, 'release' as const), pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reverse' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('again' as const, 'other' as const), pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('gift' as const), who, to: who, amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('donate' as const), who, amount }) },
);

/** A community of its own with three people, two shops and a pool. */
class Town {
  readonly communityCode = String(100_000_000_000 + Math.floor(Math.random() * 899_999_999_999));
  readonly ids = new Map<string, string>([...PEOPLE, ...SHOPS].map((name) => [name, randomUUID()]));
  readonly accounts = new Map<string, string>();

  async open(): Promise<this> {
    const { communityCode } = this;
    await app.db.transaction(async (tx) => {
      this.accounts.set(ISSUING, await ledger.open(tx, { kind: 'issuing', communityCode }));
      this.accounts.set('pool', await ledger.open(tx, { kind: 'pool', communityCode }));
      for (const name of PEOPLE)
        this.accounts.set(name, await ledger.open(tx, { kind: 'person', personId: this.ids.get(name)!, communityCode }));
      for (const name of SHOPS)
        this.accounts.set(name, await ledger.open(tx, { kind: 'shop', shopId: this.ids.get(name)!, communityCode }));
    });
    return this;
  }

  /** The step as the application does it. @returns the refusal's code, or what was answered */
  async perform(step: Step, id: string, past: { id: string; from: string; to: string; amount: number }[]): Promise<unknown> {
    const at = 'pick' in step ? past[step.pick % Math.max(past.length, 1)] : undefined;
    if ('pick' in step && !at) return null;
    try {
      return await app.nest.get(Writes).transaction<unknown>((tx) => {
        if (step.do === 'earn') return this.earn(tx, id, step.who, step.amount);
        if (step.do === 'hold') return this.spend(tx, 'hold', id, step.who, step.at, step.amount);
        if (step.do === 'gift') return this.spend(tx, 'transfer', id, step.who, step.to, step.amount);
        if (step.do === 'donate') return this.spend(tx, 'transfer', id, step.who, 'pool', step.amount);
        if (step.do === 'settle' || step.do === 'release') return ledger.close(tx, step.do, [at!.id], null);
        if (step.do === 'reverse') return ledger.reverse(tx, { id, transferId: at!.id, ref: ['correction', id], actorId: null });
        const again = step.do === 'again' ? at!.amount : at!.amount + 1;
        if (at!.from === ISSUING) return this.earn(tx, at!.id, at!.to, again);
        return this.spend(
          tx,
          this.accounts.has(at!.to) && SHOPS.includes(at!.to as Shop) ? 'hold' : 'transfer',
          at!.id,
          at!.from,
          at!.to,
          again,
        );
      });
    } catch (error) {
      if (error instanceof Error && 'code' in error && 'sentence' in error) return error.code;
      throw error;
    }
  }

  /** Balance, held and debt of everybody. */
  async standings(): Promise<Record<string, [number, number, number]>> {
    const rows = await app.db.query<{ id: string; balance: string; held: string; debt: string }[]>(
      `select account_id as id, balance, held, debt from ledger_balances where account_id = any($1)`,
      [[...this.accounts.values()]],
    );
    const named = new Map([...this.accounts].map(([name, id]) => [id, name]));
    return Object.fromEntries(rows.map((row) => [named.get(row.id), [Number(row.balance), Number(row.held), Number(row.debt)]]));
  }

  private earn(tx: Parameters<LedgerService['book']>[0], id: string, who: string, amount: number): Promise<boolean> {
    const { communityCode } = this;
    const [from, to] = [this.accounts.get(ISSUING)!, this.accounts.get(who)!];
    return ledger.book(tx, { id, from, to, amount, reason: 'earn_service', ref: ['service_record', id], communityCode, actorId: null });
  }

  private spend(tx: Parameters<LedgerService['book']>[0], kind: 'hold' | 'transfer', id: string, from: string, to: string, amount: number) {
    const reason = kind === 'hold' ? 'spend_goods' : to === 'pool' ? 'donate' : 'gift';
    const spending = {
      id,
      personId: this.ids.get(from)!,
      to: this.accounts.get(to)!,
      amount,
      reason,
      ref: ['gift', id],
      actorId: null,
    } as const;
    return ledger.spend(tx, kind, spending);
  }
}

/** The step as the model sees it; the answer that is expected. */
function expected(model: LedgerModel, step: Step, id: string): unknown {
  if (step.do === 'earn') {
    model.transfer(id, ISSUING, step.who, step.amount);
    return true;
  }
  if (step.do === 'hold' || step.do === 'gift' || step.do === 'donate') {
    const to = step.do === 'hold' ? step.at : step.do === 'gift' ? step.to : 'pool';
    // One's own account is left out of what can be given: nothing is left to give from.
    const refusal = model.refusal(step.who, step.amount) ?? (to === step.who ? 'not_enough_points' : null);
    if (refusal) return refusal;
    if (step.do === 'hold') model.hold(id, step.who, to, step.amount);
    else model.transfer(id, step.who, to, step.amount);
    return [id];
  }
  const row = model.rows[step.pick % Math.max(model.rows.length, 1)];
  if (!row) return null;
  const isHold = (SHOPS as readonly string[]).includes(row.to);
  if (step.do === 'again') return row.from === ISSUING ? false : [row.id];
  if (step.do === 'other') return 'id_taken';
  if (step.do === 'reverse') {
    if (isHold) return 'no_such_transfer';
    if (row.state === 'reversed') return 'already_reversed';
    return model.reverse(id, row);
  }
  if (!isHold) return 'no_such_transfer';
  if (row.state !== 'held') return 'hold_closed';
  model.close(row, step.do);
  return undefined;
}

const totals = (model: LedgerModel) =>
  Object.fromEntries(
    [...PEOPLE, ...SHOPS, 'pool'].map((name) => [name, [model.side(name).balance, model.side(name).held, model.owed(name)]]),
  );

it('whatever is done one after the other, the books and the plain model agree', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const [town, model] = [await new Town().open(), new LedgerModel()];
      for (const one of steps) {
        const id = randomUUID();
        const past = model.rows.map((row) => ({ ...row }));
        const wanted = expected(model, one, id);
        expect([one, await town.perform(one, id, past)]).toEqual([one, wanted]);
        const now = await town.standings();
        expect([one, now]).toEqual([one, totals(model)]);
        for (const [, [balance, held, debt]] of Object.entries(now)) {
          expect(balance >= held && held >= 0).toBe(true);
          expect(debt === 0 || balance === held).toBe(true);
        }
      }
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: process.env.LINLI_LONG ? undefined : 20_000, markInterruptAsFailure: false },
  );
  expect((await app.db.transaction('REPEATABLE READ', verifyLedger)).faults).toEqual([]);
}, 600_000);

it('whatever is done at once, what was answered is booked once and nothing else, and nobody falls below zero', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 4, maxLength: 8 }), { minLength: LANES, maxLength: LANES }), async (lanes) => {
      const town = await new Town().open();
      const past: { id: string; from: string; to: string; amount: number }[] = [];
      const acknowledged: string[] = [];
      await Promise.all(
        lanes.map(async (steps) => {
          for (const one of steps) {
            const id = randomUUID();
            const answer = await town.perform(one, id, past);
            const to = one.do === 'earn' ? one.who : one.do === 'hold' ? one.at : one.do === 'gift' ? one.to : 'pool';
            if (!('amount' in one) || typeof answer === 'string') continue;
            acknowledged.push(id);
            past.push({ id, from: one.do === 'earn' ? ISSUING : one.who, to, amount: one.amount });
          }
        }),
      );
      const rows = await app.db.query<{ id: string }[]>(
        `select id from transfers where community_code = $1 and kind in ('transfer', 'hold') and reason not in ('reversal', 'debt_paid')`,
        [town.communityCode],
      );
      expect(rows.map(({ id }) => id).sort()).toEqual([...acknowledged].sort());
      expect((await app.db.transaction('REPEATABLE READ', verifyLedger)).faults).toEqual([]);
    }),
    { numRuns: RACES, interruptAfterTimeLimit: process.env.LINLI_LONG ? undefined : 15_000, markInterruptAsFailure: false },
  );
}, 600_000);
