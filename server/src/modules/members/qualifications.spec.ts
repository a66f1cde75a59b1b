import { bootApp, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { buildTown, COMMUNITY, SISTER_COMMUNITY, STREET } from '../../../test/town.js';
import { uploadPhoto } from '../../../test/upload.js';
import { MembersService } from './members.service.js';

describe('qualifications', () => {
  let app: TestApp;
  let desk: Somebody;
  let member: Somebody;
  beforeAll(async () => {
    app = await bootApp();
    await buildTown(app.db.manager, app.clock.now());
    desk = await app.make.person({ name: '社区值班', roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
  });
  beforeEach(async () => {
    app.clock.set('2026-03-11T02:00:00.000Z');
    member = await app.make.member({ name: '莫电工' });
  });
  afterAll(() => app.close());

  const wish = async (more: object = {}, who = member) => ({
    id: newId(),
    code: 'electrician',
    number: 'T4501',
    expiresOn: '2026-05-31',
    fileIds: [await uploadPhoto(app, who)],
    ...more,
  });
  const submit = async (more: object = {}, who = member) => app.as(who).post('/qualifications', await wish(more, who));
  const submitted = async (more: object = {}) => (await submit(more)).body.id as string;
  const act = (who: Somebody, id: string, what: string, body: object = {}) => app.as(who).post(`/qualifications/${id}/${what}`, body);
  const holds = (day: string) => app.nest.get(MembersService).hasQualification(app.db.manager, member.id, 'electrician', day);
  const eventsOf = (id: string) =>
    app.db.query(`select action from events where subject_type = 'qualification' and subject_id = $1 order by id`, [id]);

  it('are handed in with photos, seen by the desk on their own page alone, and count from the review to their last day', async () => {
    const body = await wish();
    const answer = await app.as(member).post('/qualifications', body);
    expect(answer).toMatchObject({ status: 201, body: { state: 'pending', label: '电工证', number: 'T4501', actions: ['withdraw'] } });
    expect(answer.body.photos).toHaveLength(1);
    expect((await app.as(member).post('/qualifications', body)).status).toBe(200);
    expect((await app.as(member).post('/qualifications', { ...body, number: 'T4502' })).body.code).toBe('id_taken');
    expect(await holds('2026-03-11')).toBe(false);
    const [listed] = (await app.as(desk).get('/qualifications?state=pending&code=electrician')).body.items;
    expect(listed).toMatchObject({ id: body.id, personName: '莫*工', number: null, photos: [], actions: ['verify', 'reject'] });
    const opened = (await app.as(desk).get(`/qualifications/${body.id}`)).body;
    expect(opened).toMatchObject({ personName: '莫电工', number: 'T4501' });
    expect(opened.photos).toHaveLength(1);
    expect(
      await app.db.query(`select person_id from accesses where subject_type = 'qualification' and subject_id = $1`, [body.id]),
    ).toEqual([{ person_id: desk.id }]);
    expect((await act(desk, body.id, 'verify')).body).toMatchObject({ state: 'verified', stateLabel: '已通过', actions: ['revoke'] });
    expect(await holds('2026-05-31')).toBe(true);
    expect(await holds('2026-06-01')).toBe(false);
    expect((await app.as(desk).get('/members?qualification=electrician')).body.items).toContainEqual(
      expect.objectContaining({ personId: member.id, qualifications: ['electrician'] }),
    );
    expect(await act(desk, body.id, 'verify')).toMatchObject({ status: 409, body: { state: 'verified' } });
    expect((await act(desk, body.id, 'revoke', { reason: '证件已注销' })).body).toMatchObject({ state: 'revoked', reason: '证件已注销' });
    expect(await holds('2026-05-31')).toBe(false);
    expect((await eventsOf(body.id)).map((e: { action: string }) => e.action)).toEqual(['submit', 'verify', 'revoke']);
  });

  it('take the last day the desk reads from the document', async () => {
    const id = await submitted({ expiresOn: undefined });
    expect((await act(desk, id, 'verify', { expiresOn: '2026-03-10' })).body.code).toBe('expired');
    expect((await act(desk, id, 'verify', { expiresOn: '2027-01-01' })).body.expiresOn).toBe('2027-01-01');
  });

  it('are told of 30 days before and the day after the last, each once', async () => {
    const id = await submitted();
    await act(desk, id, 'verify');
    const told = async (at: string) => {
      app.clock.set(at);
      await app.runJobs('members.days');
      await app.runJobs('members.days');
      return (await eventsOf(id)).map((e: { action: string }) => e.action).slice(2);
    };
    expect(await told('2026-04-30T15:59:00.000Z')).toEqual([]);
    expect(await told('2026-04-30T16:10:00.000Z')).toEqual(['remind']);
    expect(await told('2026-05-31T15:00:00.000Z')).toEqual(['remind']);
    expect(await told('2026-05-31T16:10:00.000Z')).toEqual(['remind', 'expire']);
    expect((await app.as(member).get('/qualifications/mine')).body[0]).toMatchObject({
      id,
      state: 'verified',
      stateLabel: '已过期',
      expired: true,
    });
    expect((await app.as(desk).get('/qualifications?ending=true')).body.items).toContainEqual(expect.objectContaining({ id }));
  });

  it('taken back, or left with their owner, leave no photo', async () => {
    const id = await submitted();
    const [{ file_ids: ids }] = await app.db.query(`select file_ids from qualifications where id = $1`, [id]);
    const left = async () => (await app.db.query(`select 1 from files where id = any($1)`, [ids])).length as number;
    expect(await left()).toBe(1);
    expect((await act(member, id, 'withdraw')).body).toMatchObject({ state: 'withdrawn', photos: [], number: null });
    expect(await left()).toBe(0);
    const kept = await submitted();
    await app.as(member).post('/members/me/leave');
    expect(await app.db.query(`select state, file_ids from qualifications where id = $1`, [kept])).toEqual([
      { state: 'withdrawn', file_ids: [] },
    ]);
  });

  it('are reviewed by the community’s desk or one above, never by oneself, and are not there for anybody else', async () => {
    const id = await submitted();
    const at = (areaCode: string) => app.make.person({ roles: [{ role: 'dispatcher', areaCode }] });
    expect((await app.as(await at(SISTER_COMMUNITY)).get(`/qualifications/${id}`)).status).toBe(404);
    expect((await app.as(await app.make.member()).get(`/qualifications/${id}`)).status).toBe(404);
    expect((await app.as(await at(STREET)).get(`/qualifications/${id}`)).status).toBe(200);
    expect((await act(member, id, 'verify')).body.code).toBe('four_eyes');
    await expect(app.db.query(`update qualifications set reviewed_by = person_id where id = $1`, [id])).rejects.toThrow(
      /qualifications_four_eyes/,
    );
  });

  it('are decided once, whoever of two is faster; and one waits at a time', async () => {
    const id = await submitted();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => (i % 2 ? act(desk, id, 'verify') : act(desk, id, 'reject', { reason: '照片不清楚' }))),
    );
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    expect(answers.filter((a) => a.status === 409)).toHaveLength(9);
    await submitted();
    expect(await submit()).toMatchObject({ status: 409, body: { code: 'already_pending' } });
  });

  it.each([
    ['ended yesterday', { expiresOn: '2026-03-10' }, 422],
    ['a day there is none of', { expiresOn: '2026-02-30' }, 400],
    ['a code nobody knows', { code: 'driver' }, 400],
    ['no photo', { fileIds: [] }, 400],
    ['somebody else’s photo', { fileIds: ['00000000-0000-4000-8000-000000000000'] }, 422],
  ])('%s: refused', async (_, more, status) => expect((await submit(more)).status).toBe(status));

  it('are for those who enrolled', async () => {
    const guest = await app.make.person();
    expect(await submit({}, guest)).toMatchObject({ status: 409, body: { code: 'not_enrolled' } });
  });
});
