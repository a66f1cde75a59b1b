import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { bootApp, type TestApp } from '../../../../test/harness.js';
import { LedgerService } from './ledger.service.js';

const HERE = '450403001001';
const THERE = '450403001002';
let app: TestApp;
let ledger: LedgerService;
const tx = <T>(work: (manager: EntityManager) => Promise<T>) => app.db.transaction(work);
beforeAll(async () => {
  app = await bootApp();
  ledger = app.nest.get(LedgerService);
});
afterAll(() => app.close());

/** Points for somebody, as a confirmed service brings them. */
async function earn(personId: string, amount: number, communityCode = HERE, id = randomUUID()): Promise<string> {
  await tx(async (manager) => {
    const from = await ledger.open(manager, { kind: 'issuing', communityCode });
    const to = await ledger.open(manager, { kind: 'person', personId, communityCode });
    await ledger.book(manager, { id, from, to, amount, reason: 'earn_service', ref: ['service_record', id], communityCode, actorId: null });
  });
  return id;
}
const shop = (shopId: string) => tx((manager) => ledger.open(manager, { kind: 'shop', shopId, communityCode: HERE }));
const hold = (personId: string, to: string, amount: number, id = randomUUID()) =>
  tx((manager) =>
    ledger.spend(manager, 'hold', { id, personId, to, amount, reason: 'spend_goods', ref: ['voucher', id], actorId: personId }),
  );
const standing = (personId: string) => ledger.standing(app.db.manager, personId);
const refused = (code: string) => expect.objectContaining({ code });

describe('a transfer', () => {
  it('is booked once however often it comes, and refused with another content', async () => {
    const [me, id] = [randomUUID(), randomUUID()];
    await earn(me, 20, HERE, id);
    await earn(me, 20, HERE, id);
    expect(await standing(me)).toEqual({ balance: 20, held: 0, debt: 0, free: 20 });
    await expect(earn(me, 30, HERE, id)).rejects.toEqual(refused('id_taken'));
  });

  it('twice in one call counts once, and with another content it is refused', async () => {
    const me = randomUUID();
    const both = (amount: number, second: number) =>
      tx(async (manager) => {
        const from = await ledger.open(manager, { kind: 'issuing', communityCode: HERE });
        const to = await ledger.open(manager, { kind: 'person', personId: me, communityCode: HERE });
        const id = randomUUID();
        const entry = {
          id,
          from,
          to,
          amount,
          reason: 'earn_service',
          ref: ['service_record', id],
          communityCode: HERE,
          actorId: null,
        } as const;
        await ledger.bookAll(manager, [entry, { ...entry, amount: second }]);
      });
    await both(7, 7);
    await expect(both(7, 8)).rejects.toEqual(refused('id_taken'));
    expect(await standing(me)).toMatchObject({ balance: 7 });
  });

  it.each([
    ['a person making points', 'earn_service', 'person', 'person'],
    ['a shop paying a person', 'gift', 'shop', 'person'],
    ['the issuing side paying a shop', 'spend_goods', 'issuing', 'shop'],
  ] as const)('is refused where the books know no such thing: %s', async (_, reason, from, to) => {
    const account = (manager: EntityManager, kind: 'person' | 'shop' | 'issuing') =>
      kind === 'issuing'
        ? ledger.open(manager, { kind, communityCode: HERE })
        : kind === 'shop'
          ? ledger.open(manager, { kind, shopId: randomUUID(), communityCode: HERE })
          : ledger.open(manager, { kind, personId: randomUUID(), communityCode: HERE });
    const booking = tx(async (manager) => {
      const [a, b] = [await account(manager, from), await account(manager, to)];
      const id = randomUUID();
      await ledger.book(manager, { id, from: a, to: b, amount: 1, reason, ref: ['grant', id], communityCode: HERE, actorId: null });
    });
    await expect(booking).rejects.toEqual(refused('no_such_transfer'));
  });

  it('stands for ever: no row is changed, deleted or truncated', async () => {
    await earn(randomUUID(), 5);
    for (const sql of ['update transfers set amount = 1', 'delete from transfers', 'truncate transfers', 'delete from ledger_balances'])
      await expect(app.db.query(sql)).rejects.toMatchObject({ driverError: { code: 'LI001' } });
  });
});

