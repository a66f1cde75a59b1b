import type { INestApplication } from '@nestjs/common';
import { buildApp } from '../../app.js';
import { Jobs } from '../../common/jobs.js';
import { openidOf } from '../../integrations/wechat/sandbox.js';
import { bootApp, DAY, HOUR, MINUTE, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { buildStreet, draftOf, type Street } from '../../../test/street.js';
import { COMMUNITY, STREET } from '../../../test/town.js';
import { RingingService } from './ringing.service.js';
import { TellingService } from './telling.service.js';

let app: TestApp;
let street: Street;
beforeAll(async () => {
  app = await bootApp();
  street = await buildStreet(app);
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.runJobs();
  await app.db.query(`delete from wechat_letters`);
  await app.db.query(`delete from messages`);
  await app.db.query(`delete from wechat_grants`);
  await app.db.query(`delete from message_settings`);
  await app.db.query(`delete from graphile_worker._private_jobs`);
  app.sandbox.wechat.letters.splice(0);
});

const report = async (more: object = {}, who = street.resident): Promise<string> =>
  (await app.as(who).post('/reports', draftOf([], { categoryCode: 'E2199', ...more }))).body.id as string;
const act = async (who: Somebody, id: string, action: string, body: object = {}) => {
  const answer = await app.as(who).post(`/reports/${id}/${action}`, body);
  if (answer.status >= 400) throw new Error(JSON.stringify(answer.body));
  return answer;
};
const titles = async (who: Somebody): Promise<string[]> =>
  ((await app.as(who).get('/notifications?limit=100')).body.items as { title: string }[]).map(({ title }) => title);
const allow = (who: Somebody, templateKey = 'progress', result = 'accept') =>
  app.as(who).post('/notifications/grants', { results: [{ templateKey, result }] });
const remaining = async (who: Somebody, key = 'progress'): Promise<number> =>
  ((await app.as(who).get('/notifications/templates')).body as { key: string; remaining: number }[]).find((t) => t.key === key)!.remaining;
const letters = () => app.sandbox.wechat.letters;
const states = () =>
  app.db.query<{ state: string; errcode: number | null }[]>(`select state, errcode from wechat_letters order by created_at, id`);
/** Past the half minute that gathers. */
const soon = async () => {
  await app.runJobs();
  app.clock.advance(MINUTE);
  await app.runJobs();
};
let people = 0;
const wechatPerson = (wishes: object = {}): Promise<Somebody> =>
  app.make.person({ name: '赵六一', openid: openidOf(`n${(people += 1)}`), homeCommunityCode: COMMUNITY, ...wishes });

describe('being told of a report', () => {
  it('goes to the reporter, the team, the followers, never to whoever did it', async () => {
    const id = await report();
    await app.as(street.neighbour).post(`/reports/${id}/follow`);
    await act(street.dispatcher, id, 'accept');
    await act(street.dispatcher, id, 'dispatch', { teamId: street.sanitation });
    await app.runJobs();
    expect(await titles(street.resident)).toEqual(['已交给滨江环卫队', '已受理']);
    expect(await titles(street.handler)).toEqual(['有新任务']);
    expect(await titles(street.mate)).toEqual(['有新任务']);
    expect(await titles(street.neighbour)).toEqual(['已交给滨江环卫队']);
    expect(await titles(street.dispatcher)).toEqual([]);
    expect(await titles(street.strangeHandler)).toEqual([]);
  });

  it('follows the case to its end', async () => {
    const id = await report();
    await act(street.dispatcher, id, 'dispatch', { teamId: street.sanitation });
    await act(street.handler, id, 'start');
    await act(street.handler, id, 'handle', { outcome: 'cannot_now', note: '等配件', fileIds: [], until: '2026-04-01' });
    await act(street.gridMember, id, 'rework', { reason: '还没好' });
    await act(street.resident, id, 'urge').catch(() => undefined);
    await app.runJobs();
    expect(await titles(street.resident)).toEqual(['还没办好，已要求返工', '已处理，正在核实', '开始处理', '已交给滨江环卫队']);
    expect(await titles(street.gridMember)).toEqual(['请去现场核查']);
    expect(await titles(street.handler)).toEqual(['需要返工', '有新任务']);
    // The one who has it in hand, not the whole team.
    expect(await titles(street.mate)).toEqual(['有新任务']);
  });

  it('speaks up by itself when time runs out', async () => {
    const at = app.clock.now().toISOString();
    await report();
    app.clock.advance(DAY + MINUTE);
    await app.runJobs('reports.clocks');
    await app.runJobs();
    expect(await titles(street.gridLeader)).toContain('超过 24 小时未答复');
    expect(await titles(street.dispatcher)).toContain('超过 24 小时未答复');
    expect(await titles(street.chief)).toEqual([]);
    app.clock.advance(4 * HOUR);
    await app.runJobs('reports.clocks');
    await app.runJobs();
    expect(await titles(street.streetDispatcher)).toContain('超时 2 小时未答复');
    expect(await titles(street.chief)).toEqual(['超时 4 小时未答复']);
    expect((await titles(street.resident))[0]).toBe('已报街长');
    await app.db.query(`update reports set response_stopped_at = now(), next_mark_at = null`);
    app.clock.set(at);
  });

  it('says nothing of what a confidential matter is about, and nothing at all to followers', async () => {
    const id = await report();
    await app.as(street.neighbour).post(`/reports/${id}/follow`);
    await app.db.query(`update reports set confidential = true where id = $1`, [id]);
    await act(street.dispatcher, id, 'accept');
    await app.runJobs();
    const { body } = await app.as(street.resident).get('/notifications');
    expect(body.items[0].body).toMatch(/^您反映的“不公开事项”/);
    expect(await titles(street.neighbour)).toEqual([]);
  });

  it('never tells somebody of what they did themselves', async () => {
    const id = await report();
    await app.as(street.dispatcher).post(`/reports/${id}/follow`);
    await app.as(street.neighbour).post(`/reports/${id}/follow`);
    await act(street.dispatcher, id, 'reply', { text: '已经安排人员明天上午到现场处理' });
    await app.runJobs();
    expect(await titles(street.neighbour)).toEqual(['有了答复']);
    expect(await titles(street.dispatcher)).toEqual([]);
  });

  it('tells the desk only of a new one that cannot wait', async () => {
    await report();
    await app.runJobs();
    expect(await titles(street.dispatcher)).toEqual([]);
    await app.db.query(`update report_categories set priority = 'critical' where code = 'E2199'`);
    await report();
    await app.db.query(`update report_categories set priority = 'normal' where code = 'E2199'`);
    await app.runJobs();
    expect(await titles(street.dispatcher)).toEqual(['紧急上报']);
    expect(await titles(street.streetDispatcher)).toEqual([]);
  });
});

describe('the message centre', () => {
  const told = async (n: number): Promise<void> => {
    for (let i = 0; i < n; i += 1) await act(street.dispatcher, await report(), 'accept');
    await app.runJobs();
  };

  it('lists by pages, newest first, by topic and unread', async () => {
    await told(5);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await app.as(street.resident).get(`/notifications?limit=2&topic=my_reports&cursor=${cursor}`);
      seen.push(...body.items.map((m: { id: string }) => m.id));
      cursor = body.next;
    }
    expect(new Set(seen).size).toBe(5);
    expect((await app.as(street.resident).get('/notifications?topic=duty')).body.items).toEqual([]);
    await app.as(street.resident).post(`/notifications/${seen[0]}/read`);
    expect((await app.as(street.resident).get('/notifications?unread=true')).body.items).toHaveLength(4);
    expect((await app.as(street.resident).get('/notifications?topic=nonsense')).status).toBe(400);
    expect((await app.as(street.resident).get('/notifications?cursor=x')).status).toBe(400);
  });

  it('counts, reads one, reads all', async () => {
    await told(3);
    const { body: before } = await app.as(street.resident).get('/notifications/count');
    expect(before).toEqual({ unread: 3, topics: [{ topic: 'my_reports', count: 3 }] });
    const { body: list } = await app.as(street.resident).get('/notifications');
    const id = list.items[0].id as string;
    expect((await app.as(street.resident).post(`/notifications/${id}/read`)).body.unread).toBe(2);
    expect((await app.as(street.resident).post(`/notifications/${id}/read`)).body.unread).toBe(2);
    expect((await app.as(street.neighbour).post(`/notifications/${id}/read`)).status).toBe(404);
    expect((await app.as(street.resident).post('/notifications/read', { topic: 'duty' })).body.unread).toBe(2);
    expect((await app.as(street.resident).post('/notifications/read')).body).toEqual({ unread: 0, topics: [] });
  });

  it('opens the page of its matter', async () => {
    const id = await report();
    await act(street.dispatcher, id, 'accept');
    await app.runJobs();
    const { body } = await app.as(street.resident).get('/notifications');
    expect(body.items[0]).toMatchObject({ path: `/features/reports/pages/detail/index?id=${id}`, read: false, kind: 'report.accept' });
  });

  it('keeps what is owed, and drops what is not when it is switched off', async () => {
    const off = await app.as(street.neighbour).put('/notifications/settings', { topic: 'following', inApp: false });
    expect(off.body.find((s: { topic: string }) => s.topic === 'following')).toMatchObject({ owed: false, inApp: false, wechat: true });
    expect((await app.as(street.resident).put('/notifications/settings', { topic: 'my_reports', inApp: false })).status).toBe(422);
    const id = await report();
    await app.as(street.neighbour).post(`/reports/${id}/follow`);
    await act(street.dispatcher, id, 'reply', { text: '已经安排人员明天上午到现场处理' });
    await app.runJobs();
    expect(await titles(street.neighbour)).toEqual([]);
    expect(await titles(street.resident)).toEqual(['有了答复']);
  });

  it('forgets after a while', async () => {
    await told(2);
    await app.db.query(`update messages set read_at = created_at where id = (select id from messages where person_id = $1 limit 1)`, [
      street.resident.id,
    ]);
    const at = app.clock.now().toISOString();
    app.clock.advance(91 * DAY);
    await app.runJobs('notifications.clean');
    expect(await titles(street.resident)).toHaveLength(1);
    app.clock.advance(90 * DAY);
    await app.runJobs('notifications.clean');
    expect(await titles(street.resident)).toEqual([]);
    app.clock.set(at);
  });

  it('goes with the account', async () => {
    const who = await wechatPerson();
    await act(street.dispatcher, await report({}, who), 'accept');
    await allow(who);
    await app.runJobs();
    const { body } = await app.as(who).get('/me/data');
    expect(body.messages.messages).toHaveLength(1);
    expect(body.messages.wechatGrants).toHaveLength(1);
    expect((await app.as(who).post('/me/close', { confirm: '注销账号' })).status).toBe(204);
    for (const table of ['messages', 'wechat_grants'])
      expect(await app.db.query(`select 1 from ${table} where person_id = $1`, [who.id])).toEqual([]);
    await app.runJobs();
  });
});

