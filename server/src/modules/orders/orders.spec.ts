import {
  act,
  BELL,
  buildNeighbourhood,
  checkedIn,
  checkedOut,
  DOOR,
  filled,
  type Neighbourhood,
  offered,
  order,
  orderDraft,
} from '../../../test/serving.js';
import { enrol, makeMember } from '../../../test/serving.js';
import { figuresOf } from './orders.figures.js';
import { bootApp, MINUTE, NOON_OF_TESTS, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { COMMUNITY, SISTER_COMMUNITY } from '../../../test/town.js';

let app: TestApp;
let near: Neighbourhood;
beforeAll(async () => {
  app = await bootApp();
  near = await buildNeighbourhood(app);
});
beforeEach(() => app.clock.set(NOON_OF_TESTS));
afterAll(() => app.close());

const view = async (who: Somebody, id: string) => (await app.as(who).get(`/orders/${id}`)).body;
const said = async (answer: Promise<{ status: number; body: { code?: string; state?: string } }>) => {
  const { status, body } = await answer;
  return [status, body?.code, body?.state].filter(Boolean).join(' ');
};

describe('the story of an order', () => {
  it('goes from the menu to the rating, and everybody sees the same order move', async () => {
    const made = await app.as(near.resident).post('/orders', orderDraft());
    expect(made.status).toBe(201);
    const id = made.body.id as string;
    expect(made.body).toMatchObject({
      state: 'approved',
      source: 'resident',
      forText: '为自己',
      mine: true,
      orderNo: 'F260311-BJ001-001',
      minutes: 45,
      fillBy: '2026-03-12T13:00:00.000Z',
      actions: ['cancel'],
    });
    expect((await app.as(near.dispatcher).get('/orders?box=to_dispatch')).body.items.map((card: { id: string }) => card.id)).toContain(id);
    const desk = await act(app, near.dispatcher, id, 'dispatch', { personIds: [near.volunteer.id, near.mate.id] });
    expect(desk.body).toMatchObject({ state: 'offered' });
    expect(desk.body.assignments).toHaveLength(2);
    expect((await app.as(near.volunteer).get('/orders/invitations')).body.items).toMatchObject([{ id, invited: true, placeText: null }]);
    expect((await view(near.volunteer, id)).actions).toEqual(['accept', 'decline']);
    const accepted = await act(app, near.volunteer, id, 'accept');
    expect(accepted.body).toMatchObject({ state: 'filled', accepted: 1, contactVisible: true });
    expect(await said(act(app, near.mate, id, 'accept'))).toBe('409 full filled');
    expect((await app.as(near.volunteer).get('/orders/appointments')).body.items).toMatchObject([{ id, mine: 'accepted' }]);
    expect((await app.as(near.volunteer).get(`/orders/${id}/contact`)).body).toMatchObject({ phone: BELL, address: DOOR });
    app.clock.set('2026-03-13T00:55:00Z');
    await checkedIn(app, near.volunteer, id);
    expect(await view(near.resident, id)).toMatchObject({ state: 'in_service', nextStep: '下一步：服务结束后签退，最迟 3月13日 10:15' });
    app.clock.advance(40 * MINUTE + 30_000);
    await checkedOut(app, near.volunteer, id);
    const finished = await view(near.resident, id);
    expect(finished).toMatchObject({ state: 'finished', actions: ['confirm', 'dispute'], confirmBy: '2026-03-16T01:35:30.000Z' });
    expect(finished.assignments).toMatchObject([{ state: 'finished', minutes: 40, name: '何热心', badge: '志愿者' }]);
    expect(await said(act(app, near.volunteer, id, 'confirm'))).toBe('403 forbidden');
    expect((await act(app, near.resident, id, 'confirm')).body).toMatchObject({ state: 'confirmed', actions: ['rate'] });
    const hours = (to: string) => figuresOf(app.db.manager, [near.volunteer.id, near.mate.id], { from: '2026-01-01', to });
    expect(await hours('2026-06-30')).toEqual([{ personId: near.volunteer.id, minutes: 40, services: 1, posts: 0 }]);
    expect(await hours('2026-03-12')).toEqual([]);
    expect((await act(app, near.resident, id, 'rate', { level: 5, comment: '很好' })).body.actions).toEqual([]);
    expect(await said(act(app, near.resident, id, 'rate', { level: 1 }))).toBe('409 not_now confirmed');
    expect((await act(app, near.volunteer, id, 'rate', { level: 5 })).body.ratings).toHaveLength(2);
    expect((await app.as(near.volunteer).get('/orders/serving')).body).toMatchObject({
      minutesThisMonth: 40,
      minutesEver: 40,
      services: 1,
    });
    expect((await app.as(near.volunteer).get(`/orders/${id}/contact`)).status).toBe(403);
    const told = (await view(near.resident, id)).timeline.map((entry: { sentence: string }) => entry.sentence);
    expect(told).toEqual([
      '您下了单',
      '服务人员接单了',
      '服务人员签到（服务码）',
      '服务人员签退（服务码），40 分钟',
      '您确认服务完成',
      '您评价了服务：5 星',
    ]);
  });

  it('hangs in the hall for members of the community, without address, phone and name', async () => {
    const id = await offered(app, near, { startAt: '2026-03-20T01:00:00Z' });
    const { body } = await app.as(near.mate).get('/orders/hall');
    expect(body.items).toMatchObject([{ id, title: '代买代取（菜、药、快递）', placeText: null }]);
    expect((await app.as(near.stranger).get('/orders/hall')).body.items).toEqual([]);
    expect((await app.as(near.stranger).get(`/orders/${id}`)).status).toBe(404);
    expect((await app.as(near.neighbour).get('/orders/hall')).body.items).toEqual([]);
    await act(app, near.resident, id, 'cancel', { reason: '不用了' });
    expect((await app.as(near.mate).get('/orders/hall')).body.items).toEqual([]);
  });
});

describe('ordering', () => {
  const tried = (more: object, who: Somebody = near.resident) => app.as(who).post('/orders', orderDraft(more));

  it.each([
    ['less than the notice and two hours ahead', { startAt: '2026-03-11T15:30:00Z' }, '400 invalid_input'],
    ['more than 30 days ahead', { startAt: '2026-04-13T01:00:00Z' }, '400 invalid_input'],
    ['outside the hours', { startAt: '2026-03-13T04:30:00Z' }, '400 invalid_input'],
    ['at half a minute', { startAt: '2026-03-13T01:00:30Z' }, '400 invalid_input'],
    ['without a zone', { startAt: '2026-03-13T09:00:00' }, '400 invalid_input'],
    ['in the past', { startAt: '2026-03-10T01:00:00Z' }, '400 invalid_input'],
    ['one person where it takes two', { itemCode: 'S0101', headcount: 1 }, '400 invalid_input'],
    ['more people than the service takes', { headcount: 2 }, '400 invalid_input'],
    ['with the risks unread', { itemCode: 'S0105' }, '422 risk_unread'],
    ['without a door', { address: undefined }, '400 invalid_input'],
    ['a service that is none', { itemCode: 'S9999' }, '400 invalid_input'],
    ['for an elder one is not bound to', { elderId: newId() }, '404 not_found'],
    ['with a field that is the server’s', { minutes: 45, state: 'approved' }, '400 invalid_input'],
  ])('%s: %s', async (_, more, expected) => expect(await said(tried(more))).toBe(expected));

  it('needs a verified phone', async () => {
    const openidOnly = await app.make.person({ phone: null, homeCommunityCode: COMMUNITY });
    expect(await said(tried({}, openidOnly))).toBe('403 phone_needed');
    expect(await said(app.as(openidOnly).get('/orders/hall'))).toBe('403 phone_needed');
  });

  it('happens once for the id its phone made', async () => {
    const draft = orderDraft();
    const first = await app.as(near.resident).post('/orders', draft);
    const again = await app.as(near.resident).post('/orders', draft);
    expect([first.status, again.status, again.body.orderNo]).toEqual([201, 200, first.body.orderNo]);
    expect(await said(app.as(near.resident).post('/orders', { ...draft, remark: '别的' }))).toBe('409 id_taken');
    expect(await said(app.as(near.neighbour).post('/orders', draft))).toBe('409 id_taken');
  });

  it('takes two where the service takes two, and waits for the review where it is reviewed', async () => {
    const pair = await tried({ itemCode: 'S0101' });
    expect(pair.body).toMatchObject({ headcount: 2, twoPersonRule: true, state: 'approved' });
    const { body } = await tried({ itemCode: 'S0105', riskRead: true, startAt: '2026-03-16T01:00:00Z' });
    expect(body).toMatchObject({ state: 'submitted', nextStep: '下一步：社区审核，最迟 3月15日 09:00 前告诉结果' });
    expect((await act(app, near.dispatcher, body.id, 'reject', { reason: '请联系家政公司' })).body.state).toBe('rejected');
    expect(await view(near.resident, body.id)).toMatchObject({ state: 'rejected', rejectReason: '请联系家政公司', actions: [] });
  });

  it('is never reviewed by whoever ordered', async () => {
    const both = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }], homeCommunityCode: COMMUNITY });
    const { body } = await tried({ itemCode: 'S0105', riskRead: true }, both);
    expect(await said(act(app, both, body.id, 'approve'))).toBe('403 forbidden');
    expect((await act(app, near.dispatcher, body.id, 'approve')).body.state).toBe('approved');
  });

  it('by the desk is born approved, on less notice, and belongs to the account of the phone', async () => {
    const call = orderDraft({ contactName: '黄阿姨', contactPhone: near.neighbour.phone, startAt: '2026-03-11T08:00:00Z' });
    const { status, body } = await app.as(near.dispatcher).post('/orders/on-behalf', call);
    expect([status, body.state, body.source, body.fillBy]).toEqual([201, 'approved', 'staff', '2026-03-11T05:00:00.000Z']);
    expect((await app.as(near.neighbour).get('/orders/mine')).body.items).toMatchObject([{ id: body.id, forText: '为自己' }]);
    expect(await said(app.as(near.strangeDispatcher).post('/orders/on-behalf', orderDraft({ contactName: '黄' })))).toBe('403 forbidden');
    expect(await said(app.as(near.dispatcher).post('/orders/on-behalf', orderDraft({ contactPhone: undefined })))).toBe(
      '400 invalid_input',
    );
  });

  it('for a group has a public place and a person in charge', async () => {
    const draft = orderDraft({ itemCode: 'S0403', audience: 30, address: '社区活动室', contactPhone: undefined });
    const { body } = await app.as(near.dispatcher).post('/orders/on-behalf', draft);
    expect(body).toMatchObject({ source: 'group', placeText: '社区活动室', forText: '30 人', contactVisible: false });
  });

  it('by a bound helper is the elder’s: both see it, either can end it, a stranger sees nothing', async () => {
    const [elder, daughter] = [
      await app.make.person({ name: '王秀兰', homeCommunityCode: COMMUNITY }),
      await app.make.person({ name: '陈小红', homeCommunityCode: SISTER_COMMUNITY }),
    ];
    const profile = await app.as(elder).post('/elders', { id: newId(), birthYear: 1946, address: '临江巷8号', communityCode: COMMUNITY });
    expect(profile.status).toBe(201);
    const draft = orderDraft({ elderId: profile.body.id, address: undefined, contactPhone: undefined, position: undefined });
    expect(await said(app.as(daughter).post('/orders', draft))).toBe('404 not_found');
    const { code } = (await app.as(elder).post(`/elders/${profile.body.id}/binding-codes`)).body;
    await app.as(daughter).post('/elders/bind', { code, relation: 'child' });
    const { body } = await app.as(daughter).post('/orders', draft);
    expect(body).toMatchObject({ source: 'helper', forText: '为 王秀兰', requesterText: '您', elderId: profile.body.id });
    expect((await app.as(daughter).get(`/orders/${body.id}/contact`)).body).toMatchObject({ name: '王秀兰', address: '临江巷8号' });
    expect((await app.as(elder).get('/orders/mine')).body.items).toMatchObject([{ id: body.id }]);
    await enrol(app, daughter, { communityCode: COMMUNITY });
    await act(app, near.dispatcher, body.id, 'publish');
    expect(await said(act(app, daughter, body.id, 'accept'))).toBe('409 own_order offered');
    expect((await act(app, elder, body.id, 'cancel', { reason: '今天孩子回来了' })).body.state).toBe('cancelled');
    expect((await view(daughter, body.id)).timeline.at(-1).sentence).toBe('服务对象取消了订单');
    const start = await app.as(daughter).get(`/orders/draft?itemCode=S0102&elderId=${profile.body.id}`);
    expect(start.body).toMatchObject({ address: '临江巷8号', contactName: '王秀兰', communityCode: COMMUNITY });
  });
});

