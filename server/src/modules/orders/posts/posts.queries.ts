import type { ServiceCategory } from '@linli/shared/orders';
import type { EntityManager } from 'typeorm';
import type { PostEntity } from './post.entity.js';

export interface PostRow extends PostEntity {
  itemName: string;
  category: ServiceCategory;
  teamName: string | null;
  teamLeaderId: string | null;
  inChargeName: string;
}
export interface ShiftRow {
  postId: string;
  orderId: string;
  startAt: Date;
  endAt: Date;
  headcount: number;
  accepted: number;
  mine: boolean;
}

const POST = `
  select p.id, p.request_hash as "requestHash", p.title, p.item_code as "itemCode", p.remark, p.area_code as "areaCode", p.place_text as "placeText",
         p.lng, p.lat, p.first_start_at as "firstStartAt", p.minutes, p.headcount, p.weekdays, p.until::text, p.team_id as "teamId",
         p.in_charge_id as "inChargeId", p.created_by as "createdBy", p.created_at as "createdAt", p.made_until::text as "madeUntil",
         p.ended_at as "endedAt", i.name as "itemName", i.category, t.name as "teamName", t.leader_id as "teamLeaderId",
         coalesce(who.name, '') as "inChargeName"
    from posts p
    join service_items i on i.code = p.item_code
    left join service_teams t on t.id = p.team_id
    left join people who on who.id = p.in_charge_id`;
const ONE = `${POST} where p.id = $1`;
/** In use before ended ones is not worth a second order: the newest first. */
const LIST = `${POST}
  where (p.area_code like any($1) or p.team_id = any($2) or p.in_charge_id = $3)
    and ($4::text[] is null or p.area_code like any($4)) and ($5::uuid is null or p.team_id = $5) and p.ended_at is null
    and (p.weekdays is not null and (p.until is null or p.until >= $6::date)
         or p.weekdays is null and p.first_start_at + p.minutes * interval '1 minute' > $7)
    and ($8::timestamptz is null or (p.created_at, p.id) < ($8, $9::uuid))
  order by p.created_at desc, p.id desc limit $10`;
/** Of each post the next ones, those under way too. */
const SHIFTS = `
  select s.* from unnest($1::uuid[]) as wanted(id)
  cross join lateral (
    select o.source_id as "postId", o.id as "orderId", o.start_at as "startAt", o.end_at as "endAt", o.headcount, o.accepted_count as accepted,
           exists (select 1 from order_assignments a where a.order_id = o.id and a.person_id = $2 and a.state in ('accepted', 'in_service')) as mine
      from orders o
     where o.source_id = wanted.id and o.end_at > $3 and o.state in ('offered', 'filled', 'in_service')
     order by o.start_at limit $4
  ) s
  order by s."postId", s."startAt"`;

export async function postOf(tx: EntityManager, id: string): Promise<PostRow | null> {
  const [row] = await tx.query<PostRow[]>(ONE, [id]);
  return row ?? null;
}

export interface PostSearch {
  patterns: string[];
  teamIds: string[];
  personId: string;
  narrow: string[] | null;
  teamId: string | null;
  today: string;
  now: Date;
  after: (string | number)[] | null;
  limit: number;
}
export const postList = (tx: EntityManager, wish: PostSearch): Promise<PostRow[]> =>
  tx.query<PostRow[]>(LIST, [
    wish.patterns,
    wish.teamIds,
    wish.personId,
    wish.narrow,
    wish.teamId,
    wish.today,
    wish.now,
    wish.after?.[0] ?? null,
    wish.after?.[1] ?? null,
    wish.limit,
  ]);

export const shiftsOf = (tx: EntityManager, postIds: readonly string[], personId: string, now: Date, most: number): Promise<ShiftRow[]> =>
  postIds.length ? tx.query<ShiftRow[]>(SHIFTS, [postIds, personId, now, most]) : Promise.resolve([]);

/** Somebody who may answer for a post: has a phone, and serves or works here. */
export async function mayAnswerFor(tx: EntityManager, personId: string): Promise<boolean> {
  const [row] = await tx.query<{ may: boolean }[]>(
    `select exists (select 1 from people p where p.id = $1 and p.phone is not null and p.closed_at is null
       and (exists (select 1 from members m where m.person_id = p.id and m.state = 'active')
            or exists (select 1 from role_grants g where g.person_id = p.id and g.ended_at is null))) as may`,
    [personId],
  );
  return row?.may ?? false;
}
