import ExcelJS from 'exceljs';
import { bootApp, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId, newPhone } from '../../../test/makers.js';
import { buildTown, COMMUNITY, DISTRICT, GRID, OTHER_STREET, STREET } from '../../../test/town.js';

let app: TestApp;
let admin: Somebody;
beforeAll(async () => {
  app = await bootApp();
  await buildTown(app.db.manager, app.clock.now());
  admin = await app.make.person({ name: '管理员', roles: [{ role: 'administrator', areaCode: STREET }] });
});
afterAll(() => app.close());

const wish = (more: object = {}) => ({
  id: newId(),
  phone: newPhone(),
  name: '何网格',
  role: 'grid_member',
  areaCode: GRID,
  from: '2026-03-01',
  ...more,
});
const grant = (more: object = {}, as = admin) => app.as(as).post('/staff/grants', wish(more));

describe('a role', () => {
  it('given to a phone counts from the next request of whoever has it', async () => {
    const person = await app.make.person();
    expect((await app.as(person).get('/me')).body.roles).toEqual([]);
    const given = await grant({ phone: person.phone });
    expect([given.status, given.body]).toMatchObject([
      201,
      { role: 'grid_member', areaName: '滨江街道 · 万福社区 · 第一网格', active: true },
    ]);
    expect((await app.as(person).get('/me')).body.roles).toMatchObject([{ role: 'grid_member', areaCode: GRID }]);
  });

  it('names somebody who never gave a name', async () => {
    const person = await app.make.person({ name: '' });
    await grant({ phone: person.phone, name: '郑明' });
    expect((await app.as(person).get('/me')).body.name).toBe('郑明');
    const named = await app.make.person({ name: '陈静' });
    await grant({ phone: named.phone, name: '小陈' });
    expect((await app.as(named).get('/me')).body.name).toBe('陈静');
  });

  it('is ended today or on a later day', async () => {
    const person = await app.make.person();
    const { id } = (await grant({ phone: person.phone })).body;
    const later = await app.as(admin).post(`/staff/grants/${id}/end`, { to: '2026-03-20' });
    expect(later.body).toMatchObject({ to: '2026-03-20', active: true, revokedAt: null });
    const now = await app.as(admin).post(`/staff/grants/${id}/end`, { to: '2026-03-11' });
    expect(now.body).toMatchObject({ active: false, revokedAt: app.clock.now().toISOString() });
    expect((await app.as(person).get('/me')).body.roles).toEqual([]);
    expect((await app.as(admin).post(`/staff/grants/${id}/end`, { to: '2026-03-11' })).body).toMatchObject({ status: 409, state: 'ended' });
  });

  it('is one, however often it is sent', async () => {
    const body = wish();
    const all = await Promise.all(Array.from({ length: 16 }, () => app.as(admin).post('/staff/grants', body)));
    expect(all.map((a) => a.status).sort()).toEqual([...Array<number>(15).fill(200), 201]);
    expect(await app.db.query(`select 1 from role_grants where phone = $1`, [body.phone])).toHaveLength(1);
    expect((await app.as(admin).post('/staff/grants', body)).status).toBe(200);
    expect((await app.as(admin).post('/staff/grants', { ...body, name: '别人' })).body.code).toBe('id_taken');
    expect((await app.as(admin).post('/staff/grants', { ...body, id: newId() })).body.code).toBe('already_granted');
  });

  it.each([
    ['to oneself', () => ({ phone: admin.phone }), 403],
    ['above the own area', () => ({ role: 'dispatcher', areaCode: DISTRICT }), 403],
    ['in another street', () => ({ role: 'street_chief', areaCode: OTHER_STREET }), 403],
    ['on the wrong level', () => ({ areaCode: COMMUNITY }), 400],
    ['in a place that is not there', () => ({ areaCode: `${COMMUNITY}999` }), 400],
    ['until before it begins', () => ({ to: '2026-02-28' }), 400],
    ['from a day that is not in the calendar', () => ({ from: '2026-02-30' }), 400],
    ['of a name that cannot be given', () => ({ role: 'handler' }), 400],
    ['with more than is asked', () => ({ personId: newId() }), 400],
    ['to no phone', () => ({ phone: '12345' }), 400],
  ])('is not given %s', async (_what, more, status) => {
    const answer = await grant(more());
    expect([answer.status, answer.body.detail]).toEqual([status, expect.stringMatching(/\p{Script=Han}/u)]);
  });

  it('keeps administration and audit apart, in either order', async () => {
    const phone = newPhone();
    expect((await grant({ phone, role: 'auditor', areaCode: STREET })).status).toBe(201);
    expect((await grant({ phone, role: 'administrator', areaCode: COMMUNITY })).body.code).toBe('duties_apart');
  });

  it('of the own is not changed by its holder', async () => {
    const boss = await app.make.person({ roles: [{ role: 'administrator', areaCode: DISTRICT }] });
    const other = await app.make.person();
    const { id } = (await grant({ phone: other.phone, role: 'administrator', areaCode: COMMUNITY }, boss)).body;
    expect((await app.as(other).post(`/staff/grants/${id}/end`, { to: '2026-03-11' })).body.code).toBe('not_oneself');
    expect((await app.as(boss).post(`/staff/grants/${id}/end`, { to: '2026-03-11' })).status).toBe(200);
  });

  it('leaves a trace without names or phones, and so does the attempt that was refused', async () => {
    const { id, phone } = { ...wish(), id: newId() };
    await grant({ id, phone });
    await grant({ phone: admin.phone });
    const [done] = await app.db.query(`select * from events where subject_id = $1`, [id]);
    expect(done).toMatchObject({ action: 'grant', actor_id: admin.id, area_code: GRID, data: { role: 'grid_member' } });
    expect(JSON.stringify(done)).not.toContain(phone);
    const [refused] = await app.db.query(`select * from events where outcome = 'refused' order by id desc limit 1`);
    expect(refused).toMatchObject({ subject_id: 'POST /api/v1/staff/grants', actor_id: admin.id, data: { code: 'not_oneself' } });
  });
});

