import { bootApp, DAY, HOUR, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId } from '../../../../test/makers.js';
import { buildTown, COMMUNITY, DISTRICT, OTHER_STREET, SISTER_COMMUNITY, STREET } from '../../../../test/town.js';
import { uploadPhoto } from '../../../../test/upload.js';

const START = '2026-03-11T02:00:00.000Z';
let app: TestApp;
let dispatcher: Somebody;
let colleague: Somebody;
let streetDispatcher: Somebody;
let far: Somebody;
let auditor: Somebody;
let leader: Somebody;
let member: Somebody;
let mate: Somebody;
let resident: Somebody;
let team: string;
beforeAll(async () => {
  app = await bootApp({ at: START });
  await buildTown(app.db.manager, app.clock.now());
  const as = (role: 'dispatcher' | 'auditor', areaCode: string, name = '李建国') => app.make.person({ name, roles: [{ role, areaCode }] });
  dispatcher = await as('dispatcher', COMMUNITY);
  colleague = await as('dispatcher', COMMUNITY, '赵同事');
  streetDispatcher = await as('dispatcher', STREET);
  far = await as('dispatcher', OTHER_STREET);
  auditor = await as('auditor', DISTRICT);
  leader = await app.make.member({ name: '周队长' });
  member = await app.make.member({ name: '何热心' });
  mate = await app.make.member({ name: '许帮忙' });
  resident = await app.make.person({ name: '王小明', homeCommunityCode: COMMUNITY });
  team = newId();
  await app.db.query(
    `insert into service_teams (id, type, name, area_code, open, leader_id, created_at) values ($1, 'community_group', '夕阳红服务队', $2, true, $3, $4)`,
    [team, COMMUNITY, leader.id, app.clock.now()],
  );
  for (const person of [leader, mate])
    await app.db.query(`insert into service_team_members (team_id, person_id, since) values ($1, $2, $3)`, [
      team,
      person.id,
      app.clock.now(),
    ]);
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set(START);
  await app.db.query(`truncate record_flag_records, record_flags, record_cases, service_record_details`);
  await app.db.query(`delete from service_records`);
  await app.db.query(`delete from messages`);
});

type Form = Record<string, unknown> & { id: string };
const entry = (who: Somebody, from = '14:00', to = '16:00') => ({ id: newId(), personId: who.id, from, to });
const form = (more: object = {}): Form => ({
  id: newId(),
  communityCode: COMMUNITY,
  title: '敬老院清扫',
  category: 'elder_care',
  served: 'elder',
  content: '打扫卫生、陪老人聊天',
  placeText: '万福敬老院',
  day: '2026-03-10',
  reason: '活动现场没有信号，没能扫码',
  entries: [entry(member)],
  ...more,
});
const post = (who: Somebody, more: object = {}) => app.as(who).post('/timebank/records', form(more));
const enter = async (more: object = {}, who = dispatcher): Promise<string> => {
  const { status, body } = await post(who, more);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.items[0].id as string;
};
const act = (who: Somebody, id: string, action: string, body: object = {}) => app.as(who).post(`/timebank/records/${id}/${action}`, body);
const see = async (who: Somebody, id: string) => (await app.as(who).get(`/timebank/records/${id}`)).body;
const must = async (answer: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await answer;
  if (status > 299) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as Record<'id' | 'dueAt', string>;
};
const publicised = async (more: object = {}): Promise<string> => {
  const id = await enter(more);
  await must(act(dispatcher, id, 'publicise'));
  return id;
};
/** The morning after the days of a listing that began on the 11th. */
const AFTER = '2026-03-17T01:00:00.000Z';
const confirmed = async (more: object = {}): Promise<string> => {
  const id = await publicised(more);
  app.clock.set(AFTER);
  await must(act(colleague, id, 'confirm'));
  return id;
};
const listed = async () =>
  (await app.guest().get(`/public/timebank/records?communityCode=${COMMUNITY}`)).body.items as Record<string, unknown>[];
const object = (who: Somebody, id: string, more: object = {}) =>
  app.as(who).post(`/timebank/records/${id}/objections`, { id: newId(), reason: '那天他没有来', ...more });
const ask = (who: Somebody, id: string, more: object = {}) =>
  app.as(who).post(`/timebank/records/${id}/corrections`, { id: newId(), text: '我做到了17点', ...more });
