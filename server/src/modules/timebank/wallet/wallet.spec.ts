import { bootApp, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId } from '../../../../test/makers.js';
import { Bookings } from '../../../../test/bookings.js';
import { buildTown, COMMUNITY, SISTER_COMMUNITY, STREET } from '../../../../test/town.js';
import { AccountClosings } from '../../accounts/account-links.service.js';
import { verifyLedger } from '../ledger/ledger.verify.js';

let app: TestApp;
let points: Bookings;
let dispatcher: Somebody;
beforeAll(async () => {
  app = await bootApp();
  await buildTown(app.db.manager, app.clock.now());
  points = new Bookings(app);
  dispatcher = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
});
afterAll(async () => {
  const { faults } = await app.db.transaction('REPEATABLE READ', verifyLedger);
  await app.close();
  expect(faults).toEqual([]);
});

const someone = (name = '梁爱华') => app.make.person({ name, homeCommunityCode: COMMUNITY });
const wallet = async (person: Somebody) => (await app.as(person).get('/timebank/wallet')).body;
const donation = (more: object = {}) => ({ id: newId(), points: 30, communityCode: COMMUNITY, shown: 'masked', ...more });
/** `relation` is what `of` is to `person`. */
const relatives = (person: Somebody, of: Somebody, relation: string) =>
  app.db.query(`insert into relatives (person_id, relative_id, relation, verified_by, verified_at) values ($1, $2, $3, $4, $5)`, [
    person.id,
    of.id,
    relation,
    dispatcher.id,
    app.clock.now(),
  ]);
const policy = (terms: object) =>
  app.db.query(
    `insert into timebank_policies (id, area_code, version, state, terms, from_at, created_at)
     values ($1, $2, (select count(*) + 1 from timebank_policies), 'published', $3, $4, $4)`,
    [newId(), COMMUNITY, terms, app.clock.now()],
  );

describe('the wallet', () => {
  it('says what one has, what is frozen, how far the next star is, and by which rules', async () => {
    const me = await someone();
    expect(await wallet(me)).toMatchObject({ balance: 0, held: 0, free: 0, debt: 0, debts: [], minutes: 0, star: 0, actions: [] });
    await points.earn(me.id, 100);
    await points.earn(me.id, 50, SISTER_COMMUNITY);
    await points.hold(me.id, 120);
    await app.db.query(
      `insert into service_records (id, source, source_id, person_id, district_code, street_code, community_code, state, title, started_at,
         finished_at, day, minutes, by_code, confirmed_at, created_at, updated_at)
       values ($1, 'order', $1, $2, '990101', $3, $4, 'confirmed', '陪同就医', $5, $5, '2026-03-11', 480, true, $5, $5, $5)`,
      [newId(), me.id, STREET, COMMUNITY, app.clock.now()],
    );
    expect(await wallet(me)).toMatchObject({
      ...{ balance: 150, held: 120, free: 30, debt: 0, minutes: 480, star: 0, starLabel: '暂无星级', missingMinutes: 5520 },
      ...{ month: '2026-03', monthIn: 150, monthOut: 0, communityName: '万福社区', actions: ['donate', 'give'] },
    });
    expect((await wallet(me)).rules).toContain('每服务 1 小时得 10 分，一天最多计 8 小时');
  });

  it('shows a debt with what it is for; nothing can be given while it stands', async () => {
    const me = await someone();
    const earned = await points.earn(me.id, 40);
    await points.close('settle', (await points.hold(me.id, 30)).ids);
    await points.reverse(earned);
    const view = await wallet(me);
    expect(view).toMatchObject({ balance: 0, free: 0, debt: 30, actions: [] });
    expect(view.debts).toEqual([{ points: 30, text: '志愿服务的积分被更正，已经用掉的部分要补还', at: app.clock.now().toISOString() }]);
    await points.earn(me.id, 10);
    expect(await app.as(me).post('/timebank/donations', donation({ points: 1 }))).toMatchObject({ status: 409, body: { code: 'in_debt' } });
  });

  it('is nobody else’s: there is no way to ask for another person', async () => {
    const [me, other] = [await someone(), await someone()];
    await points.earn(me.id, 70);
    expect((await app.as(other).get(`/timebank/wallet?personId=${me.id}`)).body.balance ?? 0).toBe(0);
    expect((await app.guest().get('/timebank/wallet')).status).toBe(401);
  });
});

