import { Injectable, type OnModuleInit } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from './clock.js';
import { DomainError } from './errors.js';
import { Jobs } from './jobs.js';
import { tooMany } from './rate-limits.js';
import { Writes } from './writes.js';

const HOUR = 3_600_000;
/** What a wrong code is refused with: everything else gives the guess back. */
export const CODE_WRONG = 'code_wrong';

const isWrong = (error: unknown): boolean => error instanceof DomainError && error.code === CODE_WRONG;

interface Counted {
  before: number;
  oldest: Date | null;
  /** In this transaction. */
  fresh: Date[];
}

/** The wrong guesses of several people. Nobody else's guess of theirs is looked at until the end of the transaction, so that none goes uncounted. */
export class Guesses {
  private constructor(
    private readonly kind: string,
    private readonly most: number,
    private readonly counts: Map<string, Counted>,
  ) {}

  static async of(tx: EntityManager, kind: string, personIds: readonly string[], most: number, now: Date): Promise<Guesses> {
    const people = [...new Set(personIds)];
    if (!people.length) return new Guesses(kind, most, new Map());
    await tx.query(LOCK_ALL, [kind, people]);
    const rows = await tx.query<{ personId: string; tries: number; oldest: Date }[]>(
      `select person_id as "personId", count(*)::int as tries, min(at) as oldest from code_tries
        where kind = $1 and person_id = any($2) and at > $3 group by person_id`,
      [kind, people, new Date(now.getTime() - HOUR)],
    );
    const before = new Map(rows.map((row) => [row.personId, row]));
    const counted = (id: string): Counted => ({ before: before.get(id)?.tries ?? 0, oldest: before.get(id)?.oldest ?? null, fresh: [] });
    return new Guesses(kind, most, new Map(people.map((id) => [id, counted(id)])));
  }

  /** What a guess of this person, one of those asked for, gives; a wrong one is counted. @throws 429 above the limit, before it is looked at */
  async judge<T>(personId: string, now: Date, look: () => T | Promise<T>): Promise<T> {
    this.allow(personId, now);
    try {
      return await look();
    } catch (error) {
      if (isWrong(error)) this.counts.get(personId)!.fresh.push(now);
      throw error;
    }
  }

  /** @throws 429 above the limit */
  allow(personId: string, now: Date): void {
    const { before, oldest, fresh } = this.counts.get(personId)!;
    if (before + fresh.length < this.most) return;
    const free = (oldest ?? fresh[0] ?? now).getTime() + HOUR;
    throw tooMany(Math.max(1, Math.ceil((free - now.getTime()) / 1000)));
  }

  /** The wrong ones: the transaction must not be rolled back for their sake. */
  async save(tx: EntityManager): Promise<void> {
    const wrong = [...this.counts].flatMap(([personId, { fresh }]) => fresh.map((at) => ({ id: randomUUID(), personId, at })));
    if (!wrong.length) return;
    await tx.query(
      `insert into code_tries (id, kind, person_id, at) select id, $2, "personId", at
         from jsonb_to_recordset($1::jsonb) as t (id uuid, "personId" uuid, at timestamptz)`,
      [JSON.stringify(wrong), this.kind],
    );
  }
}
const LOCK_ALL = `
  select pg_advisory_xact_lock(k)
    from (select distinct hashtextextended($1 || ' ' || id, 7) as k from unnest($2::text[]) as p (id) order by 1) keys`;

/**
 * Guesses at short codes, per person and hour. What is looked at in one transaction goes through `guesses`; where the work opens its own, a guess is
 * counted before, and given back if it was not wrong.
 */
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
      if (!isWrong(error)) await this.giveBack(id);
      throw error;
    }
  }

  /** For guesses that are looked at in the caller's transaction: whoever guesses at the same moment waits for its end. */
  guesses(tx: EntityManager, kind: string, personIds: readonly string[], most: number): Promise<Guesses> {
    return Guesses.of(tx, kind, personIds, most, this.clock.now());
  }

  private take(kind: string, personId: string, most: number): Promise<string> {
    return this.writes.transaction(async (tx) => {
      // Guesses sent at once are counted one after the other.
      const guesses = await this.guesses(tx, kind, [personId], most);
      const now = this.clock.now();
      guesses.allow(personId, now);
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
