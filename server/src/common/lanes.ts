/**
 * One after the other by key, in this process. Five hundred who accept one order at once would fill the pool of connections while waiting for
 * one row; here they wait without a connection. Between processes the row's own lock decides.
 */
export class Lanes {
  private readonly last = new Map<string, Promise<unknown>>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(key) === mine) this.last.delete(key);
    }
  }
}