const answer = (who: Somebody, id: string, action: string, more: object = {}) =>
  app.as(who).post(`/timebank/record-cases/${id}/${action}`, { answer: '已向队员核实', ...more });
const told = async (who: Somebody): Promise<string[]> => {
  await app.runJobs();
  const rows = await app.db.query<{ kind: string }[]>(`select kind from messages where person_id = $1 order by created_at, kind`, [who.id]);
  return rows.map(({ kind }) => kind);
};

describe('hours entered by hand', () => {
  it('are listed for three working days, then confirmed by a second person, and only then earn', async () => {
    const id = await enter({ fileIds: [await uploadPhoto(app, dispatcher)] });
    expect(await see(member, id)).toMatchObject({
      state: 'pending',
      minutes: 120,
      points: 0,
      personName: '何热心',
      placeText: '万福敬老院',
      servedText: '老人',
      contentText: '打扫卫生、陪老人聊天',
      recorderText: '李*国',
      ratingText: '没有评价',
      proofText: '没有扫码，由民意专员补录，公示后由另一位工作人员确认',
      photos: [{ width: expect.any(Number) }],
      actions: ['ask_correction'],
    });
    expect(await listed()).toEqual([]);
    expect(await must(act(dispatcher, id, 'publicise'))).toMatchObject({ state: 'publicised', listedUntil: '2026-03-16T16:00:00.000Z' });
    expect(await listed()).toEqual([
      {
        id,
        name: '何*心',
        title: '敬老院清扫',
        day: '2026-03-10',
        minutes: 120,
        communityText: '万福社区',
        until: '2026-03-16T16:00:00.000Z',
      },
    ]);
    app.clock.set('2026-03-16T16:00:00.000Z');
    expect(await listed()).toEqual([]);
    expect(await must(act(colleague, id, 'confirm'))).toMatchObject({
      state: 'confirmed',
      points: 20,
      pointsReasons: ['120 分钟，计 20 积分'],
    });
    const totals = (await app.as(member).get('/timebank/records/mine/totals?period=2026-03')).body;
    expect(totals).toEqual({ period: '2026-03', records: 1, minutes: 120, points: 20, waitingMinutes: 0 });
    expect((await told(member)).sort()).toEqual(['service_record.confirm', 'service_record.enter', 'service_record.publicise']);
    expect(await told(colleague)).toEqual(['service_record.enter']);
  });

  it.each([
    ['a Friday, over the weekend', '2026-03-13T02:00:00.000Z', '2026-03-18T16:00:00.000Z'],
    ['before 清明, a Monday off', '2026-04-03T02:00:00.000Z', '2026-04-09T16:00:00.000Z'],
    ['the last working day of the month', '2026-04-30T02:00:00.000Z', '2026-05-08T16:00:00.000Z'],
  ])('stand on the list for three whole working days: %s', async (_, at, until) => {
    app.clock.set(at);
    const id = await enter({ day: at.slice(0, 10), entries: [entry(member, '08:00', '09:00')] });
    expect(await must(act(dispatcher, id, 'publicise'))).toMatchObject({ listedUntil: until });
    app.clock.set(new Date(Date.parse(until) - 1).toISOString());
    expect((await act(colleague, id, 'confirm')).status).toBe(409);
    app.clock.set(until);
    expect((await act(colleague, id, 'confirm')).status).toBe(200);
  });

  it('count on the 29th of February and over midnight, by the server', async () => {
    app.clock.set('2028-03-01T02:00:00.000Z');
    const id = await enter({ day: '2028-02-29', entries: [entry(member, '22:30', '00:30')] });
    expect(await see(member, id)).toMatchObject({ day: '2028-02-29', minutes: 120, finishedAt: '2028-02-29T16:30:00.000Z' });
    expect((await post(dispatcher, { day: '2027-02-29' })).status).toBe(400);
    const february = (await app.as(member).get('/timebank/records/mine?period=2028-02')).body.items;
    expect([february.length, (await app.as(member).get('/timebank/records/mine?period=2028-03')).body.items.length]).toEqual([1, 0]);
  });

  it('come on one form for a whole shift, all of it or nothing, and once however often it is sent', async () => {
    const shift = form({ entries: [entry(member), entry(mate, '14:00', '15:30')] });
    const first = await app.as(dispatcher).post('/timebank/records', shift);
    expect([first.status, first.body.items.map((row: { minutes: number }) => row.minutes)]).toEqual([201, [120, 90]]);
    const again = await app.as(dispatcher).post('/timebank/records', shift);
    expect([again.status, again.body.items.length]).toEqual([200, 2]);
    expect((await app.as(dispatcher).post('/timebank/records', { ...shift, title: '别的活动' })).body).toMatchObject({ code: 'id_taken' });
    expect((await app.as(colleague).post('/timebank/records', shift)).body).toMatchObject({ code: 'id_taken' });
    const clash = await post(dispatcher, { entries: [entry(mate, '15:29', '17:00'), entry(leader)] });
    expect(clash.body).toMatchObject({
      status: 409,
      code: 'overlap',
      detail: '许*忙 3月10日 14:00–15:30 已有“敬老院清扫”的记录，时间重叠。',
      fields: { 'entries.0': expect.any(String) },
    });
    expect((await app.as(dispatcher).get('/timebank/records/desk?box=to_publicise')).body.items).toHaveLength(2);
    expect((await post(dispatcher, { entries: [entry(mate, '15:30', '17:00')] })).status).toBe(201);
    // One task for the desk, a word to each of them.
    expect((await told(colleague)).filter((kind) => kind === 'service_record.enter')).toHaveLength(2);
    expect(await told(member)).toEqual(['service_record.enter']);
  });

  it('are entered by a team’s leader for its people, and by the person in charge of a post', async () => {
    const id = await enter({ teamId: team, entries: [entry(mate)] }, leader);
    expect((await see(leader, id)).actions).toEqual(['refuse']);
    expect((await app.as(leader).get('/timebank/records/entered')).body.items).toMatchObject([{ id, personName: '许*忙' }]);
    expect((await post(leader, { teamId: team })).body).toMatchObject({ status: 422, code: 'not_a_member' });
    const postId = newId();
    await app.db.query(
      `insert into posts (id, request_hash, title, item_code, area_code, place_text, first_start_at, minutes, headcount, in_charge_id, created_by, created_at,
         updated_at, made_until) values ($1, '', '文明劝导岗', 'S0101', $2, '菜市口', $3, 120, 5, $4, $4, $3, $3, '2026-03-01')`,
      [postId, COMMUNITY, app.clock.now(), resident.id],
    );
    expect((await app.as(resident).get('/timebank/records/places')).body).toMatchObject([
      { as: 'in_charge', postId, text: '万福社区 · 文明劝导岗' },
    ]);
    expect((await post(resident, { postId })).status).toBe(201);
    expect((await post(resident)).status).toBe(403);
    const people = (await app.as(leader).get(`/timebank/records/people?communityCode=${COMMUNITY}&teamId=${team}`)).body;
    expect(people).toEqual([{ personId: mate.id, name: '许*忙', phone: expect.stringMatching(/^139\*{4}\d{4}$/) }]);
    const found = await app.as(dispatcher).get(`/timebank/records/people?communityCode=${COMMUNITY}&q=${member.phone}`);
    expect(found.body).toMatchObject([{ personId: member.id }]);
  });

  it.each<[string, () => Promise<{ status: number; body: { code?: string } }>, number]>([
    ['more than eight hours', () => post(dispatcher, { entries: [entry(member, '08:00', '16:01')] }), 400],
    ['nothing', () => post(dispatcher, { entries: [entry(member, '08:00', '08:00')] }), 400],
    ['what is not over yet', () => post(dispatcher, { day: '2026-03-11', entries: [entry(member, '09:00', '10:01')] }), 400],
    ['tomorrow', () => post(dispatcher, { day: '2026-03-12' }), 400],
    ['61 days ago', () => post(dispatcher, { day: '2026-01-09' }), 400],
    ['nobody', () => post(dispatcher, { entries: [] }), 400],
    ['a list in the place of somebody', () => post(dispatcher, { entries: [[]] }), 400],
    ['a list of lists', () => post(dispatcher, { entries: [[[]]] }), 400],
    ['somebody twice', () => post(dispatcher, { entries: [entry(member), entry(member, '08:00', '09:00')] }), 400],
    ['a reason of one word', () => post(dispatcher, { reason: '忘' }), 400],
    ['a resident who never enrolled', () => post(dispatcher, { entries: [entry(resident)] }), 422],
    ['oneself', () => post(leader, { teamId: team, entries: [entry(leader)] }), 403],
    ['another street', () => post(far), 403],
    ['another’s team', () => post(member, { teamId: team, entries: [entry(mate)] }), 403],
    ['a community that is none', () => post(dispatcher, { communityCode: STREET }), 400],
    ['another’s photo', async () => post(dispatcher, { fileIds: [await uploadPhoto(app, member)] }), 422],
  ])('are refused: %s', async (_, asked, status) => {
    expect((await asked()).status).toBe(status);
  });

  it('60 days ago is in time', async () => {
    expect((await post(dispatcher, { day: '2026-01-10' })).status).toBe(201);
  });
});

