import { POLICY_DEFAULT, type PolicyTerms } from '@linli/shared/timebank-policy';
import type { PolicyView } from '@linli/shared/timebank-policies.dto';
import { bootApp, DAY, HOUR, NOON_OF_TESTS, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId } from '../../../../test/makers.js';
import { buildTown, COMMUNITY, DISTRICT, OTHER_STREET, SISTER_COMMUNITY, STREET } from '../../../../test/town.js';
import { PoliciesService } from '../policies.service.js';

let app: TestApp;
let writer: Somebody;
let second: Somebody;
let dispatcher: Somebody;
let auditor: Somebody;
let resident: Somebody;
beforeAll(async () => {
  app = await bootApp();
  await buildTown(app.db.manager, app.clock.now());
  const as = (role: 'administrator' | 'dispatcher' | 'auditor', areaCode: string) =>
    app.make.person({ name: '李建国', roles: [{ role, areaCode }] });
  [writer, second] = [await as('administrator', DISTRICT), await as('administrator', DISTRICT)];
  [dispatcher, auditor] = [await as('dispatcher', COMMUNITY), await as('auditor', DISTRICT)];
  resident = await app.make.person({ homeCommunityCode: COMMUNITY });
});
beforeEach(() => app.clock.advance(HOUR));
afterAll(() => app.close());

const terms = (more: Partial<PolicyTerms> = {}): PolicyTerms => ({ ...POLICY_DEFAULT, ...more });
const draftOf = async (areaCode: string, more: Partial<PolicyTerms> = {}, who = writer): Promise<string> => {
  const id = newId();
  const { status, body } = await app.as(who).post('/timebank/policies', { id, areaCode, terms: terms(more) });
  if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return id;
};
const act = (id: string, action: string, body: object = {}, who = second) => app.as(who).post(`/timebank/policies/${id}/${action}`, body);
const tryIt = (id: string, who = writer) => act(id, 'try', { month: '2026-02' }, who);
const published = async (areaCode: string, more: Partial<PolicyTerms>, body: object = {}): Promise<string> => {
  const id = await draftOf(areaCode, more);
  await tryIt(id);
  const answer = await act(id, 'publish', body);
  if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return id;
};
const rules = async (areaCode: string) => (await app.guest().get(`/timebank/rules?areaCode=${areaCode}`)).body;
const said = async (answer: Promise<{ status: number; body: { code?: string; state?: string } }>) => {
  const { status, body } = await answer;
  return [status, body?.code, body?.state].filter(Boolean).join(' ');
};

