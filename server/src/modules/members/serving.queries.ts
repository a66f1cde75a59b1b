import type { Position } from '@linli/shared/areas';
import type { EntityManager } from 'typeorm';

export interface CandidateFilter {
  communityCode: string;
  /** Skills asked for, lower case category and item code: who has one of them comes first, nobody is left out. */
  category?: string;
  item?: string;
  /** Only those who hold it, verified, on `onDay`. */
  qualification?: string | null;
  /** Day of the service; today without. */
  onDay?: string;
  /** Where the service is. With `radiusMetres` neighbours of other communities within it (and within their own radius) are found too. */
  position?: Position | null;
  radiusMetres?: number | null;
  /** Only people of at least this age on the day. */
  minAge?: number;
  partyOnly?: boolean;
  without?: readonly string[];
  limit: number;
}
export interface ServingRow {
  person_id: string;
  name: string;
  community_code: string;
  birth_day: string;
  party_member: boolean;
  show_badge: boolean;
  skills: string[];
  lng: number | null;
  lat: number | null;
  radius_metres: number;
  insured_until: string | null;
}
export interface CandidateRow extends ServingRow {
  distance_metres: number | null;
  skilled: boolean;
  own_community: boolean;
  qualifications: string[];
  hours: { weekday: number; fromMinute: number; toMinute: number }[];
}

const SERVING = `m.person_id, p.name, m.community_code, m.birth_day::text, m.party_member, m.show_badge, m.skills, m.lng, m.lat,
  m.radius_metres, m.insured_until::text`;
const LIVING = `m.state = 'active' and p.closed_at is null and p.phone is not null`;
const ACTIVE = `select ${SERVING} from members m join people p on p.id = m.person_id where m.person_id = $1 and ${LIVING}`;
const ACTIVE_HELD = `${ACTIVE} for share of m`;

export async function findActive(tx: EntityManager, personId: string): Promise<ServingRow | null> {
  const [row] = await tx.query<ServingRow[]>(ACTIVE, [personId]);
  return row ?? null;
}

/** The same, and it stays so until the transaction ends: a suspension under way is waited for, a later one waits. */
export async function holdActive(tx: EntityManager, personId: string): Promise<ServingRow | null> {
  const [row] = await tx.query<ServingRow[]>(ACTIVE_HELD, [personId]);
  return row ?? null;
}

/** Metres of one degree of latitude; within a district the earth is flat. */
const DEGREE_METRES = 111_195;
const CANDIDATES = `
  select c.*, coalesce((select array_agg(distinct q.code order by q.code) from qualifications q
                         where q.person_id = c.person_id and q.state = 'verified' and (q.expires_on is null or q.expires_on >= $8)), '{}') as qualifications,
    coalesce((select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'fromMinute', h.from_minute, 'toMinute', h.to_minute)
                               order by h.weekday, h.from_minute)
                from member_hours h where h.person_id = c.person_id), '[]') as hours
  from (
    select ${SERVING}, m.skills && $2::text[] as skilled, m.community_code = $1 as own_community,
      ${DEGREE_METRES} * sqrt(power(m.lat - $4::float8, 2) + power((m.lng - $3::float8) * cos(radians($4::float8)), 2)) as distance_metres
    from members m join people p on p.id = m.person_id
    where ${LIVING}
      and (m.community_code = $1
           or ($5::float8 is not null and m.lat between $4::float8 - $5::float8 / ${DEGREE_METRES} and $4::float8 + $5::float8 / ${DEGREE_METRES}))
      and m.birth_day <= $6::date and (not $7 or m.party_member) and m.person_id <> all($9::uuid[])
      and ($10::text[] is null or exists (select 1 from qualifications q where q.person_id = m.person_id and q.code = any($10)
             and q.state = 'verified' and (q.expires_on is null or q.expires_on >= $8::date)))
  ) c
  where c.own_community or c.distance_metres <= least($5::float8, c.radius_metres)
  order by c.skilled desc, c.distance_metres nulls last, c.person_id limit $11`;

export function findCandidates(
  tx: EntityManager,
  filter: CandidateFilter & { onDay: string; holding: string[] | null },
): Promise<CandidateRow[]> {
  const { position } = filter;
  return tx.query<CandidateRow[]>(CANDIDATES, [
    filter.communityCode,
    [filter.category, filter.item].filter((skill) => skill !== undefined),
    position?.lng ?? null,
    position?.lat ?? null,
    position ? (filter.radiusMetres ?? null) : null,
    bornBefore(filter.onDay, filter.minAge ?? 0),
    filter.partyOnly ?? false,
    filter.onDay,
    filter.without ?? [],
    filter.holding,
    filter.limit,
  ]);
}

/** The latest birthday of somebody who is `age` on the day; born on 29 February one grows older on 1 March, as `ageOn` counts. */
function bornBefore(day: string, age: number): string {
  const year = String(Number(day.slice(0, 4)) - age).padStart(4, '0');
  const born = `${year}${day.slice(4)}`;
  return born.endsWith('-02-29') && !isLeap(Number(year)) ? `${year}-02-28` : born;
}
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export async function hasVerified(tx: EntityManager, personId: string, codes: readonly string[], onDay: string): Promise<boolean> {
  const [row] = await tx.query<{ held: boolean }[]>(
    `select exists (select 1 from qualifications where person_id = $1 and code = any($2) and state = 'verified'
       and (expires_on is null or expires_on >= $3)) as held`,
    [personId, codes, onDay],
  );
  return row!.held;
}

export async function relatedPairs(tx: EntityManager, personId: string, others: readonly string[]): Promise<Set<string>> {
  if (!others.length) return new Set();
  const rows = await tx.query<{ id: string }[]>(
    `select relative_id as id from relatives where person_id = $1 and relative_id = any($2)
     union select person_id from relatives where relative_id = $1 and person_id = any($2)`,
    [personId, others],
  );
  return new Set(rows.map(({ id }) => id));
}