describe('four eyes', () => {
  it('never who entered it, never the person, however high they stand', async () => {
    const helper = await app.make.member({ name: '冯双职' });
    await app.make.grant(helper, { role: 'dispatcher', areaCode: COMMUNITY });
    const id = await enter({ entries: [entry(helper)] });
    expect((await act(helper, id, 'publicise')).body).toMatchObject({ status: 403, detail: '自己的时长要由别人处理。' });
    await must(act(dispatcher, id, 'publicise'));
    app.clock.set(AFTER);
    expect((await act(dispatcher, id, 'confirm')).body).toMatchObject({ status: 403, detail: '自己补录的时长要由另一位同事处理。' });
    expect((await act(helper, id, 'confirm')).status).toBe(403);
    expect((await act(helper, id, 'refuse', { reason: '不要了不要了' })).status).toBe(403);
    expect((await act(auditor, id, 'confirm')).status).toBe(403);
    expect((await act(far, id, 'confirm')).status).toBe(404);
    expect((await act(member, id, 'confirm')).status).toBe(404);
    expect((await act(streetDispatcher, id, 'confirm')).status).toBe(200);
    expect((await act(dispatcher, id, 'void', { reason: '记错人了' })).status).toBe(403);
    expect((await act(streetDispatcher, id, 'void', { reason: '记错人了' })).body).toMatchObject({
      state: 'voided',
      voidReason: '记错人了',
    });
  });

  it('two who confirm at once: one does, and it is paid once', async () => {
    const id = await publicised();
    app.clock.set(AFTER);
    const answers = await Promise.all([...Array(6).keys()].map((i) => act(i % 2 ? colleague : streetDispatcher, id, 'confirm')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(await app.db.query(`select count(*)::int as n, sum(amount)::int as sum from transfers where ref_id = $1`, [id])).toEqual([
      { n: 1, sum: 20 },
    ]);
  });

  it('two forms for the same hours at once: one is taken', async () => {
    const answers = await Promise.all([...Array(4).keys()].map((i) => post(i % 2 ? colleague : dispatcher)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });
});

describe('a step that is not due', () => {
  it.each<[string, () => Promise<{ status: number }>, number]>([
    ['confirming what is not listed', async () => act(colleague, await enter(), 'confirm'), 409],
    ['confirming while it is listed', async () => act(colleague, await publicised(), 'confirm'), 409],
    ['listing twice', async () => act(dispatcher, await publicised(), 'publicise'), 409],
    ['voiding what is not confirmed', async () => act(colleague, await publicised(), 'void', { reason: '记错人了' }), 409],
    ['refusing what is confirmed', async () => act(colleague, await confirmed(), 'refuse', { reason: '记错人了' }), 409],
    ['refusing without a reason', async () => act(colleague, await enter(), 'refuse', {}), 400],
    ['what is not there', () => act(colleague, newId(), 'confirm'), 404],
  ])('is refused: %s', async (_, asked, status) => {
    expect((await asked()).status).toBe(status);
  });
  it('is refused with a reason that its person reads, also by the leader who entered it', async () => {
    const id = await enter({ teamId: team, entries: [entry(mate)] }, leader);
    await must(act(leader, id, 'refuse', { reason: '填错了人' }));
    expect(await see(mate, id)).toMatchObject({ state: 'refused', refuseReason: '填错了人', actions: [] });
    expect(await told(mate)).toEqual(['service_record.enter', 'service_record.refuse']);
  });
});

describe('an objection', () => {
  it('holds the confirmation up, and upheld refuses the record', async () => {
    const id = await publicised();
    const mine = await must(object(resident, id));
    expect(mine).toMatchObject({ kind: 'objection', state: 'open', recordTitle: '敬老院清扫', dueAt: '2026-03-25T02:00:00.000Z' });
    expect(await told(member)).toContain('record_case.object');
    expect(await told(colleague)).toContain('record_case.object');
    app.clock.set(AFTER);
    expect((await act(colleague, id, 'confirm')).body).toMatchObject({ status: 409, detail: '还有异议或更正申请没有答复，请先处理。' });
    const [one] = (await app.as(colleague).get('/timebank/record-cases')).body.items;
    expect(one).toMatchObject({ kind: 'objection', text: '那天他没有来', personName: '何*心', actions: ['uphold', 'dismiss'] });
    expect(JSON.stringify(one)).not.toContain(resident.id);
    expect(await must(answer(colleague, one.id as string, 'uphold'))).toMatchObject({
      state: 'upheld',
      record: { state: 'refused' },
      actions: [],
    });
    expect(await see(member, id)).toMatchObject({ state: 'refused', refuseReason: '已向队员核实' });
    expect((await app.as(resident).get('/timebank/record-cases/mine')).body.items).toMatchObject([
      { state: 'upheld', answer: '已向队员核实' },
    ]);
    expect(await told(resident)).toEqual(['record_case.uphold']);
  });

  it('against a confirmed record voids it and takes the points back; dismissed it lets the record go on', async () => {
    const id = await publicised();
    await app.db.query(
      `update service_records set state = 'confirmed', confirmed_at = $2, source = 'wish', entered_by = null where id = $1`,
      [id, app.clock.now()],
    );
    const { id: caseId } = await must(object(resident, id));
    await must(answer(colleague, caseId, 'uphold'));
    expect(await see(member, id)).toMatchObject({ state: 'voided', voidReason: '已向队员核实', pointsReasons: ['已作废，积分已收回'] });
    const other = await publicised({ entries: [entry(mate)] });
    const { id: second } = await must(object(resident, other));
    await must(answer(colleague, second, 'dismiss'));
    expect((await answer(streetDispatcher, second, 'uphold')).status).toBe(409);
    app.clock.set(AFTER);
    expect((await act(colleague, other, 'confirm')).status).toBe(200);
    expect(await told(mate)).toContain('record_case.dismiss');
  });

  it('is answered by nobody who raised it, whom it is about, or who entered the record', async () => {
    const id = await publicised();
    const { id: caseId } = await must(object(colleague, id));
    expect((await answer(colleague, caseId, 'uphold')).status).toBe(404);
    expect((await answer(dispatcher, caseId, 'uphold')).status).toBe(403);
    expect((await answer(member, caseId, 'uphold')).status).toBe(404);
    expect((await answer(far, caseId, 'uphold')).status).toBe(404);
    expect((await act(colleague, id, 'refuse', { reason: '自己提的自己判' })).status).toBe(403);
    expect((await app.as(colleague).get('/timebank/record-cases')).body.items).toEqual([]);
    expect((await answer(streetDispatcher, caseId, 'uphold')).status).toBe(200);
  });

  it('ends with the record when the desk refuses it otherwise', async () => {
    const id = await publicised();
    await must(object(resident, id));
    await must(act(dispatcher, id, 'refuse', { reason: '填错了日期' }));
    expect((await app.as(resident).get('/timebank/record-cases/mine')).body.items).toMatchObject([
      { state: 'upheld', answer: '填错了日期' },
    ]);
  });

  it('comes once from one person, three times a day, with a verified phone, while it is listed', async () => {
    const id = await publicised();
    const body = { id: newId(), reason: '那天他没有来' };
    expect((await object(resident, id, body)).status).toBe(201);
    expect((await object(resident, id, body)).status).toBe(200);
    expect((await object(mate, id, body)).body).toMatchObject({ code: 'id_taken' });
    expect((await object(resident, id)).body).toMatchObject({ status: 409, code: 'objected_already' });
    const noPhone = await app.make.person({ phone: null });
    expect((await object(noPhone, id)).body).toMatchObject({ status: 403, code: 'phone_needed' });
    expect((await object(member, id)).status).toBe(403);
    expect((await app.guest().post(`/timebank/records/${id}/objections`, body)).status).toBe(401);
    const hidden = await enter({ entries: [entry(mate, '08:00', '09:00')] });
    expect((await object(resident, hidden)).status).toBe(404);
    for (const from of ['09:00', '10:00'])
      expect((await object(resident, await publicised({ entries: [entry(mate, from, from.replace(':00', ':30'))] }))).status).toBe(201);
    const fourth = await publicised({ entries: [entry(mate, '12:00', '12:30')] });
    expect((await object(resident, fourth)).status).toBe(429);
    app.clock.advance(DAY);
    expect((await object(resident, fourth)).status).toBe(201);
    app.clock.set(AFTER);
    expect((await object(mate, id)).status).toBe(404);
  });
});

describe('a correction', () => {
  it('is answered within ten working days by a new record, which a second person confirms', async () => {
    const id = await publicised();
    app.clock.set(AFTER);
    await must(act(colleague, id, 'confirm'));
    const { id: caseId, dueAt } = await must(ask(member, id, { fileIds: [await uploadPhoto(app, member)] }));
    expect(dueAt).toBe('2026-03-31T01:00:00.000Z');
    expect((await ask(member, id)).body).toMatchObject({ code: 'asked_already' });
    const right = { recordId: newId(), title: '敬老院清扫', day: '2026-03-10', from: '14:00', to: '17:00' };
    expect((await answer(dispatcher, caseId, 'correct', right)).status).toBe(403);
    expect((await answer(colleague, caseId, 'uphold')).status).toBe(403);
    expect((await answer(colleague, caseId, 'correct', { ...right, to: '23:00' })).status).toBe(400);
    // A slip of the finger in the year: neither the rules nor the boards of another time.
    for (const day of ['0001-01-01', '2025-03-10', '2026-13-01'])
      expect((await answer(colleague, caseId, 'correct', { ...right, day })).body.fields).toEqual({ day: expect.stringMatching(/[天日]/) });
    const done = await must(answer(colleague, caseId, 'correct', right));
    expect(done).toMatchObject({ state: 'upheld', newRecordId: right.recordId, record: { state: 'voided' }, photos: [{}] });
    expect(await see(member, id)).toMatchObject({ state: 'voided', replacedById: right.recordId });
    expect(await see(member, right.recordId)).toMatchObject({
      state: 'pending',
      minutes: 180,
      replacesId: id,
      servedText: '老人',
      placeText: '万福敬老院',
    });
    await must(act(colleague, right.recordId, 'publicise'));
    app.clock.set('2026-03-23T01:00:00.000Z');
    expect((await act(colleague, right.recordId, 'confirm')).status).toBe(403);
    expect(await must(act(dispatcher, right.recordId, 'confirm'))).toMatchObject({ points: 30 });
    expect((await app.as(member).get('/timebank/records/mine/totals')).body).toMatchObject({ minutes: 180, points: 30 });
    // One act, one message: neither the voided record nor the new one speaks beside the answer.
    const kinds = await told(member);
    expect(kinds).toContain('record_case.correct');
    expect(kinds).not.toContain('service_record.void');
  });

  it('is refused with a reason, and only its person may ask', async () => {
    const id = await publicised();
    const { id: caseId } = await must(ask(member, id));
    await must(answer(colleague, caseId, 'dismiss', { answer: '签到表上写的是16点' }));
    expect((await app.as(member).get('/timebank/record-cases/mine')).body.items).toMatchObject([
      { kind: 'correction', stateText: '未采纳', answer: '签到表上写的是16点' },
    ]);
    expect(await told(member)).toContain('record_case.dismiss');
    expect((await ask(colleague, id)).status).toBe(403);
    expect((await ask(mate, id)).status).toBe(404);
    await must(act(colleague, id, 'refuse', { reason: '没有依据' }));
    expect((await ask(member, id)).status).toBe(409);
  });

  it('whose hours another record already has is refused, and nothing is changed', async () => {
    const id = await publicised();
    await enter({ entries: [entry(member, '16:00', '18:00')], title: '图书整理' });
    const { id: caseId } = await must(ask(member, id));
    const clash = await answer(colleague, caseId, 'correct', {
      recordId: newId(),
      title: '敬老院清扫',
      day: '2026-03-10',
      from: '14:00',
      to: '17:00',
    });
    expect(clash.body).toMatchObject({ status: 409, code: 'overlap', detail: expect.stringContaining('图书整理') });
    expect((await see(member, id)).state).toBe('publicised');
  });
});

describe('lists', () => {
  it('turn pages without losing or repeating a row, and show nobody’s id to guests', async () => {
    for (let hour = 6; hour < 13; hour++) {
      const two = (n: number) => String(n).padStart(2, '0');
      await publicised({ entries: [entry(hour % 2 ? member : mate, `${two(hour)}:00`, `${two(hour + 1)}:00`)] });
      app.clock.advance(HOUR / 2);
    }
    const seen: string[] = [];
    let next: string | null = '';
    do {
      const answered = await app.guest().get(`/public/timebank/records?communityCode=${COMMUNITY}&limit=3${next ? `&cursor=${next}` : ''}`);
      for (const row of answered.body.items as { id: string }[]) seen.push(row.id);
      expect(JSON.stringify(answered.body)).not.toMatch(new RegExp(`${member.id}|${mate.id}|热心|帮忙`));
      next = answered.body.next as string | null;
    } while (next);
    expect(new Set(seen).size).toBe(7);
    const mine = await app.as(member).get('/timebank/records/mine?limit=2');
    const rest = await app.as(member).get(`/timebank/records/mine?limit=2&cursor=${mine.body.next}`);
    expect([mine.body.items.length, rest.body.items.length, rest.body.next]).toEqual([2, 1, null]);
    expect((await app.as(streetDispatcher).get('/timebank/records/desk?box=publicised&limit=100')).body.items).toHaveLength(7);
    expect((await app.as(streetDispatcher).get(`/timebank/records/desk?box=publicised&areaCode=${SISTER_COMMUNITY}`)).body.items).toEqual(
      [],
    );
    expect((await app.as(far).get('/timebank/records/desk?box=publicised')).body.items).toEqual([]);
    expect((await app.as(dispatcher).get('/timebank/records/counts')).body).toMatchObject({
      toPublicise: 0,
      publicised: 7,
      confirmable: 0,
    });
    expect((await app.guest().get(`/public/timebank/records?communityCode=${STREET}`)).status).toBe(400);
    expect((await app.as(member).get('/timebank/records/mine?period=2026-13')).status).toBe(400);
  });

  it('record an auditor’s look, and show an administrator nothing', async () => {
    const id = await enter();
    expect(await see(auditor, id)).toMatchObject({ personName: '何*心', actions: [] });
    expect(await app.db.query(`select field from accesses where person_id = $1 and subject_id = $2`, [auditor.id, id])).toEqual([
      { field: 'record' },
    ]);
    const administrator = await app.make.person({ roles: [{ role: 'administrator', areaCode: DISTRICT }] });
    expect((await app.as(administrator).get(`/timebank/records/${id}`)).status).toBe(404);
    expect((await app.as(administrator).get('/timebank/records/desk?box=done')).status).toBe(403);
  });
});

describe('whom hours by hand were for', () => {
  const elderOf = async (person: Somebody | null, phone: string | null, helper: Somebody | null): Promise<string> => {
    const id = newId();
    await app.db.query(
      `insert into elders (id, request_hash, person_id, name, phone, birth_year, community_code, address, created_by, created_at, updated_at)
       values ($1, 'x', $2, '王桂兰', $3, 1940, $4, '滨江路', $5, $6, $6)`,
      [id, person?.id ?? null, phone, COMMUNITY, dispatcher.id, app.clock.now()],
    );
    if (helper)
      await app.db.query(
        `insert into elder_helpers (id, elder_id, helper_id, relation, way, made_by, since) values ($1, $2, $3, 'other', 'code', $3, $4)`,
        [newId(), id, helper.id, new Date(app.clock.now().getTime() - 30 * DAY)],
      );
    return id;
  };
  const relative = (one: Somebody, other: Somebody) =>
    app.db.query(`insert into relatives (person_id, relative_id, relation, verified_by, verified_at) values ($1, $2, 'child', $3, $4)`, [
      one.id,
      other.id,
      streetDispatcher.id,
      app.clock.now(),
    ]);
  const confirmed = async (more: object): Promise<{ served: string | null; points: number; limits: string[] }> => {
    const id = await enter(more);
    await must(act(colleague, id, 'publicise'));
    app.clock.advance(10 * DAY);
    await must(act(colleague, id, 'confirm'));
    const [row] = await app.db.query<{ served_id: string | null; points: number; limits: string[] }[]>(
      `select served_id, points, limits from service_records where id = $1`,
      [id],
    );
    return { served: row!.served_id, points: row!.points, limits: row!.limits };
  };
  afterEach(async () => {
    await app.db.query(`truncate elder_helpers, relatives`);
    await app.db.query(`delete from elders`);
  });

  it('a neighbour: they earn; it is nowhere to be seen', async () => {
    expect(await confirmed({ served: 'resident', servedPhone: resident.phone })).toEqual({ served: resident.id, points: 20, limits: [] });
    const id = await enter({ served: 'resident', servedPhone: resident.phone, entries: [entry(mate)] });
    await must(act(colleague, id, 'publicise'));
    const views = [
      await app.as(member).get(`/timebank/records/public?communityCode=${COMMUNITY}`),
      await app.as(colleague).get(`/timebank/records/${id}`),
      await app.as(mate).get(`/timebank/records/${id}`),
    ].map(({ body }) => JSON.stringify(body));
    for (const view of views) for (const secret of [resident.id, resident.phone, '王小明']) expect(view).not.toContain(secret);
  });

  it.each([
    ['oneself', (): Promise<string | null> => Promise.resolve(member.phone), 'own_household'],
    [
      'a verified relative',
      async (): Promise<string | null> => {
        await relative(resident, member);
        return resident.phone;
      },
      'relative',
    ],
    [
      'an elder one is bound to help, by the phone of the profile',
      async (): Promise<string | null> => {
        await elderOf(null, '13700001111', member);
        return '13700001111';
      },
      'own_household',
    ],
    [
      'an elder one is bound to help, by the phone of the account',
      async (): Promise<string | null> => {
        await elderOf(resident, null, member);
        return resident.phone;
      },
      'own_household',
    ],
    [
      'an elder whose profile has one’s own phone',
      async (): Promise<string | null> => {
        await elderOf(null, member.phone, null);
        return member.phone;
      },
      'own_household',
    ],
    [
      'a relative whose profile the desk made for the phone of their account',
      async (): Promise<string | null> => {
        await elderOf(null, resident.phone, null);
        await relative(resident, member);
        return resident.phone;
      },
      'relative',
    ],
  ] as const)('%s: they count, and earn nothing', async (_, phoneOf, limit) => {
    const { points, limits } = await confirmed({ served: 'elder', servedPhone: await phoneOf() });
    expect([points, limits]).toEqual([0, [limit]]);
  });

  it('is not known: said to the desk, and to nobody else, since it is nobody else’s to know', async () => {
    const { status, body } = await post(dispatcher, { servedPhone: '13700002222' });
    expect([status, body.fields]).toEqual([400, { servedPhone: '没有找到这个手机号的居民或老人，可以留空。' }]);
    expect((await post(dispatcher, { servedPhone: '123' })).body.fields).toHaveProperty('servedPhone');
    for (const servedPhone of ['13700002222', resident.phone])
      expect(
        (
          await post(leader, {
            teamId: team,
            servedPhone,
            entries: [entry(mate, servedPhone === resident.phone ? '17:00' : '08:00', servedPhone === resident.phone ? '18:00' : '09:00')],
          })
        ).status,
      ).toBe(201);
    const rows = await app.db.query(`select served_id from service_records where entered_by = $1 order by started_at`, [leader.id]);
    expect(rows).toEqual([{ served_id: null }, { served_id: resident.id }]);
  });

  it('stays with the record in whose place another is entered; whoever asked is told once', async () => {
    const id = await enter({ served: 'resident', servedPhone: resident.phone });
    await app.runJobs();
    await app.db.query(`delete from messages`);
    const [asked, recordId] = [newId(), newId()];
    await app.as(member).post(`/timebank/records/${id}/corrections`, { id: asked, text: '是三点到五点', fileIds: [] });
    const draft = { answer: '按签到表更正', recordId, title: '敬老院清扫', day: '2026-03-10', from: '15:00', to: '17:00' };
    expect((await app.as(colleague).post(`/timebank/record-cases/${asked}/correct`, draft)).status).toBe(200);
    expect(await app.db.query(`select served_id from service_records where id = $1`, [recordId])).toEqual([{ served_id: resident.id }]);
    await app.runJobs();
    expect((await told(member)).filter((kind) => !kind.startsWith('record_case.ask'))).toEqual(['record_case.correct']);
  });
});
