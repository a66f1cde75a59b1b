import { type Answer, bootApp, DAY, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { buildNeighbourhood, type Neighbourhood } from '../../../test/serving.js';
import { recordOf } from '../../../test/service-records.js';
import { COMMUNITY, DISTRICT, STREET } from '../../../test/town.js';

const SENTENCE = '与您的亲属或您帮助的老人有关，要由另一位同事处理。';
let app: TestApp;
let near: Neighbourhood;
beforeAll(async () => {
  app = await bootApp();
  near = await buildNeighbourhood(app);
  await app.db.query(`insert into timebank_budgets (community_code, year, points, set_at) values ($1, 2026, 100000, $2)`, [
    COMMUNITY,
    app.clock.now(),
  ]);
});
afterAll(() => app.close());
let about: Somebody;
beforeEach(async () => {
  // What the test before left untold.
  await app.runJobs();
  await app.db.query(`truncate relatives, elder_helpers, messages`);
  about = await app.make.member({ name: '张建国' });
});

const relative = (one: Somebody, other: Somebody) =>
  app.db.query(`insert into relatives (person_id, relative_id, relation, verified_by, verified_at) values ($1, $2, 'sibling', $3, $4)`, [
    one.id,
    other.id,
    near.streetDispatcher.id,
    app.clock.now(),
  ]);
const elderOf = async (person: Somebody | null, phone: string | null = null): Promise<string> => {
  const id = newId();
  await app.db.query(
    `insert into elders (id, request_hash, person_id, name, phone, birth_year, community_code, address, created_by, created_at, updated_at)
     values ($1, 'x', $2, '王桂兰', $6, 1940, $3, '滨江路', $4, $5, $5)`,
    [id, person?.id ?? null, COMMUNITY, near.administrator.id, app.clock.now(), phone],
  );
  return id;
};
const helps = (helper: Somebody, elderId: string, ended = false) =>
  app.db.query(
    `insert into elder_helpers (id, elder_id, helper_id, relation, way, made_by, since, ended_at) values ($1, $2, $3, 'other', 'code', $3, $4, $5)`,
    [newId(), elderId, helper.id, app.clock.now(), ended ? app.clock.now() : null],
  );
const manual = async (served: string | null = null, state: 'pending' | 'publicised' | 'confirmed' = 'pending'): Promise<string> => {
  const id = await recordOf(app, about, { minutes: 60, day: '2026-03-02' });
  const over = new Date(app.clock.now().getTime() - DAY);
  await app.db.query(
    `update service_records set source = 'manual', source_id = id, state = $2, served_id = $3, entered_by = $4, confirmed_at = $5, confirmed_by = null,
       publicised_until = $6, by_code = false where id = $1`,
    [id, state, served, near.administrator.id, state === 'confirmed' ? over : null, state === 'pending' ? null : over],
  );
  return id;
};
const onRecord = (who: Somebody, id: string, action: string) =>
  app.as(who).post(`/timebank/records/${id}/${action}`, ['refuse', 'void'].includes(action) ? { reason: '已经核实清楚' } : {});
const refusal = ({ status, body }: Answer) => [status, body.detail as string];
const REFUSED = [403, SENTENCE];
const told = async (who: Somebody) => {
  await app.runJobs();
  return (await app.db.query<{ kind: string }[]>(`select kind from messages where person_id = $1 order by kind`, [who.id])).map(
    ({ kind }) => kind,
  );
};

describe('a verdict on hours', () => {
  it.each([
    ['a verified relative', () => relative(near.dispatcher, about)],
    ['a verified relative, entered from the other side', () => relative(about, near.dispatcher)],
    ['the elder one is bound to help', async () => helps(near.dispatcher, await elderOf(about))],
    ['one’s own helper', async () => helps(about, await elderOf(near.dispatcher))],
  ])('of %s is refused and not offered; a colleague gives it', async (_, tie) => {
    await tie();
    const id = await manual();
    expect((await app.as(near.dispatcher).get(`/timebank/records/${id}`)).body.actions).toEqual([]);
    expect((await app.as(near.colleague).get(`/timebank/records/${id}`)).body.actions).toEqual(['publicise', 'refuse']);
    expect(refusal(await onRecord(near.dispatcher, id, 'publicise'))).toEqual(REFUSED);
    expect((await onRecord(near.colleague, id, 'publicise')).status).toBe(200);
    await app.db.query(`delete from elder_helpers`);
    await app.db.query(`delete from elders`);
  });

  it('is refused for every step: refuse, confirm, void', async () => {
    await relative(near.dispatcher, about);
    for (const [state, action] of [
      ['pending', 'refuse'],
      ['publicised', 'confirm'],
      ['confirmed', 'void'],
    ] as const) {
      const id = await manual(null, state);
      expect(refusal(await onRecord(near.dispatcher, id, action))).toEqual(REFUSED);
      expect((await onRecord(near.colleague, id, action)).status).toBe(200);
    }
  });

  it('is refused where the relative or the bound elder was served', async () => {
    const elder = await elderOf(near.resident);
    await relative(near.resident, near.dispatcher);
    await helps(near.colleague, elder);
    for (const served of [near.resident.id, elder])
      for (const who of [near.dispatcher, near.colleague])
        expect(refusal(await onRecord(who, await manual(served, 'publicised'), 'confirm'))).toEqual(REFUSED);
    expect((await onRecord(near.streetDispatcher, await manual(elder, 'publicised'), 'confirm')).status).toBe(200);
    await app.db.query(`delete from elder_helpers`);
    await app.db.query(`delete from elders`);
  });

  it('is refused about a profile that the desk made for the phone of a relative, a bound elder, oneself: before anybody has linked them', async () => {
    const elder = await elderOf(null, near.resident.phone);
    const judge = async (who: Somebody) => refusal(await onRecord(who, await manual(elder, 'publicised'), 'confirm'));
    await relative(near.resident, near.dispatcher);
    expect(await judge(near.dispatcher)).toEqual(REFUSED);
    await app.db.query(`update elders set phone = $2 where id = $1`, [elder, near.colleague.phone]);
    expect(await judge(near.colleague)).toEqual(REFUSED);
    await app.db.query(`update elders set phone = $2 where id = $1`, [elder, about.phone]);
    await helps(near.dispatcher, elder);
    expect(refusal(await onRecord(near.dispatcher, await manual(null, 'publicised'), 'confirm'))).toEqual(REFUSED);
    expect((await onRecord(near.streetDispatcher, await manual(elder, 'publicised'), 'confirm')).status).toBe(200);
    await app.db.query(`delete from elder_helpers`);
    await app.db.query(`delete from elders`);
  });

  it('of a service one was given oneself is refused for every step', async () => {
    for (const [state, action] of [
      ['pending', 'publicise'],
      ['pending', 'refuse'],
      ['publicised', 'confirm'],
      ['confirmed', 'void'],
    ] as const) {
      const id = await manual(near.dispatcher.id, state);
      expect([action, ...refusal(await onRecord(near.dispatcher, id, action))]).toEqual([
        action,
        403,
        '为您服务的时长要由另一位同事处理。',
      ]);
      expect((await app.as(near.dispatcher).get(`/timebank/records/${id}`)).body.actions).toEqual([]);
      expect((await onRecord(near.colleague, id, action)).status).toBe(200);
    }
  });

  it('is given again when the bond has ended', async () => {
    const elder = await elderOf(about);
    await helps(near.dispatcher, elder, true);
    expect((await onRecord(near.dispatcher, await manual(), 'publicise')).status).toBe(200);
  });
});

describe('objections and corrections', () => {
  const object = async (recordId: string, by: Somebody): Promise<string> => {
    const id = newId();
    const { status } = await app.as(by).post(`/timebank/records/${recordId}/objections`, { id, reason: '那天没有看见他来' });
    expect(status).toBe(201);
    return id;
  };
  const listed = async () => {
    const id = await manual(null, 'publicised');
    await app.db.query(`update service_records set publicised_until = $2 where id = $1`, [id, new Date(app.clock.now().getTime() + DAY)]);
    return id;
  };
  const answer = (who: Somebody, id: string, action: string, more: object = {}) =>
    app.as(who).post(`/timebank/record-cases/${id}/${action}`, { answer: '已经核实清楚', ...more });

  it('about a relative, or raised by one, are for somebody else, who alone is told', async () => {
    await relative(near.dispatcher, about);
    const id = await object(await listed(), near.neighbour);
    expect((await app.as(near.dispatcher).get(`/timebank/record-cases/${id}`)).body.actions).toEqual([]);
    expect(refusal(await answer(near.dispatcher, id, 'dismiss'))).toEqual(REFUSED);
    expect(refusal(await answer(near.dispatcher, id, 'uphold'))).toEqual(REFUSED);
    expect([await told(near.dispatcher), await told(near.colleague)]).toEqual([[], ['record_case.object']]);
    expect((await answer(near.colleague, id, 'dismiss')).status).toBe(200);

    await app.db.query(`delete from relatives`);
    await relative(near.neighbour, near.dispatcher);
    const other = await object(await listed(), near.neighbour);
    expect(refusal(await answer(near.dispatcher, other, 'uphold'))).toEqual(REFUSED);
  });

  it('a relative’s objection is not answered by ending the record, either', async () => {
    const objector = await app.make.person({ homeCommunityCode: COMMUNITY });
    await relative(objector, near.dispatcher);
    const [waiting, standing] = [await listed(), await listed()];
    await app.db.query(`update service_records set state = 'confirmed', confirmed_at = $2 where id = $1`, [standing, app.clock.now()]);
    for (const [record, action] of [
      [waiting, 'refuse'],
      [standing, 'void'],
    ] as const) {
      const id = await object(record, objector);
      expect(refusal(await onRecord(near.dispatcher, record, action))).toEqual(REFUSED);
      expect((await app.as(near.colleague).get(`/timebank/record-cases/${id}`)).body.state).toBe('open');
      expect((await onRecord(near.colleague, record, action)).status).toBe(200);
    }
  });

  it('a relative’s wish for a correction is for somebody else', async () => {
    await relative(near.dispatcher, about);
    const [record, id] = [await manual(null, 'publicised'), newId()];
    expect((await app.as(about).post(`/timebank/records/${record}/corrections`, { id, text: '我是两点开始的', fileIds: [] })).status).toBe(
      201,
    );
    expect(refusal(await answer(near.dispatcher, id, 'dismiss'))).toEqual(REFUSED);
    expect((await answer(near.colleague, id, 'dismiss')).status).toBe(200);
  });
});

describe('corrections of the books and grants', () => {
  const BOOKS = '与您本人或亲属有关的积分，由其他工作人员申请。';
  const grant = (who: Somebody) =>
    app.as(who).post('/timebank/adjustments', {
      ...{ id: newId(), kind: 'grant_fund', communityCode: COMMUNITY, phone: about.phone, points: 5, note: '端午节慰问' },
    });
  const decide = (who: Somebody, id: string, action: string, body: object = {}) =>
    app.as(who).post(`/timebank/adjustments/${id}/${action}`, body);

  it('for a relative are neither asked for nor decided', async () => {
    await relative(about, near.dispatcher);
    expect(refusal(await grant(near.dispatcher))).toEqual([403, BOOKS]);
    const { body } = await grant(near.colleague);
    expect((await app.as(near.dispatcher).get(`/timebank/adjustments/${body.id}`)).body.actions).toEqual([]);
    for (const action of ['approve', 'refuse'])
      expect(refusal(await decide(near.dispatcher, body.id, action, action === 'refuse' ? { note: '不合适这样发' } : {}))).toEqual([
        403,
        '要由另一位工作人员复核，与本人或亲属有关的也不能自己处理。',
      ]);
    expect((await decide(near.streetDispatcher, body.id, 'approve')).status).toBe(200);
    const [row] = await app.db.query<{ id: string }[]>(`select id from transfers where ref_id = $1`, [body.id]);
    const back = { id: newId(), kind: 'reversal', transferId: row!.id, note: '发错了人，冲回' };
    expect(refusal(await app.as(near.dispatcher).post('/timebank/adjustments', back))).toEqual([403, BOOKS]);
    expect((await app.as(near.colleague).post('/timebank/adjustments', back)).status).toBe(201);
    expect((await decide(near.dispatcher, back.id, 'approve')).status).toBe(403);
  });
});

describe('certificates', () => {
  it('of a relative are checked, issued, refused and voided by somebody else', async () => {
    await recordOf(app, about, { minutes: 90, day: '2026-02-10' });
    const id = newId();
    const asked = {
      id,
      communityCode: COMMUNITY,
      fromDay: '2026-01-01',
      toDay: '2026-03-01',
      paperKind: 'resident_id',
      paperNumber: '11010519491231002X',
    };
    expect((await app.as(about).post('/certificates', asked)).status).toBe(201);
    await relative(near.dispatcher, about);
    const act = (who: Somebody, action: string, body: object) => app.as(who).post(`/certificates/${id}/${action}`, body);
    const [check, issue, reason] = [
      { tail: '31002x', documentSeen: true },
      { head: '陈书记', contact: '0774-3000000' },
      { reason: '资料不全' },
    ];
    expect((await app.as(near.dispatcher).get(`/certificates/${id}`)).body.actions).toEqual([]);
    for (const [action, body] of [
      ['check', check],
      ['issue', issue],
      ['refuse', reason],
    ] as const)
      expect(refusal(await act(near.dispatcher, action, body))).toEqual(REFUSED);
    expect([await told(near.dispatcher), await told(near.colleague)]).toEqual([[], ['certificate.apply']]);
    expect((await act(near.colleague, 'check', check)).status).toBe(200);
    expect((await act(near.colleague, 'issue', issue)).status).toBe(200);
    expect(refusal(await act(near.dispatcher, 'void', reason))).toEqual(REFUSED);
    expect((await act(near.colleague, 'void', reason)).status).toBe(200);
  });
});

describe('flags', () => {
  const flagged = async (otherId: string | null): Promise<string> => {
    const id = newId();
    await app.db.query(
      `insert into record_flags (id, kind, person_id, other_id, month, district_code, street_code, community_code, state, part, whole, raised_at, updated_at)
       values ($1, $2, $3, $4, '2026-03', $5, $6, $7, 'open', 9, 9, $8, $8)`,
      [id, otherId === null ? 'overlap' : 'pair_often', about.id, otherId, DISTRICT, STREET, COMMUNITY, app.clock.now()],
    );
    return id;
  };
  it('about a relative, or a bound elder who was served, are reviewed by somebody else', async () => {
    await relative(near.dispatcher, about);
    const elder = await elderOf(null);
    await helps(near.colleague, elder);
    const [one, pair] = [await flagged(null), await flagged(elder)];
    for (const [who, id] of [
      [near.dispatcher, one],
      [near.colleague, pair],
    ] as const) {
      expect((await app.as(who).get(`/timebank/flags/${id}`)).body.actions).toEqual([]);
      expect(refusal(await app.as(who).post(`/timebank/flags/${id}/clear`, { reason: '已经核实清楚' }))).toEqual(REFUSED);
    }
    expect((await app.as(near.colleague).post(`/timebank/flags/${one}/clear`, { reason: '已经核实清楚' })).status).toBe(200);
    expect((await app.as(near.streetDispatcher).post(`/timebank/flags/${pair}/clear`, { reason: '已经核实清楚' })).status).toBe(200);
  });
});
