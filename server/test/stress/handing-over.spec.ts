import { LedgerService } from '../../src/modules/timebank/ledger/ledger.service.js';
import { verifyLedger } from '../../src/modules/timebank/ledger/ledger.verify.js';
import { type Answer, bootApp, DAY, type Somebody, type TestApp } from '../harness.js';
import { somebodyWaits } from '../locks.js';
import { type MadeShop, type MadeShopItem, newId } from '../makers.js';
import { buildTown, SISTER_COMMUNITY } from '../town.js';
import { booksAgree, codesOf, ready } from '../vouchers.js';

const WRONG = '00000000';

/** Everybody at the counter at once: what goes together is judged as if one had come after the other. */
describe('handing over in batches', () => {
  let app: TestApp;
  let shop: MadeShop;
  let item: MadeShopItem;
  let keeper: Somebody;
  let owner: Somebody;
  let booked: jest.SpiedFunction<LedgerService['closeAll']>;
  beforeAll(async () => {
    app = await bootApp();
    await buildTown(app.db.manager, app.clock.now());
    shop = await app.make.shop();
    item = await app.make.shopItem(shop, { points: 2 });
    owner = await app.make.person();
    await app.make.points(owner, 5000);
    booked = jest.spyOn(app.nest.get(LedgerService), 'closeAll');
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    keeper = await app.make.merchant(shop);
    booked.mockClear();
  });
  afterEach(async () => {
    expect(await booksAgree(app)).toBe(true);
    expect((await app.db.transaction('REPEATABLE READ', verifyLedger)).faults).toEqual([]);
  });

  /** So many open vouchers with their codes. */
  async function made(n: number, of = item): Promise<{ id: string; qr: string }[]> {
    const ids: string[] = [];
    for (let rest = n; rest > 0; rest -= 8)
      ids.push(...(await Promise.all(Array.from({ length: Math.min(8, rest) }, () => ready(app, owner, of)))));
    const codes = await codesOf(app, ids);
    return ids.map((id) => ({ id, qr: codes.get(id)!.qr }));
  }
  const hand = (who: Somebody, id: string, code: string, key?: string) =>
    app.as(who).post(`/rewards/vouchers/${id}/redeem`, { code }, key ? { key } : {});
  const check = (who: Somebody, code: string) => app.as(who).post('/rewards/vouchers/check', { code });
  const said = ({ status, body }: Answer) => (status === 200 ? 200 : `${status} ${body.code as string}`);
  const tally = (answers: readonly Answer[]) => {
    const counts: Record<string, number> = {};
    for (const answer of answers) counts[said(answer)] = (counts[said(answer)] ?? 0) + 1;
    return counts;
  };
  const settled = async (ids: readonly string[]) => {
    const [row] = await app.db.query<{ n: number; once: number }[]>(
      `select count(*)::int as n, count(distinct ref_id)::int as once from transfers where kind = 'settle' and ref_id = any($1)`,
      [ids],
    );
    return row;
  };
  const guesses = async (who: Somebody) =>
    (await app.db.query<{ n: number }[]>(`select count(*)::int as n from code_tries where person_id = $1`, [who.id]))[0]!.n;

  it('forty right ones on one account at once all succeed, each with its event, message and answer, in fewer bookings than there are', async () => {
    const vouchers = await made(40);
    const keys = vouchers.map(() => newId());
    const answers = await Promise.all(vouchers.map(({ id, qr }, i) => hand(keeper, id, qr, keys[i])));
    expect(tally(answers)).toEqual({ 200: 40 });
    const ids = vouchers.map(({ id }) => id);
    expect(answers.map(({ body }) => body.id as string)).toEqual(ids);
    expect(await settled(ids)).toEqual({ n: 40, once: 40 });
    expect(booked.mock.calls.map(([, , closings]) => closings.length).reduce((a, b) => a + b, 0)).toBe(40);
    expect(booked.mock.calls.length).toBeLessThan(20);
    const [seen] = await app.db.query<{ events: number; jobs: number }[]>(
      `select count(*)::int as events, count(j.id)::int as jobs from events e
         left join graphile_worker._private_jobs j on j.payload ->> 'eventId' = e.id::text
        where e.subject_id = any($1) and e.action = 'redeem' and e.actor_id = $2 and e.data ->> 'from' = 'ready' and e.data ->> 'to' = 'redeemed'`,
      [ids, keeper.id],
    );
    expect(seen).toEqual({ events: 40, jobs: 40 });
    const again = await Promise.all(vouchers.map(({ id, qr }, i) => hand(keeper, id, qr, keys[i])));
    expect(again.map(({ status, body }) => [status, body])).toEqual(answers.map(({ body }) => [200, body]));
    expect(await guesses(keeper)).toBe(0);
  }, 60_000);

  it('forty looks at right codes on one account at once all succeed', async () => {
    const vouchers = await made(40);
    expect(tally(await Promise.all(vouchers.map(({ qr }) => check(keeper, qr))))).toEqual({ 200: 40 });
  }, 60_000);

  it.each([
    ['handing over', (id: string) => hand(keeper, id, WRONG)],
    ['looking', () => check(keeper, WRONG)],
    ['doing both', (id: string, i: number) => (i % 2 ? check(keeper, WRONG) : hand(keeper, id, WRONG))],
  ])(
    'sixty-four guesses at once by %s: ten are looked at',
    async (_, guess) => {
      const [{ id, qr }] = (await made(1)) as [{ id: string; qr: string }];
      const answers = await Promise.all(Array.from({ length: 64 }, (__, i) => guess(id, i)));
      expect(tally(answers)).toEqual({ '422 code_wrong': 10, '429 too_many_requests': 54 });
      expect(await guesses(keeper)).toBe(10);
      // A right one among them says nothing any more.
      expect([await hand(keeper, id, qr), await check(keeper, qr)].map(said)).toEqual(['429 too_many_requests', '429 too_many_requests']);
      expect(said(await hand(await app.make.merchant(shop), id, qr))).toBe(200);
    },
    60_000,
  );

  it('thirty-two at one voucher: one has it, the others hear that it is used', async () => {
    const [{ id, qr }] = (await made(1)) as [{ id: string; qr: string }];
    const answers = await Promise.all(Array.from({ length: 32 }, () => hand(keeper, id, qr)));
    expect(tally(answers)).toEqual({ 200: 1, '409 not_now': 31 });
    expect(answers.filter(({ status }) => status === 409).every(({ body }) => body.state === 'redeemed')).toBe(true);
    expect(await settled([id])).toEqual({ n: 1, once: 1 });
    // The others were refused without a try at the books.
    expect(booked.mock.calls.map(([, , closings]) => closings.length)).toEqual([1]);
  }, 60_000);

  it('one call sent thirty-two times is one, with one answer; another content under its key is refused', async () => {
    const [one, other] = (await made(2)) as [{ id: string; qr: string }, { id: string; qr: string }];
    const key = newId();
    // Whatever comes first goes alone; those behind it make one batch.
    const first = hand(keeper, other.id, WRONG);
    const answers = await Promise.all([
      ...Array.from({ length: 32 }, () => hand(keeper, one.id, one.qr, key)),
      hand(keeper, other.id, other.qr, key),
    ]);
    expect(said(await first)).toBe('422 code_wrong');
    const won = answers.find(({ status }) => status === 200)!.body as { id: string };
    const ids = [...Array.from({ length: 32 }, () => one.id), other.id];
    expect(answers.map(said)).toEqual(ids.map((id) => (id === won.id ? 200 : '422 key_reused')));
    const mine = answers.filter(({ status }) => status === 200);
    expect(mine.map(({ body }) => body as unknown)).toEqual(mine.map(() => won));
    expect(await settled([one.id, other.id])).toEqual({ n: 1, once: 1 });
  }, 60_000);

  it('a refused call leaves its key free, and a wrong code its guess', async () => {
    const vouchers = await made(12);
    const keys = vouchers.map(() => newId());
    const answers = await Promise.all(vouchers.map(({ id, qr }, i) => hand(keeper, id, i % 3 ? qr : WRONG, keys[i])));
    expect(tally(answers)).toEqual({ 200: 8, '422 code_wrong': 4 });
    expect(await guesses(keeper)).toBe(4);
    const kept = await app.db.query<unknown[]>(`select from idempotency_keys where key = any($1)`, [keys]);
    expect(kept).toHaveLength(8);
    const again = await Promise.all(vouchers.map(({ id, qr }, i) => hand(keeper, id, qr, keys[i])));
    expect(again.map(said)).toEqual(vouchers.map(() => 200));
    expect(await settled(vouchers.map(({ id }) => id))).toEqual({ n: 12, once: 12 });
  }, 60_000);

  it('two hundred at one shop with some bad ones: the good ones once, each bad one its own refusal', async () => {
    const foreign = await app.make.shop({ name: '别家', communityCode: SISTER_COMMUNITY });
    const brief = await app.make.shopItem(shop, { points: 1, validDays: 1 });
    const expired = (await made(5, brief)).map(({ id }) => id);
    app.clock.advance(2 * DAY);
    const [good, wrong, used, theirs] = [
      await made(180),
      await made(5),
      await made(5),
      await made(5, await app.make.shopItem(foreign, { points: 3 })),
    ];
    for (const { id, qr } of used) await hand(keeper, id, qr);
    const late = await codesOf(app, expired);
    const asked = [
      ...good.map((one) => ({ ...one, wanted: '200' })),
      ...wrong.map(({ id }) => ({ id, qr: WRONG, wanted: '422 code_wrong' })),
      ...used.map((one) => ({ ...one, wanted: '409 not_now redeemed' })),
      ...theirs.map((one) => ({ ...one, wanted: '404 not_found' })),
      ...expired.map((id) => ({ id, qr: late.get(id)!.qr, wanted: '409 not_now expired' })),
    ].sort((a, b) => (a.id.slice(-6) < b.id.slice(-6) ? -1 : 1));
    booked.mockClear();
    const answers = await Promise.all(asked.map(({ id, qr }) => hand(keeper, id, qr)));
    const heard = answers.map(({ status, body }) => [status === 200 ? '200' : status, body.code, status === 409 ? body.state : null]);
    expect(heard.map((words) => words.filter(Boolean).join(' '))).toEqual(asked.map(({ wanted }) => wanted));
    expect(await settled(good.map(({ id }) => id))).toEqual({ n: 180, once: 180 });
    expect(await settled([...wrong, ...theirs].map(({ id }) => id).concat(expired))).toEqual({ n: 0, once: 0 });
    expect(booked.mock.calls.length).toBeLessThan(60);
  }, 120_000);

  it('one whose hold was closed behind our back is refused alone', async () => {
    const vouchers = await made(9);
    const broken = vouchers[4]!.id;
    const [row] = await app.db.query<{ hold_ids: string[] }[]>('select hold_ids from vouchers where id = $1', [broken]);
    const ledger = app.nest.get(LedgerService);
    await app.db.transaction((tx) => ledger.close(tx, 'release', row!.hold_ids, null));
    const answers = await Promise.all(vouchers.map(({ id, qr }) => hand(keeper, id, qr)));
    expect(answers.map(said)).toEqual(vouchers.map(({ id }) => (id === broken ? '409 hold_closed' : 200)));
    // As it was: for the books of this file it is an open voucher without points.
    await app.db.query(`update vouchers set state = 'cancelled', ended_at = now() where id = $1`, [broken]);
  }, 60_000);

  it('a voucher that somebody else has in hand keeps nobody waiting but those who want it', async () => {
    const vouchers = await made(6);
    const held = vouchers[0]!;
    const others = vouchers.slice(1);
    let free!: () => void;
    const lock = app.db.transaction(async (tx) => {
      await tx.query('select from vouchers where id = $1 for update', [held.id]);
      await new Promise<void>((resolve) => {
        free = resolve;
      });
    });
    const waiting = hand(keeper, held.id, held.qr);
    await somebodyWaits(app.db);
    const answers = await Promise.all(others.map(({ id, qr }) => hand(keeper, id, qr)));
    expect(tally(answers)).toEqual({ 200: 5 });
    free();
    await lock;
    expect(said(await waiting)).toBe(200);
  }, 60_000);

  it('whoever may not is refused alone, and that is kept for the auditor', async () => {
    const vouchers = await made(6);
    const stranger = await app.make.person();
    const own = await app.make.merchant(shop);
    await app.make.points(own, 10);
    const hers = await ready(app, own, item);
    const code = (await codesOf(app, [hers])).get(hers)!.qr;
    const answers = await Promise.all([
      ...vouchers.map(({ id, qr }) => hand(keeper, id, qr)),
      hand(own, hers, code),
      hand(owner, vouchers[0]!.id, vouchers[0]!.qr),
      hand(stranger, vouchers[1]!.id, vouchers[1]!.qr),
    ]);
    expect(answers.map(said)).toEqual([...vouchers.map(() => 200), '403 own_voucher', '403 forbidden', '404 not_found']);
    const kept = await app.db.query<{ actor_id: string }[]>(
      `select actor_id from events where subject_type = 'voucher' and outcome = 'refused' and action = 'redeem' and subject_id = any($1) order by id`,
      [[hers, vouchers[0]!.id]],
    );
    expect(kept.map(({ actor_id }) => actor_id).sort()).toEqual([own.id, owner.id].sort());
  }, 60_000);
});