describe('a hold', () => {
  it('takes what is free, and is settled or released once', async () => {
    const [me, to] = [randomUUID(), await shop(randomUUID())];
    await earn(me, 20);
    const ids = await hold(me, to, 15);
    expect(await standing(me)).toEqual({ balance: 20, held: 15, debt: 0, free: 5 });
    await expect(hold(me, to, 6)).rejects.toEqual(refused('not_enough_points'));
    await tx((manager) => ledger.close(manager, 'settle', ids, null));
    expect([await standing(me), await ledger.standingOf(app.db.manager, to)]).toMatchObject([{ balance: 5, held: 0 }, { balance: 15 }]);
    for (const how of ['settle', 'release'] as const)
      await expect(tx((manager) => ledger.close(manager, how, ids, null))).rejects.toEqual(refused('hold_closed'));
  });

  it('takes points of several communities, each in its own name', async () => {
    const [me, to, id] = [randomUUID(), await shop(randomUUID()), randomUUID()];
    await earn(me, 10, HERE);
    await earn(me, 10, THERE);
    const ids = await hold(me, to, 15, id);
    const rows = await app.db.query<{ community: string; amount: string }[]>(
      `select community_code as community, amount from transfers where id = any($1) order by seq`,
      [ids],
    );
    expect(rows.map(({ amount }) => Number(amount)).sort()).toEqual([10, 5]);
    expect(new Set(rows.map(({ community }) => community))).toEqual(new Set([HERE, THERE]));
    expect(await hold(me, to, 15, id)).toEqual(ids);
    await expect(hold(me, to, 14, id)).rejects.toEqual(refused('id_taken'));
    expect(await standing(me)).toMatchObject({ balance: 20, held: 15 });
  });
});

describe('a reversal', () => {
  it('takes what is there and leaves the rest as a debt, which blocks spending until new points have paid it', async () => {
    const [me, to] = [randomUUID(), await shop(randomUUID())];
    const earned = await earn(me, 20);
    await hold(me, to, 15);
    const id = randomUUID();
    const taken = await tx((manager) => ledger.reverse(manager, { id, transferId: earned, ref: ['correction', id], actorId: null }));
    expect([taken, await standing(me)]).toEqual([5, { balance: 15, held: 15, debt: 15, free: 0 }]);
    const again = tx((manager) =>
      ledger.reverse(manager, { id: randomUUID(), transferId: earned, ref: ['correction', id], actorId: null }),
    );
    await expect(again).rejects.toEqual(refused('already_reversed'));
    await earn(me, 10);
    expect(await standing(me)).toEqual({ balance: 15, held: 15, debt: 5, free: 0 });
    await expect(hold(me, to, 1)).rejects.toEqual(refused('in_debt'));
    await earn(me, 10);
    expect(await standing(me)).toEqual({ balance: 20, held: 15, debt: 0, free: 5 });
    await hold(me, to, 5);
  });
});

