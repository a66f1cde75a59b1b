import type { OrderState } from '@linli/shared/orders';
import { randomUUID } from 'node:crypto';
import { ActorSource } from '../src/common/actor.js';
import type { WriteCall } from '../src/common/writes.js';
import { checkIn, checkOut, type Proof } from '../src/modules/orders/orders.serving.js';
import { OrderSteps } from '../src/modules/orders/orders.steps.js';
import type { Somebody, TestApp } from './harness.js';
import { newId } from './makers.js';
import { buildTown, COMMUNITY, DISTRICT, IN_GRID, OTHER_STREET, SISTER_COMMUNITY, STREET } from './town.js';

/** The canaries: must never be seen by anybody who need not know them. */
export const DOOR = '滨江路66号金丝雀小区2栋1单元901室';
export const BELL = '13700001234';
export const SERVED = '钱金雀';

export interface MemberWishes {
  name?: string;
  communityCode?: string;
  birthDay?: string;
  partyMember?: boolean;
  showBadge?: boolean;
  position?: { lng: number; lat: number } | null;
  radiusMetres?: number;
  skills?: string[];
  state?: 'active' | 'suspended';
  qualifications?: string[];
}

/** Somebody who serves, straight into the tables. */
export async function makeMember(app: TestApp, wishes: MemberWishes = {}): Promise<Somebody> {
  const person = await app.make.person({ name: wishes.name ?? '何热心', homeCommunityCode: wishes.communityCode ?? COMMUNITY });
  await enrol(app, person, wishes);
  return person;
}
export async function enrol(app: TestApp, person: Somebody, wishes: MemberWishes = {}): Promise<void> {
  const now = app.clock.now();
  const at = wishes.position === undefined ? IN_GRID : wishes.position;
  await app.db.query(
    `insert into members (person_id, state, community_code, birth_day, skills, lng, lat, radius_metres, party_state, party_member, show_badge, agreed_version,
       joined_at, changed_at, suspended_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $12, case when $2 = 'suspended' then $12::timestamptz end)`,
    [
      person.id,
      wishes.state ?? 'active',
      wishes.communityCode ?? COMMUNITY,
      wishes.birthDay ?? '1990-05-01',
      wishes.skills ?? [],
      at?.lng ?? null,
      at?.lat ?? null,
      wishes.radiusMetres ?? 2000,
      wishes.partyMember ? 'confirmed' : 'none',
      wishes.partyMember ?? false,
      wishes.showBadge ?? false,
      now,
    ],
  );
  for (const code of wishes.qualifications ?? [])
    await app.db.query(
      `insert into qualifications (id, person_id, code, file_ids, state, reviewed_by, reviewed_at, request_hash, created_at)
       values ($1, $2, $3, '{}', 'verified', $4, $5, 'x', $5)`,
      [newId(), person.id, code, newId(), now],
    );
}

/** Everybody an order meets on its way. */
export interface Neighbourhood {
  resident: Somebody;
  neighbour: Somebody;
  dispatcher: Somebody;
  colleague: Somebody;
  streetDispatcher: Somebody;
  strangeDispatcher: Somebody;
  chief: Somebody;
  gridLeader: Somebody;
  auditor: Somebody;
  administrator: Somebody;
  volunteer: Somebody;
  mate: Somebody;
  partyMember: Somebody;
  /** Of the sister community. */
  stranger: Somebody;
}
export async function buildNeighbourhood(app: TestApp): Promise<Neighbourhood> {
  await buildTown(app.db.manager, app.clock.now());
  const { make } = app;
  const as = (role: Parameters<typeof make.grant>[1]['role'], areaCode: string) =>
    make.person({ name: '李建国', roles: [{ role, areaCode }] });
  return {
    resident: await make.person({ name: SERVED, homeCommunityCode: COMMUNITY }),
    neighbour: await make.person({ name: '陈美丽', homeCommunityCode: COMMUNITY }),
    dispatcher: await as('dispatcher', COMMUNITY),
    colleague: await as('dispatcher', COMMUNITY),
    streetDispatcher: await as('dispatcher', STREET),
    strangeDispatcher: await as('dispatcher', OTHER_STREET),
    chief: await as('street_chief', STREET),
    gridLeader: await as('grid_leader', COMMUNITY),
    auditor: await as('auditor', DISTRICT),
    administrator: await as('administrator', DISTRICT),
    volunteer: await makeMember(app, { name: '何热心', skills: ['elder_care'] }),
    mate: await makeMember(app, { name: '吕帮忙' }),
    partyMember: await makeMember(app, { name: '梁先锋', partyMember: true, showBadge: true }),
    stranger: await makeMember(app, { name: '邓邻居', communityCode: SISTER_COMMUNITY }),
  };
}

