import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootApp, type TestApp } from '../../../test/harness.js';
import { seedDemo } from './index.js';

describe('the demo district', () => {
  let app: TestApp;
  const filesDir = mkdtempSync(join(tmpdir(), 'linli-demo-'));
  const rows = <T>(sql: string, values: unknown[] = []): Promise<T[]> => app.db.query<T[]>(sql, values);

  beforeAll(async () => {
    app = await bootApp();
    const began = performance.now();
    await seedDemo(app.db, app.clock, filesDir);
    const seconds = (performance.now() - began) / 1000;
    console.log(`demo district loaded in ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(20);
  }, 60_000);
  afterAll(async () => {
    await app.close();
    rmSync(filesDir, { recursive: true, force: true });
  });

  it('loads once: a second call changes nothing', async () => {
    const count = () =>
      rows(`select (select count(*) from areas) areas, (select count(*) from people) people, (select count(*) from events) events`);
    const before = await count();
    await seedDemo(app.db, app.clock, filesDir);
    expect(await count()).toEqual(before);
  });

  it('has a grid under every landmark', async () => {
    const found = await rows<{ grids: string }>(
      `select count(p.area_code) grids from landmarks l left join area_pieces p on p.level = 'grid' and p.outline @> point(l.lng, l.lat) group by l.id`,
    );
    expect(found).toHaveLength(330);
    expect(found.filter((f) => f.grids === '0')).toEqual([]);
  });

  it('has every role, every team type, and a member for every grid', async () => {
    const roles = await rows<{ role: string }>(`select distinct role from role_grants order by role`);
    expect(roles.map((r) => r.role)).toEqual([
      'administrator',
      'auditor',
      'dispatcher',
      'grid_leader',
      'grid_member',
      'handler',
      'sentinel',
      'street_chief',
    ]);
    expect((await rows(`select distinct type from teams`)).length).toBe(14);
    const [{ bare }] = (await rows(
      `select count(*)::int bare from areas a where level = 'grid' and not exists (select 1 from role_grants g where g.area_code = a.code and g.role = 'grid_member')`,
    )) as [{ bare: number }];
    expect(bare).toBe(0);
  });

  it('lets everybody of the one-tap list sign in', async () => {
    const { body: people } = await app.guest().get('/auth/demo-people');
    expect(people.length).toBeGreaterThan(12);
    for (const { personId } of people) expect((await app.guest().post('/auth/demo', { personId })).status).toBe(200);
  });
});