describe('the list of staff', () => {
  it('shows people of the own area with their roles, page by page, found by phone or name', async () => {
    const own = await app.make.person({ roles: [{ role: 'administrator', areaCode: OTHER_STREET }] });
    const phones = [newPhone(), newPhone(), newPhone()].sort();
    for (const [i, phone] of phones.entries())
      await app.as(own).post('/staff/grants', wish({ phone, name: `马${i}号`, role: 'dispatcher', areaCode: OTHER_STREET }));
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await app.as(own).get(`/staff?limit=2&cursor=${cursor}&role=dispatcher`);
      seen.push(...(body.items as { phone: string }[]).map((item) => item.phone));
      cursor = body.next as string | null;
    }
    expect(seen).toEqual(phones);
    expect((await app.as(own).get(`/staff?q=${encodeURIComponent('马1')}`)).body.items).toMatchObject([
      { phone: phones[1], joined: false },
    ]);
    expect((await app.as(own).get(`/staff?q=${phones[2]!.slice(-6)}`)).body.items).toMatchObject([{ phone: phones[2] }]);
    expect((await app.as(own).get('/staff?q=%25')).body.items).toEqual([]);
    expect((await app.as(own).get(`/staff?areaCode=${STREET}`)).body.items).toEqual([]);
  });

  it('is masked for an auditor, and the look is recorded', async () => {
    const auditor = await app.make.person({ roles: [{ role: 'auditor', areaCode: DISTRICT }] });
    const { items } = (await app.as(auditor).get('/staff')).body as { items: { phone: string }[] };
    expect(items.every((item) => /^1\d\d\*{4}\d{4}$/.test(item.phone))).toBe(true);
    expect(await app.db.query(`select 1 from accesses where person_id = $1`, [auditor.id])).toHaveLength(1);
  });

  it.each(['cursor=abc', 'limit=101', 'limit=0', 'role=king', 'areaCode=1', 'sort=__proto__'])('refuses ?%s', async (query) => {
    expect((await app.as(admin).get(`/staff?${query}`)).status).toBe(400);
  });
});