describe('the rules of an area', () => {
  it('are the program’s until somebody publishes some; a draft changes nothing, a second person publishes it, from now on', async () => {
    expect(await rules(COMMUNITY)).toMatchObject({
      areaName: '万福社区',
      ofAreaCode: null,
      version: null,
      terms: { pointsPerHour: 10 },
      next: null,
    });
    const id = newId();
    const made = await app
      .as(writer)
      .post('/timebank/policies', { id, areaCode: DISTRICT, terms: terms({ pointsPerHour: 12 }), note: ' 试行 ' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      version: 1,
      state: 'draft',
      note: '试行',
      inForce: false,
      changes: ['每服务 1 小时：10 积分 → 12 积分'],
      tried: false,
      trial: null,
      cannotPublish: '这一稿是您写的，要由另一位管理员或值班员发布。',
      actions: ['edit', 'try', 'discard'],
    });
    expect((await rules(COMMUNITY)).terms.pointsPerHour).toBe(10);
    expect(await said(act(id, 'publish'))).toBe('409 not_tried draft');
    expect((await tryIt(id)).body).toMatchObject({ tried: true, trial: { month: '2026-02', total: { people: 0, services: 0 } } });
    expect(await said(act(id, 'publish', {}, writer))).toBe('403 forbidden');
    const out = await act(id, 'publish');
    expect(out.body).toMatchObject({
      state: 'published',
      inForce: true,
      fromAt: app.clock.now().toISOString(),
      publishedBy: '李建国',
      actions: [],
    });
    expect(await rules(COMMUNITY)).toMatchObject({ ofAreaCode: DISTRICT, ofAreaName: '临江区', version: 1, terms: { pointsPerHour: 12 } });
  });

  it('are inherited whole from the nearest above, and given up again', async () => {
    await published(DISTRICT, { pointsPerHour: 12, wishPoints: 30 });
    await published(STREET, { pointsPerHour: 15 });
    expect(await rules(COMMUNITY)).toMatchObject({ ofAreaCode: STREET, terms: { pointsPerHour: 15, wishPoints: 20 } });
    expect(await rules(`${OTHER_STREET}001`)).toMatchObject({ ofAreaCode: DISTRICT, terms: { wishPoints: 30 } });
    await published(COMMUNITY, { pointsPerHour: 20 });
    expect([(await rules(COMMUNITY)).terms.pointsPerHour, (await rules(SISTER_COMMUNITY)).terms.pointsPerHour]).toEqual([20, 15]);
    const id = newId();
    const made = await app.as(writer).post('/timebank/policies', { id, areaCode: COMMUNITY, inherits: true });
    expect(made.body).toMatchObject({ inherits: true, terms: { pointsPerHour: 15 } });
    expect(made.body.changes).toEqual(['不再有自己的规则，沿用上级', '每服务 1 小时：20 积分 → 15 积分']);
    await tryIt(id);
    expect((await act(id, 'publish')).status).toBe(200);
    expect(await rules(COMMUNITY)).toMatchObject({ ofAreaCode: STREET, terms: { pointsPerHour: 15 } });
    await published(STREET, { pointsPerHour: 16 });
    expect((await rules(COMMUNITY)).terms.pointsPerHour).toBe(16);
    expect(await said(app.as(writer).post('/timebank/policies', { id: newId(), areaCode: DISTRICT, inherits: true }))).toBe(
      '400 invalid_input',
    );
  });

  it('may be published for later: told beforehand, in force from that instant, and nothing before it', async () => {
    const before = (await rules(COMMUNITY)).terms.pointsPerHour as number;
    const fromAt = new Date(app.clock.now().getTime() + 2 * DAY).toISOString();
    await published(COMMUNITY, { pointsPerHour: 25 }, { fromAt });
    expect(await rules(COMMUNITY)).toMatchObject({
      terms: { pointsPerHour: before },
      next: { fromAt, changes: [`每服务 1 小时：${before} 积分 → 25 积分`] },
    });
    const at = (ms: number) => app.nest.get(PoliciesService).inForce(app.db.manager, COMMUNITY, new Date(Date.parse(fromAt) + ms));
    expect([(await at(-1)).terms.pointsPerHour, (await at(0)).terms.pointsPerHour]).toEqual([before, 25]);
    const early = await draftOf(COMMUNITY, { pointsPerHour: 26 });
    await tryIt(early);
    expect(await said(act(early, 'publish'))).toBe('409 later_version draft');
    expect((await act(early, 'publish', { fromAt })).status).toBe(200);
    expect((await at(0)).terms.pointsPerHour).toBe(26);
    app.clock.advance(3 * DAY);
  });

  it('never begin in the past', async () => {
    const id = await draftOf(STREET, { pointsPerHour: 30 });
    await tryIt(id);
    for (const fromAt of [new Date(app.clock.now().getTime() - 1).toISOString(), '2027-09-01T00:00:00Z', '2026-12-01T00:00:00'])
      expect([fromAt, (await act(id, 'publish', { fromAt })).status]).toEqual([fromAt, 400]);
    const past = app.db.query(`update timebank_policies set state = 'published', from_at = $2, published_at = $3 where id = $1`, [
      id,
      new Date('2026-01-01'),
      app.clock.now(),
    ]);
    await expect(past).rejects.toMatchObject({ driverError: { constraint: 'timebank_policies_never_past' } });
  });

  it('stand as they were published: no step, no statement changes them', async () => {
    const id = await published(STREET, { pointsPerHour: 17 });
    for (const action of ['publish', 'discard', 'try'])
      expect(await said(act(id, action, action === 'try' ? { month: '2026-02' } : {}))).toBe('409 not_now published');
    expect(await said(app.as(writer).put(`/timebank/policies/${id}`, { terms: terms() }))).toBe('409 not_now published');
    for (const sql of [`update timebank_policies set terms = '{}' where id = $1`, `delete from timebank_policies where id = $1`])
      await expect(app.db.query(sql, [id])).rejects.toMatchObject({ driverError: { code: 'LI001' } });
  });
});

