import type { QualificationCode, QualificationState } from '@linli/shared/members';
import type { EntityManager } from 'typeorm';

export interface QualificationRow {
  id: string;
  person_id: string;
  code: QualificationCode;
  number: string | null;
  file_ids: string[];
  expires_on: string | null;
  state: QualificationState;
  reason: string | null;
  reviewed_at: Date | null;
  request_hash: string;
  created_at: Date;
  name: string;
  community_code: string;
}

const SELECT = `select q.id, q.person_id, q.code, q.number, q.file_ids, q.expires_on::text, q.state, q.reason, q.reviewed_at, q.request_hash,
  q.created_at, p.name, m.community_code from qualifications q join members m on m.person_id = q.person_id join people p on p.id = q.person_id`;
const ONE = `${SELECT} where q.id = $1`;
const ONE_LOCKED = `${ONE} for update of q`;
const MINE = `${SELECT} where q.person_id = $1 order by q.created_at desc, q.id desc limit 200`;
const LIST = `${SELECT}
  where m.community_code like any($1) and ($2::text is null or q.state = $2) and ($3::text is null or q.code = $3)
    and ($4::date is null or (q.state = 'verified' and q.expires_on <= $4))
    and ($5::timestamptz is null or (q.created_at, q.id) < ($5, $6::uuid))
  order by q.created_at desc, q.id desc limit $7`;

export async function findQualification(tx: EntityManager, id: string, lock = false): Promise<QualificationRow | null> {
  const [row] = await tx.query<QualificationRow[]>(lock ? ONE_LOCKED : ONE, [id]);
  return row ?? null;
}

export const qualificationsOf = (tx: EntityManager, personId: string): Promise<QualificationRow[]> =>
  tx.query<QualificationRow[]>(MINE, [personId]);

export interface QualificationSearch {
  patterns: readonly string[];
  state: QualificationState | null;
  code: string | null;
  /** Verified ones that end by this day. */
  endingBy: string | null;
  after: readonly (string | number)[] | null;
  limit: number;
}
export const searchQualifications = (tx: EntityManager, search: QualificationSearch): Promise<QualificationRow[]> =>
  tx.query<QualificationRow[]>(LIST, [
    search.patterns,
    search.state,
    search.code,
    search.endingBy,
    search.after?.[0] ?? null,
    search.after?.[1] ?? null,
    search.limit,
  ]);