describe('accepting', () => {
  const refusedWith = async (who: Somebody, id: string) => said(act(app, who, id, 'accept'));
  const startAt = '2026-03-18T01:00:00Z';
  const invited = async (who: Somebody, more: object) => {
    const id = await order(app, near.resident, { startAt, ...more });
    await app.db.query(
      `insert into order_assignments (order_id, person_id, state, during, day, invited_at, answer_by, created_at, updated_at)
       select id, $2, 'invited', tstzrange(start_at, end_at), '2026-03-18', created_at, fill_by, created_at, created_at from orders where id = $1`,
      [id, who.id],
    );
    await act(app, near.dispatcher, id, 'publish');
    return id;
  };

  it('is not for one’s own order, for strangers to serving, for the suspended', async () => {
    const id = await offered(app, near, { startAt });
    expect(await refusedWith(near.resident, id)).toBe('409 own_order offered');
    expect(await refusedWith(near.dispatcher, id)).toBe('409 not_a_member offered');
    const out = await makeMember(app, { state: 'suspended' });
    expect(await refusedWith(out, await invited(out, {}))).toBe('409 member_suspended offered');
    expect(await refusedWith(near.neighbour, id)).toBe('404 not_found');
  });

  it('is not for minors in a home, nor without the qualification, nor for relatives', async () => {
    const boy = await makeMember(app, { birthDay: '2009-06-01' });
    expect(await refusedWith(boy, await invited(boy, { itemCode: 'S0101' }))).toBe('409 under_age offered');
    expect(await refusedWith(near.mate, await invited(near.mate, { itemCode: 'S0104', startAt: '2026-03-18T03:00:00Z' }))).toBe(
      '409 qualification_missing offered',
    );
    const cook = await makeMember(app, { qualifications: ['food_health'] });
    expect(await refusedWith(cook, await invited(cook, { itemCode: 'S0104', startAt: '2026-03-18T03:00:00Z' }))).toBe('200 filled');
    const son = await makeMember(app, {});
    await app.db.query(
      `insert into relatives (person_id, relative_id, relation, verified_by, verified_at) values ($1, $2, 'parent', $3, now())`,
      [son.id, near.resident.id, near.dispatcher.id],
    );
    expect(await refusedWith(son, await invited(son, {}))).toBe('409 relative offered');
  });

  it('is for members of the community, or of neighbours within the radius where it is open to them', async () => {
    const id = await offered(app, near, { startAt });
    expect(await refusedWith(near.stranger, id)).toBe('404 not_found');
    await app.db.query(`update orders set open_to_neighbours = true where id = $1`, [id]);
    expect((await app.as(near.stranger).get('/orders/hall')).body.items).toMatchObject([{ id }]);
    const far = await makeMember(app, { communityCode: SISTER_COMMUNITY, position: { lng: 111.335, lat: 23.405 } });
    expect((await app.as(far).get('/orders/hall')).body.items).toEqual([]);
    expect(await refusedWith(far, id)).toBe('404 not_found');
    expect(await refusedWith(near.stranger, id)).toBe('200 filled');
  });

  it('never puts anybody in two places, nor takes more than three a day', async () => {
    const busy = await makeMember(app, {});
    const at = (startsAt: string) => offered(app, near, { startAt: startsAt });
    expect(await refusedWith(busy, await at('2026-03-19T01:00:00Z'))).toBe('200 filled');
    expect(await refusedWith(busy, await at('2026-03-19T01:30:00Z'))).toBe('409 overlap offered');
    expect(await refusedWith(busy, await at('2026-03-19T01:45:00Z'))).toBe('200 filled');
    expect(await refusedWith(busy, await at('2026-03-19T06:00:00Z'))).toBe('200 filled');
    const fourth = await at('2026-03-19T08:00:00Z');
    expect(await refusedWith(busy, fourth)).toBe('409 day_limit offered');
    expect((await view(busy, fourth)).cannotAccept).toBe('一天最多接 3 单、共 8 小时，给自己留点力气。');
    expect(await refusedWith(busy, await at('2026-03-20T01:00:00Z'))).toBe('200 filled');
  });

  it('declining costs nothing: while a place is free one may still say yes', async () => {
    const id = await order(app, near.resident, { startAt: '2026-03-23T01:00:00Z' });
    await act(app, near.dispatcher, id, 'dispatch', { personIds: [near.volunteer.id] });
    expect((await act(app, near.volunteer, id, 'decline', { note: '那天出门' })).body.assignments).toMatchObject([{ state: 'declined' }]);
    expect(await said(act(app, near.dispatcher, id, 'dispatch', { personIds: [near.volunteer.id] }))).toBe('409 nobody_to_invite');
    expect(await refusedWith(near.volunteer, id)).toBe('200 filled');
    expect(await refusedWith(near.volunteer, id)).toBe('409 not_now accepted');
  });

  it('says who of those asked was left out, and why', async () => {
    const id = await order(app, near.resident, { startAt: '2026-03-23T06:00:00Z' });
    const paused = await makeMember(app, { name: '停先生', state: 'suspended' });
    const first = await act(app, near.dispatcher, id, 'dispatch', { personIds: [near.volunteer.id] });
    expect(first.body.leftOut).toBeUndefined();
    const { body } = await act(app, near.dispatcher, id, 'dispatch', { personIds: [near.volunteer.id, paused.id, near.mate.id] });
    expect(body.leftOut).toEqual([
      { personId: paused.id, name: '停先生', reason: '这个人的服务资格暂停中。' },
      { personId: near.volunteer.id, name: '何热心', reason: '已经邀请过，正等答复。' },
    ]);
    expect((await view(near.dispatcher, id)).leftOut).toBeUndefined();
  });

  it('a place given back is free at once; late is recorded; nobody takes the same one twice', async () => {
    const id = await filled(app, near, { startAt: '2026-03-24T01:00:00Z' });
    expect((await act(app, near.volunteer, id, 'withdraw', { note: '临时有事' })).body).toMatchObject({ state: 'offered', accepted: 0 });
    expect(await refusedWith(near.volunteer, id)).toBe('409 not_now withdrawn');
    expect(await refusedWith(near.mate, id)).toBe('200 filled');
    app.clock.set('2026-03-23T13:30:00Z');
    const { body } = await act(app, near.mate, id, 'withdraw');
    expect(body.assignments).toMatchObject([{ flags: ['late_withdrawal'] }]);
    expect(await view(near.dispatcher, id)).toMatchObject({
      state: 'offered',
      flags: ['unfilled', 'late_withdrawal'],
      fillBy: '2026-03-23T19:15:00.000Z',
    });
    expect(await said(act(app, near.mate, id, 'withdraw'))).toBe('409 not_now withdrawn');
  });
});

