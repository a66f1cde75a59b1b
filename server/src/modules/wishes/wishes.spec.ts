import { bootApp, DAY, HOUR, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { COMMUNITY, GRID, OTHER_STREET, SISTER_COMMUNITY, STREET, buildTown } from '../../../test/town.js';
import { uploadPhoto } from '../../../test/upload.js';

const wishOf = (more: object = {}) => ({
  id: newId(),
  kind: 'micro',
  areaCode: COMMUNITY,
  title: '想要一副老花镜',
  detail: '我是3栋501的王桂兰，电话13912345678，看报纸费眼睛。',
  what: 'thing',
  beneficiary: 'elder',
  valueYuan: 80,
  address: '万福社区3栋501',
  ...more,
});
const APPROVED = { publicTitle: '想要一副老花镜', publicText: '一位老人爱看报，想要一副老花镜。' };

describe('the wish board', () => {
  let app: TestApp;
  let wisher: Somebody;
  let friend: Somebody;
  let stranger: Somebody;
  let dispatcher: Somebody;
  let colleague: Somebody;
  let gridMember: Somebody;
  let auditor: Somebody;
  let farDispatcher: Somebody;
  beforeAll(async () => {
    app = await bootApp();
    await buildTown(app.db.manager, app.clock.now());
    const as = (role: 'dispatcher' | 'grid_member' | 'auditor', areaCode: string) =>
      app.make.person({ name: '李建国', roles: [{ role, areaCode }] });
    wisher = await app.make.person({ name: '王桂兰', homeCommunityCode: COMMUNITY });
    friend = await app.make.person({ name: '陈晓雨', homeCommunityCode: COMMUNITY });
    stranger = await app.make.person({ name: '赵路过' });
    dispatcher = await as('dispatcher', COMMUNITY);
    colleague = await as('dispatcher', STREET);
    gridMember = await as('grid_member', GRID);
    auditor = await as('auditor', STREET);
    farDispatcher = await as('dispatcher', OTHER_STREET);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.db.query(`update wishes set state = 'withdrawn', claim_id = null, claim_kind = null, claimer_id = null, claim_unit_id = null,
      claim_due_at = null, claim_remind_at = null, fulfilled_at = null`);
    await app.db.query(`update wish_claims set ended_at = now(), outcome = 'released' where ended_at is null`);
  });

  const make = async (more: object = {}, who = wisher): Promise<string> => {
    const { status, body } = await app.as(who).post('/wishes', wishOf(more));
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id as string;
  };
  const act = (who: Somebody, id: string, action: string, body: object = {}) => app.as(who).post(`/wishes/${id}/${action}`, body);
  const day = (days: number) => new Date(app.clock.now().getTime() + days * DAY + 8 * HOUR).toISOString().slice(0, 10);
  const onBoard = async (more: object = {}): Promise<string> => {
    const id = await make(more);
    const { status, body } = await act(dispatcher, id, 'approve', APPROVED);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return id;
  };
  const claimed = async (pledge = 5): Promise<string> => {
    const id = await onBoard();
    const { status, body } = await act(friend, id, 'claim', { as: 'person', pledgeDay: day(pledge) });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return id;
  };
  const deliver = async (id: string, who = friend) =>
    act(who, id, 'deliver', { note: '眼镜送到了老人手里。', fileIds: [await uploadPhoto(app, who)] });
  const delivered = async (): Promise<string> => {
    const id = await claimed();
    const { status, body } = await deliver(id);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return id;
  };
  const see = async (who: Somebody, id: string) => (await app.as(who).get(`/wishes/${id}`)).body;
  const events = async (id: string) =>
    (
      await app.db.query<{ action: string }[]>(`select action from events where subject_id = $1 and outcome = 'done' order by id`, [id])
    ).map(({ action }) => action);

  it('goes from a wish to a thank-you', async () => {
    const id = await make();
    expect((await see(wisher, id)).actions).toEqual(['revise', 'withdraw']);
    expect((await see(dispatcher, id)).actions).toEqual(['approve', 'reject']);
    expect((await app.as(friend).get(`/wishes/${id}`)).status).toBe(404);

    expect((await act(dispatcher, id, 'approve', APPROVED)).body).toMatchObject({
      state: 'open',
      period: '2026-03',
      publicText: APPROVED.publicText,
    });
    const open = await see(friend, id);
    expect(open).toMatchObject({
      title: '想要一副老花镜',
      beneficiaryText: '一位老人',
      original: null,
      contactVisible: false,
      actions: ['claim'],
    });
    expect(open.claimChoices).toEqual([{ as: 'person', unitId: null, text: '我自己' }]);

    const { body: taken } = await act(friend, id, 'claim', { as: 'person', pledgeDay: day(5) });
    expect(taken).toMatchObject({ state: 'claimed', claimedByMe: true, contactVisible: true, actions: ['give_back', 'deliver'] });
    expect((await app.as(friend).get(`/wishes/${id}/contact`)).body).toMatchObject({
      name: '王桂兰',
      phone: wisher.phone,
      address: '万福社区3栋501',
    });

    expect((await deliver(id)).body).toMatchObject({ state: 'delivered', actions: [] });
    const review = await see(dispatcher, id);
    expect(review.actions).toEqual(['amend', 'fulfil', 'redo']);
    expect(review.proof.photos).toHaveLength(1);
    expect((await act(dispatcher, id, 'fulfil')).body.state).toBe('fulfilled');
    expect((await app.as(friend).get(`/wishes/${id}/contact`)).status).toBe(403);

    expect((await see(wisher, id)).actions).toEqual(['thank']);
    await act(wisher, id, 'thank', { text: '谢谢您，看得清了！' });
    expect((await see(friend, id)).thanks).toBe('谢谢您，看得清了！');
    expect((await see(wisher, id)).actions).toEqual([]);
    expect(await events(id)).toEqual(['submit', 'approve', 'claim', 'deliver', 'fulfil', 'thank']);
    const [done] = await app.db.query<{ data: object }[]>(`select data from events where subject_id = $1 and action = 'fulfil'`, [id]);
    expect(done?.data).toMatchObject({ claimerId: friend.id, claimKind: 'person', deliveredBy: friend.id, valueYuan: 80, kind: 'micro' });
  });

  describe('is made', () => {
    it('once for its id: the same again is 200, other content or another person 409', async () => {
      const draft = wishOf();
      const first = await app.as(wisher).post('/wishes', draft);
      const again = await app.as(wisher).post('/wishes', draft);
      expect([first.status, again.status, again.body.wishNo]).toEqual([201, 200, first.body.wishNo]);
      expect((await app.as(wisher).post('/wishes', { ...draft, title: '想要两副' })).body.code).toBe('id_taken');
      expect((await app.as(friend).post('/wishes', draft)).body.code).toBe('id_taken');
    });
    it.each(['constructor', 'state', 'wisherId'])('with nothing it does not know: %s', async (field) => {
      expect((await app.as(wisher).post('/wishes', { ...wishOf(), [field]: 'x' })).status).toBe(400);
    });
    it('with a number of its month and street', async () => {
      expect((await see(wisher, await make())).wishNo).toMatch(/^XY2603-BJ-\d{4}$/);
    });
    it('only with a verified phone', async () => {
      const shy = await app.make.person({ phone: null });
      expect((await app.as(shy).post('/wishes', wishOf())).body).toMatchObject({ status: 403, code: 'phone_needed' });
    });
    it('within the value its community allows', async () => {
      expect((await app.as(wisher).post('/wishes', wishOf({ valueYuan: 501 }))).body.fields.valueYuan).toContain('500 元');
      const settings = { microMaxYuan: 300, warningWords: ['金子'], telltaleWords: ['第一小学'] };
      expect((await app.as(dispatcher).put(`/wishes/settings/${COMMUNITY}`, settings)).body).toMatchObject({ ...settings, own: true });
      expect((await app.as(wisher).post('/wishes', wishOf({ valueYuan: 301 }))).body.fields.valueYuan).toContain('300 元');
      expect((await app.as(wisher).get(`/wishes/settings/${GRID}`)).body).toMatchObject({ microMaxYuan: 300, inheritedFrom: COMMUNITY });
      expect((await app.as(dispatcher).delete(`/wishes/settings/${COMMUNITY}`)).body).toMatchObject({ microMaxYuan: 500, own: false });
    });
    it('for a community, not for a street or a district', async () => {
      for (const areaCode of [STREET, '990101']) expect((await app.as(wisher).post('/wishes', wishOf({ areaCode }))).status).toBe(400);
    });
    it('three at a time', async () => {
      for (let i = 0; i < 3; i++) await make();
      expect((await app.as(wisher).post('/wishes', wishOf())).body).toMatchObject({ status: 409, code: 'too_many' });
    });
    it('on behalf by the grid member of the place or its desk, and by nobody else', async () => {
      const draft = () => wishOf({ contactName: '孙阿婆', contactPhone: '13800000001' });
      const byMember = await app.as(gridMember).post('/wishes/on-behalf', draft());
      expect(byMember.body).toMatchObject({ mine: true, original: { source: 'grid_member' } });
      expect((await app.as(gridMember).post('/wishes/on-behalf', { ...draft(), areaCode: SISTER_COMMUNITY })).status).toBe(403);
      expect((await app.as(dispatcher).post('/wishes/on-behalf', draft())).body.original.source).toBe('desk');
      expect((await app.as(colleague).post('/wishes/on-behalf', { ...draft(), areaCode: STREET })).status).toBe(201);
      for (const who of [friend, farDispatcher]) expect((await app.as(who).post('/wishes/on-behalf', draft())).status).toBe(403);
      const contact = await app.as(dispatcher).get(`/wishes/${byMember.body.id}/contact`);
      expect(contact.body).toMatchObject({ name: '孙阿婆', phone: '13800000001' });
    });
  });

  describe('words that warn', () => {
    it('mark the wish for the reviewer, who decides', async () => {
      const id = await make({ title: '想借款看病', detail: '给 红 包也行' });
      expect((await see(dispatcher, id)).original.warningWords).toEqual(['红包', '借款']);
      expect((await app.as(dispatcher).get('/wishes/desk?box=to_review')).body.items[0]).toMatchObject({ id, marked: true });
      expect((await act(dispatcher, id, 'approve', APPROVED)).status).toBe(200);
      expect((await see(friend, id)).marked).toBe(false);
    });
    it.each([
      ['请打13912345678', '电话'],
      ['住在3栋的老人想要眼镜', '住址'],
      ['王桂兰想要一副眼镜', '姓名'],
    ])('%s does not go on the board', async (publicText, part) => {
      const { status, body } = await act(dispatcher, await make(), 'approve', { ...APPROVED, publicText });
      expect([status, body.code]).toEqual([422, 'public_text']);
      expect(body.fields.publicText).toContain(part);
    });
    it('a child shows neither school nor illness', async () => {
      const id = await make({ beneficiary: 'child', title: '想要一个书包' });
      const answer = await act(dispatcher, id, 'approve', { publicTitle: '小学生的书包', publicText: '一名儿童想要一个书包。' });
      expect([answer.status, answer.body.fields.publicTitle]).toEqual([422, expect.stringContaining('小学')]);
      expect((await act(dispatcher, id, 'approve', { publicTitle: '想要一个书包', publicText: '一名儿童想要一个书包。' })).status).toBe(
        200,
      );
    });
    it('the reviewer may know better for whom it is: a patient is guarded then, and shown as a resident', async () => {
      const text = { publicTitle: '想要一个靠垫', publicText: '一位在家透析的居民想要靠垫。' };
      const id = await make();
      expect((await act(dispatcher, id, 'approve', { ...text, beneficiary: 'patient' })).status).toBe(422);
      await act(dispatcher, id, 'approve', { ...text, publicText: '一位居民想要靠垫。', beneficiary: 'patient' });
      expect(await see(friend, id)).toMatchObject({ beneficiary: 'resident', beneficiaryText: '一位居民' });
    });
  });

  describe('is reviewed', () => {
    it('with a reason its author reads, changes, and sends again', async () => {
      const id = await make();
      await act(dispatcher, id, 'reject', { reason: '请写清楚要多少度的' });
      expect(await see(wisher, id)).toMatchObject({ state: 'rejected', rejectReason: '请写清楚要多少度的', actions: ['revise'] });
      const { title, detail, what, beneficiary, valueYuan } = wishOf({ title: '想要200度的老花镜' });
      const revised = await act(wisher, id, 'revise', { title, detail, what, beneficiary, valueYuan });
      expect(revised.body).toMatchObject({ state: 'submitted', title: '想要200度的老花镜' });
    });
    it('never by whoever wrote it down', async () => {
      const { body } = await app.as(dispatcher).post('/wishes/on-behalf', wishOf());
      expect((await act(dispatcher, body.id, 'approve', APPROVED)).status).toBe(403);
      expect((await act(colleague, body.id, 'approve', APPROVED)).status).toBe(200);
    });
    it('and is gone for a grid member who wrote it down and serves there no more; who goes on writes no verdict on it either', async () => {
      const leaving = await app.make.person({ name: '韦离任', roles: [{ role: 'grid_member', areaCode: GRID }] });
      const { body } = await app.as(leaving).post('/wishes/on-behalf', wishOf({ contactName: '孙阿婆' }));
      expect((await see(leaving, body.id)).original.address).toBe('万福社区3栋501');
      await app.db.query(`update role_grants set ended_at = now() where person_id = $1`, [leaving.id]);
      expect((await app.as(leaving).get(`/wishes/${body.id}`)).status).toBe(404);
      expect((await act(leaving, body.id, 'withdraw')).status).toBe(404);
      await act(dispatcher, body.id, 'approve', APPROVED);
      expect(await see(leaving, body.id)).toMatchObject({ original: null, actions: [], claimChoices: [] });
      await app.make.grant(leaving, { role: 'dispatcher', areaCode: COMMUNITY });
      expect((await act(leaving, body.id, 'amend', APPROVED)).status).toBe(403);
    });
    it('never by another desk: it is not even there', async () => {
      expect((await act(farDispatcher, await make(), 'approve', APPROVED)).status).toBe(404);
    });
    it('by the auditor only in reading, on record', async () => {
      const id = await make();
      expect((await see(auditor, id)).original.detail).toContain('王桂兰');
      expect((await act(auditor, id, 'approve', APPROVED)).status).toBe(403);
      const looks = await app.db.query<unknown[]>(`select 1 from accesses where subject_id = $1 and person_id = $2`, [id, auditor.id]);
      expect(looks).toHaveLength(1);
    });
  });

  describe('is claimed', () => {
    it('not by its author, nor without a verified phone', async () => {
      const id = await onBoard();
      expect((await act(wisher, id, 'claim', { as: 'person', pledgeDay: day(3) })).status).toBe(409);
      const shy = await app.make.person({ phone: null });
      expect((await act(shy, id, 'claim', { as: 'person', pledgeDay: day(3) })).body.code).toBe('phone_needed');
    });
    it('once: who comes later is told kindly', async () => {
      const id = await claimed();
      const late = await act(stranger, id, 'claim', { as: 'person', pledgeDay: day(3) });
      expect([late.status, late.body.state]).toEqual([409, 'claimed']);
    });
    it('as a shop or a unit only by who speaks for one', async () => {
      const id = await onBoard();
      expect((await act(friend, id, 'claim', { as: 'shop', pledgeDay: day(3) })).status).toBe(403);
      expect((await act(friend, id, 'claim', { as: 'unit', unitId: newId(), pledgeDay: day(3) })).status).toBe(403);
    });
    it('a project never by a person', async () => {
      const id = await onBoard({ kind: 'project', valueYuan: 30_000, beneficiary: 'community' });
      expect((await see(friend, id)).actions).toEqual([]);
      expect((await act(friend, id, 'claim', { as: 'person', pledgeDay: day(3) })).status).toBe(403);
      expect((await see(friend, id)).period).toBe('2026-Q1');
    });
    it.each([
      [-1, '早于今天'],
      [31, '30 天以内'],
    ])('for a day %i days ahead: refused', async (days, part) => {
      const { status, body } = await act(friend, await onBoard(), 'claim', { as: 'person', pledgeDay: day(days) });
      expect([status, body.fields.pledgeDay]).toEqual([400, expect.stringContaining(part)]);
    });
    it('three in hand at most', async () => {
      for (let i = 0; i < 3; i++) await claimed();
      const { body } = await act(friend, await onBoard(), 'claim', { as: 'person', pledgeDay: day(3) });
      expect(body).toMatchObject({ status: 409, code: 'too_many' });
    });
    it('and given back to the board', async () => {
      const id = await claimed();
      expect((await act(stranger, id, 'give-back')).status).toBe(403);
      expect((await act(friend, id, 'give-back', { note: '临时出差' })).body).toMatchObject({ state: 'open', claimedByMe: false });
      expect((await app.as(friend).get(`/wishes/${id}/contact`)).status).toBe(403);
      expect((await act(stranger, id, 'claim', { as: 'person', pledgeDay: day(3) })).status).toBe(200);
    });
    it('but not one after the other only to read where people live', async () => {
      const curious = await app.make.person({ name: '钱好奇' });
      for (let i = 0; i < 3; i++) {
        const id = await onBoard();
        expect((await act(curious, id, 'claim', { as: 'person', pledgeDay: day(3) })).status).toBe(200);
        await act(curious, id, 'give-back');
        await act(wisher, id, 'withdraw');
      }
      const next = await onBoard();
      const { body } = await act(curious, next, 'claim', { as: 'person', pledgeDay: day(3) });
      expect(body).toMatchObject({ status: 409, code: 'too_many_undone' });
      const now = app.clock.now();
      app.clock.advance(7 * DAY + HOUR);
      expect((await act(curious, next, 'claim', { as: 'person', pledgeDay: day(3) })).status).toBe(200);
      app.clock.set(now.toISOString());
    });
    it('and withdrawn by its author: the claim ends without blame', async () => {
      const id = await claimed();
      expect((await act(wisher, id, 'withdraw', { note: '女儿买了' })).body.state).toBe('withdrawn');
      expect(await app.db.query(`select outcome from wish_claims where wish_id = $1`, [id])).toEqual([{ outcome: 'released' }]);
      expect((await app.as(friend).get(`/wishes/${id}`)).status).toBe(404);
    });
  });

  describe('is delivered', () => {
    it('with a photo, by who claimed it', async () => {
      const id = await claimed();
      expect((await act(friend, id, 'deliver', { note: '送到了', fileIds: [] })).status).toBe(400);
      expect((await deliver(id, stranger)).status).toBe(403);
    });
    it('and sent back for another try: a week more, the same photo is no new proof', async () => {
      const id = await claimed(1);
      const photo = await uploadPhoto(app, friend);
      await act(friend, id, 'deliver', { note: '送到了', fileIds: [photo] });
      const again = await act(dispatcher, id, 'redo', { reason: '度数不对，请换一副' });
      expect(again.body).toMatchObject({ state: 'claimed', pledgeDay: day(7) });
      expect((await see(friend, id)).redoReason).toBe('度数不对，请换一副');
      expect((await act(friend, id, 'deliver', { note: '换了', fileIds: [photo] })).body.code).toBe('same_photo');
      expect((await deliver(id)).status).toBe(200);
      expect((await act(dispatcher, id, 'fulfil')).status).toBe(200);
    });
    it('never verified by who claimed it', async () => {
      const id = await onBoard();
      await act(colleague, id, 'claim', { as: 'person', pledgeDay: day(3) });
      await deliver(id, colleague);
      expect((await act(colleague, id, 'fulfil')).status).toBe(403);
      expect((await act(colleague, id, 'amend', { ...APPROVED, valueYuan: 500 })).status).toBe(403);
      expect((await act(dispatcher, id, 'fulfil')).status).toBe(200);
    });
  });

  describe('in time', () => {
    it('the last second of the pledged day is in time, one later is late, and the job puts it back', async () => {
      const id = await claimed(0);
      const now = app.clock.now();
      app.clock.set('2026-03-11T15:59:59.900Z');
      await app.runJobs('wishes.claims');
      expect((await see(friend, id)).actions).toEqual(['give_back', 'deliver']);
      app.clock.set('2026-03-11T16:00:00.000Z');
      expect((await see(friend, id)).actions).toEqual([]);
      expect((await deliver(id)).status).toBe(409);
      await app.runJobs('wishes.claims');
      await app.runJobs('wishes.claims');
      expect(await see(friend, id)).toMatchObject({ state: 'open', claimedByMe: false });
      expect((await events(id)).filter((action) => action === 'expire')).toHaveLength(1);
      app.clock.set(now.toISOString());
    });
    it('the claimer is reminded once, two days before', async () => {
      const id = await claimed(5);
      const now = app.clock.now();
      app.clock.advance(3 * DAY + 13 * HOUR);
      await app.runJobs('wishes.claims');
      expect(await events(id)).not.toContain('remind');
      app.clock.advance(HOUR);
      await app.runJobs('wishes.claims');
      await app.runJobs('wishes.claims');
      expect((await events(id)).filter((action) => action === 'remind')).toHaveLength(1);
      app.clock.set(now.toISOString());
    });
    it('what nobody claimed moves to the next board', async () => {
      const id = await onBoard();
      const now = app.clock.now();
      app.clock.set('2026-03-31T16:03:00.000Z');
      await app.runJobs('wishes.boards');
      await app.runJobs('wishes.boards');
      expect((await see(friend, id)).period).toBe('2026-04');
      expect((await events(id)).filter((action) => action === 'carry_over')).toHaveLength(1);
      app.clock.set(now.toISOString());
    });
  });

  describe('lists', () => {
    it('boards by area, kind and how far', async () => {
      const open = await onBoard();
      const running = await claimed();
      const ids = async (path: string, who = friend) => (await app.as(who).get(path)).body.items.map((card: { id: string }) => card.id);
      expect(await ids('/wishes?kind=micro&show=open')).toEqual([open]);
      expect(await ids(`/wishes?kind=micro&show=running&areaCode=${STREET}`)).toEqual([running]);
      expect(await ids(`/wishes?kind=micro&areaCode=${SISTER_COMMUNITY}`)).toEqual([]);
      expect(await ids(`/wishes?kind=micro&areaCode=${GRID}`)).toHaveLength(2);
      expect(await ids(`/wishes?kind=micro&areaCode=${SISTER_COMMUNITY}001`)).toEqual([]);
      expect(await ids('/wishes?kind=project')).toEqual([]);
      expect(await ids('/wishes?kind=micro&period=2026-02')).toEqual([]);
      expect((await ids('/wishes/mine', wisher)).slice(0, 2)).toEqual([running, open]);
      expect(await ids('/wishes/claims')).toEqual([running]);
    });
    it('the desk counts what its boxes open', async () => {
      await make();
      await delivered();
      const { body } = await app.as(dispatcher).get('/wishes/counts');
      for (const { box, count } of body) {
        const { items } = (await app.as(dispatcher).get(`/wishes/desk?box=${box}&limit=100`)).body;
        expect([box, items.length]).toEqual([box, count]);
      }
      expect(body.find((row: { box: string }) => row.box === 'to_verify').count).toBe(1);
      expect((await app.as(farDispatcher).get('/wishes/desk')).body.items).toEqual([]);
      expect((await app.as(friend).get('/wishes/desk')).status).toBe(403);
    });
    it('pages of one give every row once', async () => {
      for (let i = 0; i < 3; i++) await onBoard();
      const seen: string[] = [];
      for (let cursor = ''; ;) {
        const { body } = await app.as(friend).get(`/wishes?kind=micro&limit=1${cursor && `&cursor=${cursor}`}`);
        seen.push(...body.items.map((card: { id: string }) => card.id));
        if (!body.next) break;
        cursor = body.next;
      }
      expect([seen.length, new Set(seen).size]).toEqual([3, 3]);
    });
  });

  it('the screen in the hall shows approved words and nobody', async () => {
    await make({ title: '还没有审核的' });
    await onBoard();
    await claimed();
    const { status, body } = await app.guest().get(`/public/wishes?areaCode=${COMMUNITY}`);
    expect(status).toBe(200);
    expect(body.boards[0]).toMatchObject({ kind: 'micro', periodText: '2026年3月', open: 1, running: 1, fulfilled: 0 });
    expect(body.boards[0].items.map((item: { claimantText: string | null }) => item.claimantText)).toEqual([null, '热心人']);
    expect(JSON.stringify(body)).not.toMatch(/王桂兰|陈晓雨|139|3栋|还没有审核/);
    expect((await app.guest().get('/public/wishes?areaCode=990101')).status).toBe(400);
  });

  it('canary: the phone, the address and the name reach nobody who may not', async () => {
    const id = await make({ detail: '我是王桂兰，13912345678，住3栋501' });
    await act(dispatcher, id, 'approve', APPROVED);
    await act(friend, id, 'claim', { as: 'person', pledgeDay: day(5) });
    const canary = /13912345678|3栋|王桂兰/;
    for (const path of [`/wishes/${id}`, '/wishes?kind=micro', '/wishes/claims', '/wishes/mine'])
      for (const who of [friend, stranger, farDispatcher, gridMember])
        expect([path, canary.test(JSON.stringify((await app.as(who).get(path)).body))]).toEqual([path, false]);
    for (const who of [stranger, farDispatcher, gridMember, auditor])
      expect((await app.as(who).get(`/wishes/${id}/contact`)).status).toBe(403);
    const kept = await app.db.query<{ text: string }[]>(`select data::text as text from events where subject_id = $1`, [id]);
    expect(kept.some(({ text }) => canary.test(text))).toBe(false);
    await app.as(friend).get(`/wishes/${id}/contact`);
    const looks = await app.db.query<{ person_id: string }[]>(
      `select person_id from accesses where subject_id = $1 and field = 'contact'`,
      [id],
    );
    expect(looks).toEqual([{ person_id: friend.id }]);
  });

  it('an account with a claim in hand stays open; a closed one leaves no words', async () => {
    const id = await claimed();
    const about = async (who: Somebody) => (await app.as(who).get('/me/closing')).body;
    expect(JSON.stringify(await about(friend))).toContain('您认领的心愿');
    expect(JSON.stringify(await about(wisher))).toContain('已有人认领');
    await act(friend, id, 'give-back');
    expect(JSON.stringify(await about(friend))).not.toContain('您认领的心愿');
  });
});
