import type { GuardianRelation, MemberState, PartyState } from '@linli/shared/members';
import type { WeeklyHourView } from '@linli/shared/members.dto';
import type { EntityManager } from 'typeorm';

export interface MemberRow {
  person_id: string;
  state: MemberState;
  community_code: string;
  birth_day: string | null;
  skills: string[];
  lng: number | null;
  lat: number | null;
  radius_metres: number;
  party_state: PartyState;
  party_member: boolean;
  party_reason: string | null;
  show_badge: boolean;
  guardian_name: string | null;
  guardian_phone: string | null;
  guardian_relation: GuardianRelation | null;
  insured_until: string | null;
  joined_at: Date;
  suspended_at: Date | null;
  suspended_until: string | null;
  reason: string | null;
  name: string;
  phone: string | null;
}
export type ListedRow = MemberRow & { qualifications: string[] };

const COLUMNS = `m.person_id, m.state, m.community_code, m.birth_day::text, m.skills, m.lng, m.lat, m.radius_metres, m.party_state, m.party_member,
  m.party_reason, m.show_badge, m.guardian_name, m.guardian_phone, m.guardian_relation, m.insured_until::text, m.joined_at, m.suspended_at,
  m.suspended_until::text, m.reason, p.name, p.phone`;
const ONE = `select ${COLUMNS} from members m join people p on p.id = m.person_id where m.person_id = $1`;
const ONE_LOCKED = `${ONE} for update of m`;
const LIST = `
  select ${COLUMNS}, coalesce((select array_agg(distinct q.code order by q.code) from qualifications q
      where q.person_id = m.person_id and q.state = 'verified' and (q.expires_on is null or q.expires_on >= $2)), '{}') as qualifications
  from members m join people p on p.id = m.person_id
  where m.community_code like any($1) and p.closed_at is null
    and ($3::text is null or m.state = $3) and ($4::text is null or m.skills @> array[$4])
    and ($5::text is null or exists (select 1 from qualifications q where q.person_id = m.person_id and q.code = $5 and q.state = 'verified'
           and (q.expires_on is null or q.expires_on >= $2)))
    and ($6::text is null or (m.party_state = $6 and m.community_code = any($7)))
    and ($8::text is null or p.name like $8) and ($9::text is null or p.phone like $9)
    and ($10::timestamptz is null or (m.joined_at, m.person_id) < ($10, $11::uuid))
  order by m.joined_at desc, m.person_id desc limit $12`;

export async function findMember(tx: EntityManager, personId: string): Promise<MemberRow | null> {
  const [row] = await tx.query<MemberRow[]>(ONE, [personId]);
  return row ?? null;
}
export async function lockMember(tx: EntityManager, personId: string): Promise<MemberRow | null> {
  const [row] = await tx.query<MemberRow[]>(ONE_LOCKED, [personId]);
  return row ?? null;
}

export interface MemberSearch {
  patterns: readonly string[];
  today: string;
  state: MemberState | null;
  skill: string | null;
  qualification: string | null;
  partyState: PartyState | null;
  /** Communities whose party membership the caller reads. */
  partyCommunities: readonly string[];
  nameLike: string | null;
  phoneLike: string | null;
  after: readonly (string | number)[] | null;
  limit: number;
}
export const searchMembers = (tx: EntityManager, search: MemberSearch): Promise<ListedRow[]> =>
  tx.query<ListedRow[]>(LIST, [
    search.patterns,
    search.today,
    search.state,
    search.skill,
    search.qualification,
    search.partyState,
    search.partyCommunities,
    search.nameLike,
    search.phoneLike,
    search.after?.[0] ?? null,
    search.after?.[1] ?? null,
    search.limit,
  ]);

export const hoursOf = (tx: EntityManager, personId: string): Promise<WeeklyHourView[]> =>
  tx.query<WeeklyHourView[]>(
    `select weekday, from_minute as "fromMinute", to_minute as "toMinute" from member_hours where person_id = $1 order by weekday, from_minute`,
    [personId],
  );

export async function replaceHours(tx: EntityManager, personId: string, hours: readonly WeeklyHourView[]): Promise<void> {
  await tx.query(`delete from member_hours where person_id = $1`, [personId]);
  for (const hour of hours)
    await tx.query(`insert into member_hours (person_id, weekday, from_minute, to_minute) values ($1, $2, $3, $4)`, [
      personId,
      hour.weekday,
      hour.fromMinute,
      hour.toMinute,
    ]);
}

/** Codes of what somebody holds, verified, on a day. */
export async function heldCodes(tx: EntityManager, personId: string, day: string): Promise<string[]> {
  const rows = await tx.query<{ code: string }[]>(
    `select distinct code from qualifications where person_id = $1 and state = 'verified' and (expires_on is null or expires_on >= $2) order by code`,
    [personId, day],
  );
  return rows.map(({ code }) => code);
}