describe('WeChat', () => {
  it('brings one message for one grant, in the fields of the template', async () => {
    const who = await wechatPerson();
    await allow(who);
    const id = await report({}, who);
    await act(street.dispatcher, id, 'accept');
    await app.runJobs();
    expect(letters()).toEqual([]);
    await soon();
    expect(letters()).toHaveLength(1);
    expect(letters()[0]).toMatchObject({ templateId: 'sandbox-progress', page: `features/reports/pages/detail/index?id=${id}` });
    expect(Object.keys(letters()[0]!.data).sort()).toEqual(['character_string1', 'phrase3', 'thing2', 'thing5', 'time4']);
    expect(letters()[0]!.data.phrase3).toEqual({ value: '已受理' });
    expect(await remaining(who)).toBe(0);
    await act(street.dispatcher, id, 'dispatch', { teamId: street.sanitation });
    await soon();
    expect(letters()).toHaveLength(1);
    expect(
      (await app.db.query(`select wechat_state from messages where person_id = $1 order by event_id`, [who.id])).map(
        (m: { wechat_state: string }) => m.wechat_state,
      ),
    ).toEqual(['taken', 'no_grant']);
  });

  it('counts a grant once, however often it is reported, and no refusal', async () => {
    const who = await wechatPerson();
    const body = {
      results: [
        { templateKey: 'progress', result: 'accept' },
        { templateKey: 'task', result: 'reject' },
      ],
    };
    const key = newId();
    await Promise.all(Array.from({ length: 6 }, () => app.as(who).post('/notifications/grants', body, { key })));
    expect([await remaining(who), await remaining(who, 'task')]).toEqual([1, 0]);
    await allow(who);
    expect(await remaining(who)).toBe(2);
    expect((await app.as(who).post('/notifications/grants', { results: [] })).status).toBe(400);
    expect((await allow(who, 'nonsense')).status).toBe(400);
    expect((await allow(who, 'progress', 'perhaps')).status).toBe(400);
    expect((await app.as(who).post('/notifications/grants', body, { key: null })).status).toBe(400);
  });

  const one = async (who: Somebody): Promise<void> => {
    await act(street.dispatcher, await report({}, who), 'accept');
    await app.runJobs();
    await soon();
  };

  it('43101: the grant is spent, nothing is sent again', async () => {
    const who = await wechatPerson();
    await allow(who);
    await allow(who);
    app.sandbox.wechat.goWrong(openidOf(`n${people}`), { errcode: 43101 });
    await one(who);
    expect(await states()).toEqual([{ state: 'spent', errcode: 43101 }]);
    expect(await remaining(who)).toBe(0);
    app.clock.advance(HOUR);
    await app.runJobs();
    expect(letters()).toEqual([]);
  });

  it.each([40003, 40037, 47003, 41030])('%s: recorded, not sent again, the grant kept', async (errcode) => {
    const who = await wechatPerson();
    await allow(who);
    app.sandbox.wechat.goWrong(openidOf(`n${people}`), { errcode });
    await one(who);
    app.clock.advance(HOUR);
    await app.runJobs();
    expect(await states()).toEqual([{ state: 'refused', errcode }]);
    expect(letters()).toEqual([]);
    expect(await remaining(who)).toBe(1);
  });

  it('-1 and 5xx: tried again until it goes, once', async () => {
    const who = await wechatPerson();
    await allow(who);
    app.sandbox.wechat.goWrong(openidOf(`n${people}`), { errcode: -1 }, { status: 503 });
    await one(who);
    expect(await states()).toEqual([{ state: 'waiting', errcode: null }].map((s) => ({ ...s, errcode: -1 })));
    app.clock.advance(MINUTE);
    await app.runJobs();
    app.clock.advance(4 * MINUTE);
    await app.runJobs();
    expect(await states()).toEqual([{ state: 'sent', errcode: 0 }]);
    expect(letters()).toHaveLength(1);
  });

  it('an answer that never came: perhaps delivered, so never sent again', async () => {
    const who = await wechatPerson();
    await allow(who);
    app.sandbox.wechat.goWrong(openidOf(`n${people}`), 'deliver_and_hang_up');
    await one(who);
    app.clock.advance(3 * HOUR);
    await app.runJobs();
    expect(await states()).toEqual([{ state: 'lost', errcode: null }]);
    expect(letters()).toHaveLength(1);
  });

  it('a token WeChat has thrown away is renewed', async () => {
    const who = await wechatPerson();
    await allow(who);
    app.sandbox.wechat.forgetToken();
    await one(who);
    expect(letters()).toHaveLength(1);
  });

  it('is quiet at night but for what is urgent', async () => {
    const at = app.clock.now().toISOString();
    const who = await wechatPerson();
    const keeper = await wechatPerson({ roles: [{ role: 'grid_leader', areaCode: COMMUNITY }] });
    await allow(who);
    await allow(keeper, 'task');
    app.clock.set('2026-03-11T15:30:00.000Z');
    const id = await report({}, who);
    await act(street.dispatcher, id, 'accept');
    await app.db.query(`update report_categories set priority = 'critical' where code = 'E2199'`);
    await report();
    await app.db.query(`update report_categories set priority = 'normal' where code = 'E2199'`);
    await app.runJobs();
    expect(letters().map((l) => l.data.phrase3!.value)).toEqual(['紧急']);
    // Whatever wakes the job at night, what can wait stays where it is.
    await app.runJobs('notifications.ring', { personId: who.id });
    app.clock.set('2026-03-11T22:59:59.000Z');
    await app.runJobs();
    expect(letters()).toHaveLength(1);
    app.clock.set('2026-03-11T23:00:00.000Z');
    await app.runJobs();
    expect(letters().map((l) => l.data.phrase3!.value)).toEqual(['紧急', '已受理']);
    app.clock.set(at);
    await app.db.query(`update role_grants set ended_at = now() where person_id = $1`, [keeper.id]);
  });

  it('makes one of a burst', async () => {
    const who = await wechatPerson();
    for (let i = 0; i < 5; i += 1) await allow(who);
    for (let i = 0; i < 5; i += 1) await act(street.dispatcher, await report({}, who), 'accept');
    await soon();
    expect(letters()).toHaveLength(1);
    expect(letters()[0]!.data.thing5).toEqual({ value: '您有 5 条新消息' });
    expect(letters()[0]!.page).toBe('pages/messages/index');
    expect(await remaining(who)).toBe(4);
    expect(await titles(who)).toHaveLength(5);
  });

  it('brings each by itself to whoever wants that, and none to whoever switched it off or has read it', async () => {
    const [each, none, reader] = [await wechatPerson(), await wechatPerson(), await wechatPerson()];
    await app.as(each).put('/notifications/settings', { topic: 'my_reports', digest: false });
    await app.as(none).put('/notifications/settings', { topic: 'my_reports', wechat: false });
    for (const who of [each, none, reader])
      for (let i = 0; i < 4; i += 1) {
        await allow(who);
        await act(street.dispatcher, await report({}, who), 'accept');
      }
    await app.runJobs();
    await app.as(reader).post('/notifications/read');
    await soon();
    expect(letters()).toHaveLength(4);
    expect(await remaining(none)).toBe(4);
    expect(await remaining(reader)).toBe(4);
  });

  it('never learns a phone, an address or a name', async () => {
    const canaries = { name: '欧阳金丝雀', phone: '13800138777', address: '金丝雀巷7号3单元' };
    const who = await wechatPerson({ name: canaries.name, phone: canaries.phone });
    const desk = await wechatPerson({ name: '司徒金丝雀', roles: [{ role: 'dispatcher', areaCode: STREET }] });
    for (const key of ['progress', 'task', 'late']) for (let i = 0; i < 9; i += 1) for (const p of [who, desk]) await allow(p, key);
    const words = `我是${canaries.name}，住${canaries.address}，电话${canaries.phone}`;
    const id = await report({ description: words, placeText: canaries.address }, who);
    await act(street.dispatcher, id, 'reply', { text: words });
    await act(street.dispatcher, id, 'dispatch', { teamId: street.sanitation, note: words });
    await act(street.handler, id, 'start');
    app.clock.advance(HOUR);
    await act(street.handler, id, 'handle', { outcome: 'cannot_now', note: words, fileIds: [], until: '2026-04-01' });
    await act(street.gridMember, id, 'rework', { reason: words });
    await act(street.handler, id, 'return', { reason: words });
    await soon();
    app.clock.advance(2 * HOUR);
    await app.runJobs();
    expect(letters().length).toBeGreaterThan(0);
    const told = JSON.stringify([
      await app.db.query(`select * from messages`),
      await app.db.query(`select * from wechat_letters`),
      letters(),
    ]);
    for (const canary of [canaries.phone, '金丝雀', '7号3单元']) expect(told.includes(canary)).toBe(false);
    expect(told).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
  });
});