describe('who stops serving', () => {
  it('when suspended gives coming tasks back, and the desk ends the one under way', async () => {
    const who = await makeMember(app, {});
    const accepted = async (startAt: string) => {
      const id = await offered(app, near, { startAt });
      expect((await act(app, who, id, 'accept')).status).toBe(200);
      return id;
    };
    const asked = await order(app, near.resident, { startAt: '2026-04-06T01:00:00Z' });
    const [now, later] = [await accepted('2026-04-01T01:00:00Z'), await accepted('2026-04-02T01:00:00Z')];
    await act(app, near.dispatcher, asked, 'dispatch', { personIds: [who.id] });
    expect(await said(app.as(who).post('/members/me/leave'))).toBe('409 task_in_hand active');
    app.clock.set('2026-04-01T01:00:00Z');
    await checkedIn(app, who, now);
    app.clock.set('2026-04-01T01:20:00Z');
    expect((await app.as(near.dispatcher).post(`/members/${who.id}/suspend`, { reason: '有人反映，先暂停' })).status).toBe(200);
    expect(await view(near.dispatcher, later)).toMatchObject({
      state: 'offered',
      accepted: 0,
      assignments: [{ state: 'withdrawn', flags: [] }],
    });
    const latest = (await view(near.resident, later)).timeline.at(-1);
    expect(latest).toMatchObject({ action: 'withdraw', sentence: '原来接单的人不能来了，位置已重新开放' });
    expect((await view(near.dispatcher, asked)).assignments).toMatchObject([{ state: 'lapsed' }]);
    expect(await said(app.as(who).post('/members/me/leave'))).toBe('409 task_in_hand suspended');
    const { body } = await act(app, near.dispatcher, now, 'end', { note: '资格暂停' });
    expect(body).toMatchObject({ state: 'finished', assignments: [{ state: 'finished', minutes: 20 }] });
    expect((await app.as(who).post('/members/me/leave')).status).toBe(200);
    app.clock.set(NOON_OF_TESTS);
  });
});