describe('a team', () => {
  const team = (more: object = {}) => ({
    id: newId(),
    type: 'urban_management',
    name: '滨江城管中队',
    areaCode: STREET,
    hasAccounts: true,
    ...more,
  });

  it('is made, staffed, renamed, and its members handle from the next request', async () => {
    const wanted = team();
    expect((await app.as(admin).post('/teams', wanted)).body).toMatchObject({ typeLabel: '城管', members: [], retired: false });
    const member = await app.make.person();
    const members = [
      { phone: member.phone, name: '郑队员', lead: true },
      { phone: newPhone(), name: '王队员', lead: false },
    ];
    const staffed = await app.as(admin).put(`/teams/${wanted.id}/members`, { members });
    expect(staffed.body.members).toMatchObject([
      { name: '郑队员', lead: true, joined: true, personId: member.id },
      { name: '王队员', joined: false },
    ]);
    expect((await app.as(member).get('/me')).body.roles).toMatchObject([
      { role: 'handler', teamId: wanted.id, teamName: '滨江城管中队', lead: true },
    ]);
    expect((await app.as(member).get(`/teams/${wanted.id}`)).body.members[1].phone).toMatch(/\*{4}/);
    await app.as(admin).put(`/teams/${wanted.id}/members`, { members: members.slice(1) });
    expect((await app.as(member).get('/me')).body.roles).toEqual([]);
    const renamed = await app.as(admin).patch(`/teams/${wanted.id}`, { name: '滨江综合执法队', retired: true });
    expect(renamed.body).toMatchObject({ name: '滨江综合执法队', retired: true });
  });

  it('of a property company has its grids; a team without accounts has no members', async () => {
    const property = team({ type: 'property_management', areaCode: COMMUNITY, gridCodes: [GRID] });
    expect((await app.as(admin).post('/teams', property)).body.gridCodes).toEqual([GRID]);
    const police = team({ type: 'public_security', hasAccounts: false });
    await app.as(admin).post('/teams', police);
    const members = [{ phone: newPhone(), name: '某某', lead: false }];
    expect((await app.as(admin).put(`/teams/${police.id}/members`, { members })).body.code).toBe('team_without_accounts');
  });

  it.each([
    ['of another street', () => team({ areaCode: OTHER_STREET }), 403],
    ['of a grid', () => team({ areaCode: GRID }), 400],
    ['with a grid of somewhere else', () => team({ areaCode: OTHER_STREET, gridCodes: [GRID] }), 403],
    ['with a community for a grid', () => team({ gridCodes: [COMMUNITY] }), 400],
  ])('is not made %s', async (_what, body, status) => {
    expect((await app.as(admin).post('/teams', body())).status).toBe(status);
  });

  it('does not take the same phone twice, nor its own administrator', async () => {
    const wanted = team();
    await app.as(admin).post('/teams', wanted);
    const phone = newPhone();
    const put = (phones: (string | null)[]) =>
      app.as(admin).put(`/teams/${wanted.id}/members`, { members: phones.map((p) => ({ phone: p, name: '某某', lead: false })) });
    expect(Object.keys((await put([phone, phone])).body.fields as object)).toEqual(['members.1.phone']);
    expect((await put([admin.phone])).body.code).toBe('not_oneself');
  });

  it('is listed for those on duty below and above it, not for residents', async () => {
    const dispatcher = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
    const far = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: OTHER_STREET }] });
    const listed = (await app.as(dispatcher).get('/teams?limit=100')).body.items as { areaCode: string; members: null }[];
    expect(new Set(listed.map((t) => t.areaCode))).toEqual(new Set([STREET, COMMUNITY]));
    expect(listed.every((t) => t.members === null)).toBe(true);
    expect((await app.as(far).get('/teams')).body.items).toEqual([]);
    expect((await app.as(await app.make.person()).get('/teams')).status).toBe(403);
  });
});