/** Friday of the tests' week, 09:00 in Shanghai: two days ahead. */
export const FRIDAY = '2026-03-13T01:00:00.000Z';
/** 代买代取: outside, one person, no review, 12 hours' notice. */
export const orderDraft = (more: object = {}): Record<string, unknown> & { id: string } => ({
  id: newId(),
  itemCode: 'S0102',
  startAt: FRIDAY,
  address: DOOR,
  contactPhone: BELL,
  position: IN_GRID,
  remark: '买两斤青菜，到了打 13912345678',
  ...more,
});

export async function order(app: TestApp, who: Somebody, more: object = {}): Promise<string> {
  const { status, body } = await app.as(who).post('/orders', orderDraft(more));
  if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body.id as string;
}
export const act = (app: TestApp, who: Somebody, id: string, action: string, body: object = {}) =>
  app.as(who).post(`/orders/${id}/${action.replaceAll('_', '-')}`, body);

/** Ordered and in the hall. */
export async function offered(app: TestApp, near: Neighbourhood, more: object = {}): Promise<string> {
  const id = await order(app, near.resident, more);
  const { status, body } = await act(app, near.dispatcher, id, 'publish');
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return id;
}
/** And accepted. */
export async function filled(app: TestApp, near: Neighbourhood, more: object = {}): Promise<string> {
  const id = await offered(app, near, more);
  const { status, body } = await act(app, near.volunteer, id, 'accept');
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return id;
}

export async function callOf(app: TestApp, who: Somebody): Promise<WriteCall> {
  const actor = await app.nest.get(ActorSource).load({ sub: who.id, sid: who.sessionId });
  if (!actor) throw new Error('signed out');
  const key = randomUUID();
  return { actor, key, route: `POST /orders/${key}`, bodyHash: key, requestId: key, repeated: () => undefined };
}
/** The check itself, without a code: what a code proves is tested with the codes. */
export async function checkedIn(app: TestApp, who: Somebody, id: string, proof: Proof = { way: 'display_code' }): Promise<void> {
  await app.nest.get(OrderSteps).step(await callOf(app, who), id, 'start', (moment) => checkIn(moment, who.id, proof));
}
export async function checkedOut(app: TestApp, who: Somebody, id: string, proof: Proof = { way: 'display_code' }): Promise<void> {
  await app.nest.get(OrderSteps).step(await callOf(app, who), id, 'finish', (moment) => checkOut(moment, who.id, proof));
}

/** A row put straight into a state, with one person's part in it, with the least that its constraints ask for. */
export async function putInto(app: TestApp, id: string, state: OrderState, part?: { personId: string; state: string }): Promise<void> {
  const now = app.clock.now();
  const came = part && ['in_service', 'finished', 'confirmed', 'voided'].includes(part.state);
  const accepted = part && (part.state === 'accepted' || came) ? 1 : 0;
  await app.db.query(
    `update orders set state = $2, headcount = case when two_person then headcount else 1 end, two_person = false,
       accepted_count = case when $2 in ('filled', 'in_service', 'finished', 'disputed', 'confirmed') then 1 else $4 end,
       published_at = case when $2 in ('submitted', 'rejected') then null else published_at end,
       finished_at = case when $2 in ('finished', 'disputed', 'confirmed', 'voided') then $3::timestamptz end,
       confirm_by = case when $2 in ('finished', 'disputed', 'confirmed', 'voided') then $3::timestamptz + interval '3 days' end,
       confirmed_at = case when $2 = 'confirmed' then $3::timestamptz end, next_mark_at = null
     where id = $1`,
    [id, state, now, accepted],
  );
  if (!part) return;
  await app.db.query(`delete from order_assignments where order_id = $1`, [id]);
  await app.db.query(
    `insert into order_assignments (order_id, person_id, state, during, day, invited_at, answer_by, accepted_at, started_at, started_by, finished_at,
       finished_by, minutes, created_at, updated_at)
     select id, $2, $3, tstzrange(start_at, end_at), (start_at at time zone 'Asia/Shanghai')::date, $4, $4::timestamptz + interval '1 hour', $4,
       case when $5 then $4::timestamptz end, case when $5 then 'display_code' end,
       case when $3 in ('finished', 'confirmed', 'voided') then $4::timestamptz end,
       case when $3 in ('finished', 'confirmed', 'voided') then 'display_code' end,
       case when $3 in ('finished', 'confirmed', 'voided') then 30 end, $4, $4
     from orders where id = $1`,
    [id, part.personId, part.state, now, came ?? false],
  );
}
