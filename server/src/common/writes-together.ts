import type { EntityManager } from 'typeorm';
import { DomainError } from './errors.js';

/** A call as its key knows it. */
export interface KeyedCall {
  personId: string;
  key: string;
  /** Of route and content. */
  hash: string;
}
interface Kept<T> extends KeyedCall {
  /** Null: taken now, without an answer so far. */
  answer: { value: T } | null;
  fresh: boolean;
}
const TAKE = `
  insert into idempotency_keys (person_id, key, request_hash, created_at)
  select person_id, key, hash, $4 from unnest($1::uuid[], $2::text[], $3::text[]) as c (person_id, key, hash) order by person_id, key
  on conflict do nothing returning person_id as "personId", key`;
const STORED = `
  select k.person_id as "personId", k.key, k.request_hash as hash, k.answer
    from unnest($1::uuid[], $2::text[]) as c (person_id, key) join idempotency_keys k on k.person_id = c.person_id and k.key = c.key`;
const ANSWER = `
  update idempotency_keys k set answer = a.answer, request_hash = a.hash
    from jsonb_to_recordset($1::jsonb) as a ("personId" uuid, key text, hash text, answer jsonb)
   where k.person_id = a."personId" and k.key = a.key`;
const FORGET = `
  delete from idempotency_keys k using unnest($1::uuid[], $2::text[]) as c (person_id, key)
   where k.person_id = c.person_id and k.key = c.key`;

export const keyReused = () => new DomainError('unprocessable', 'key_reused', '这次提交的内容与上一次不同，请重新提交。');
/** The clean-up of old keys came between two statements. */
export const keyGone = () => new DomainError('unavailable', 'try_again', '请稍后再试。', { retryAfterSeconds: 1 });

const nameOf = ({ personId, key }: Pick<KeyedCall, 'personId' | 'key'>) => `${personId} ${key}`;
const columns = (calls: readonly Pick<KeyedCall, 'personId' | 'key'>[]) => [
  calls.map(({ personId }) => personId),
  calls.map(({ key }) => key),
];

/** The keys of many calls in one transaction. The same key twice among them counts as if the second call had come just after the first. */
export class KeysTogether<T> {
  private constructor(private readonly kept: Map<string, Kept<T>>) {}

  /** Waits for whoever is at work under one of them. */
  static async take<T>(tx: EntityManager, calls: readonly KeyedCall[], now: Date): Promise<KeysTogether<T>> {
    const asked = [...new Map(calls.map((call) => [nameOf(call), call])).values()];
    const taken = await tx.query<KeyedCall[]>(TAKE, [...columns(asked), asked.map(({ hash }) => hash), now]);
    const fresh = new Set(taken.map(nameOf));
    const before = asked.filter((call) => !fresh.has(nameOf(call)));
    const stored = before.length ? await tx.query<Kept<T>[]>(STORED, columns(before)) : [];
    const kept = [
      ...asked.filter((call) => fresh.has(nameOf(call))).map((call) => ({ ...call, answer: null, fresh: true })),
      ...stored.map((row) => ({ ...row, fresh: false })),
    ];
    return new KeysTogether<T>(new Map(kept.map((row) => [nameOf(row), row])));
  }

  /** What this call was answered before; null: it is new. @throws 422 `key_reused` */
  of(call: KeyedCall): { value: T } | null {
    const row = this.kept.get(nameOf(call));
    if (!row) throw keyGone();
    if (row.answer && row.hash !== call.hash) throw keyReused();
    return row.answer;
  }

  /** From now on its answer, here and for whoever comes with the key. */
  keep(call: KeyedCall, value: T): void {
    this.kept.set(nameOf(call), { ...call, answer: { value }, fresh: true });
  }

  /** Keys whose calls were refused are free again. */
  async save(tx: EntityManager): Promise<void> {
    const fresh = [...this.kept.values()].filter((row) => row.fresh);
    const [answered, free] = [fresh.filter(({ answer }) => answer), fresh.filter(({ answer }) => !answer)];
    if (answered.length) await tx.query(ANSWER, [JSON.stringify(answered)]);
    if (free.length) await tx.query(FORGET, columns(free));
  }
}
