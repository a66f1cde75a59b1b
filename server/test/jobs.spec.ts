import { Jobs } from '../src/common/jobs.js';
import { bootApp, HOUR, type TestApp } from './harness.js';

/** Up to half a minute: a failed job is tried again after some seconds. */
const wait = async (until: () => boolean) => {
  for (let i = 0; i < 600 && !until(); i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
};

describe('jobs by hand', () => {
  let app: TestApp;
  const done: unknown[] = [];
  beforeAll(async () => {
    app = await bootApp();
    app.nest.get(Jobs).define('test.note', (payload) => Promise.resolve(void done.push(payload.n)));
  });
  afterAll(() => app.close());
  beforeEach(() => done.splice(0));
  const enqueue = (n: number, options: { runAt?: Date; key?: string } = {}) =>
    app.db.transaction((tx) => app.nest.get(Jobs).enqueue(tx, 'test.note', { n }, options));

  it('run when they are due by the clock, in order, once', async () => {
    await enqueue(2, { runAt: new Date(app.clock.now().getTime() + HOUR) });
    await enqueue(1);
    await app.runJobs();
    expect(done).toEqual([1]);
    app.clock.advance(HOUR);
    await app.runJobs();
    await app.runJobs();
    expect(done).toEqual([1, 2]);
  });

  it('do not exist when their transaction was rolled back', async () => {
    const lost = app.db.transaction(async (tx) => {
      await app.nest.get(Jobs).enqueue(tx, 'test.note', { n: 3 });
      throw new Error('rolled back');
    });
    await expect(lost).rejects.toThrow('rolled back');
    await app.runJobs();
    expect(done).toEqual([]);
  });

  it('with a key replace one another', async () => {
    await enqueue(4, { key: 'same' });
    await enqueue(5, { key: 'same' });
    await app.runJobs();
    expect(done).toEqual([5]);
  });

  it('are defined once', () => {
    expect(() => app.nest.get(Jobs).define('test.note', () => Promise.resolve())).toThrow('twice');
  });
});

describe('jobs on the runner', () => {
  it('are taken soon after the commit, by one of two processes, and again after a failure', async () => {
    const first = await bootApp({ at: new Date().toISOString(), config: { runJobs: false } });
    const done: string[] = [];
    let failed = false;
    const runners = [1, 2].map((n) => {
      const jobs = new Jobs(first.config.with({ runJobs: true }), first.db, first.clock);
      jobs.define('test.race', (payload) => Promise.resolve(void done.push(`${n}:${String(payload.n)}`)));
      jobs.define('test.stumble', () => {
        if (failed) return Promise.resolve(void done.push('stood up'));
        failed = true;
        return Promise.reject(new Error('stumbled'));
      });
      return jobs;
    });
    try {
      for (const jobs of runners) await jobs.onApplicationBootstrap();
      await first.db.transaction(async (tx) => {
        for (let n = 0; n < 40; n += 1) await runners[0]!.enqueue(tx, 'test.race', { n });
      });
      await wait(() => done.length >= 40);
      expect(done.map((d) => Number(d.split(':')[1])).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n));
      await first.db.transaction((tx) => runners[0]!.enqueue(tx, 'test.stumble'));
      await wait(() => done.length > 40);
      expect(done.at(-1)).toBe('stood up');
    } finally {
      for (const jobs of runners) await jobs.onModuleDestroy();
      await first.close();
    }
  }, 60_000);
});