describe('importing people from a sheet', () => {
  const HEAD = '手机号,姓名,角色,区划代码,开始,结束';
  const send = (content: string | Buffer, dryRun: boolean, as = admin) => {
    const form = new FormData();
    form.append('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), '人员.csv');
    return app.as(as).post(`/staff/import?dryRun=${dryRun}`, form);
  };

  it('names each bad cell in a dry run and takes nothing', async () => {
    const [good, taken] = [newPhone(), newPhone()];
    const csv = [
      HEAD,
      `${good},冯一,网格员,${GRID},2026/3/1,`,
      `123,陈二,网格员,${GRID},,`,
      `${taken},,国王,abc,2026-02-30,昨天`,
      `${newPhone()},褚三,民意专员,${OTHER_STREET},,`,
      `${good},冯一,网格员,${GRID},,`,
    ].join('\r\n');
    const { body } = await send(`\uFEFF${csv}`, true);
    expect(body).toMatchObject({ dryRun: true, accepted: 1 });
    expect((body.problems as { row: number; field: string }[]).map((p) => [p.row, p.field])).toEqual([
      [3, '手机号'],
      [4, '姓名'],
      [4, '角色'],
      [4, '区划代码'],
      [4, '开始'],
      [4, '结束'],
      [5, '手机号'],
      [6, '手机号'],
    ]);
    expect((await send(csv, false)).body).toMatchObject({ dryRun: false, problems: expect.arrayContaining([expect.anything()]) });
    expect(await app.db.query(`select 1 from role_grants where phone = $1`, [good])).toEqual([]);
  });

  it('takes a good xlsx whole, and a csv as Excel in China writes it', async () => {
    const [a, b] = [newPhone(), newPhone()];
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('人员');
    sheet.addRow(HEAD.split(','));
    sheet.addRow([Number(a), '卫四', '网格员', GRID, new Date('2026-03-01T00:00:00Z'), '2026-12-31']);
    const xlsx = Buffer.from(await book.xlsx.writeBuffer());
    expect((await send(xlsx, true)).body).toEqual({ dryRun: true, accepted: 1, problems: [] });
    expect((await send(xlsx, false)).body).toEqual({ dryRun: false, accepted: 1, problems: [] });
    const gbk = Buffer.concat([
      Buffer.from('cad6bbfabac52cd0d5c3fb2cbdc7c9ab2cc7f8bbaeb4fac2eb0a', 'hex'),
      Buffer.from(`${b},Li,grid_member,${GRID}\n`),
    ]);
    expect((await send(gbk, false)).body).toMatchObject({ accepted: 1, problems: [] });
    const rows = await app.db.query(`select from_day::text, to_day::text from role_grants where phone = any($1) order by phone`, [[a, b]]);
    expect(rows).toEqual([
      { from_day: '2026-03-01', to_day: '2026-12-31' },
      { from_day: '2026-03-11', to_day: null },
    ]);
  });

  it('refuses what is no such sheet, in a sentence', async () => {
    for (const content of [
      '',
      'a,b\n1,2',
      Buffer.from('PK\x03\x04 not a zip'),
      Buffer.alloc(400_000, 'x'),
      Buffer.from([0, 255, 254, 0]),
    ]) {
      const answer = await send(content, true);
      expect([400, 413]).toContain(answer.status);
      expect(answer.body.detail).toMatch(/\p{Script=Han}/u);
    }
    expect((await app.as(admin).post('/staff/import?dryRun=true', {})).status).toBe(400);
    expect((await send(HEAD, true, await app.make.person())).status).toBe(403);
  });
});

describe('the audit', () => {
  it('finds what happened in the auditor’s areas, newest first, page by page, each row once', async () => {
    const auditor = await app.make.person({ roles: [{ role: 'auditor', areaCode: DISTRICT }] });
    const seen: { id: string; kind: string; at: string }[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await app.as(auditor).get(`/audit?limit=7&to=2026-03-11T02:00:00.001Z&cursor=${cursor}`);
      seen.push(...(body.items as typeof seen));
      cursor = seen.length > 500 ? null : (body.next as string | null);
    }
    const keys = seen.map((row) => `${row.kind} ${row.id}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(20);
    expect(new Set(seen.map((row) => row.kind))).toEqual(new Set(['event', 'access']));
  });

  it('narrows by who, what and where; a street’s auditor sees that street alone', async () => {
    const local = await app.make.person({ roles: [{ role: 'auditor', areaCode: OTHER_STREET }] });
    const everything = (await app.as(local).get('/audit?limit=100')).body.items as { areaCode: string }[];
    expect(everything.every((row) => row.areaCode.startsWith(OTHER_STREET))).toBe(true);
    const auditor = await app.make.person({ roles: [{ role: 'auditor', areaCode: DISTRICT }] });
    const mine = (await app.as(auditor).get(`/audit?actorId=${admin.id}&action=grant&areaCode=${STREET}`)).body.items as object[];
    expect(mine.length).toBeGreaterThan(0);
    expect(mine[0]).toMatchObject({
      kind: 'event',
      subjectType: 'role',
      action: 'grant',
      actorId: admin.id,
      actorName: '管*员',
      outcome: 'done',
    });
  });

  it('calls a nameless person nameless, and only a closed account nothing', async () => {
    const auditor = await app.make.person({ name: '', roles: [{ role: 'auditor', areaCode: DISTRICT }] });
    await app.as(auditor).get('/audit?limit=1');
    const own = async () => {
      const other = await app.make.person({ roles: [{ role: 'auditor', areaCode: DISTRICT }] });
      return (await app.as(other).get(`/audit?actorId=${auditor.id}`)).body.items[0].actorName as string | null;
    };
    expect(await own()).toBe('未填姓名');
    await app.db.query(`update people set phone = null, phone_verified_at = null, closed_at = now() where id = $1`, [auditor.id]);
    expect(await own()).toBeNull();
  });

  it('is not for administrators', async () => {
    expect((await app.as(admin).get('/audit')).status).toBe(403);
  });
});
