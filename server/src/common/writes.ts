import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from './actor.js';
import { Clock } from './clock.js';
import { DomainError } from './errors.js';
import { pgCodeOf } from './pg-errors.js';
import { type KeyedCall, keyGone, keyReused, KeysTogether } from './writes-together.js';

export interface WriteCall {
  actor: Actor;
  /** The Idempotency-Key header. */
  key: string | null;
  /** Method and path. */
  route: string;
  /** sha256 of the body with its keys in order. */
  bodyHash: string;
  requestId: string;
  /** The same creation came again: answer 200 instead of 201. */
  repeated(): void;
}

const KEY = /^[\w-]{16,64}$/;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const LOCK_NOT_AVAILABLE = '55P03';
const INTEGRITY_CLASS = '23';
const TRIES = 4;

/** Opens the transaction of a write and sees that the write happens once. */
@Injectable()
export class Writes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * A write under an Idempotency-Key. The key's row is written in the transaction of the effect; a second call with the key waits for the
   * first and gets its stored answer. A refusal or failure rolls the key back with everything else, so the same call may be tried again.
   */
  async once<T>(call: WriteCall, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const key = keyOf(call);
    const hash = hashOf([call.route, call.bodyHash]);
    return this.transaction(async (tx) => {
      const taken = await tx.query<unknown[]>(
        `insert into idempotency_keys (person_id, key, request_hash, created_at) values ($1, $2, $3, $4)
         on conflict do nothing returning key`,
        [call.actor.personId, key, hash, this.clock.now()],
      );
      if (!taken.length) return storedAnswer<T>(tx, call.actor.personId, key, hash);
      const answer = await work(tx);
      await tx.query(`update idempotency_keys set answer = $3 where person_id = $1 and key = $2`, [
        call.actor.personId,
        key,
        JSON.stringify({ value: answer }),
      ]);
      return answer;
    });
  }

  /**
   * Many such writes in one transaction. `work` asks `keys.of` for each call, in the order they came, and tells `keys.keep` what a new one brought;
   * a call it keeps nothing for was refused, and its key is free again.
   */
  together<T, R>(calls: readonly KeyedCall[], work: (tx: EntityManager, keys: KeysTogether<T>) => Promise<R>): Promise<R> {
    return this.transaction(async (tx) => {
      const keys = await KeysTogether.take<T>(tx, calls, this.clock.now());
      const done = await work(tx, keys);
      await keys.save(tx);
      return done;
    });
  }

  /** Whether this call has been answered before: for what must not be asked of the outside world twice. Other content: 422. */
  async answered(call: WriteCall): Promise<boolean> {
    const [row] = await this.dataSource.query<{ request_hash: string }[]>(
      `select request_hash from idempotency_keys where person_id = $1 and key = $2`,
      [call.actor.personId, keyOf(call)],
    );
    if (row && row.request_hash !== hashOf([call.route, call.bodyHash])) throw keyReused();
    return row !== undefined;
  }

  /**
   * A creation whose body carries the id the client made: the primary key is the idempotency key. The module compares person and content
   * (`call.bodyHash`): the same again → `call.repeated()` and the first answer, anything else → `idTaken()`.
   */
  async create<T>(_call: WriteCall, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.transaction(work);
  }

  /** A transaction without a caller (jobs, sign-in): tried again when Postgres gave it up for another's sake. */
  async transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.dataSource.transaction(work);
      } catch (error) {
        const code = pgCodeOf(error);
        if (attempt >= TRIES || (code !== SERIALIZATION_FAILURE && code !== DEADLOCK)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 5 * attempt * (1 + Math.random())));
      }
    }
  }
}

/** @throws 400 without a key, or with one that is none */
export const keyedCall = (call: WriteCall): KeyedCall => ({
  personId: call.actor.personId,
  key: keyOf(call),
  hash: hashOf([call.route, call.bodyHash]),
});

/** Whether writes that failed together may well go one by one: one of them met a rule, a check, or somebody else's lock. */
export function failsAlone(error: unknown): boolean {
  const code = pgCodeOf(error) ?? '';
  return (
    error instanceof DomainError || code.startsWith(INTEGRITY_CLASS) || [SERIALIZATION_FAILURE, DEADLOCK, LOCK_NOT_AVAILABLE].includes(code)
  );
}

function keyOf({ key }: WriteCall): string {
  if (!key) throw new DomainError('invalid', 'key_required', '缺少请求编号，请更新小程序后再试。');
  if (!KEY.test(key)) throw new DomainError('invalid', 'key_malformed', '请求编号的格式不对，请更新小程序后再试。');
  return key;
}

async function storedAnswer<T>(tx: EntityManager, personId: string, key: string, hash: string): Promise<T> {
  const [row] = await tx.query<{ request_hash: string; answer: { value: T } }[]>(
    `select request_hash, answer from idempotency_keys where person_id = $1 and key = $2`,
    [personId, key],
  );
  if (!row) throw keyGone();
  if (row.request_hash !== hash) throw keyReused();
  return row.answer.value;
}

/** The same creation sent twice at once: the second waits here until the first has committed, then finds it. Held to the transaction's end. */
export async function oneAtATime(tx: EntityManager, id: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 5))`, [id]);
}

/** sha256 over JSON with sorted keys: the same content gives the same hash whatever the order it was sent in. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, sorted)).digest('hex');
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
