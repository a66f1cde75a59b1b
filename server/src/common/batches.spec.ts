import { Batches, type BatchWork, type Outcome } from './batches.js';

/** Doubles numbers; what it was given stands in `batches`, and a batch ends when the test says so. */
class Doubling implements BatchWork<number, number> {
  readonly batches: number[][] = [];
  readonly singles: number[] = [];
  private readonly ends: (() => void)[] = [];
  outcome: (n: number) => Outcome<number> = (n) => ({ value: 2 * n });
  failure: Error | null = null;
  dividing = true;

  async together(items: readonly number[]): Promise<Outcome<number>[]> {
    this.batches.push([...items]);
    await new Promise<void>((end) => this.ends.push(end));
    if (this.failure) throw this.failure;
    return items.map((n) => this.outcome(n));
  }

  alone(n: number): Promise<number> {
    this.singles.push(n);
    return n < 0 ? Promise.reject(new Error(`no ${n}`)) : Promise.resolve(20 * n);
  }

  divides(): boolean {
    return this.dividing;
  }

  async end(): Promise<void> {
    this.ends.shift()!();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
const make = (most = 64) => {
  const work = new Doubling();
  return { work, batches: new Batches(most, work) };
};

describe('batches', () => {
  it('begin at once with one; whoever comes meanwhile goes with the next, in the order of coming', async () => {
    const { work, batches } = make();
    const first = batches.run(1);
    expect(work.batches).toEqual([[1]]);
    const others = [2, 3, 4].map((n) => batches.run(n));
    await work.end();
    expect(work.batches).toEqual([[1], [2, 3, 4]]);
    const later = batches.run(5);
    await work.end();
    await work.end();
    expect(await Promise.all([first, ...others, later])).toEqual([2, 4, 6, 8, 10]);
    expect(work.batches).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('begin anew when all were done', async () => {
    const { work, batches } = make();
    for (const n of [1, 2]) {
      const answer = batches.run(n);
      await work.end();
      expect(await answer).toBe(2 * n);
    }
    expect(work.batches).toEqual([[1], [2]]);
  });

  it('are never larger than allowed, and leave nobody behind', async () => {
    const { work, batches } = make(3);
    const all = Array.from({ length: 8 }, (_, n) => batches.run(n));
    for (let i = 0; i < 4; i += 1) await work.end();
    expect(await Promise.all(all)).toEqual([0, 2, 4, 6, 8, 10, 12, 14]);
    expect(work.batches).toEqual([[0], [1, 2, 3], [4, 5, 6], [7]]);
  });

  it('refuse one alone: the others have theirs', async () => {
    const { work, batches } = make();
    work.outcome = (n) => (n === 3 ? { error: new Error('no three') } : { value: n });
    const all = Promise.allSettled([1, 2, 3, 4].map((n) => batches.run(n)));
    await work.end();
    await work.end();
    expect((await all).map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))).toEqual([
      1,
      2,
      'no three',
      4,
    ]);
    expect(work.singles).toEqual([]);
  });

  it('set one aside that cannot go with the others', async () => {
    const { work, batches } = make();
    work.outcome = (n) => (n === 3 ? 'alone' : { value: n });
    const all = Promise.all([1, 2, 3, 4].map((n) => batches.run(n)));
    await work.end();
    await work.end();
    expect([await all, work.singles]).toEqual([[1, 2, 60, 4], [3]]);
  });

  it('that fail as a whole are tried one by one, each with its own end', async () => {
    const { work, batches } = make();
    const before = batches.run(1);
    const all = Promise.allSettled([2, -3, 4].map((n) => batches.run(n)));
    await work.end();
    work.failure = new Error('deadlock');
    await work.end();
    expect(await before).toBe(2);
    expect((await all).map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))).toEqual([40, 'no -3', 80]);
    expect(work.singles).toEqual([2, -3, 4]);
  });

  it('of one that fail are not tried again, nor those that would fail one by one too', async () => {
    const { work, batches } = make();
    work.failure = new Error('refused');
    const one = expect(batches.run(1)).rejects.toThrow('refused');
    const others = Promise.allSettled([2, 3].map((n) => batches.run(n)));
    await work.end();
    await one;
    work.failure = new Error('the database is away');
    work.dividing = false;
    await work.end();
    expect((await others).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(work.singles).toEqual([]);
    work.failure = null;
    const after = batches.run(4);
    await work.end();
    expect(await after).toBe(8);
  });
});
