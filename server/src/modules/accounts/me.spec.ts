import { CONSENT_PURPOSES } from '@linli/shared/accounts';
import { bootApp, type TestApp } from '../../../test/harness.js';
import { newPhone } from '../../../test/makers.js';
import { AccountClosings, AccountData } from './account-links.service.js';

const DISTRICT = '450403';
const COMMUNITY = '450403001001';
let app: TestApp;
beforeAll(async () => {
  app = await bootApp();
  for (const [code, level, parent, name] of [
    [DISTRICT, 'district', null, '临江区'],
    ['450403001', 'street', DISTRICT, '滨江街道'],
    [COMMUNITY, 'community', '450403001', '万福社区'],
  ])
    await app.db.query(`insert into areas (code, level, parent_code, name, created_at, updated_at) values ($1, $2, $3, $4, now(), now())`, [
      code,
      level,
      parent,
      name,
    ]);
});
afterAll(() => app.close());

describe('me', () => {
  it('shows who I am, with my roles and consents', async () => {
    const person = await app.make.person({
      name: '李大姐',
      phone: '13812341234',
      homeCommunityCode: COMMUNITY,
      roles: [
        { role: 'dispatcher', areaCode: COMMUNITY, to: '2026-12-31' },
        { role: 'grid_member', areaCode: COMMUNITY, from: '2026-03-12' },
        { role: 'sentinel', areaCode: COMMUNITY, to: '2026-03-10' },
      ],
    });
    const { body } = await app.as(person).get('/me');
    expect(body).toMatchObject({
      id: person.id,
      name: '李大姐',
      phoneMasked: '138****1234',
      phoneVerified: true,
      homeCommunityName: '滨江街道 · 万福社区',
      roles: [
        { role: 'dispatcher', roleLabel: '民意专员', areaName: '滨江街道 · 万福社区', until: '2026-12-31', teamId: null, lead: false },
      ],
    });
    expect(body.consents).toHaveLength(CONSENT_PURPOSES.length);
    expect(JSON.stringify(body)).not.toContain('13812341234');
  });

  it('takes a role away with the next request', async () => {
    const person = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
    expect((await app.as(person).get('/me')).body.roles).toHaveLength(1);
    await app.db.query(`update role_grants set ended_at = now() where person_id = $1`, [person.id]);
    expect((await app.as(person).get('/me')).body.roles).toHaveLength(0);
  });

  it('knows no roles without a verified phone', async () => {
    const person = await app.make.person({ phone: null, roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
    expect((await app.as(person).get('/me')).body).toMatchObject({ phoneVerified: false, phoneMasked: null, roles: [] });
  });

  it('changes my name and community, also when WeChat says POST for PATCH', async () => {
    const person = await app.make.person({ name: '' });
    const changed = await app.as(person).patch('/me', { name: '赵一', homeCommunityCode: COMMUNITY });
    expect(changed.body).toMatchObject({ name: '赵一', homeCommunityCode: COMMUNITY });
    const headers = { 'x-http-method-override': 'PATCH' };
    expect((await app.as(person).post('/me', { name: '赵二' }, { headers })).body.name).toBe('赵二');
  });

  it.each([
    [{ name: '长'.repeat(21) }, 'name'],
    [{ homeCommunityCode: '450403001' }, 'homeCommunityCode'],
    [{ homeCommunityCode: '450403001099' }, 'homeCommunityCode'],
    [{ role: 'administrator' }, 'role'],
    [{ name: 5 }, 'name'],
    [{ name: 'a\u0000b' }, null],
    [{ name: 'a\ud800b' }, null],
  ])('refuses %j in a sentence', async (change, field) => {
    const person = await app.make.person();
    const answer = await app.as(person).patch('/me', change);
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toMatch(/\p{Script=Han}/u);
    if (field) expect(Object.keys(answer.body.fields as object)).toEqual([field]);
  });

  it('keeps consents per purpose, the last word counts', async () => {
    const person = await app.make.person();
    const set = (granted: boolean) => app.as(person).put('/me/consents', { purpose: 'position', granted });
    const granted = (body: { consents: { purpose: string; granted: boolean }[] }) =>
      body.consents.filter((c) => c.granted).map((c) => c.purpose);
    expect(granted((await set(true)).body)).toEqual(['position']);
    expect(granted((await set(false)).body)).toEqual([]);
    const rows = await app.db.query(`select 1 from consents where person_id = $1`, [person.id]);
    expect(rows).toHaveLength(2);
  });

  it('does a write once under its key, whatever comes at once', async () => {
    const person = await app.make.person();
    const key = 'the-same-key-for-all';
    const body = { purpose: 'position', granted: true };
    const all = await Promise.all(Array.from({ length: 32 }, () => app.as(person).put('/me/consents', body, { key })));
    expect(new Set(all.map((a) => a.status))).toEqual(new Set([200]));
    expect(await app.db.query(`select 1 from consents where person_id = $1`, [person.id])).toHaveLength(1);
    const other = await app.as(person).put('/me/consents', { ...body, granted: false }, { key });
    expect([other.status, other.body.code]).toEqual([422, 'key_reused']);
    const stranger = await app.make.person();
    expect((await app.as(stranger).put('/me/consents', body, { key })).status).toBe(200);
  });
});

describe('my data', () => {
  it('comes as one JSON, with what every module adds', async () => {
    app.nest.get(AccountData).register('stamps', () => Promise.resolve([{ stamp: 1 }]));
    const person = await app.make.person({ name: '钱多' });
    const { body } = await app.as(person).get('/me/data');
    expect(body).toMatchObject({ account: { person: { name: '钱多', phone: person.phone } }, stamps: [{ stamp: 1 }] });
  });
});

describe('closing an account', () => {
  it('says first what it does, then erases', async () => {
    const phone = newPhone();
    const person = await app.make.person({
      name: '孙走',
      phone,
      openid: 'o_leaving',
      roles: [{ role: 'dispatcher', areaCode: COMMUNITY }],
    });
    const view = (await app.as(person).get('/me/closing')).body;
    expect(view).toEqual({ obstacles: [], consequences: expect.arrayContaining([expect.stringContaining('手机号')]), points: 0 });
    expect((await app.as(person).post('/me/close', { confirm: '好' })).status).toBe(400);
    expect((await app.as(person).post('/me/close', { confirm: '注销账号' })).status).toBe(204);
    expect((await app.as(person).get('/me')).status).toBe(401);
    const everywhere = await app.db.query(
      `select (select json_agg(p) from people p) as people, (select json_agg(o) from openids o) as openids, (select json_agg(g) from role_grants g) as grants,
              (select json_agg(e) from events e) as events, (select json_agg(i) from idempotency_keys i) as keys`,
    );
    const left = JSON.stringify(everywhere);
    for (const trace of [phone, '孙走', 'o_leaving']) expect(left).not.toContain(trace);
    expect(left).toContain(person.id);
  });

  it('is refused while a module has a reason', async () => {
    const person = await app.make.person();
    app.nest.get(AccountClosings).refuse((_tx, id) => Promise.resolve(id === person.id ? '您还有正在处理的案件。' : null));
    expect((await app.as(person).get('/me/closing')).body.obstacles).toEqual(['您还有正在处理的案件。']);
    const refused = await app.as(person).post('/me/close', { confirm: '注销账号' });
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([409, 'closing_refused', '您还有正在处理的案件。']);
  });

  it('is refused to the only administrator of a district', async () => {
    const only = await app.make.person({ roles: [{ role: 'administrator', areaCode: DISTRICT }] });
    expect((await app.as(only).post('/me/close', { confirm: '注销账号' })).status).toBe(409);
    await app.make.person({ roles: [{ role: 'administrator', areaCode: DISTRICT }] });
    expect((await app.as(only).post('/me/close', { confirm: '注销账号' })).status).toBe(204);
  });
});
