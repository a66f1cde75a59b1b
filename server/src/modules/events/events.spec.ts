import { bootApp, DAY, type TestApp } from '../../../test/harness.js';
import { EventsJobs } from './events.jobs.js';
import { EventsService } from './events.service.js';

let app: TestApp;
beforeAll(async () => {
  app = await bootApp();
});
afterAll(() => app.close());

const happen = (action: string) =>
  app.db.transaction((tx) => app.nest.get(EventsService).record(tx, { subject: ['thing', '1'], action, actor: null, areaCode: null }));

describe('events and looks', () => {
  it('cannot be changed, deleted or emptied', async () => {
    await happen('one');
    const person = await app.make.person();
    await app.nest.get(EventsService).look(null, { personId: person.id, subject: ['thing', '1'], field: 'phone', areaCode: null });
    for (const sql of [
      `update events set action = 'two'`,
      `delete from events`,
      `truncate events`,
      `update accesses set field = 'name'`,
      `delete from accesses`,
      `truncate accesses`,
    ])
      await expect(app.db.query(sql)).rejects.toThrow('append-only');
  });

  it('go with the transaction', async () => {
    const record = app.db.transaction(async (tx) => {
      await app.nest.get(EventsService).record(tx, { subject: ['thing', '2'], action: 'lost', actor: null, areaCode: null });
      throw new Error('rolled back');
    });
    await expect(record).rejects.toThrow('rolled back');
    expect(await app.db.query(`select 1 from events where subject_id = '2'`)).toEqual([]);
  });

  it('are sealed the day after, once, and a change behind our back shows', async () => {
    await app.runJobs('events.seal');
    expect(await app.db.query(`select 1 from seals`)).toEqual([]);
    app.clock.advance(DAY);
    await happen('today');
    await app.runJobs('events.seal');
    await app.runJobs('events.seal');
    const seals = await app.db.query(`select sealed_table, day::text, rows from seals order by 1`);
    expect(seals).toEqual([
      { sealed_table: 'accesses', day: '2026-03-11', rows: 1 },
      { sealed_table: 'events', day: '2026-03-11', rows: 1 },
    ]);
    const jobs = app.nest.get(EventsJobs);
    expect(await jobs.broken()).toEqual([]);
    await app.db.query(`alter table events disable trigger events_fixed`);
    await app.db.query(`update events set action = 'forged' where action = 'one'`);
    await app.db.query(`alter table events enable trigger events_fixed`);
    expect(await jobs.broken()).toEqual([{ table: 'events', day: '2026-03-11' }]);
    await expect(app.db.query(`delete from seals`)).rejects.toThrow('append-only');
  });

  it('forget looks after three years, not before', async () => {
    const count = async () => Number((await app.db.query(`select count(*) from accesses`))[0].count);
    const before = await count();
    await app.db.query(
      `insert into accesses (at, person_id, subject_type, subject_id, field) values (now() - interval '4 years', gen_random_uuid(), 'thing', '1', 'phone')`,
    );
    app.clock.set(new Date().toISOString());
    await app.runJobs('events.forget_looks');
    expect(await count()).toBe(before);
  });
});