describe('serving', () => {
  const early = (who: Somebody, id: string) =>
    checkedIn(app, who, id).then(
      () => 'in',
      (error: { sentence: string }) => error.sentence,
    );

  it('begins half an hour before at the earliest, insured, with everybody', async () => {
    const id = await filled(app, near, { startAt: '2026-03-25T01:00:00Z' });
    app.clock.set('2026-03-25T00:29:59Z');
    expect(await early(near.volunteer, id)).toBe('开始前 30 分钟起可以签到。');
    app.clock.set('2026-03-25T00:30:00Z');
    await app.db.query(`update orders set insurance_required = true where id = $1`, [id]);
    expect(await early(near.volunteer, id)).toBe('这项服务要先由社区登记意外险，才能开始。');
    await act(app, near.dispatcher, id, 'insure', { reference: '团体意外险 18' });
    expect(await early(near.volunteer, id)).toBe('in');
    expect((await view(near.volunteer, id)).insuranceReference).toBe('团体意外险 18');
    expect((await view(near.resident, id)).insuranceReference).toBeNull();
  });

  it('takes two where it takes two: one alone can neither start with fewer nor go on', async () => {
    const id = await offered(app, near, { itemCode: 'S0101', startAt: '2026-03-26T01:00:00Z' });
    await act(app, near.volunteer, id, 'accept');
    expect(await said(act(app, near.dispatcher, id, 'start_with_fewer'))).toBe('409 not_now offered');
    app.clock.set('2026-03-26T00:40:00Z');
    expect(await early(near.volunteer, id)).toBe('人还没有到齐，请联系社区。');
    expect((await act(app, near.mate, id, 'accept')).body.state).toBe('filled');
    app.clock.set('2026-03-26T01:29:59Z');
    expect(await said(act(app, near.dispatcher, id, 'no_show', { personId: near.mate.id }))).toBe('409 not_now filled');
    app.clock.set('2026-03-26T01:30:00Z');
    expect((await act(app, near.dispatcher, id, 'no_show', { personId: near.mate.id })).body).toMatchObject({
      state: 'offered',
      accepted: 1,
    });
    app.clock.advance(1000);
    await app.runJobs('orders.clock');
    expect(await view(near.resident, id)).toMatchObject({ state: 'expired' });
    expect((await view(near.volunteer, id)).assignments).toMatchObject([{ state: 'released' }]);
  });

  it('goes on with fewer where one is enough', async () => {
    const id = await order(app, near.resident, { itemCode: 'S0701', headcount: 3, startAt: '2026-03-27T01:00:00Z' });
    await act(app, near.dispatcher, id, 'publish');
    for (const who of [near.volunteer, near.mate]) await act(app, who, id, 'accept');
    expect((await act(app, near.dispatcher, id, 'start_with_fewer')).body).toMatchObject({
      state: 'filled',
      headcount: 2,
      flags: ['short'],
    });
    app.clock.set('2026-03-27T01:00:00Z');
    await checkedIn(app, near.volunteer, id);
    app.clock.advance(30 * MINUTE);
    expect((await act(app, near.dispatcher, id, 'no_show', { personId: near.mate.id })).body).toMatchObject({
      state: 'in_service',
      accepted: 1,
    });
    expect((await act(app, near.dispatcher, id, 'end', { note: '下大雨了' })).body).toMatchObject({
      state: 'finished',
      flags: ['short', 'no_show', 'by_hand'],
    });
    expect(await said(act(app, near.dispatcher, id, 'uphold', { reason: '没有异议' }))).toBe('403 forbidden');
  });
});