describe('exactly once', () => {
  const lastEvent = async (id: string): Promise<string> =>
    (await app.db.query<{ id: string }[]>(`select id from events where subject_id = $1 order by id desc limit 1`, [id]))[0]!.id;
  const count = async (): Promise<number> => (await app.db.query<{ n: number }[]>(`select count(*)::int as n from messages`))[0]!.n;

  it('one message, whatever runs the job twice or twice at once', async () => {
    const id = await report();
    await act(street.dispatcher, id, 'dispatch', { teamId: street.sanitation });
    const eventId = await lastEvent(id);
    await Promise.all(Array.from({ length: 8 }, () => app.runJobs('notifications.tell', { eventId })));
    await app.runJobs();
    expect(await count()).toBe(3);
  });

  it('all or none when the worker is killed half way', async () => {
    const id = await report();
    await act(street.dispatcher, id, 'dispatch', { teamId: street.sanitation });
    const eventId = await lastEvent(id);
    // The last of the three rows waits for a lock; its connection is killed there.
    const holder = app.db.createQueryRunner();
    await holder.startTransaction();
    await holder.query(
      `insert into messages (id, event_id, person_id, topic, kind, title, body, urgent, at, created_at) values (gen_random_uuid(), $1, $2, 'duty', 'x', '', '', false, now(), now())`,
      [eventId, street.mate.id],
    );
    const dying = app.runJobs('notifications.tell', { eventId }).then(
      () => 'lived',
      () => 'died',
    );
    await killed(app);
    expect(await dying).toBe('died');
    await holder.rollbackTransaction();
    await holder.release();
    expect(await count()).toBe(0);
    await app.runJobs();
    expect(await count()).toBe(3);
  });

  it('one WeChat message from two processes that ring and post at once', async () => {
    const who = await wechatPerson();
    await allow(who);
    await allow(who);
    const id = await report({}, who);
    await act(street.dispatcher, id, 'accept');
    await app.runJobs('notifications.tell', { eventId: await lastEvent(id) });
    const other = await secondProcess();
    const both = [app.nest, other];
    try {
      app.clock.advance(MINUTE);
      await Promise.all(both.flatMap((one) => [1, 2, 3].map(() => one.get(RingingService).ring(who.id))));
      const [letter] = await app.db.query<{ id: string }[]>(`select id from wechat_letters`);
      await Promise.all(both.flatMap((one) => [1, 2, 3].map(() => one.get(RingingService).post(letter!.id))));
      await app.runJobs();
      expect(letters()).toHaveLength(1);
      expect(await remaining(who)).toBe(1);
    } finally {
      await other.close();
    }
  });

  it('none a second time from a process that died between WeChat and its own record', async () => {
    const who = await wechatPerson();
    await allow(who);
    await act(street.dispatcher, await report({}, who), 'accept');
    await app.runJobs();
    app.clock.advance(MINUTE);
    await app.runJobs('notifications.ring', { personId: who.id });
    const [letter] = await app.db.query<{ id: string }[]>(`select id from wechat_letters`);
    // The record of WeChat's answer waits at a gate that somebody else holds; whoever waits there is killed.
    await app.db.query(`
      create function gate() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock(4242); return new; end';
      create trigger gate before update on wechat_letters for each row when (new.state not in ('sending', 'lost')) execute function gate()`);
    const holder = app.db.createQueryRunner();
    await holder.startTransaction();
    await holder.query(`select pg_advisory_xact_lock(4242)`);
    const dying = app.runJobs('notifications.post', { letterId: letter!.id }).then(
      () => 'lived',
      () => 'died',
    );
    await killed(app);
    expect(await dying).toBe('died');
    await holder.rollbackTransaction();
    await holder.release();
    await app.db.query(`drop trigger gate on wechat_letters; drop function gate`);
    expect(await states()).toEqual([{ state: 'sending', errcode: null }]);
    await app.runJobs();
    await app.nest.get(RingingService).post(letter!.id);
    expect(letters()).toHaveLength(1);
    app.clock.advance(HOUR);
    await app.runJobs('notifications.clean');
    expect(await states()).toEqual([{ state: 'lost', errcode: null }]);
  });

  it('takes up again what a dead worker held', async () => {
    await act(street.dispatcher, await report(), 'accept');
    await app.db.query(`update graphile_worker._private_jobs set locked_at = now() - interval '6 minutes', locked_by = 'dead'`);
    await app.runJobs();
    expect(await count()).toBe(0);
    await app.nest.get(Jobs).perform('jobs.free');
    await app.runJobs();
    expect(await count()).toBe(1);
  });

  it('does nothing for an event that is not there', async () => {
    await app.nest.get(TellingService).tell('999999999');
    expect(await count()).toBe(0);
  });

  async function secondProcess(): Promise<INestApplication> {
    const other = await buildApp(app.config, app.clock);
    await other.init();
    return other;
  }
});

/** Ends the connection that waits for a lock, as the end of its process would. */
async function killed({ db }: TestApp): Promise<void> {
  for (let i = 0; i < 1000; i += 1) {
    const rows = await db.query<{ done: boolean }[]>(
      `select pg_terminate_backend(pid) as done from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    if (rows.length) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('nobody waits for a lock');
}
