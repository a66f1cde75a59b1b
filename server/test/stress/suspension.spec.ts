import { bootApp, type TestApp } from '../harness.js';
import { act, buildNeighbourhood, makeMember, type Neighbourhood, offered } from '../serving.js';

let app: TestApp;
let near: Neighbourhood;
beforeAll(async () => {
  app = await bootApp();
  near = await buildNeighbourhood(app);
});
afterAll(() => app.close());

it('who is being suspended while they accept gets no place', async () => {
  const [who, id] = [await makeMember(app), await offered(app, near)];
  const desk = app.db.createQueryRunner();
  await desk.startTransaction();
  await desk.query(`update members set state = 'suspended', suspended_at = $2 where person_id = $1`, [who.id, app.clock.now()]);
  const accepting = act(app, who, id, 'accept');
  // It must be waiting for the suspension by now.
  for (let waiting = 0; !waiting;) {
    const [row] = await app.db.query<{ waiting: number }[]>(
      `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    waiting = row!.waiting;
  }
  await desk.commitTransaction();
  await desk.release();
  const { status, body } = await accepting;
  expect([status, body.code]).toEqual([409, 'member_suspended']);
  const parts = await app.db.query<unknown[]>(`select 1 from order_assignments where order_id = $1 and person_id = $2`, [id, who.id]);
  expect(parts).toEqual([]);
});