describe('a draft', () => {
  it('is tried anew when its terms change, and is whoever’s who saved it last', async () => {
    const id = await draftOf(STREET, { pointsPerHour: 21 });
    await tryIt(id);
    const edited = await app.as(second).put(`/timebank/policies/${id}`, { terms: terms({ pointsPerHour: 22 }) });
    expect(edited.body).toMatchObject({ tried: false, terms: { pointsPerHour: 22 }, trial: { month: '2026-02' } });
    expect(await said(act(id, 'publish', {}, writer))).toBe('409 not_tried draft');
    await tryIt(id);
    expect(await said(act(id, 'publish', {}, second))).toBe('403 forbidden');
    expect((await act(id, 'publish', {}, writer)).status).toBe(200);
  });

  it('saved again without a change needs no other dry run', async () => {
    const id = await draftOf(STREET, { giftRelations: ['child', 'spouse'] });
    await tryIt(id);
    const same = await app.as(writer).put(`/timebank/policies/${id}`, { terms: terms({ giftRelations: ['spouse', 'child'] }) });
    expect(same.body.tried).toBe(true);
  });

  it('of two published at once one is, and the other must be looked at again', async () => {
    const [a, b] = [await draftOf(COMMUNITY, { pointsPerHour: 31 }), await draftOf(COMMUNITY, { pointsPerHour: 32 })];
    for (const id of [a, b]) await tryIt(id);
    const answers = await Promise.all([said(act(a, 'publish')), said(act(b, 'publish')), said(act(a, 'publish')), said(act(b, 'publish'))]);
    expect(answers.filter((one) => one === '200 published')).toHaveLength(1);
    expect(answers.filter((one) => one === '409 based_on_older draft')).toHaveLength(2);
    const rest = (await app.as(writer).get(`/timebank/policies/${a}`)).body.state === 'draft' ? a : b;
    await app.as(writer).put(`/timebank/policies/${rest}`, { terms: terms({ pointsPerHour: 33 }) });
    await tryIt(rest);
    expect((await act(rest, 'publish')).status).toBe(200);
  });

  it('is made once for its id, and numbered in its area even when many are made at once', async () => {
    const body = { id: newId(), areaCode: SISTER_COMMUNITY, terms: terms() };
    const twice = await Promise.all([app.as(writer).post('/timebank/policies', body), app.as(writer).post('/timebank/policies', body)]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(await said(app.as(writer).post('/timebank/policies', { ...body, terms: terms({ wishPoints: 1 }) }))).toBe('409 id_taken');
    expect(await said(app.as(second).post('/timebank/policies', body))).toBe('409 id_taken');
    await Promise.all(Array.from({ length: 8 }, () => draftOf(SISTER_COMMUNITY)));
    const { body: list } = await app.as(writer).get(`/timebank/policies?areaCode=${SISTER_COMMUNITY}&limit=4`);
    expect(list.items.map(({ version }: PolicyView) => version)).toEqual([9, 8, 7, 6]);
    const rest = await app.as(writer).get(`/timebank/policies?areaCode=${SISTER_COMMUNITY}&cursor=${list.next}`);
    expect(rest.body.items.map(({ version }: PolicyView) => version)).toEqual([5, 4, 3, 2, 1]);
  });

  it('is thrown away by its administrator, for good', async () => {
    const id = await draftOf(COMMUNITY);
    expect(await said(act(id, 'discard', {}, dispatcher))).toBe('403 forbidden');
    expect((await act(id, 'discard')).body).toMatchObject({ state: 'discarded', actions: [] });
    expect(await said(act(id, 'publish'))).toBe('409 not_now discarded');
    expect((await app.as(auditor).get(`/timebank/policies?areaCode=${COMMUNITY}&state=discarded`)).body.items).toMatchObject([{ id }]);
  });

  it('is published by the desk too, which reads it and tries it', async () => {
    const id = await draftOf(COMMUNITY, { pointsPerHour: 11 });
    expect((await app.as(dispatcher).get(`/timebank/policies/${id}`)).body.actions).toEqual(['try', 'publish']);
    await tryIt(id, dispatcher);
    expect((await act(id, 'publish', {}, dispatcher)).body.state).toBe('published');
    expect((await app.as(resident).get(`/timebank/policies/${id}`)).status).toBe(404);
    expect((await app.as(resident).get('/timebank/rules')).body.terms.pointsPerHour).toBe(11);
  });

  it.each([
    ['more points than the bounds', { pointsPerHour: 101 }, 'pointsPerHour'],
    ['half a point', { pointsPerHour: 1.5 }, 'pointsPerHour'],
    ['a night over 150', { nightCoefficientPercent: 151 }, 'nightCoefficientPercent'],
    ['a holiday under 100', { holidayCoefficientPercent: 99 }, 'holidayCoefficientPercent'],
    ['more than eight hours a day', { dailyEarnCapMinutes: 481 }, 'dailyEarnCapMinutes'],
    ['a cap of nothing', { monthlyEarnCapPoints: 0 }, 'monthlyEarnCapPoints'],
    ['a missing key', { wishPoints: undefined }, 'wishPoints'],
    ['an unknown relation', { giftRelations: ['friend'] }, 'giftRelations'],
    ['a mode that is none', { publicServants: 'cash' }, 'publicServants'],
    ['a key of its own', { cashPerPoint: 1 }, 'cashPerPoint'],
    ['six stars', { starHours: [1, 2, 3, 4, 5, 6] }, 'starHours'],
    ['a benefit too long', { starBenefits: ['好'.repeat(61), '二', '三', '四', '五'] }, 'starBenefits'],
  ])('with %s is refused', async (_, more, field) => {
    const { status, body } = await app
      .as(writer)
      .post('/timebank/policies', { id: newId(), areaCode: COMMUNITY, terms: { ...terms(), ...more } });
    expect([status, Object.keys(body.fields).map((path) => path.split('.')[1])]).toEqual([400, [field]]);
    expect(Object.values(body.fields).join()).toMatch(/\p{Script=Han}/u);
  });

  it.each([
    ['stars that do not rise', { starHours: [100, 300, 300, 1000, 1500] }],
    ['a star without a benefit', { starBenefits: ['一星证书'] }],
  ])('with %s is refused', async (_, more) => {
    const answer = await app.as(writer).post('/timebank/policies', { id: newId(), areaCode: COMMUNITY, terms: terms(more) });
    expect([answer.status, Object.keys(answer.body.fields)]).toEqual([400, ['starHours']]);
  });

  it('is of a community, a street or the district, and tried on a month that has been', async () => {
    expect(await said(app.as(writer).post('/timebank/policies', { id: newId(), areaCode: `${COMMUNITY}001`, terms: terms() }))).toBe(
      '400 invalid_input',
    );
    const id = await draftOf(COMMUNITY);
    for (const month of ['2026-04', '2023-01', '2026-13', '2026'])
      expect([month, (await act(id, 'try', { month }, writer)).status]).toEqual([month, 400]);
    expect(app.clock.now().getTime()).toBeGreaterThan(Date.parse(NOON_OF_TESTS));
  });
});
