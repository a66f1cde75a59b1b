/** What became of one of a batch. `alone`: it could not be done together with the others and is tried by itself. */
export type Outcome<T> = { value: T } | { error: unknown } | 'alone';

export interface BatchWork<Item, T> {
  /** All of them at once; an outcome for each, in the order given. What it throws has undone everything. */
  together(items: readonly Item[]): Promise<readonly Outcome<T>[]>;
  alone(item: Item): Promise<T>;
  /** Whether what failed together may well go one by one; otherwise the error is everybody's. */
  divides(error: unknown): boolean;
}
interface Waiting<Item, T> {
  item: Item;
  done: (value: T) => void;
  failed: (error: unknown) => void;
}

/**
 * Whoever comes while a batch is under way waits, without a connection, and goes with the next one. One batch at a time in this process: where
 * nobody waits a batch is one, at once. Nothing is answered before it is done, so a process that dies loses nothing it has promised: the caller
 * hears nothing and asks again. Those tried by themselves go one after the other beside the batches: one that waits for a lock keeps nobody up.
 */
export class Batches<Item, T> {
  private waiting: Waiting<Item, T>[] = [];
  private running = false;
  private aside: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly most: number,
    private readonly work: BatchWork<Item, T>,
  ) {}

  run(item: Item): Promise<T> {
    return new Promise<T>((done, failed) => {
      this.waiting.push({ item, done, failed });
      if (!this.running) void this.empty();
    });
  }

  private async empty(): Promise<void> {
    this.running = true;
    while (this.waiting.length) {
      const batch = this.waiting.splice(0, this.most);
      const outcomes = await this.outcomes(batch);
      for (const [i, one] of batch.entries()) this.settle(one, outcomes[i] ?? 'alone');
    }
    this.running = false;
  }

  private async outcomes(batch: readonly Waiting<Item, T>[]): Promise<readonly Outcome<T>[]> {
    try {
      return await this.work.together(batch.map(({ item }) => item));
    } catch (error) {
      const outcome = batch.length > 1 && this.work.divides(error) ? 'alone' : { error };
      return batch.map(() => outcome);
    }
  }

  private settle(one: Waiting<Item, T>, outcome: Outcome<T>): void {
    if (outcome === 'alone') this.aside = this.aside.then(() => this.work.alone(one.item).then(one.done, one.failed));
    else if ('error' in outcome) one.failed(outcome.error);
    else one.done(outcome.value);
  }
}
