import { bootApp, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { buildTown, COMMUNITY, DISTRICT, SISTER_COMMUNITY, STREET } from '../../../test/town.js';
import { MembersService } from './members.service.js';

describe('members', () => {
  let app: TestApp;
  let desk: Somebody;
  beforeAll(async () => {
    app = await bootApp();
    await buildTown(app.db.manager, app.clock.now());
    desk = await app.make.person({ name: '社区值班', roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
  });
  beforeEach(() => app.clock.set('2026-03-11T02:00:00.000Z'));
  afterAll(() => app.close());

  const wish = (more: object = {}) => ({
    name: '覃秀兰',
    birthDay: '1962-08-01',
    communityCode: COMMUNITY,
    skills: ['elder_care', 'S0104'],
    hours: [{ weekday: 3, fromMinute: 540, toMinute: 660 }],
    position: { lng: 111.302, lat: 23.402 },
    agreed: true,
    ...more,
  });
  const enrol = (person: Somebody, more: object = {}) => app.as(person).post('/members/me/enrol', wish(more));
  const enrolled = async (more: object = {}) => {
    const person = await app.make.person({ name: '' });
    const answer = await enrol(person, more);
    expect(answer.status).toBe(200);
    return person;
  };
  const rolesOf = async (person: Somebody) =>
    (await app.as(person).get('/me')).body.roles.map((r: { role: string; areaCode: string }) => `${r.role} ${r.areaCode}`);
  const act = (person: Somebody, of: Somebody, what: string, body: object = {}) => app.as(person).post(`/members/${of.id}/${what}`, body);

  describe('enrolling', () => {
    it('makes a grown-up a volunteer at the next request, with what they said about themselves', async () => {
      const person = await app.make.person({ name: '' });
      expect((await app.as(person).get('/members/me')).body).toMatchObject({ state: null, actions: ['enrol'], phoneVerified: true });
      expect((await enrol(person)).body).toMatchObject({
        state: 'active',
        name: '覃秀兰',
        communityName: '万福社区',
        skills: ['elder_care', 'S0104'],
        hours: [{ weekday: 3, fromMinute: 540, toMinute: 660 }],
        position: { lng: 111.302, lat: 23.402 },
        radiusMetres: 2000,
        partyState: 'none',
        actions: ['update', 'leave', 'claim_party'],
      });
      expect(await rolesOf(person)).toEqual([`volunteer ${COMMUNITY}`]);
      expect((await app.as(person).get('/me')).body).toMatchObject({ name: '覃秀兰', homeCommunityCode: COMMUNITY });
      expect(await enrol(person)).toMatchObject({ status: 409, body: { code: 'already_enrolled', state: 'active' } });
      const administrator = await app.make.person({ roles: [{ role: 'administrator', areaCode: DISTRICT }] });
      expect(JSON.stringify((await app.as(administrator).get('/staff?limit=100')).body)).not.toContain(person.phone);
    });

    it.each([
      ['thirteen', { birthDay: '2012-03-12' }, 422, 'too_young'],
      ['fourteen without a guardian', { birthDay: '2012-03-11' }, 422, 'guardian_needed'],
      ['seventeen without a guardian', { birthDay: '2008-03-12' }, 422, 'guardian_needed'],
      ['not agreed', { agreed: false }, 422, 'not_agreed'],
      ['a birthday there is none of', { birthDay: '1990-02-30' }, 400, 'invalid_input'],
      ['born tomorrow', { birthDay: '2026-03-12' }, 400, 'invalid_input'],
      ['a street as community', { communityCode: '990101001999' }, 400, 'invalid_input'],
      ['a skill nobody knows', { skills: ['flying'] }, 400, 'invalid_input'],
      ['no skill', { skills: [] }, 400, 'invalid_input'],
      [
        'times that overlap',
        {
          hours: [
            { weekday: 1, fromMinute: 0, toMinute: 60 },
            { weekday: 1, fromMinute: 59, toMinute: 120 },
          ],
        },
        400,
        'invalid_input',
      ],
      ['a time that ends before it begins', { hours: [{ weekday: 1, fromMinute: 120, toMinute: 60 }] }, 400, 'invalid_input'],
    ])('%s: refused', async (_, more, status, code) => {
      expect(await enrol(await app.make.person(), more)).toMatchObject({ status, body: { code } });
    });

    it('needs a verified phone', async () => {
      expect(await enrol(await app.make.person({ phone: null }))).toMatchObject({ status: 403, body: { code: 'phone_needed' } });
    });

    it('of somebody under age waits for the desk, who reads the guardian', async () => {
      const guardian = { name: '覃妈妈', phone: '13812340000', relation: 'mother' };
      const person = await enrolled({ birthDay: '2010-01-01', guardian });
      expect(await rolesOf(person)).toEqual([]);
      expect((await app.as(desk).get('/members?state=applying')).body.items).toContainEqual(
        expect.objectContaining({ personId: person.id, name: '覃*兰', minor: true }),
      );
      expect((await app.as(desk).get(`/members/${person.id}`)).body).toMatchObject({ age: 16, guardian, phone: person.phone });
      expect((await act(desk, person, 'approve')).body).toMatchObject({ state: 'active', actions: ['suspend', 'insure', 'relatives'] });
      expect(await rolesOf(person)).toEqual([`volunteer ${COMMUNITY}`]);
      expect(await act(desk, person, 'approve')).toMatchObject({ status: 409, body: { state: 'active' } });
      const refused = await enrolled({ birthDay: '2010-01-01', guardian });
      expect((await act(desk, refused, 'refuse', { reason: '联系不上监护人' })).body.state).toBe('left');
      expect((await app.as(refused).get('/members/me')).body).toMatchObject({
        state: 'left',
        reason: '联系不上监护人',
        actions: ['enrol'],
      });
    });

    it('sent 10 times at once is one', async () => {
      const person = await app.make.person();
      const answers = await Promise.all(Array.from({ length: 10 }, () => enrol(person)));
      expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
      expect(answers.filter((a) => a.status === 409)).toHaveLength(9);
    });
  });

  describe('serving', () => {
    it('says where, when and how far, and may forget the place', async () => {
      const person = await enrolled();
      const changed = await app
        .as(person)
        .patch('/members/me', { communityCode: SISTER_COMMUNITY, skills: ['repair'], radiusMetres: 500, forgetPosition: true });
      expect(changed.body).toMatchObject({ communityCode: SISTER_COMMUNITY, skills: ['repair'], radiusMetres: 500, position: null });
      expect(await rolesOf(person)).toEqual([`volunteer ${SISTER_COMMUNITY}`]);
      expect((await app.as(person).put('/members/me/hours', { hours: [] })).body.hours).toEqual([]);
      expect(await app.as(person).patch('/members/me', { showBadge: true })).toMatchObject({
        status: 422,
        body: { code: 'not_confirmed' },
      });
      expect(await app.as(await app.make.person()).patch('/members/me', { radiusMetres: 500 })).toMatchObject({
        status: 409,
        body: { code: 'not_enrolled' },
      });
    });

    it('is suspended by the desk until a day, restored by the night after it or by hand', async () => {
      const person = await enrolled();
      const suspended = await act(desk, person, 'suspend', { reason: '多次失约', until: '2026-03-20' });
      expect(suspended.body).toMatchObject({ state: 'suspended', suspendedUntil: '2026-03-20', reason: '多次失约' });
      expect(await rolesOf(person)).toEqual([]);
      expect(await app.nest.get(MembersService).active(app.db.manager, person.id)).toBeNull();
      app.clock.set('2026-03-20T15:59:59.000Z');
      await app.runJobs('members.days');
      expect((await app.as(person).get('/members/me')).body.state).toBe('suspended');
      app.clock.set('2026-03-20T16:10:00.000Z');
      await app.runJobs('members.days');
      await app.runJobs('members.days');
      expect((await app.as(person).get('/members/me')).body).toMatchObject({ state: 'active', reason: null });
      expect(await rolesOf(person)).toEqual([`volunteer ${COMMUNITY}`]);
      await act(desk, person, 'suspend', { reason: '再次失约' });
      expect((await act(desk, person, 'restore')).body.state).toBe('active');
      expect((await act(desk, person, 'suspend', { reason: '太久', until: '2028-01-01' })).status).toBe(400);
    });

    it('cannot leave a suspension behind by leaving', async () => {
      const person = await enrolled();
      await act(desk, person, 'suspend', { reason: '多次失约' });
      expect((await app.as(person).post('/members/me/leave')).body.state).toBe('left');
      expect((await enrol(person)).body).toMatchObject({ state: 'suspended', reason: '多次失约' });
    });

    it('ends with everything said about oneself', async () => {
      const person = await enrolled();
      expect((await app.as(person).post('/members/me/leave')).body).toMatchObject({
        state: 'left',
        skills: [],
        position: null,
        hours: [],
        birthDay: null,
      });
      expect(await rolesOf(person)).toEqual([]);
      expect(await app.as(person).post('/members/me/leave')).toMatchObject({ status: 409, body: { code: 'not_enrolled' } });
      expect((await enrol(person)).body.state).toBe('active');
    });

    it('is insured by the desk until a day', async () => {
      const person = await enrolled();
      expect((await act(desk, person, 'insure', { until: '2026-12-31' })).body.insuredUntil).toBe('2026-12-31');
      expect((await app.nest.get(MembersService).active(app.db.manager, person.id))?.insuredUntil).toBe('2026-12-31');
      expect((await act(desk, person, 'insure', { until: null })).body.insuredUntil).toBeNull();
      expect((await act(desk, person, 'insure', { until: '2026-03-10' })).status).toBe(400);
    });
  });

  describe('the desk', () => {
    it('finds people by words, skill and state, page by page, masked; the whole name and phone only on their page, each look recorded', async () => {
      const person = await enrolled({ name: '农金花', skills: ['legal'] });
      const found = (await app.as(desk).get(`/members?q=${encodeURIComponent('金花')}&skill=legal`)).body.items;
      expect(found).toMatchObject([{ personId: person.id, name: '农*花', state: 'active', qualifications: [] }]);
      expect(JSON.stringify(found)).not.toContain(person.phone);
      expect((await app.as(desk).get(`/members?q=${person.phone!.slice(-4)}&skill=legal`)).body.items).toHaveLength(1);
      expect((await app.as(desk).get(`/members?q=${person.phone!.slice(3, 7)}&skill=legal`)).body.items).toHaveLength(0);
      expect((await app.as(desk).get(`/members/${person.id}`)).body).toMatchObject({ name: '农金花', phone: person.phone });
      expect(
        await app.db.query(`select 1 from accesses where subject_type = 'member' and subject_id = $1 and person_id = $2`, [
          person.id,
          desk.id,
        ]),
      ).toHaveLength(1);
      const ids: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body } = await app.as(desk).get(`/members?limit=3&cursor=${cursor}`);
        ids.push(...body.items.map((m: { personId: string }) => m.personId));
        cursor = body.next;
      }
      expect(new Set(ids).size).toBe(ids.length);
      const [{ n }] = await app.db.query(`select count(*)::int as n from members where community_code = $1`, [COMMUNITY]);
      expect(ids).toHaveLength(n);
    });

    it('is the community’s or one above; never about oneself', async () => {
      const person = await enrolled();
      const at = async (areaCode: string) => app.make.person({ roles: [{ role: 'dispatcher', areaCode }] });
      expect((await app.as(await at(STREET)).get(`/members/${person.id}`)).status).toBe(200);
      expect((await app.as(await at(SISTER_COMMUNITY)).get(`/members/${person.id}`)).status).toBe(404);
      expect((await app.as(person).get(`/members/${person.id}`)).status).toBe(403);
      const both = await at(COMMUNITY);
      await enrol(both);
      expect(await act(both, both, 'insure', { until: '2026-12-31' })).toMatchObject({ status: 403, body: { code: 'four_eyes' } });
    });
  });

  describe('as a party member', () => {
    const consent = (person: Somebody, granted = true) => app.as(person).put('/me/consents', { purpose: 'party_membership', granted });
    const claimant = async () => {
      const person = await enrolled({ name: '陆建国' });
      await consent(person);
      await app.as(person).post('/members/me/party/claim');
      return person;
    };

    it('claims with consent, the community’s own desk confirms; the badge is a choice', async () => {
      const person = await enrolled({ name: '陆建国' });
      expect(await app.as(person).post('/members/me/party/claim')).toMatchObject({ status: 403, body: { code: 'consent_needed' } });
      await consent(person);
      expect((await app.as(person).post('/members/me/party/claim')).body).toMatchObject({ partyState: 'claimed' });
      expect(await rolesOf(person)).toEqual([`volunteer ${COMMUNITY}`]);
      const street = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: STREET }] });
      expect((await app.as(street).get(`/members/${person.id}`)).body).toMatchObject({ partyState: null, partyStateLabel: null });
      expect((await app.as(street).get('/members?partyState=claimed')).body.items).toEqual([]);
      expect((await act(street, person, 'party/confirm')).status).toBe(403);
      expect((await app.as(desk).get('/members?partyState=claimed')).body.items).toMatchObject([
        { personId: person.id, partyState: 'claimed' },
      ]);
      expect((await act(desk, person, 'party/confirm')).body).toMatchObject({ partyState: 'confirmed' });
      expect(await rolesOf(person)).toEqual([`party_member ${COMMUNITY}`, `volunteer ${COMMUNITY}`]);
      const serving = () => app.nest.get(MembersService).active(app.db.manager, person.id);
      expect(await serving()).toMatchObject({ partyMember: true, showBadge: false });
      expect((await app.as(person).patch('/members/me', { showBadge: true })).body.showBadge).toBe(true);
      expect(await act(desk, person, 'party/confirm')).toMatchObject({ status: 409, body: { state: 'confirmed' } });
      await consent(person, false);
      expect(await serving()).toMatchObject({ partyMember: false, showBadge: false });
      expect(await rolesOf(person)).toEqual([`volunteer ${COMMUNITY}`]);
    });

    it('or the organisation’s contact does; who leaves it is none here either', async () => {
      const branch = await app.make.unit({ kind: 'party_org', name: '第三党支部', areaCode: COMMUNITY });
      const contact = await app.make.person({ roles: [{ role: 'unit_contact', areaCode: COMMUNITY, unitId: branch.id }] });
      const person = await enrolled();
      await consent(person);
      await app.as(person).post(`/units/${branch.id}/join`, { summaryConsent: true });
      expect((await app.as(person).get('/members/me')).body.partyState).toBe('claimed');
      expect((await app.as(desk).get(`/members/${person.id}`)).body).toMatchObject({ partyState: 'claimed', partyUnitName: '第三党支部' });
      await app.as(contact).post(`/units/${branch.id}/members/${person.id}/confirm`);
      expect(await rolesOf(person)).toContain(`party_member ${COMMUNITY}`);
      await app.as(person).post(`/units/${branch.id}/leave`);
      expect(await rolesOf(person)).toEqual([`volunteer ${COMMUNITY}`]);
      const other = await app.make.person({ name: '先报到' });
      await consent(other);
      await app.as(other).post(`/units/${branch.id}/join`, { summaryConsent: true });
      await app.as(contact).post(`/units/${branch.id}/members/${other.id}/confirm`);
      expect((await enrol(other)).body).toMatchObject({ partyState: 'confirmed' });
      expect((await app.as(other).post('/members/me/party/drop')).body.partyState).toBe('none');
      expect((await app.as(other).get('/units/mine')).body).toMatchObject([{ state: 'ended' }]);
    });

    it('is refused with a reason', async () => {
      const person = await claimant();
      expect((await act(desk, person, 'party/refuse', { reason: '没有查到组织关系' })).body.partyState).toBe('refused');
      expect((await app.as(person).get('/members/me')).body).toMatchObject({ partyState: 'refused', partyReason: '没有查到组织关系' });
      expect((await app.as(person).post('/members/me/party/claim')).body.partyState).toBe('claimed');
    });
  });

  describe('for the modules above', () => {
    const members = () => app.nest.get(MembersService);
    it('are found deterministically: skilled first, then near, neighbours only within both radii, who may not left out', async () => {
      const at = (lng: number, lat = 23.43) => ({ lng, lat });
      const make = (wishes: Parameters<TestApp['make']['member']>[0]) =>
        app.make.member({ communityCode: '990101010001', skills: ['culture'], ...wishes });
      const near = await make({ position: at(111.33), skills: ['repair'] });
      const far = await make({ position: at(111.345), skills: ['S0301'] });
      const unskilled = await make({ position: at(111.33) });
      const nowhere = await make({});
      const young = await make({ birthDay: '2009-01-01' });
      const gone = await make({ state: 'suspended' });
      const neighbour = await make({ communityCode: SISTER_COMMUNITY, position: at(111.331), radiusMetres: 500 });
      const shy = await make({ communityCode: SISTER_COMMUNITY, position: at(111.34), radiusMetres: 300 });
      await app.make.qualification(far, 'electrician', '2026-03-20');
      const ids = async (more: object = {}) =>
        (
          await members().candidates(app.db.manager, {
            communityCode: '990101010001',
            category: 'repair',
            item: 'S0301',
            position: at(111.33),
            radiusMetres: 2000,
            limit: 20,
            ...more,
          })
        ).map((c) => c.personId);
      expect(await ids({ minAge: 18 })).toEqual([near.id, far.id, unskilled.id, neighbour.id, nowhere.id]);
      expect(await ids()).toContain(young.id);
      expect(await ids()).not.toContain(gone.id);
      expect(await ids()).not.toContain(shy.id);
      expect(await ids({ radiusMetres: null })).not.toContain(neighbour.id);
      expect(await ids({ qualification: 'electrician', onDay: '2026-03-20' })).toEqual([far.id]);
      expect(await ids({ qualification: 'electrician', onDay: '2026-03-21' })).toEqual([]);
      expect(await ids({ without: [near.id], limit: 1 })).toEqual([far.id]);
      const [first] = await members().candidates(app.db.manager, { communityCode: '990101010001', position: at(111.33), limit: 1 });
      expect(first).toMatchObject({ ownCommunity: true, distanceMetres: 0, hours: [], age: 45 });
    });

    it('hold a qualification until its last day, also one that covers it', async () => {
      const person = await app.make.member();
      await app.make.qualification(person, 'medical_practice', '2026-03-31');
      const has = (code: string, day: string) => members().hasQualification(app.db.manager, person.id, code, day);
      expect(await has('medical_practice', '2026-03-31')).toBe(true);
      expect(await has('medical_or_pharmacist', '2026-03-31')).toBe(true);
      expect(await has('medical_practice', '2026-04-01')).toBe(false);
      expect(await has('electrician', '2026-03-31')).toBe(false);
    });
  });

  describe('relatives', () => {
    it('are entered by the desk with a document, seen from both sides, and ended', async () => {
      const daughter = await enrolled({ name: '覃小红' });
      const mother = await enrolled({ name: '农阿秀', birthDay: '1950-01-01' });
      const add = (more: object = {}) =>
        act(desk, daughter, 'relatives', { phone: mother.phone, relation: 'parent', documentSeen: true, ...more });
      expect(await add({ documentSeen: false })).toMatchObject({ status: 422, body: { code: 'document_needed' } });
      expect(await add({ phone: '13700000000' })).toMatchObject({ status: 422, body: { code: 'no_account' } });
      expect((await add({ phone: daughter.phone })).status).toBe(400);
      expect((await add()).body).toMatchObject([{ personId: mother.id, name: '农*秀', relation: 'parent' }]);
      expect((await app.as(desk).get(`/members/${mother.id}/relatives`)).body).toMatchObject([
        { personId: daughter.id, relation: 'child' },
      ]);
      const members = app.nest.get(MembersService);
      expect(await members.areRelatives(app.db.manager, mother.id, daughter.id)).toBe(true);
      expect(await members.areRelatives(app.db.manager, mother.id, desk.id)).toBe(false);
      expect((await act(desk, mother, `relatives/${daughter.id}/end`)).body).toEqual([]);
      expect(await members.areRelatives(app.db.manager, daughter.id, mother.id)).toBe(false);
      expect((await act(desk, mother, `relatives/${daughter.id}/end`)).status).toBe(404);
      expect((await act(desk, daughter, 'relatives', { phone: desk.phone, relation: 'sibling', documentSeen: true })).body.code).toBe(
        'four_eyes',
      );
    });
  });

  it('are in one’s own data, and erased with the account; ids stay', async () => {
    const person = await enrolled();
    const team = newId();
    await app.as(desk).post('/service-teams', {
      id: team,
      type: 'community_group',
      name: '邻里帮',
      areaCode: COMMUNITY,
      open: true,
      leaderPhone: person.phone,
    });
    const { body } = await app.as(person).get('/me/data');
    expect(body.member).toMatchObject({ state: 'active', skills: ['elder_care', 'S0104'], hours: [{ weekday: 3 }] });
    expect(body.serviceTeams).toMatchObject([{ name: '邻里帮', leading: true }]);
    expect((await app.as(person).get('/me/closing')).body.consequences.join()).toContain('特长');
    expect((await app.as(person).post('/me/close', { confirm: '注销账号' })).status).toBe(204);
    const [row] = await app.db.query(`select state, birth_day, skills, lng from members where person_id = $1`, [person.id]);
    expect(row).toEqual({ state: 'left', birth_day: null, skills: [], lng: null });
    expect((await app.as(desk).get(`/service-teams/${team}`)).body).toMatchObject({ leaderId: null, memberCount: 0 });
  });
});