describe('debts', () => {
  const reverse = (transferId: string) =>
    tx((manager) => ledger.reverse(manager, { id: randomUUID(), transferId, ref: ['correction', randomUUID()], actorId: null }));
  const inTheWay = async (personId: string) =>
    app.db.query<{ amount: string; paid: string }[]>(
      `select d.amount, d.paid from ledger_debts d join ledger_accounts a on a.id = d.account_id where a.owner_id = $1 order by d.amount desc`,
      [personId],
    );

  it('two of them are both paid by one inflow that covers both', async () => {
    const [me, to] = [randomUUID(), await shop(randomUUID())];
    const earned = [await earn(me, 6), await earn(me, 4)];
    await hold(me, to, 10);
    for (const id of earned) await reverse(id);
    expect(await standing(me)).toEqual({ balance: 10, held: 10, debt: 10, free: 0 });
    await earn(me, 25);
    expect(await standing(me)).toEqual({ balance: 25, held: 10, debt: 0, free: 15 });
    expect((await inTheWay(me)).map(({ amount, paid }) => [amount, paid])).toEqual([
      ['6', '6'],
      ['4', '4'],
    ]);
  });

  it("of a pool is paid by the next donation, and one towards a friend by one's next points", async () => {
    const [me, friend, donor] = [randomUUID(), randomUUID(), randomUUID()];
    const gift = randomUUID();
    await earn(me, 10);
    await tx(async (manager) => {
      const to = await ledger.open(manager, { kind: 'person', personId: friend, communityCode: HERE });
      await ledger.spend(manager, 'transfer', { id: gift, personId: me, to, amount: 10, reason: 'gift', ref: ['gift', gift], actorId: me });
    });
    await hold(friend, await shop(randomUUID()), 10);
    await reverse(gift);
    await earn(friend, 7);
    expect([await standing(me), await standing(friend)]).toMatchObject([{ balance: 7 }, { debt: 3, free: 0 }]);

    const id = randomUUID();
    await tx(async (manager) => {
      const from = await ledger.open(manager, { kind: 'issuing', communityCode: THERE });
      const pool = await ledger.open(manager, { kind: 'pool', communityCode: THERE });
      await ledger.book(manager, {
        id,
        from,
        to: pool,
        amount: 5,
        reason: 'surplus',
        ref: ['service_record', id],
        communityCode: THERE,
        actorId: null,
      });
      const payout = randomUUID();
      await ledger.book(manager, {
        id: payout,
        from: pool,
        to: from,
        amount: 5,
        reason: 'pool_payout',
        ref: ['order', payout],
        communityCode: THERE,
        actorId: null,
      });
    });
    expect(await reverse(id)).toBe(0);
    await earn(donor, 8);
    const pool = await tx((manager) => ledger.open(manager, { kind: 'pool', communityCode: THERE }));
    const donation = {
      id: randomUUID(),
      personId: donor,
      to: pool,
      amount: 8,
      reason: 'donate',
      ref: ['donation', donor],
      actorId: donor,
    } as const;
    await tx((manager) => ledger.spend(manager, 'transfer', donation));
    expect(await ledger.standingOf(app.db.manager, pool)).toMatchObject({ balance: 3, debt: 0 });
  });

  it('of two who owe each other are paid with whatever comes back', async () => {
    const [ann, bo, to] = [randomUUID(), randomUUID(), await shop(randomUUID())];
    const give = async (from: string, receiver: string, amount: number): Promise<string> => {
      const id = randomUUID();
      await earn(from, amount);
      await tx(async (manager) => {
        const account = await ledger.open(manager, { kind: 'person', personId: receiver, communityCode: HERE });
        await ledger.spend(manager, 'transfer', {
          id,
          personId: from,
          to: account,
          amount,
          reason: 'gift',
          ref: ['gift', id],
          actorId: from,
        });
      });
      return id;
    };
    const fromBo = await give(bo, ann, 10);
    await hold(ann, to, 7);
    // Ann's own five go through her account on their way, without resting there.
    const fromAnn = await give(ann, bo, 5);
    await hold(bo, to, 5);
    await reverse(fromAnn);
    expect([await standing(ann), await standing(bo)]).toMatchObject([{ free: 3 }, { free: 0, debt: 5 }]);
    await reverse(fromBo);
    expect([await standing(ann), await standing(bo)]).toMatchObject([
      { free: 0, debt: 2 },
      { free: 3, debt: 0 },
    ]);
  });

  it('a reversal sent again says what it took, and all rows of a record go back at once', async () => {
    const [me, id, again] = [randomUUID(), await earn(randomUUID(), 5), randomUUID()];
    const twice = () => tx((manager) => ledger.reverse(manager, { id: again, transferId: id, ref: ['correction', again], actorId: null }));
    expect([await twice(), await twice()]).toEqual([5, 5]);
    const rows = [await earn(me, 9), await earn(me, 2, THERE)];
    const all = () => tx((manager) => ledger.reverseAll(manager, rows, ['service_record', me], null));
    expect([await all(), await all()]).toEqual([
      { taken: 11, debt: 0 },
      { taken: 0, debt: 0 },
    ]);
    expect(await standing(me)).toEqual({ balance: 0, held: 0, debt: 0, free: 0 });
  });
});

describe('at the same time', () => {
  it('one spending sent eight times is booked once, and everybody hears the same', async () => {
    const [me, to, id] = [randomUUID(), await shop(randomUUID()), randomUUID()];
    await earn(me, 100);
    const answers = await Promise.all(Array.from({ length: 8 }, () => hold(me, to, 40, id)));
    expect(new Set(answers.flat())).toEqual(new Set([id]));
    expect(await standing(me)).toMatchObject({ held: 40 });
  });

  it('a hold is closed by one of eight, and one that never was by nobody', async () => {
    const [me, to] = [randomUUID(), await shop(randomUUID())];
    await earn(me, 10);
    const ids = await hold(me, to, 10);
    const close = (index: number) => tx((manager) => ledger.close(manager, index % 2 ? 'settle' : 'release', ids, null));
    const ends = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => close(index)));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toEqual(refused('hold_closed'));
    await expect(tx((manager) => ledger.close(manager, 'settle', [randomUUID()], null))).rejects.toEqual(refused('no_such_transfer'));
  });
});
