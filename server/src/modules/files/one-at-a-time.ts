import { DomainError } from '../../common/errors.js';

/** Heavy work in a line of its own, so that everything else is answered meanwhile. Whoever finds the line full is asked to come back. */
export class OneAtATime {
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly longest: number) {}

  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.waiting >= this.longest)
      throw new DomainError('unavailable', 'photos_busy', '上传的人太多，请稍等几秒再试。', { retryAfterSeconds: 5 });
    this.waiting += 1;
    const turn = this.last.then(work).finally(() => (this.waiting -= 1));
    // the next in line starts whatever became of this one
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