describe('the end', () => {
  const finished = async (day: string) => {
    const id = await filled(app, near, { startAt: `${day}T01:00:00Z` });
    app.clock.set(`${day}T01:00:00Z`);
    await checkedIn(app, near.volunteer, id);
    app.clock.advance(30 * MINUTE);
    await checkedOut(app, near.volunteer, id);
    return id;
  };

  it('a dispute is settled by the desk, with at most the server’s minutes', async () => {
    const id = await finished('2026-03-30');
    expect((await act(app, near.resident, id, 'dispute', { reason: '只来了十分钟' })).body.state).toBe('disputed');
    expect((await app.as(near.dispatcher).get('/orders?box=disputed')).body.items).toMatchObject([{ id }]);
    const minutes = (count: number) => [{ personId: near.volunteer.id, minutes: count }];
    expect(await said(act(app, near.dispatcher, id, 'uphold', { reason: '核实过了', minutes: minutes(31) }))).toBe('400 invalid_input');
    const { body } = await act(app, near.dispatcher, id, 'uphold', { reason: '核实过了', minutes: minutes(10) });
    expect(body).toMatchObject({ state: 'confirmed', assignments: [{ state: 'confirmed', minutes: 10 }] });
    expect((await view(near.resident, id)).verdictReason).toBe('核实过了');
  });

  it('or voided: nothing counts', async () => {
    const id = await finished('2026-03-31');
    await act(app, near.resident, id, 'dispute', { reason: '没有来过' });
    expect((await act(app, near.dispatcher, id, 'void', { reason: '查实没有到场' })).body).toMatchObject({ state: 'voided' });
    expect((await view(near.volunteer, id)).assignments).toMatchObject([{ state: 'voided' }]);
  });

  it('the desk confirms only after a call-back, and never what it entered itself', async () => {
    const call = orderDraft({ contactName: '黄阿姨', contactPhone: '13700009999', startAt: '2026-04-01T01:00:00Z' });
    const { id } = (await app.as(near.dispatcher).post('/orders/on-behalf', call)).body;
    await act(app, near.dispatcher, id, 'publish');
    await act(app, near.volunteer, id, 'accept');
    app.clock.set('2026-04-01T01:00:00Z');
    await checkedIn(app, near.volunteer, id);
    app.clock.advance(30 * MINUTE);
    await checkedOut(app, near.volunteer, id);
    expect(await said(act(app, near.colleague, id, 'confirm'))).toBe('409 not_now finished');
    expect((await act(app, near.dispatcher, id, 'call_back', { reason: '黄阿姨说很满意', tookPlace: true })).status).toBe(200);
    expect(await said(act(app, near.dispatcher, id, 'confirm'))).toBe('403 forbidden');
    expect((await act(app, near.colleague, id, 'confirm')).body.state).toBe('confirmed');
  });

  it('a call-back that says it never happened is a dispute', async () => {
    const id = await finished('2026-04-02');
    expect((await act(app, near.dispatcher, id, 'call_back', { reason: '说没有人来', tookPlace: false })).body.state).toBe('disputed');
    expect(await said(act(app, near.resident, id, 'confirm'))).toBe('409 not_now disputed');
  });

  it('closing an account waits for what one has accepted, and takes address, phone and words along', async () => {
    const leaver = await makeMember(app, {});
    const id = await offered(app, near, { startAt: '2026-04-06T01:00:00Z' });
    await act(app, leaver, id, 'accept');
    expect((await app.as(leaver).get('/me/closing')).body.obstacles).toHaveLength(1);
    const gone = await app.make.person({ name: '冯搬走', homeCommunityCode: COMMUNITY });
    const own = await order(app, gone, { startAt: '2026-04-07T01:00:00Z' });
    expect((await app.as(gone).get('/me/data')).body.orders.ordered).toMatchObject([{ address: DOOR, contactPhone: BELL }]);
    expect((await app.as(gone).post('/me/close', { confirm: '注销账号' })).status).toBeLessThan(300);
    const [words] = await app.db.query(
      `select w.*, o.state, o.lng from order_words w join orders o on o.id = w.order_id where order_id = $1`,
      [own],
    );
    expect(words).toMatchObject({ contact_name: null, contact_phone: null, address: null, remark: null, state: 'cancelled', lng: null });
  });
});
