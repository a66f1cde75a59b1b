import { Injectable, type OnModuleInit } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Clock } from './clock.js';
import { DomainError } from './errors.js';
import { Jobs } from './jobs.js';
import { tooMany } from './rate-limits.js';
import { Writes } from './writes.js';

const HOUR = 3_600_000;
/** What a wrong code is refused with: everything else gives the guess back. */
export const CODE_WRONG = 'code_wrong';

/** Guesses at short codes, per person and hour. Counted before the code is looked at, in a transaction of their own. */
@Injectable()
export class CodeTries implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.define('code_tries.clean', () => this.clean());
    this.jobs.every('25 19 * * *', 'code_tries.clean');
  }

  /** @throws 429 above `most` wrong guesses within an hour; what `work` throws otherwise. Only a guess that was wrong stays counted. */
  async counting<T>(kind: string, personId: string, most: number, work: () => Promise<T>): Promise<T> {
    const id = await this.take(kind, personId, most);
    try {
      const done = await work();
      await this.giveBack(id);
      return done;
    } catch (error) {
      if (!(error instanceof DomainError && error.code === CODE_WRONG)) await this.giveBack(id);
      throw error;
    }
  }

  private take(kind: string, personId: string, most: number): Promise<string> {
    return this.writes.transaction(async (tx) => {
      // Guesses sent at once are counted one after the other.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 7))`, [`${kind} ${personId}`]);
      const now = this.clock.now();
      const [row] = await tx.query<{ tries: number; oldest: Date | null }[]>(
        `select count(*)::int as tries, min(at) as oldest from code_tries where kind = $1 and person_id = $2 and at > $3`,
        [kind, personId, new Date(now.getTime() - HOUR)],
      );
      if (row?.oldest && row.tries >= most) throw tooMany(Math.max(1, Math.ceil((row.oldest.getTime() + HOUR - now.getTime()) / 1000)));
      const id = randomUUID();
      await tx.query(`insert into code_tries (id, kind, person_id, at) values ($1, $2, $3, $4)`, [id, kind, personId, now]);
      return id;
    });
  }

  private async giveBack(id: string): Promise<void> {
    await this.dataSource.query(`delete from code_tries where id = $1`, [id]);
  }

  private async clean(): Promise<void> {
    await this.dataSource.query(`delete from code_tries where at < $1`, [new Date(this.clock.now().getTime() - 24 * HOUR)]);
  }
}
