import { bootApp, DAY, HOUR, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { buildTown, COMMUNITY, OTHER_STREET, STREET } from '../../../test/town.js';
import { uploadPhoto } from '../../../test/upload.js';

describe('partner units', () => {
  let app: TestApp;
  let power: { id: string; name: string };
  let branch: { id: string; name: string };
  let contact: Somebody;
  let second: Somebody;
  let secretary: Somebody;
  let desk: Somebody;
  let streetDesk: Somebody;
  let resident: Somebody;
  beforeAll(async () => {
    app = await bootApp();
    await buildTown(app.db.manager, app.clock.now());
    power = await app.make.unit({ areaCode: COMMUNITY, name: '临江供电所' });
    branch = await app.make.unit({ areaCode: STREET, name: '滨江第一党支部', kind: 'party_org' });
    const of = (unitId: string, areaCode: string) => app.make.person({ roles: [{ role: 'unit_contact', areaCode, unitId }] });
    contact = await of(power.id, COMMUNITY);
    second = await of(power.id, COMMUNITY);
    secretary = await of(branch.id, STREET);
    desk = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
    streetDesk = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: STREET }] });
    resident = await app.make.person({ name: '王小明', homeCommunityCode: COMMUNITY });
  });
  afterAll(() => app.close());
  const day = (days: number) => new Date(app.clock.now().getTime() + days * DAY + 8 * HOUR).toISOString().slice(0, 10);
  const itemOf = (more: object = {}) => ({
    id: newId(),
    kind: 'resource',
    areaCode: COMMUNITY,
    unitId: power.id,
    title: '每月一次用电安全检查',
    detail: '可派两名电工。',
    validUntil: day(60),
    ...more,
  });
  const add = async (more: object = {}, who = contact): Promise<string> => {
    const { status, body } = await app.as(who).post('/partner-items', itemOf(more));
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id as string;
  };
  const act = (who: Somebody, id: string, action: string, body: object = {}) => app.as(who).post(`/partner-items/${id}/${action}`, body);
  const list = async (who: Somebody, query = 'kind=resource'): Promise<string[]> =>
    (await app.as(who).get(`/partner-items?${query}`)).body.items.map((item: { id: string }) => item.id);

  describe('claim wishes', () => {
    const onBoard = async (more: object = {}): Promise<string> => {
      const draft = {
        kind: 'project',
        areaCode: COMMUNITY,
        title: '修好凉亭',
        what: 'deed',
        beneficiary: 'community',
        valueYuan: 20_000,
        ...more,
      };
      const { body } = await app.as(streetDesk).post('/wishes/on-behalf', { id: newId(), ...draft });
      await app.as(desk).post(`/wishes/${body.id}/approve`, { publicTitle: '修好凉亭', publicText: '社区的凉亭漏雨，想修好。' });
      return body.id as string;
    };
    it('through any of their contacts, and projects only they', async () => {
      const id = await onBoard();
      const seen = await app.as(contact).get(`/wishes/${id}`);
      expect(seen.body).toMatchObject({ actions: ['claim'], claimChoices: [{ as: 'unit', unitId: power.id, text: '临江供电所' }] });
      const taken = await app.as(contact).post(`/wishes/${id}/claim`, { as: 'unit', unitId: power.id, pledgeDay: day(60) });
      expect(taken.body).toMatchObject({ state: 'claimed', claimantText: '临江供电所', claimedByMe: true });
      expect((await app.as(second).get('/wishes/claims')).body.items[0]).toMatchObject({ id, claimedByMe: true });
      expect((await app.as(secretary).post(`/wishes/${id}/give-back`)).status).toBe(403);
      const proof = { note: '凉亭修好了。', fileIds: [await uploadPhoto(app, second)] };
      expect((await app.as(second).post(`/wishes/${id}/deliver`, proof)).body.state).toBe('delivered');
      expect((await app.as(desk).post(`/wishes/${id}/fulfil`)).body.state).toBe('fulfilled');
      expect((await app.guest().get(`/public/wishes?areaCode=${STREET}`)).body.boards[1].items[0]).toMatchObject({
        claimantText: '临江供电所',
      });
    });
    it('a party organisation claims as a branch', async () => {
      const id = await onBoard();
      await app.as(secretary).post(`/wishes/${id}/claim`, { as: 'unit', unitId: branch.id, pledgeDay: day(60) });
      expect(await app.db.query(`select claim_kind from wishes where id = $1`, [id])).toEqual([{ claim_kind: 'branch' }]);
    });
    it('a contact who leaves has the claim no more, and the desk that speaks for the unit does not verify', async () => {
      const id = await onBoard();
      const both = await app.make.person({
        roles: [
          { role: 'unit_contact', areaCode: COMMUNITY, unitId: power.id },
          { role: 'dispatcher', areaCode: COMMUNITY },
        ],
      });
      await app.as(both).post(`/wishes/${id}/claim`, { as: 'unit', unitId: power.id, pledgeDay: day(10) });
      await app.as(contact).post(`/wishes/${id}/deliver`, { note: '修好了。', fileIds: [await uploadPhoto(app, contact)] });
      expect((await app.as(both).post(`/wishes/${id}/fulfil`)).status).toBe(403);
      await app.db.query(`update role_grants set ended_at = now() where person_id = $1 and role = 'unit_contact'`, [both.id]);
      expect((await app.as(both).get(`/wishes/${id}`)).body.claimedByMe).toBe(false);
      expect((await app.as(both).post(`/wishes/${id}/fulfil`)).status).toBe(403);
    });
    it('not for a unit one does not speak for, nor in another district', async () => {
      const id = await onBoard();
      expect((await app.as(contact).post(`/wishes/${id}/claim`, { as: 'unit', unitId: branch.id, pledgeDay: day(3) })).status).toBe(403);
      const far = await app.make.unit({ areaCode: '990102001001', name: '邻区供电所' });
      const stranger = await app.make.person({ roles: [{ role: 'unit_contact', areaCode: '990102001001', unitId: far.id }] });
      expect((await app.as(stranger).post(`/wishes/${id}/claim`, { as: 'unit', unitId: far.id, pledgeDay: day(3) })).status).toBe(403);
    });
  });

  describe('tell what they need and offer', () => {
    it('one takes up what another offers, and both sides can ring each other', async () => {
      const id = await add();
      const { body } = await app.as(secretary).get(`/partner-items/${id}`);
      expect(body).toMatchObject({ fromText: '临江供电所', stateText: '待对接', actions: ['take_up'], contactVisible: true });
      expect(body.speakFor).toEqual([{ unitId: branch.id, text: '滨江第一党支部' }]);
      const taken = await act(secretary, id, 'take-up', { unitId: branch.id, note: '周三上午带队去' });
      expect(taken.body).toMatchObject({ state: 'taken', takenText: '滨江第一党支部', takenNote: '周三上午带队去', actions: ['let_go'] });
      expect((await app.as(contact).get(`/partner-items/${id}/contact`)).body).toMatchObject({ taken: { phone: secretary.phone } });
      expect((await act(second, id, 'finish')).body.state).toBe('done');
      const looks = await app.db.query<unknown[]>(`select 1 from accesses where subject_id = $1`, [id]);
      expect(looks).toHaveLength(1);
    });
    it('the desk for the community, a unit for itself, nobody for another', async () => {
      expect((await app.as(desk).post('/partner-items', itemOf({ unitId: undefined }))).body.fromText).toBe('万福社区');
      expect((await app.as(contact).post('/partner-items', itemOf({ unitId: undefined }))).status).toBe(403);
      expect((await app.as(contact).post('/partner-items', itemOf({ unitId: branch.id }))).status).toBe(403);
      expect((await app.as(resident).post('/partner-items', itemOf())).status).toBe(403);
      expect((await app.as(desk).post('/partner-items', itemOf({ unitId: undefined, areaCode: OTHER_STREET }))).status).toBe(403);
    });
    it('once for its id', async () => {
      const draft = itemOf();
      expect((await app.as(contact).post('/partner-items', draft)).status).toBe(201);
      expect((await app.as(contact).post('/partner-items', draft)).status).toBe(200);
      expect((await app.as(contact).post('/partner-items', { ...draft, title: '别的' })).body.code).toBe('id_taken');
    });
    it.each([
      [-1, '早于今天'],
      [400, '最长一年'],
    ])('valid %i days: refused', async (days, part) => {
      const { body } = await app.as(contact).post('/partner-items', itemOf({ validUntil: day(days) }));
      expect(body.fields.validUntil).toContain(part);
    });
    it('not taken up by its own side, by a resident, or when it is over', async () => {
      const id = await add();
      expect((await act(contact, id, 'take-up', { unitId: power.id, note: '自己来' })).status).toBe(403);
      expect((await act(resident, id, 'take-up', { note: '我来' })).status).toBe(403);
      expect((await app.as(resident).get(`/partner-items/${id}/contact`)).status).toBe(403);
      const now = app.clock.now();
      app.clock.advance(61 * DAY);
      expect((await act(desk, id, 'take-up', { note: '社区来' })).status).toBe(409);
      expect(await list(resident)).not.toContain(id);
      expect(await list(contact, 'kind=resource&mine=true')).toContain(id);
      app.clock.set(now.toISOString());
      expect((await act(desk, id, 'take-up', { note: '社区来' })).status).toBe(200);
      expect((await act(contact, id, 'let-go')).body).toMatchObject({ state: 'open', takenText: null });
    });
    it('two take it up at once: one does', async () => {
      const id = await add();
      const answers = await Promise.all([
        act(secretary, id, 'take-up', { unitId: branch.id, note: '我们来' }),
        act(desk, id, 'take-up', { note: '社区来' }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    });
    it('changes and ends by who wrote it, or the desk', async () => {
      const id = await add();
      const words = { title: '每季一次用电检查', validUntil: day(90) };
      expect((await act(secretary, id, 'revise', words)).status).toBe(403);
      expect((await act(second, id, 'revise', words)).body.title).toBe(words.title);
      expect((await act(secretary, id, 'close')).status).toBe(403);
      expect((await act(desk, id, 'close')).body.state).toBe('closed');
      expect((await act(second, id, 'revise', words)).status).toBe(409);
    });
    it('lists by kind and area, page by page', async () => {
      const mine = [await add({ kind: 'need' }), await add({ kind: 'need' }), await add({ kind: 'need', areaCode: STREET })];
      expect(await list(resident, `kind=need&areaCode=${COMMUNITY}`)).toEqual([mine[1], mine[0]]);
      const first = await app.as(resident).get('/partner-items?kind=need&limit=2');
      const rest = await app.as(resident).get(`/partner-items?kind=need&limit=2&cursor=${first.body.next}`);
      expect([...first.body.items, ...rest.body.items].map((item: { id: string }) => item.id)).toEqual([...mine].reverse());
    });
    it('says for whom one may write', async () => {
      expect((await app.as(contact).get('/partner-items/speakers')).body).toEqual({
        desk: false,
        units: [{ unitId: power.id, text: '临江供电所' }],
      });
      expect((await app.as(resident).get('/partner-items/speakers')).body).toEqual({ desk: false, units: [] });
    });
  });
});
