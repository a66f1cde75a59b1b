import { bootApp, DAY, HOUR, MINUTE, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { draftOf } from '../../../test/street.js';
import { buildTown, COMMUNITY, DISTRICT, GRID, OTHER_STREET, SISTER_COMMUNITY, SISTER_GRID, STREET } from '../../../test/town.js';
import { uploadPhoto } from '../../../test/upload.js';

/** Wednesday, 9 o'clock in Shanghai. */
const NINE = Date.parse('2026-03-11T09:00:00+08:00');
const iso = (ms: number) => new Date(ms).toISOString();
const LNG = 111.302;
const north = (metres: number) => 23.401 + metres / 111_195;
/** A walk along the grid's west side at 1 m/s, a point each `every` seconds; it turns round every 800 m. */
const walked = (from: number, seconds: number, every = 15, at = LNG) =>
  Array.from({ length: Math.floor(seconds / every) + 1 }, (_, i) => {
    const metres = (i * every) % 1600;
    return { at: iso(from + i * every * 1000), lng: at, lat: north(metres > 800 ? 1600 - metres : metres), accuracyMetres: 12 };
  });

describe('patrols', () => {
  let app: TestApp;
  let walker: Somebody;
  let leader: Somebody;
  let keeper: Somebody;
  beforeAll(async () => {
    app = await bootApp({ at: iso(NINE) });
    await buildTown(app.db.manager, app.clock.now());
    leader = await app.make.person({ name: '李组长', roles: [{ role: 'grid_leader', areaCode: COMMUNITY }] });
    keeper = await app.make.person({ roles: [{ role: 'administrator', areaCode: STREET }] });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.set(iso(NINE));
    walker = await member();
    await agree(walker);
  });

  const member = (areaCode = GRID) => app.make.person({ name: '赵巡查', roles: [{ role: 'grid_member', areaCode }] });
  const agree = (person: Somebody, granted = true) =>
    app.db.query(`insert into consents (person_id, purpose, version, granted, at) values ($1, 'patrol_track', 1, $2, $3)`, [
      person.id,
      granted,
      app.clock.now(),
    ]);
  const now = () => app.clock.now().getTime();
  const phoneAt = () => iso(now());
  const begin = async (person = walker, more: object = {}) => {
    const id = newId();
    const answer = await app.as(person).post('/patrols', { id, phoneAt: phoneAt(), ...more });
    expect(answer.status).toBe(201);
    return id;
  };
  const track = (id: string, points: object[], more: object = {}, person = walker) =>
    app.as(person).post(`/patrols/${id}/track`, { id: newId(), phoneAt: phoneAt(), points, ...more });
  const moment = (id: string, what: string, more: object = {}, person = walker) =>
    app.as(person).post(`/patrols/${id}/${what}`, { phoneAt: phoneAt(), ...more });
  const checkpoint = async (lat = north(100), lng = LNG) => {
    const answer = await app.as(keeper).post('/checkpoints', { id: newId(), name: '菜市口公告栏', position: { lng, lat } });
    expect(answer.status).toBe(201);
    return answer.body as { id: string; code: string };
  };
  const scan = (id: string, code: string, more: object = {}, person = walker) =>
    app.as(person).post(`/patrols/${id}/scans`, { id: newId(), phoneAt: phoneAt(), code, nothingFound: true, ...more });
  const today = async (person = walker) => (await app.as(person).get('/patrols/today')).body;
  const detail = async (id: string, person = walker) => (await app.as(person).get(`/patrols/${id}`)).body;
  const reported = async (patrolId: string, at: number, position: { lng: number; lat: number }, person = walker) => {
    const draft = draftOf([await uploadPhoto(app, person)], { patrolId, position, capturedAt: iso(at) });
    expect((await app.as(person).post('/reports', draft)).status).toBe(201);
  };

  it('an hour of walking: start, track, checkpoint, pause, report, end', async () => {
    const point = await checkpoint();
    const id = await begin();
    expect(await today()).toMatchObject({
      day: '2026-03-11',
      duty: true,
      targetMinutes: 60,
      countedMinutes: 0,
      current: { id, state: 'walking' },
    });

    app.clock.advance(20 * MINUTE);
    const batch = await track(id, walked(NINE, 1200));
    expect(batch.status).toBe(201);
    expect(batch.body).toMatchObject({
      taken: 81,
      dropped: 0,
      countedMinutes: 20,
      uncountedMinutes: 0,
      flags: [],
      actions: ['pause', 'end', 'scan', 'track'],
    });

    app.clock.advance(8 * MINUTE);
    expect((await scan(id, point.code)).body).toMatchObject({ scans: 1, countedMinutes: 28 });

    const paused = await moment(id, 'pause');
    expect(paused.status).toBe(200);
    expect(paused.body).toMatchObject({ state: 'paused', actions: ['resume', 'end', 'scan', 'track'] });
    app.clock.advance(12 * MINUTE);
    expect((await moment(id, 'resume')).body.state).toBe('walking');
    app.clock.advance(1 * MINUTE);
    await scan(id, point.code);

    app.clock.advance(9 * MINUTE);
    await reported(id, now(), { lng: LNG, lat: north(300) });
    app.clock.advance(5 * MINUTE);
    await track(id, walked(now() - 5 * MINUTE, 300));
    expect((await moment(id, 'end')).body).toMatchObject({
      state: 'ended',
      endedAt: phoneAt(),
      endedBySystem: false,
      countedMinutes: 42,
      uncountedMinutes: 1,
      scans: 2,
      reports: 1,
      actions: [],
    });

    const whole = await detail(id);
    expect(whole.spans.map((s: { reason: string | null; seconds: number }) => [s.reason, s.seconds])).toEqual([
      [null, 28 * 60],
      ['paused', 12 * 60],
      ['gap', 60],
      [null, 14 * 60],
    ]);
    expect(whole.spans[2]).toMatchObject({ counted: false, reasonText: '间隔超过 10 分钟' });
    const kinds = whole.anchors.map((a: { kind: string }) => a.kind);
    expect(kinds[0]).toBe('start');
    expect(kinds.at(-1)).toBe('end');
    expect(kinds.filter((k: string) => k === 'track')).toHaveLength(102);
    expect(whole.anchors.filter((a: { text: string | null }) => a.text).map((a: { text: string }) => a.text)).toEqual([
      '菜市口公告栏',
      '菜市口公告栏',
      '暴露垃圾',
    ]);
    expect(await today()).toMatchObject({ countedMinutes: 42, current: null, patrols: [{ id }] });
    const events = await app.db.query<{ action: string }[]>(`select action from events where subject_id = $1 order by id`, [id]);
    expect(events.map((e) => e.action)).toEqual(['start', 'scan', 'pause', 'resume', 'scan', 'end'].map((a) => `patrol.${a}`));
  });

  it('works without the track: a scan or a photo every ten minutes', async () => {
    const point = await checkpoint();
    const silent = await member();
    const id = await begin(silent, { position: { lng: LNG, lat: north(0) } });
    for (let i = 0; i <= 6; i++) {
      if (i % 2) await reported(id, now(), { lng: LNG, lat: north(i * 50) }, silent);
      else await scan(id, point.code, {}, silent);
      app.clock.advance(10 * MINUTE);
    }
    await app.runJobs('patrols.tick');
    expect(await today(silent)).toMatchObject({ countedMinutes: 60, current: { scans: 4, reports: 3 } });
    expect((await detail(id, silent)).anchors.filter((a: { kind: string }) => a.kind === 'track')).toEqual([]);
  });

  it('counts a report that arrives after the end, at the time its photo was taken', async () => {
    const id = await begin();
    app.clock.advance(20 * MINUTE);
    await track(id, [...walked(NINE, 0), ...walked(now(), 0)]);
    expect((await moment(id, 'end')).body).toMatchObject({ countedMinutes: 0, reports: 0 });
    app.clock.advance(2 * HOUR);
    await reported(id, NINE + 10 * MINUTE, { lng: LNG, lat: north(100) });
    await app.runJobs('patrols.tick');
    expect(await detail(id)).toMatchObject({ state: 'ended', countedMinutes: 20, reports: 1, endedBySystem: false });
  });

  it('takes no report of somebody else for its own', async () => {
    const id = await begin();
    const other = await member();
    await reported(id, now(), { lng: LNG, lat: north(0) }, other);
    app.clock.advance(10 * MINUTE);
    await reported(id, now(), { lng: LNG, lat: north(0) }, other);
    await app.runJobs('patrols.tick');
    expect(await detail(id)).toMatchObject({ countedMinutes: 0, reports: 0 });
  });

  it('a day’s patrols add up: seconds are summed and floored once', async () => {
    for (let i = 0; i < 3; i++) {
      const id = await begin();
      const from = now();
      app.clock.advance(90_000);
      await track(id, walked(from, 90, 30));
      expect((await moment(id, 'end')).body.countedMinutes).toBe(1);
      app.clock.advance(MINUTE);
    }
    expect((await today()).countedMinutes).toBe(4);
  });

  it('gives minutes to the day they were walked in', async () => {
    app.clock.set('2026-03-11T23:50:00+08:00');
    const id = await begin();
    const from = now();
    app.clock.advance(25 * MINUTE);
    await track(id, walked(from, 1500, 30));
    expect((await today()).countedMinutes).toBe(15);
    const month = (await app.as(walker).get('/patrols/month?month=2026-03')).body;
    expect(
      month.days
        .filter((d: { countedMinutes: number }) => d.countedMinutes)
        .map((d: { day: string; countedMinutes: number }) => [d.day, d.countedMinutes]),
    ).toEqual([
      ['2026-03-11', 10],
      ['2026-03-12', 15],
    ]);
  });

  it.each([
    ['outside the own grid', 111.3115, 'outside', 0],
    ['within 50 m of the own grid', 111.3104, null, 10],
    ['in the hole of the grid, 100 m deep', 111.305, null, 10],
  ])('%s', async (_, lng, reason, minutes) => {
    const id = await begin();
    app.clock.advance(10 * MINUTE);
    const points = walked(NINE, 600, 60, lng).map((p) => ({ ...p, lat: reason === null && lng === 111.305 ? 23.40405 : p.lat }));
    expect((await track(id, points)).body).toMatchObject({ countedMinutes: minutes, uncountedMinutes: 10 - minutes });
    expect((await detail(id)).spans.map((s: { reason: string | null }) => s.reason)).toEqual([reason]);
  });

  it('counts in each of several own grids', async () => {
    const both = await app.make.person({ roles: [GRID, SISTER_GRID].map((areaCode) => ({ role: 'grid_member' as const, areaCode })) });
    await agree(both);
    const id = await begin(both);
    app.clock.advance(10 * MINUTE);
    const points = Array.from({ length: 11 }, (_, i) => ({
      at: iso(NINE + i * MINUTE),
      lng: LNG,
      lat: 23.408 + i * 0.0004,
      accuracyMetres: 5,
    }));
    expect((await track(id, points, {}, both)).body.countedMinutes).toBe(10);
  });

  it('keeps uncertain points as signs of life only', async () => {
    const id = await begin();
    app.clock.advance(10 * MINUTE);
    const points = walked(NINE, 600, 60).map((p) => ({ ...p, accuracyMetres: 101 }));
    expect((await track(id, points)).body).toMatchObject({ taken: 11, countedMinutes: 0, lastAnchorAt: phoneAt() });
    const [row] = await app.db.query<{ points: unknown[][] }[]>(`select points from patrol_batches where patrol_id = $1`, [id]);
    expect(row!.points[0]!.slice(1, 3)).toEqual([null, null]);
  });

  describe('ends by itself', () => {
    it('30 minutes after its last anchor, once, whoever runs the job', async () => {
      const id = await begin();
      app.clock.advance(10 * MINUTE);
      await track(id, walked(NINE, 600));
      app.clock.advance(30 * MINUTE - 1);
      await app.runJobs('patrols.tick');
      expect((await detail(id)).state).toBe('walking');
      app.clock.advance(1);
      await Promise.all([app.runJobs('patrols.tick'), app.runJobs('patrols.tick'), app.runJobs('patrols.tick')]);
      expect(await detail(id)).toMatchObject({ state: 'ended', endedBySystem: true, endedAt: iso(NINE + 40 * MINUTE), countedMinutes: 10 });
      const ends = await app.db.query<unknown[]>(`select 1 from events where subject_id = $1 and action = 'patrol.end'`, [id]);
      expect(ends).toHaveLength(1);
      app.clock.advance(1);
      for (const what of ['pause', 'resume', 'end'])
        expect(await moment(id, what)).toMatchObject({ status: 409, body: { code: 'not_now', state: 'ended' } });
      expect(await scan(id, (await checkpoint()).code)).toMatchObject({ status: 409, body: { state: 'ended' } });
    });

    it('even before the job came', async () => {
      const id = await begin();
      app.clock.advance(31 * MINUTE);
      expect((await moment(id, 'pause')).body.state).toBe('ended');
      expect((await today()).current).toBeNull();
      await begin();
    });

    it('and goes on when what was walked meanwhile arrives', async () => {
      const id = await begin();
      app.clock.advance(70 * MINUTE);
      await app.runJobs('patrols.tick');
      expect((await detail(id)).state).toBe('ended');
      const points = walked(NINE, 70 * 60, 30);
      expect((await track(id, points.slice(100))).body.state).toBe('ended');
      expect((await track(id, points.slice(0, 30))).body).toMatchObject({ state: 'ended', countedMinutes: 14 });
      expect((await track(id, points.slice(30, 100))).body).toMatchObject({ state: 'walking', endedAt: null, countedMinutes: 70 });
      await moment(id, 'end');
    });

    it('where the next one began', async () => {
      const id = await begin();
      app.clock.advance(31 * MINUTE);
      await begin();
      app.clock.advance(20 * MINUTE);
      const late = await track(id, walked(NINE, 40 * 60, 60));
      expect(late.body).toMatchObject({ state: 'ended', countedMinutes: 31, endedAt: iso(NINE + 31 * MINUTE) });
    });
  });

  describe('comes late', () => {
    it('a whole patrol without signal, sent hours later in order', async () => {
      const point = await checkpoint();
      app.clock.advance(5 * HOUR);
      const id = await begin(walker, { startedAt: iso(NINE) });
      await track(id, walked(NINE, 1200));
      await scan(id, point.code, { at: iso(NINE + 25 * MINUTE) });
      await moment(id, 'pause', { at: iso(NINE + 26 * MINUTE) });
      await moment(id, 'resume', { at: iso(NINE + 28 * MINUTE) });
      await track(id, walked(NINE + 30 * MINUTE, 1200));
      const end = await moment(id, 'end', { at: iso(NINE + 50 * MINUTE) });
      expect(end.body).toMatchObject({
        state: 'ended',
        endedBySystem: false,
        endedAt: iso(NINE + 50 * MINUTE),
        countedMinutes: 48,
        flags: [],
      });
    });

    it('exactly 7 days, not a second more; older points of a batch are left out', async () => {
      const id = await begin();
      await moment(id, 'end', { at: iso(NINE + 30 * MINUTE - 1) }).then((a) => expect(a.status).toBe(422));
      app.clock.advance(10 * MINUTE);
      await moment(id, 'end');
      app.clock.set(iso(NINE + 7 * DAY + 5 * MINUTE));
      expect((await track(id, walked(NINE, 600, 60))).body).toMatchObject({
        taken: 6,
        dropped: 5,
        countedMinutes: 5,
        flags: ['late_batch'],
      });
      app.clock.set(iso(NINE + 7 * DAY + 10 * MINUTE + 1));
      expect(await track(id, walked(NINE, 600, 60))).toMatchObject({
        status: 422,
        body: { code: 'too_old', detail: '超过 7 天的巡查记录不能再补传。' },
      });
      expect(await app.as(walker).post('/patrols', { id: newId(), phoneAt: phoneAt(), startedAt: iso(NINE) })).toMatchObject({
        status: 422,
        body: { code: 'too_old' },
      });
    });

    it('an older patrol while another runs is over already and takes nothing from it', async () => {
      const running = await begin();
      app.clock.advance(10 * MINUTE);
      await track(running, walked(NINE, 600));
      const older = await begin(walker, { startedAt: iso(NINE - HOUR) });
      expect(await detail(older)).toMatchObject({ state: 'ended', endedBySystem: true, endedAt: iso(NINE - 30 * MINUTE) });
      await track(older, walked(NINE - HOUR, 1200, 60));
      await moment(older, 'end', { at: iso(NINE - 40 * MINUTE) });
      expect(await today()).toMatchObject({ countedMinutes: 30, current: { id: running, state: 'walking' } });
    });

    it('one that lies within another is refused', async () => {
      const id = await begin();
      app.clock.advance(20 * MINUTE);
      await track(id, walked(NINE, 1200));
      const inside = { id: newId(), phoneAt: phoneAt(), startedAt: iso(NINE + 5 * MINUTE) };
      expect(await app.as(walker).post('/patrols', inside)).toMatchObject({ status: 409, body: { code: 'not_now', state: 'walking' } });
      await moment(id, 'end');
      expect(await app.as(walker).post('/patrols', inside)).toMatchObject({ status: 409, body: { code: 'not_now', state: 'ended' } });
    });
  });

  describe('the phone’s clock', () => {
    it('a day wrong all the time: everything is set right, no flag', async () => {
      for (const wrong of [DAY, -DAY, 3 * 365 * DAY]) {
        app.clock.set(iso(NINE));
        const person = await member();
        await agree(person);
        const id = await begin(person, { phoneAt: iso(NINE + wrong), startedAt: iso(NINE + wrong) });
        app.clock.advance(10 * MINUTE);
        const phone = { phoneAt: iso(now() + wrong) };
        expect((await track(id, walked(NINE + wrong, 600), phone, person)).body).toMatchObject({
          taken: 41,
          countedMinutes: 10,
          flags: [],
        });
        expect((await moment(id, 'end', phone, person)).body).toMatchObject({ endedAt: iso(now()), countedMinutes: 10, flags: [] });
      }
    });

    it.each([
      ['60 s later than before', 60_000, []],
      ['61 s later than before', 61_000, ['clock_jump']],
      ['an hour earlier than before', -HOUR, ['clock_jump']],
    ])('%s', async (_, jump, flags) => {
      const id = await begin();
      app.clock.advance(10 * MINUTE);
      const late = { phoneAt: iso(now() + jump) };
      const answer = await track(id, walked(NINE + (Math.abs(jump) > 60_000 ? jump : 0), 540), late);
      expect(answer.body).toMatchObject({ flags, countedMinutes: 9 });
      expect((await app.as(leader).get('/patrols?flagged=true')).body.items.some((p: { id: string }) => p.id === id)).toBe(
        flags.length > 0,
      );
    });

    it('times that cannot be are left out or refused with a sentence', async () => {
      const id = await begin();
      app.clock.advance(5 * MINUTE);
      const points = [...walked(NINE - 10 * MINUTE, 300, 60), ...walked(NINE, 300, 60), ...walked(now() + 2 * MINUTE, 120, 60)];
      expect((await track(id, points)).body).toMatchObject({ taken: 6, dropped: 9, countedMinutes: 5 });
      expect(await track(id, walked(now() + HOUR, 60))).toMatchObject({ status: 422, body: { code: 'in_future' } });
      expect(await track(id, walked(NINE - HOUR, 60))).toMatchObject({ status: 422, body: { code: 'too_early' } });
    });
  });

  describe('happens once', () => {
    it('two starts at once: one patrol', async () => {
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => app.as(walker).post('/patrols', { id: newId(), phoneAt: phoneAt() })),
      );
      expect(answers.map((a) => a.status).sort()).toEqual([201, ...Array.from({ length: 11 }, () => 409)]);
      const rows = await app.db.query<unknown[]>(`select 1 from patrols where person_id = $1`, [walker.id]);
      expect(rows).toHaveLength(1);
    });

    it('the same start 20 times, also with a newer clock: one patrol', async () => {
      const body = { id: newId(), startedAt: iso(NINE) };
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) => app.as(walker).post('/patrols', { ...body, phoneAt: iso(now() + i * 100) })),
      );
      expect(answers.map((a) => a.status).sort()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
      expect(new Set(answers.map((a) => JSON.stringify(a.body))).size).toBe(1);
    });

    it('the same batch 20 times in parallel: counted once', async () => {
      const id = await begin();
      app.clock.advance(10 * MINUTE);
      const body = { id: newId(), points: walked(NINE, 600) };
      const answers = await Promise.all(Array.from({ length: 20 }, () => track(id, body.points, { id: body.id })));
      expect(answers.map((a) => a.status).sort()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
      expect(answers.every((a) => a.body.countedMinutes === 10 && a.body.taken === 41)).toBe(true);
      expect(await app.db.query(`select id from patrol_batches where patrol_id = $1`, [id])).toHaveLength(1);
      expect((await track(id, walked(NINE, 300), { id: body.id })).body.code).toBe('id_taken');
    });

    it('the same scan 20 times in parallel: one visit', async () => {
      const point = await checkpoint();
      const id = await begin();
      const scanId = newId();
      const answers = await Promise.all(Array.from({ length: 20 }, () => scan(id, point.code, { id: scanId, at: iso(NINE) })));
      expect(answers.map((a) => a.status).sort()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
      expect((await detail(id)).scans).toBe(1);
      expect((await scan(id, point.code, { id: scanId, at: iso(NINE), nothingFound: false })).body.code).toBe('id_taken');
    });

    it('batches and scans in parallel: nothing is lost', async () => {
      const point = await checkpoint();
      const id = await begin();
      app.clock.advance(29 * MINUTE);
      const points = walked(NINE, 29 * 60);
      const batches = Array.from({ length: 8 }, (_, i) => track(id, points.slice(i * 15, i * 15 + 16)));
      const scans = Array.from({ length: 4 }, (_, i) => scan(id, point.code, { at: iso(NINE + i * 7 * MINUTE + 7_000) }));
      const answers = await Promise.all([...batches, ...scans]);
      expect(answers.map((a) => a.status)).toEqual(Array.from({ length: 12 }, () => 201));
      const { countedMinutes, scans: seen } = await detail(id);
      expect(seen).toBe(4);
      expect(countedMinutes).toBeGreaterThanOrEqual(27);
    });

    it('an end under one key, tried again with a newer clock, answers the same', async () => {
      const id = await begin();
      const key = newId();
      const end = (later: number) => app.as(walker).post(`/patrols/${id}/end`, { phoneAt: iso(NINE + later), at: iso(NINE) }, { key });
      const [first, again] = [await end(0), await end(5000)];
      expect([first.status, again.status]).toEqual([200, 200]);
      expect(again.body).toEqual(first.body);
      expect((await app.as(walker).post(`/patrols/${id}/end`, { phoneAt: phoneAt(), at: iso(NINE - 1) }, { key })).body.code).toBe(
        'key_reused',
      );
    });
  });

  describe('is refused', () => {
    it('a start to who walks no grid', async () => {
      for (const person of [leader, keeper, await app.make.person()])
        expect((await app.as(person).post('/patrols', { id: newId(), phoneAt: phoneAt() })).status).toBe(403);
      expect((await app.guest().post('/patrols', { id: newId(), phoneAt: phoneAt() })).status).toBe(401);
    });
    it('track points without consent', async () => {
      await agree(walker, false);
      const id = await begin(walker, { position: { lng: LNG, lat: north(0) } });
      expect(await track(id, walked(NINE, 0))).toMatchObject({ status: 403, body: { code: 'consent_needed' } });
      expect(await app.db.query(`select 1 from patrol_batches where patrol_id = $1`, [id])).toEqual([]);
      await agree(walker);
      expect((await track(id, walked(NINE, 0))).status).toBe(201);
    });
    it('an unknown or retired code, and guessing', async () => {
      const id = await begin();
      const point = await checkpoint();
      await app.as(keeper).patch(`/checkpoints/${point.id}`, { retired: true });
      expect(await scan(id, point.code)).toMatchObject({ status: 404, body: { code: 'unknown_code', detail: '这个巡查点已停用。' } });
      const guesses = await Promise.all(Array.from({ length: 25 }, () => scan(id, 'AAAAAAAAAA')));
      expect(new Set(guesses.map((a) => a.status))).toEqual(new Set([404, 429]));
    });
    it('a pause of what is paused, a resumption of what is not', async () => {
      const id = await begin();
      expect(await moment(id, 'resume')).toMatchObject({ status: 409, body: { state: 'walking' } });
      await moment(id, 'pause');
      expect(await moment(id, 'pause')).toMatchObject({ status: 409, body: { state: 'paused' } });
    });
    it('everything after the end but what was walked before', async () => {
      const point = await checkpoint();
      const id = await begin();
      app.clock.advance(10 * MINUTE);
      await moment(id, 'end');
      app.clock.advance(MINUTE);
      for (const what of ['pause', 'resume', 'end'])
        expect(await moment(id, what)).toMatchObject({ status: 409, body: { state: 'ended' } });
      expect(await scan(id, point.code)).toMatchObject({ status: 409, body: { state: 'ended' } });
      expect(await track(id, walked(now(), 0))).toMatchObject({ status: 409, body: { state: 'ended' } });
      expect((await track(id, walked(NINE, 600))).body.countedMinutes).toBe(10);
      expect((await scan(id, point.code, { at: iso(NINE + MINUTE) })).status).toBe(201);
    });
    it('acts on somebody else’s: 404, to who may look 403', async () => {
      const id = await begin();
      const other = await member();
      const calls = (person: Somebody) => [
        moment(id, 'end', {}, person),
        track(id, walked(NINE, 0), {}, person),
        scan(id, 'AAAAAAAAAA', {}, person),
      ];
      for (const answer of await Promise.all(calls(other))) expect(answer.status).toBe(404);
      for (const answer of await Promise.all(calls(leader))) expect(answer.status).toBe(403);
      expect((await app.as(other).post('/patrols', { id, phoneAt: phoneAt() })).body.code).toBe('id_taken');
    });
    it.each([
      ['no clock', { phoneAt: undefined }],
      ['a clock in words', { phoneAt: 'now' }],
      ['a week for a time', { phoneAt: '2026-W11-3' }],
      ['a local time', { phoneAt: '2026-03-11T09:00:00' }],
      ['30 February', { phoneAt: '2026-02-30T09:00:00Z' }],
      ['a start in words', { startedAt: 'today' }],
      ['a number for a time', { startedAt: 5 }],
      ['a position at sea off Africa', { position: { lng: 0, lat: 0 } }],
      ['half a position', { position: { lng: 111 } }],
      ['minutes of one’s own', { countedMinutes: 60 }],
      ['a bad id', { id: 'x' }],
    ])('%s: 400', async (_, wrong) => {
      const answer = await app.as(walker).post('/patrols', { id: newId(), phoneAt: phoneAt(), ...wrong });
      expect(answer.status).toBe(400);
      expect(Object.keys(answer.body.fields as object)).toHaveLength(1);
    });
    it.each([
      ['no points', []],
      ['101 points', walked(NINE, 1500)],
      ['a point of words', ['x']],
      ['null for a point', [null]],
      ['a place beyond the pole', [{ at: iso(NINE), lng: 111, lat: 91, accuracyMetres: 1 }]],
      ['no accuracy', [{ at: iso(NINE), lng: 111, lat: 23 }]],
      ['an accuracy below nothing', [{ at: iso(NINE), lng: 111, lat: 23, accuracyMetres: -1 }]],
      ['its own verdict', [{ at: iso(NINE), lng: 111, lat: 23, accuracyMetres: 1, inside: true }]],
    ])('a batch with %s: 400', async (_, points) => {
      const id = await begin();
      expect((await track(id, points as object[])).status).toBe(400);
    });
    it('ids and times that are none, never with a 5xx', async () => {
      for (const id of ['x', '%00', '00000000-0000-0000-0000-00000000000g', newId()]) {
        for (const answer of [
          await moment(id, 'end'),
          await scan(id, 'AAAAAAAAAA'),
          await track(id, walked(NINE, 0)),
          await app.as(walker).get(`/patrols/${id}`),
        ])
          expect([400, 404]).toContain(answer.status);
      }
      const id = await begin();
      for (const at of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-03-11T24:00:00Z', '1969-12-31T23:59:59+23:59']) {
        for (const answer of [
          await moment(id, 'pause', { at }),
          await moment(id, 'pause', { phoneAt: at }),
          await scan(id, 'AAAAAAAAAA', { at }),
          await track(id, [{ ...walked(NINE, 0)[0], at }], { phoneAt: at }),
        ])
          expect(answer.status).toBeLessThan(500);
        await moment(id, 'resume');
      }
    });
  });

  describe('who sees', () => {
    let id: string;
    beforeEach(async () => {
      id = await begin();
      app.clock.advance(MINUTE);
      await track(id, walked(NINE, 60));
    });

    it.each([
      ['the grid’s leader', 'grid_leader', GRID, 200],
      ['the community’s dispatcher', 'dispatcher', COMMUNITY, 200],
      ['the street chief', 'street_chief', STREET, 200],
      ['the auditor', 'auditor', DISTRICT, 200],
      ['a leader of the sister grid', 'grid_leader', SISTER_GRID, 404],
      ['a dispatcher of the sister community', 'dispatcher', SISTER_COMMUNITY, 404],
      ['a chief of the other street', 'street_chief', OTHER_STREET, 404],
      ['an administrator', 'administrator', DISTRICT, 404],
      ['another grid member', 'grid_member', GRID, 404],
    ] as const)('%s', async (_, role, areaCode, status) => {
      const person = await app.make.person({ roles: [{ role, areaCode }] });
      const answer = await app.as(person).get(`/patrols/${id}`);
      expect(answer.status).toBe(status);
      const looks = await app.db.query<unknown[]>(`select 1 from accesses where person_id = $1 and subject_id = $2 and field = 'track'`, [
        person.id,
        id,
      ]);
      expect(looks).toHaveLength(status === 200 ? 1 : 0);
      const list = await app.as(person).get(`/patrols?personId=${walker.id}`);
      if (role === 'administrator') expect(list.status).toBe(403);
      else expect(list.body.items).toHaveLength(status === 200 ? 1 : 0);
      if (status === 200) expect(answer.body).toMatchObject({ personName: '赵巡查', actions: [], trackKept: true });
    });

    it('a nameless person is nameless, a closed account closed', async () => {
      const seen = async () => [
        (await detail(id, leader)).personName,
        (await app.as(leader).get(`/patrols?personId=${walker.id}`)).body.items[0].personName,
        (await app.as(leader).get(`/leaves?box=all&limit=100`)).body.items.find((l: { personId: string }) => l.personId === walker.id)
          .personName,
        (await app.as(leader).get(`/patrols/figures?areaCode=${GRID}`)).body[0].members.find(
          (m: { personId: string }) => m.personId === walker.id,
        ).name,
      ];
      await app.as(walker).post('/leaves', { id: newId(), from: '2026-03-12', to: '2026-03-12', reason: '家里有事' });
      await app.db.query(`update people set name = '' where id = $1`, [walker.id]);
      expect(await seen()).toEqual(['未填姓名', '未填姓名', '未填姓名', '未填姓名']);
      await app.db.query(`update people set phone = null, phone_verified_at = null, closed_at = now() where id = $1`, [walker.id]);
      expect(await seen()).toEqual(['已注销', '已注销', '已注销', '已注销']);
    });

    it('lists by area, day and person, page by page', async () => {
      const list = async (query: string) => (await app.as(leader).get(`/patrols?${query}`)).body;
      const mine = await list(`personId=${walker.id}&areaCode=${GRID}&day=2026-03-11`);
      expect(mine).toMatchObject({ items: [{ id, countedMinutes: 1 }], next: null });
      expect((await list(`personId=${walker.id}&day=2026-03-12`)).items).toEqual([]);
      expect((await list(`personId=${walker.id}&areaCode=${SISTER_GRID}`)).items).toEqual([]);
      expect((await list(`areaCode=${OTHER_STREET}`)).items).toEqual([]);
      const all: string[] = [];
      for (let next: string | null = ''; next !== null;) {
        const part = await list(`limit=7${next ? `&cursor=${next}` : ''}`);
        all.push(...part.items.map((p: { id: string }) => p.id));
        next = part.next;
      }
      const [count] = await app.db.query<{ n: number }[]>(`select count(*)::int as n from patrols where scope_codes @> array[$1]`, [
        COMMUNITY,
      ]);
      expect(new Set(all).size).toBe(count!.n);
      expect(all).toHaveLength(count!.n);
      for (const bad of [
        'day=2026-02-31',
        'day=x',
        'cursor=abc',
        'personId=1',
        'areaCode=99',
        'limit=101',
        'flagged=maybe',
        'sort=__proto__',
      ])
        expect((await app.as(leader).get(`/patrols?${bad}`)).status).toBe(400);
      expect((await app.as(await app.make.person()).get('/patrols')).status).toBe(403);
    });
  });

  it('deletes track points after 90 days and keeps time, way and spans', async () => {
    const id = await begin();
    app.clock.advance(10 * MINUTE);
    await track(id, walked(NINE, 600));
    await moment(id, 'end');
    app.clock.set(iso(NINE + 90 * DAY));
    await app.runJobs('patrols.forget');
    expect((await detail(id)).trackKept).toBe(true);
    app.clock.advance(11 * MINUTE);
    await Promise.all([app.runJobs('patrols.forget'), app.runJobs('patrols.forget')]);
    await app.runJobs('patrols.tick');
    const left = await detail(id);
    expect(left).toMatchObject({ trackKept: false, countedMinutes: 10, metres: 600, spans: [{ counted: true, seconds: 600 }] });
    expect(left.anchors.map((a: { kind: string }) => a.kind)).toEqual(['start', 'end']);
  });

  it('closing the account takes the track and the reasons with it', async () => {
    const id = await begin();
    await track(id, walked(NINE, 0));
    await moment(id, 'end');
    const data = (await app.as(walker).get('/me/data')).body;
    expect(JSON.stringify(data)).toContain('"patrols":[{');
    const { AccountClosings } = await import('../accounts/account-links.service.js');
    await app.db.transaction((tx) => app.nest.get(AccountClosings).eraseAll(tx, walker.id));
    expect(await app.db.query(`select 1 from patrol_batches where patrol_id = $1 and points is not null`, [id])).toEqual([]);
  });
});