describe('a donation', () => {
  it('goes to the pool once, and stands there as the donor wished', async () => {
    const me = await someone('欧阳小明');
    await points.earn(me.id, 60);
    await points.earn(me.id, 60, SISTER_COMMUNITY);
    const before = await points.poolOf(COMMUNITY);
    const body = donation({ points: 100 });
    const given = await app.as(me).post('/timebank/donations', body);
    expect(given).toMatchObject({ status: 201, body: { points: 100, communityName: '万福社区', shown: 'masked' } });
    expect((await app.as(me).post('/timebank/donations', body)).status).toBe(200);
    expect(await app.as(me).post('/timebank/donations', { ...body, points: 5 })).toMatchObject({ status: 409, body: { code: 'id_taken' } });
    expect([await points.standing(me.id), (await points.poolOf(COMMUNITY)) - before]).toMatchObject([{ balance: 20 }, 100]);
    for (const shown of ['anonymous', 'named']) await app.as(me).post('/timebank/donations', donation({ points: 1, shown }));
    const list = (await app.as(dispatcher).get(`/timebank/pools/${COMMUNITY}/donations`)).body.items;
    expect(
      list
        .slice(0, 3)
        .map((one: { who: string }) => one.who)
        .sort(),
    ).toEqual(['匿名', '欧**明', '欧阳小明'].sort());
    const pool = (await app.as(dispatcher).get(`/timebank/pools/${COMMUNITY}`)).body;
    expect(pool).toMatchObject({ areaCode: COMMUNITY, donors: 1, donated: 102, balance: await points.poolOf(COMMUNITY) });
    expect(pool.months[0]).toMatchObject({
      month: '2026-03',
      in: 102,
      out: 0,
      lines: [{ reason: 'donate', direction: 'in', points: 102 }],
    });
  });

  it('thirty-two at once with points for one: one', async () => {
    const me = await someone();
    await points.earn(me.id, 30);
    const answers = await Promise.all(Array.from({ length: 32 }, () => app.as(me).post('/timebank/donations', donation())));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(31).fill(409)]);
    const same = donation({ points: 10 });
    await points.earn(me.id, 100);
    const again = await Promise.all(Array.from({ length: 32 }, () => app.as(me).post('/timebank/donations', same)));
    expect(again.map(({ status }) => status).sort()).toEqual([...Array<number>(31).fill(200), 201]);
    expect(await points.standing(me.id)).toMatchObject({ balance: 90 });
  });

  it.each([
    ['more than one has', { points: 31 }, 409, 'not_enough_points'],
    ['to no community', { communityCode: STREET }, 400, 'invalid_input'],
    ['of nothing', { points: 0 }, 400, 'invalid_input'],
    ['of half a point', { points: 1.5 }, 400, 'invalid_input'],
    ['shown in a way there is none', { shown: 'loudly' }, 400, 'invalid_input'],
  ])('%s: refused', async (_, more, status, code) => {
    const me = await someone();
    await points.earn(me.id, 30);
    expect(await app.as(me).post('/timebank/donations', donation(more))).toMatchObject({ status, body: { code } });
    expect(await points.standing(me.id)).toMatchObject({ balance: 30 });
  });
});

