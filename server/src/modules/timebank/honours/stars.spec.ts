import { POLICY_DEFAULT } from '@linli/shared/timebank-policy';
import { bootApp, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId } from '../../../../test/makers.js';
import { recordOf, voidRecord } from '../../../../test/service-records.js';
import { buildTown, COMMUNITY, SISTER_COMMUNITY } from '../../../../test/town.js';

let app: TestApp;
beforeAll(async () => {
  app = await bootApp();
  await buildTown(app.db.manager, app.clock.now());
  await app.db.query(
    `insert into timebank_policies (id, area_code, version, state, terms, from_at, created_at) values ($1, $2, 1, 'published', $3, $4, $4)`,
    [
      newId(),
      COMMUNITY,
      { ...POLICY_DEFAULT, starHours: [10, 20], starBenefits: ['一束花', '一次体检'] },
      new Date(app.clock.now().getTime() - 1000),
    ],
  );
});
afterAll(() => app.close());

const stars = async (who: Somebody) => (await app.as(who).get('/stars/mine')).body as Record<string, unknown>;
const serve = async (who: Somebody, times: number, more = {}) => {
  const ids: string[] = [];
  for (let i = 0; i < times; i += 1) ids.push(await recordOf(app, who, { minutes: 300, ...more }));
  return ids;
};
const messages = async (who: Somebody) =>
  app.db.query<{ title: string; body: string }[]>(`select title, body from messages where person_id = $1 order by at, id`, [who.id]);

describe('stars', () => {
  it('are reckoned from confirmed minutes of every community, by the ladder of the home', async () => {
    const me = await app.make.person({ homeCommunityCode: COMMUNITY });
    await serve(me, 2, { day: '2025-12-31' });
    await serve(me, 1, { communityCode: SISTER_COMMUNITY });
    await recordOf(app, me, { minutes: 480, state: 'pending' });
    expect(await stars(me)).toEqual({
      star: 1,
      label: '一星',
      minutes: 900,
      missingMinutes: 300,
      communityText: '滨江街道 · 万福社区',
      ladder: [
        { star: 1, label: '一星', hours: 10, benefit: '一束花', reached: true },
        { star: 2, label: '二星', hours: 20, benefit: '一次体检', reached: false },
      ],
      years: [
        { year: 2026, minutes: 300, services: 1 },
        { year: 2025, minutes: 600, services: 2 },
      ],
    });
  });

  it('follow the ladder the district ships with where no community has its own', async () => {
    const me = await app.make.person();
    expect(await stars(me)).toMatchObject({ star: 0, label: '暂无星级', missingMinutes: 6000, communityText: null, years: [] });
  });

  it('change once with one message each, up and down, however often the job runs', async () => {
    const me = await app.make.person({ homeCommunityCode: COMMUNITY });
    const ids = await serve(me, 4);
    await app.runJobs();
    await app.runJobs('stars.reckon', { personId: me.id });
    expect(await messages(me)).toEqual([{ title: '您升星了', body: '您升到二星了，谢谢您的付出。看看现在有哪些礼遇。' }]);
    await voidRecord(app, ids[0]!);
    await Promise.all([app.runJobs('stars.reckon', { personId: me.id }), app.runJobs('stars.reckon', { personId: me.id })]);
    await app.runJobs();
    expect((await messages(me)).map(({ title }) => title).sort()).toEqual(['您升星了', '星级有变化'].sort());
    expect(await stars(me)).toMatchObject({ star: 1, minutes: 900 });
    const events = await app.db.query<{ action: string; data: unknown }[]>(
      `select action, data from events where subject_type = 'star' and subject_id = $1 order by id`,
      [me.id],
    );
    expect(events).toEqual([
      { action: 'rise', data: { from: 0, to: 2 } },
      { action: 'fall', data: { from: 2, to: 1 } },
    ]);
  });
});
