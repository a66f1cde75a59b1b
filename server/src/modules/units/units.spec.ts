import ExcelJS from 'exceljs';
import { bootApp, type Somebody, type TestApp } from '../../../test/harness.js';
import { type MadeUnit, newId, newPhone } from '../../../test/makers.js';
import { buildTown, COMMUNITY, DISTRICT, SISTER_COMMUNITY, STREET } from '../../../test/town.js';
import { UnitFigures } from './unit-figures.service.js';

describe('units', () => {
  let app: TestApp;
  let administrator: Somebody;
  let committee: MadeUnit;
  let branch: MadeUnit;
  let contact: Somebody;
  beforeAll(async () => {
    app = await bootApp();
    await buildTown(app.db.manager, app.clock.now());
    administrator = await app.make.person({ name: '管理员', roles: [{ role: 'administrator', areaCode: DISTRICT }] });
    committee = await app.make.unit({ kind: 'party_org', name: '城管局机关党委', areaCode: STREET });
    branch = await app.make.unit({ name: '第三党支部', areaCode: COMMUNITY, parent: committee });
    contact = await app.make.person({ name: '蒙联络', roles: [{ role: 'unit_contact', areaCode: COMMUNITY, unitId: branch.id }] });
  });
  afterAll(() => app.close());

  const consent = (person: Somebody, granted = true) => app.as(person).put('/me/consents', { purpose: 'party_membership', granted });
  const comrade = async (name = '陆建国') => {
    const person = await app.make.person({ name, homeCommunityCode: COMMUNITY });
    await consent(person);
    return person;
  };
  const join = (person: Somebody, unit = branch, summaryConsent = true) =>
    app.as(person).post(`/units/${unit.id}/join`, { summaryConsent });
  const decide = (person: Somebody, of: Somebody, what: string, unit = branch) =>
    app.as(person).post(`/units/${unit.id}/members/${of.id}/${what}`, what === 'confirm' ? {} : { reason: '组织关系不在本支部' });

  describe('as trees', () => {
    it('are made from the root down, each level named as the district names it', async () => {
      const root = { id: newId(), kind: 'work_unit', level: 1, name: '区教育局', areaCode: STREET, partner: true };
      expect(await app.as(administrator).post('/units', root)).toMatchObject({
        status: 201,
        body: {
          name: '区教育局',
          level: 1,
          levelLabel: '单位',
          pathText: '区教育局',
          areaName: '滨江街道',
          partner: true,
          hasChildren: false,
        },
      });
      const child = { id: newId(), parentId: root.id, kind: 'work_unit', level: 3, name: '办公室', areaCode: COMMUNITY };
      expect((await app.as(administrator).post('/units', child)).body).toMatchObject({ pathText: '区教育局 · 办公室', levelLabel: '部门' });
      await app.as(administrator).put('/units/levels', { areaCode: DISTRICT, kind: 'work_unit', level: 3, label: '股室' });
      expect((await app.as(contact).get(`/units?parentId=${root.id}`)).body.items).toMatchObject([{ id: child.id, levelLabel: '股室' }]);
      expect((await app.as(contact).get(`/units/levels?areaCode=${COMMUNITY}`)).body).toContainEqual({
        kind: 'work_unit',
        level: 3,
        label: '股室',
      });
      expect((await app.as(contact).get('/units?kind=work_unit')).body.items).toMatchObject([{ id: root.id, hasChildren: true }]);
      expect((await app.as(administrator).post('/units', root)).status).toBe(200);
      expect((await app.as(administrator).post('/units', { ...root, name: '别的' })).body.code).toBe('id_taken');
      expect((await app.as(administrator).patch(`/units/${root.id}`, { retired: true })).body.code).toBe('has_children');
      expect((await app.as(administrator).patch(`/units/${child.id}`, { retired: true })).body.retired).toBe(true);
      expect((await app.as(contact).get(`/units?parentId=${root.id}`)).body.items).toEqual([]);
      expect((await app.as(contact).get(`/units?parentId=${root.id}&retired=true`)).body.items).toEqual([]);
      expect((await app.as(administrator).get(`/units?parentId=${root.id}&retired=true`)).body.items).toHaveLength(1);
      expect((await app.as(await app.make.person()).post(`/units/${child.id}/join`, { summaryConsent: true })).body.code).toBe(
        'unit_retired',
      );
    });

    it.each([
      ['a parent of the other tree', () => ({ parentId: branch.id, kind: 'work_unit', level: 6 }), 'kind'],
      ['a level above the parent', () => ({ parentId: branch.id, kind: 'party_org', level: 1 }), 'level'],
      ['no such parent', () => ({ parentId: newId(), kind: 'party_org', level: 3 }), 'parentId'],
      ['a single grid as its seat', () => ({ areaCode: '990101001001001' }), 'areaCode'],
      ['a level there is none of', () => ({ level: 7 }), 'level'],
      ['a name of one character', () => ({ name: '局' }), 'name'],
    ])('%s: 400', async (_, wrong, field) => {
      const answer = await app.as(administrator).post('/units', {
        id: newId(),
        kind: 'work_unit',
        level: 1,
        name: '区林业局',
        areaCode: STREET,
        ...wrong(),
      });
      expect(answer.status).toBe(400);
      expect(answer.body.fields).toHaveProperty(field);
    });

    it('are found by words and read page by page, each once', async () => {
      for (const n of [1, 2, 3, 4, 5]) await app.make.unit({ name: `百货公司${n}店`, areaCode: COMMUNITY });
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body } = await app.as(contact).get(`/units?q=${encodeURIComponent('百货')}&limit=2&cursor=${cursor}`);
        seen.push(...body.items.map((u: { name: string }) => u.name));
        cursor = body.next;
      }
      expect(seen).toEqual([1, 2, 3, 4, 5].map((n) => `百货公司${n}店`));
      expect((await app.as(contact).get('/units?q=%25')).body.items).toEqual([]);
    });

    it('come from a sheet, all or nothing', async () => {
      const sheet = (...lines: string[]) => {
        const form = new FormData();
        form.append('file', new Blob([['名称,上级,类型,层级,区划代码,共建', ...lines].join('\n')]), 'units.csv');
        return form;
      };
      const good = [`港务公司,,单位,1,${STREET},是`, `港务公司工会,港务公司,单位,2,${COMMUNITY},`];
      const bad = await app.as(administrator).post('/units/import?dryRun=false', sheet(...good, `局,没有这个,单位,2,${COMMUNITY},`));
      expect(bad.body).toMatchObject({ accepted: 2, problems: [{ row: 4, field: '名称' }] });
      expect((await app.as(administrator).get(`/units?q=${encodeURIComponent('港务')}`)).body.items).toEqual([]);
      expect((await app.as(administrator).post('/units/import?dryRun=false', sheet(...good))).body).toMatchObject({
        accepted: 2,
        problems: [],
      });
      expect((await app.as(administrator).get(`/units?q=${encodeURIComponent('工会')}`)).body.items).toMatchObject([
        { pathText: '港务公司 · 港务公司工会' },
      ]);
    });
  });

  describe('joined by a party member', () => {
    it('needs consent first; then the contact confirms, and both are in the record', async () => {
      const person = await app.make.person({ name: '陆建国', homeCommunityCode: COMMUNITY });
      expect(await join(person)).toMatchObject({ status: 403, body: { code: 'consent_needed' } });
      await consent(person);
      expect((await join(person)).body).toMatchObject({
        state: 'applying',
        pathText: '城管局机关党委 · 第三党支部',
        actions: ['leave', 'consent_summary'],
      });
      expect(await join(person)).toMatchObject({ status: 409, body: { state: 'applying' } });
      const page = (await app.as(contact).get(`/units/${branch.id}/members?state=applying`)).body.items;
      expect(page).toContainEqual(
        expect.objectContaining({ personId: person.id, name: '陆建国', communityName: '万福社区', actions: ['confirm', 'refuse'] }),
      );
      expect((await decide(contact, person, 'confirm')).body).toMatchObject({ state: 'active', actions: ['end'] });
      expect(await decide(contact, person, 'confirm')).toMatchObject({ status: 409, body: { state: 'active' } });
      expect((await app.as(person).get('/units/mine')).body).toMatchObject([{ unitId: branch.id, state: 'active' }]);
      expect(await join(person, committee)).toMatchObject({ status: 409, body: { code: 'already_member' } });
      const events = await app.db.query(
        `select action, actor_id = principal_id as own from events where subject_type = 'unit_membership' and principal_id = $1 order by id`,
        [person.id],
      );
      expect(events).toEqual([
        { action: 'join', own: true },
        { action: 'confirm', own: false },
      ]);
    });

    it('is refused with a reason the person reads, and may be asked for again', async () => {
      const person = await comrade();
      await join(person);
      await decide(contact, person, 'refuse');
      expect((await app.as(person).get('/units/mine')).body).toMatchObject([
        { state: 'refused', reason: '组织关系不在本支部', actions: [] },
      ]);
      expect((await join(person)).body).toMatchObject({ state: 'applying', reason: null });
      expect((await app.as(person).post(`/units/${branch.id}/leave`)).body.state).toBe('ended');
    });

    it('goes with the consent: nothing of it is left', async () => {
      const person = await comrade();
      await join(person);
      await decide(contact, person, 'confirm');
      await consent(person, false);
      expect((await app.as(person).get('/units/mine')).body).toEqual([]);
      expect(await app.db.query(`select 1 from unit_memberships where person_id = $1`, [person.id])).toEqual([]);
    });

    it('is confirmed by nobody for themselves', async () => {
      const both = await app.make.person({ name: '自己', roles: [{ role: 'unit_contact', areaCode: COMMUNITY, unitId: branch.id }] });
      await consent(both);
      await join(both);
      expect(await decide(both, both, 'confirm')).toMatchObject({ status: 403, body: { code: 'four_eyes' } });
    });

    it('needs a phone and a name', async () => {
      const guest = await app.make.person({ phone: null });
      expect(await join(guest)).toMatchObject({ status: 403, body: { code: 'phone_needed' } });
      const nameless = await app.make.person({ name: '' });
      await consent(nameless);
      expect(await join(nameless)).toMatchObject({ status: 422, body: { code: 'name_needed' } });
    });

    it('sent 10 times at once is one; into two branches at once is one', async () => {
      const person = await comrade();
      const other = await app.make.unit({ name: '第五党支部', areaCode: COMMUNITY, parent: committee });
      const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => join(person, i % 2 ? branch : other)));
      expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
      expect(answers.filter((a) => a.status === 409)).toHaveLength(9);
    });

    it('is seen by the organisation’s contact, the one above, and this very community’s desk; nobody else', async () => {
      const canary = await comrade('柏金丝');
      await join(canary);
      const can = async (
        role: 'dispatcher' | 'street_chief' | 'administrator' | 'auditor' | 'unit_contact',
        areaCode: string,
        unitId?: string,
      ) => {
        const person = await app.make.person({ name: '看的人', roles: [{ role, areaCode, ...(unitId ? { unitId } : {}) }] });
        const { status, body } = await app.as(person).get(`/units/${branch.id}/members`);
        return status === 200 && JSON.stringify(body).includes('柏金丝');
      };
      expect(await can('unit_contact', STREET, committee.id)).toBe(true);
      expect(await can('dispatcher', COMMUNITY)).toBe(true);
      expect(await can('dispatcher', STREET)).toBe(false);
      expect(await can('dispatcher', DISTRICT)).toBe(false);
      expect(await can('dispatcher', SISTER_COMMUNITY)).toBe(false);
      expect(await can('street_chief', STREET)).toBe(false);
      expect(await can('administrator', DISTRICT)).toBe(false);
      expect(await can('auditor', DISTRICT)).toBe(false);
      const looks = await app.db.query(`select 1 from accesses where subject_type = 'unit' and subject_id = $1 and field = 'members'`, [
        branch.id,
      ]);
      expect(looks.length).toBeGreaterThan(1);
    });
  });

  describe('read by its contact', () => {
    let unit: MadeUnit;
    let own: Somebody;
    const minutes = new Map<string, number>();
    beforeAll(async () => {
      app.nest.get(UnitFigures).register({
        ofPeople: (_tx, ids) =>
          Promise.resolve(
            ids.flatMap((id) => (minutes.has(id) ? [{ personId: id, minutes: minutes.get(id)!, services: 2, posts: 1 }] : [])),
          ),
        ofUnits: () => Promise.resolve({ claims: 3, delivered: 2 }),
      });
      unit = await app.make.unit({ name: '=区供电局', areaCode: COMMUNITY });
      own = await app.make.person({ name: '单位联络', roles: [{ role: 'unit_contact', areaCode: COMMUNITY, unitId: unit.id }] });
    });
    const member = async (name: string, summaryConsent: boolean, done: number) => {
      const person = await app.make.person({ name, homeCommunityCode: COMMUNITY });
      await join(person, unit, summaryConsent);
      await decide(own, person, 'confirm', unit);
      minutes.set(person.id, done);
      return person;
    };
    const figures = async () => (await app.as(own).get(`/units/${unit.id}/figures?half=2026H1`)).body;

    it('names those who consented, counts the others, and says no number about one or two alone', async () => {
      await member('愿公开甲', true, 120);
      await member('=愿公开乙', true, 240);
      const silent = await member('金丝雀', false, 77);
      expect(await figures()).toMatchObject({
        members: 3,
        consented: 2,
        served: null,
        minutes: 360,
        services: 4,
        posts: 2,
        claims: 3,
        delivered: 2,
        people: [
          { name: '=愿公开乙', minutes: 240, communityName: '万福社区' },
          { name: '愿公开甲', minutes: 120 },
        ],
      });
      expect(JSON.stringify(await figures())).not.toContain('金丝雀');
      await member('再一位', false, 30);
      await member('第三位', false, 30);
      expect((await figures()).served).toBe(5);
      await app.as(silent).put(`/units/${unit.id}/summary-consent`, { granted: true });
      expect(JSON.stringify(await figures())).toContain('金丝雀');
      await app.as(silent).put(`/units/${unit.id}/summary-consent`, { granted: false });
      expect(JSON.stringify(await figures())).not.toContain('金丝雀');
    });

    it('comes as a sheet without formulas and as a paper, each time recorded', async () => {
      const xlsx = await app.as(own).get(`/units/${unit.id}/summary?half=2026H1&format=xlsx`);
      expect(xlsx.status).toBe(200);
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(xlsx.body as ArrayBuffer);
      const cells: string[] = [];
      book.worksheets[0]!.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
      expect(cells).toContain("'=愿公开乙");
      expect(cells.filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
      expect(cells.join(' ')).not.toMatch(/金丝雀/);
      const pdf = await app.as(own).get(`/units/${unit.id}/summary?half=2026H1&format=pdf`);
      expect(pdf.headers.get('content-type')).toBe('application/pdf');
      expect((pdf.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.headers.get('content-disposition')).toContain('filename="summary.pdf"');
      const events = await app.db.query(`select data from events where subject_id = $1 and action = 'export_summary' order by id`, [
        unit.id,
      ]);
      expect(events).toEqual([{ data: { half: '2026H1', format: 'xlsx', rows: 2 } }, { data: { half: '2026H1', format: 'pdf', rows: 2 } }]);
      expect((await app.as(own).get(`/units/${unit.id}/summary?half=2026H3&format=pdf`)).status).toBe(400);
    });
  });

  describe('has contacts', () => {
    const wish = (more: object = {}) => ({ id: newId(), phone: newPhone(), name: '蒙晓燕', from: '2026-03-11', ...more });

    it('given by the administrator to a phone, in force at the next request, ended at once', async () => {
      const person = await app.make.person({ name: '蒙晓燕' });
      const body = wish({ phone: person.phone });
      const granted = await app.as(administrator).post(`/units/${branch.id}/contacts`, body);
      expect(granted).toMatchObject({ status: 201, body: { phone: person.phone, joined: true, active: true, actions: ['end'] } });
      expect((await app.as(administrator).post(`/units/${branch.id}/contacts`, body)).status).toBe(200);
      expect((await app.as(administrator).post(`/units/${branch.id}/contacts`, wish({ phone: person.phone }))).body.code).toBe(
        'already_granted',
      );
      expect((await app.as(person).get('/me')).body.roles).toMatchObject([
        { role: 'unit_contact', unitId: branch.id, unitName: '第三党支部' },
      ]);
      expect((await app.as(person).get('/units/contacted')).body).toMatchObject([{ id: branch.id }]);
      expect((await app.as(person).get(`/units/${branch.id}/members`)).status).toBe(200);
      expect((await app.as(administrator).get('/staff')).body.items).toContainEqual(
        expect.objectContaining({
          phone: person.phone,
          grants: [expect.objectContaining({ role: 'unit_contact', unitName: '第三党支部' })],
        }),
      );
      expect((await app.as(contact).get(`/units/${branch.id}/contacts`)).body.map((c: { phone: string }) => c.phone)).toContain(
        `${person.phone!.slice(0, 3)}****${person.phone!.slice(-4)}`,
      );
      expect((await app.as(administrator).post(`/units/${branch.id}/contacts/${body.id}/end`)).body.active).toBe(false);
      expect((await app.as(person).get(`/units/${branch.id}/members`)).status).toBe(403);
    });

    it('never given to oneself, and one person may be the contact of two units', async () => {
      expect((await app.as(administrator).post(`/units/${branch.id}/contacts`, wish({ phone: administrator.phone }))).status).toBe(403);
      const other = await app.make.unit({ name: '第六党支部', areaCode: COMMUNITY, parent: committee });
      const phone = newPhone();
      expect((await app.as(administrator).post(`/units/${branch.id}/contacts`, wish({ phone }))).status).toBe(201);
      expect((await app.as(administrator).post(`/units/${other.id}/contacts`, wish({ phone }))).status).toBe(201);
    });
  });

  it('is in one’s own data, and goes with the account', async () => {
    const person = await comrade();
    await join(person);
    expect((await app.as(person).get('/me/data')).body.units).toMatchObject([{ unit: '第三党支部', state: 'applying' }]);
    expect((await app.as(person).post('/me/close', { confirm: '注销账号' })).status).toBe(204);
    expect(await app.db.query(`select 1 from unit_memberships where person_id = $1`, [person.id])).toEqual([]);
  });
});