describe('a gift', () => {
  const gift = (to: Somebody, more: object = {}) => ({ id: newId(), relativeId: to.id, points: 50, ...more });

  it('goes to a verified close relative, in the name of who issued it; the receiver is told', async () => {
    const [son, mother] = [await someone('梁建国'), await someone('韦秀英')];
    await relatives(son, mother, 'parent');
    await points.earn(son.id, 30);
    await points.earn(son.id, 30, SISTER_COMMUNITY);
    expect((await app.as(son).get('/timebank/relatives')).body).toMatchObject({
      relatives: [{ personId: mother.id, name: '韦*英', relationLabel: '父母' }],
      others: [],
      yearCap: 1000,
      yearLeft: 1000,
    });
    expect((await app.as(mother).get('/timebank/relatives')).body.relatives).toMatchObject([{ relationLabel: '子女' }]);
    const body = gift(mother);
    expect(await app.as(son).post('/timebank/gifts', body)).toMatchObject({ status: 201, body: { points: 50, name: '韦*英' } });
    expect((await app.as(son).post('/timebank/gifts', body)).status).toBe(200);
    expect([await points.standing(son.id), await points.standing(mother.id)]).toMatchObject([{ balance: 10 }, { balance: 50 }]);
    const mixed = await app.db.query(
      `select t.id from transfers t join ledger_accounts a on a.id in (t.from_account_id, t.to_account_id)
        where t.reason = 'gift' and a.community_code <> t.community_code`,
    );
    expect(mixed).toEqual([]);
    await app.runJobs();
    const [message] = (await app.as(mother).get('/notifications')).body.items;
    expect(message).toMatchObject({ title: '收到亲属赠送的积分' });
    expect(JSON.stringify(message)).not.toContain('梁建国');
    const line = (await app.as(mother).get('/timebank/statement')).body.items[0];
    expect(line).toMatchObject({ shape: 'in', change: 50, reasonText: '亲属互赠', title: '子女 梁*国 赠送', balanceAfter: 50 });
  });

  it('is refused with a sentence for everybody else, and over the caps', async () => {
    const [me, wife, brother, stranger] = [await someone(), await someone(), await someone(), await someone()];
    await relatives(me, wife, 'spouse');
    await relatives(brother, me, 'sibling');
    await points.earn(me.id, 1500);
    const give = (to: Somebody, more: object = {}) => app.as(me).post('/timebank/gifts', gift(to, more));
    expect(await give(stranger)).toMatchObject({ status: 403, body: { code: 'not_a_relative' } });
    expect(await give(me)).toMatchObject({ status: 403 });
    expect(await give(brother)).toMatchObject({
      status: 403,
      body: { code: 'relation_not_allowed', detail: '本社区的规则里，不能赠给兄弟姐妹。' },
    });
    expect((await give(wife, { points: 900 })).status).toBe(201);
    expect(await give(wife, { points: 101 })).toMatchObject({ status: 409, body: { code: 'gift_cap', detail: '今年还能赠送 100 分。' } });
    expect((await give(wife, { points: 100 })).status).toBe(201);
    expect(await give(wife, { points: 1 })).toMatchObject({ status: 409, body: { detail: '今年可以赠送的积分已经用完，明年再来。' } });
    expect(await points.standing(me.id)).toMatchObject({ balance: 500 });
    app.clock.set('2026-12-31T16:00:00.000Z');
    expect((await give(wife, { points: 1 })).status).toBe(201);
    app.clock.set('2026-03-11T02:00:00.000Z');
  });

  it('many at once stay below the year’s cap', async () => {
    const [me, wife] = [await someone(), await someone()];
    await relatives(me, wife, 'spouse');
    await points.earn(me.id, 2000);
    const answers = await Promise.all(Array.from({ length: 32 }, () => app.as(me).post('/timebank/gifts', gift(wife, { points: 300 }))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(await points.standing(wife.id)).toMatchObject({ balance: 900 });
  });

  it('follows the community’s own rules', async () => {
    const [me, wife] = [await someone(), await someone()];
    await relatives(me, wife, 'spouse');
    await points.earn(me.id, 100);
    await policy({ giftRelations: [], giftYearCapPoints: 0 });
    expect(await app.as(me).post('/timebank/gifts', gift(wife))).toMatchObject({ status: 403, body: { code: 'relation_not_allowed' } });
    expect((await wallet(me)).actions).toEqual(['donate']);
    await policy({ balanceCapPoints: 40 });
    expect(await app.as(me).post('/timebank/gifts', gift(wife))).toMatchObject({ status: 409, body: { code: 'receiver_full' } });
    // Two children at once do not get past what their mother may have.
    const [mother, ...children] = await Promise.all(Array.from({ length: 9 }, () => someone()));
    for (const child of children) await relatives(child, mother!, 'parent');
    for (const child of children) await points.earn(child.id, 30);
    const answers = await Promise.all(children.map((child) => app.as(child).post('/timebank/gifts', gift(mother!, { points: 30 }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
    await policy({});
  });
});

describe('closing an account', () => {
  const close = (person: Somebody, more: object = {}) => app.as(person).post('/me/close', { confirm: '注销账号', ...more });

  it('gives the balance to the pool after the figure was confirmed; the books stay', async () => {
    const me = await someone();
    await points.earn(me.id, 80);
    await points.earn(me.id, 20, SISTER_COMMUNITY);
    expect((await app.as(me).get('/me/closing')).body).toMatchObject({ points: 100, obstacles: [] });
    expect(await close(me)).toMatchObject({ status: 409, body: { code: 'points_changed', state: '100' } });
    await points.earn(me.id, 5);
    expect(await close(me, { points: 100 })).toMatchObject({ status: 409, body: { state: '105' } });
    const before = await points.poolOf(COMMUNITY);
    expect((await close(me, { points: 105 })).status).toBe(204);
    expect([await points.standing(me.id), (await points.poolOf(COMMUNITY)) - before]).toMatchObject([{ balance: 0 }, 105]);
    const events = await app.db.query(`select data from events where subject_id = $1 and action = 'points_to_pool'`, [me.id]);
    expect(events).toEqual([{ data: { points: 105 } }]);
  });

  it('releases vouchers first, pays debts out of what comes back, and waits for orders that were paid for', async () => {
    const me = await someone();
    const earned = await points.earn(me.id, 50);
    const { ids } = await points.hold(me.id, 40);
    await points.reverse(earned);
    expect(await points.standing(me.id)).toMatchObject({ balance: 40, held: 40, debt: 40 });
    await points.earn(me.id, 70, SISTER_COMMUNITY);
    expect((await app.as(me).get('/me/closing')).body.points).toBe(70);
    expect(await close(me, { points: 70 })).toMatchObject({ status: 409, body: { code: 'points_held' } });
    app.nest.get(AccountClosings).letGo((_tx, personId) => (personId === me.id ? points.close('release', ids) : Promise.resolve()));
    expect((await close(me, { points: 70 })).status).toBe(204);
    expect(await points.standing(me.id)).toMatchObject({ balance: 0, debt: 0 });
  });

  it('with a debt is not refused: nothing goes to the pool, the debt stays with the nameless account and is paid by what still comes', async () => {
    const me = await someone();
    const earned = await points.earn(me.id, 30);
    await points.close('settle', (await points.hold(me.id, 30)).ids);
    await points.reverse(earned);
    expect((await app.as(me).get('/me/closing')).body).toMatchObject({ points: 0, obstacles: [] });
    expect((await close(me, { points: 0 })).status).toBe(204);
    expect(await points.standing(me.id)).toMatchObject({ balance: 0, debt: 30 });
    const before = await points.poolOf(COMMUNITY);
    await points.earn(me.id, 34);
    await app.runJobs('wallet.sweep');
    expect([await points.standing(me.id), (await points.poolOf(COMMUNITY)) - before]).toMatchObject([{ balance: 0, debt: 0 }, 4]);
  });
});

describe('joining accounts', () => {
  it('brings the points of the openid-only account over, and its debt, by rows of the books', async () => {
    const owner = await someone('陈永福');
    const guest = await app.make.person({ phone: null, name: '' });
    await points.earn(guest.id, 12);
    app.clock.advance(1000);
    await points.earn(guest.id, 5, SISTER_COMMUNITY);
    await points.earn(owner.id, 3);
    const earned = await points.earn(guest.id, 4);
    await points.close('settle', (await points.hold(guest.id, 6)).ids);
    const { ids } = await points.hold(guest.id, 8);
    await points.reverse(earned);
    expect(await points.standing(guest.id)).toMatchObject({ balance: 13, held: 8, debt: 2 });
    const joined = await app.as(guest).post('/auth/wechat/phone', { code: `phone-${owner.phone}-joining` });
    expect(joined.body).toMatchObject({ personId: owner.id });
    expect([await points.standing(guest.id), await points.standing(owner.id)]).toMatchObject([{ balance: 8, held: 8 }, { balance: 6 }]);
    const lines = (await app.as(owner).get('/timebank/statement')).body.items;
    expect(lines).toMatchObject([
      { change: -2, reasonText: '补还欠分', balanceAfter: 6 },
      { change: 5, reasonText: '账号合并', balanceAfter: 8 },
      { change: 3, reasonText: '志愿服务', balanceAfter: 3 },
    ]);
    const [event] = await app.db.query(`select data from events where action = 'points_joined' and subject_id = $1`, [owner.id]);
    expect(event.data).toEqual({ from: guest.id, points: 5 });
    await points.close('release', ids);
    await app.runJobs('wallet.sweep');
    expect([await points.standing(guest.id), await points.standing(owner.id)]).toMatchObject([{ balance: 0 }, { balance: 14 }]);
  });

  it('brings a debt over, too: it is paid by what the other account has', async () => {
    const owner = await someone();
    const guest = await app.make.person({ phone: null, name: '' });
    const earned = await points.earn(guest.id, 9);
    await points.close('settle', (await points.hold(guest.id, 9)).ids);
    await points.reverse(earned);
    await points.earn(owner.id, 20);
    await app.as(guest).post('/auth/wechat/phone', { code: `phone-${owner.phone}-indebted` });
    expect([await points.standing(guest.id), await points.standing(owner.id)]).toMatchObject([
      { balance: 0, debt: 0 },
      { balance: 11, debt: 0 },
    ]);
  });

  it('brings over what is taken back from the old account later', async () => {
    const owner = await someone();
    const guest = await app.make.person({ phone: null, name: '' });
    const earned = await points.earn(guest.id, 9);
    await app.as(guest).post('/auth/wechat/phone', { code: `phone-${owner.phone}-later` });
    expect(await points.standing(owner.id)).toMatchObject({ balance: 9 });
    await points.reverse(earned);
    expect([await points.standing(guest.id), await points.standing(owner.id)]).toMatchObject([
      { balance: 0, debt: 0 },
      { balance: 0, debt: 0 },
    ]);
  });

  it('has the owner in debt at once for what was spent meanwhile: no night between', async () => {
    const owner = await someone();
    const guest = await app.make.person({ phone: null, name: '' });
    const earned = await points.earn(guest.id, 9);
    await app.as(guest).post('/auth/wechat/phone', { code: `phone-${owner.phone}-spent` });
    await points.close('settle', (await points.hold(owner.id, 9)).ids);
    await points.earn(owner.id, 4, SISTER_COMMUNITY);
    await points.reverse(earned);
    expect([await points.standing(guest.id), await points.standing(owner.id)]).toMatchObject([
      { balance: 0, debt: 0 },
      { balance: 4, debt: 9 },
    ]);
    expect(await app.as(owner).post('/timebank/donations', donation({ points: 1 }))).toMatchObject({
      status: 409,
      body: { code: 'in_debt' },
    });
    await points.earn(owner.id, 10);
    expect(await points.standing(owner.id)).toMatchObject({ balance: 5, debt: 0 });
  });

  it('leaves no gap when the two happen at the same moment', async () => {
    for (let round = 0; round < 4; round += 1) {
      const owner = await someone();
      const guest = await app.make.person({ phone: null, name: '' });
      const earned = await points.earn(guest.id, 9);
      await points.close('settle', (await points.hold(guest.id, 9)).ids);
      await Promise.all([app.as(guest).post('/auth/wechat/phone', { code: `phone-${owner.phone}-racing` }), points.reverse(earned)]);
      expect([await points.standing(guest.id), await points.standing(owner.id)]).toMatchObject([{ debt: 0 }, { debt: 9 }]);
    }
  });
});
