import { Injectable } from '@nestjs/common';
import { DAY_MS, dayTextOf } from '@linli/shared/calendar';
import { metresBetween } from '@linli/shared/geo';
import { cellBounds, cellsAround } from '@linli/shared/geo-cells';
import type { Position } from '@linli/shared/areas';
import { HOME_SERVICE_AGE, type AssignmentState } from '@linli/shared/orders';
import type { AppointmentsQuery, HallQuery, ServingView, TaskCardView } from '@linli/shared/orders.dto';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { PageQuery } from '@linli/shared/page.dto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { dayStart, isDay } from '../../common/days.js';
import { invalidField } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { Where } from '../../common/where.js';
import { AreasService } from '../areas/areas.service.js';
import { EldersService } from '../elders/elders.service.js';
import { MembersService, type ServingMember } from '../members/members.service.js';
import { ServiceTeams } from '../members/service-teams.service.js';
import { EarningService } from '../timebank/earning/earning.service.js';
import type { OrderEntity } from './order.entity.js';
import { requirePhone } from './orders.phone.js';

type TaskRow = Pick<
  OrderEntity,
  | 'id'
  | 'orderNo'
  | 'state'
  | 'source'
  | 'itemCode'
  | 'title'
  | 'category'
  | 'mode'
  | 'startAt'
  | 'endAt'
  | 'minutes'
  | 'headcount'
  | 'acceptedCount'
  | 'streetCode'
  | 'communityCode'
  | 'placeText'
  | 'lng'
  | 'lat'
  | 'cell'
  | 'riskNote'
  | 'teamId'
  | 'coefficient'
> & { mine: AssignmentState | null; answerBy: Date | null; reasons: string[] | null };
const COLUMNS = `r.id, r.order_no as "orderNo", r.state, r.source, r.item_code as "itemCode", r.title, r.category, r.mode, r.start_at as "startAt",
  r.end_at as "endAt", r.minutes, r.headcount, r.accepted_count as "acceptedCount", r.street_code as "streetCode",
  r.community_code as "communityCode", r.place_text as "placeText", r.lng, r.lat, r.cell, r.risk_note as "riskNote", r.team_id as "teamId", r.coefficient,
  a.state as mine, a.answer_by as "answerBy", a.reasons`;
const OF_TEAM = '您队里的班次';
const DEGREE_METRES = 111_195;
/** Neighbours further away than this look at no map of cells. */
const NEIGHBOUR_METRES = 5_000;
/** A home is known to the hall as its square of 250 m, so its distance is said in hundreds. */
const HOME_STEP_METRES = 100;
const PLACE_STEP_METRES = 10;

/** What people who serve look at: what is open to them, what they were asked, where they have said yes. No address, no phone, no name. */
@Injectable()
export class OrderTasks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly members: MembersService,
    private readonly teams: ServiceTeams,
    private readonly elders: EldersService,
    private readonly earning: EarningService,
  ) {}

  /** Shifts of the own teams first, then by start: the community's, and of the neighbours' what lies within both radii where the service allows it. Who serves nowhere has an empty hall. */
  async hall(actor: Actor, query: HallQuery): Promise<Page<TaskCardView>> {
    requirePhone(actor);
    const tx = this.dataSource.manager;
    const member = await this.members.active(tx, actor.personId);
    if (!member) return { items: [], next: null };
    const limit = query.limit ?? PAGE_LIMIT_DEFAULT;
    const where = await this.open(actor, member, query);
    const teamIds = (await this.teams.teamsOf(tx, actor.personId)).map(({ id }) => id);
    const rankOf = ({ teamId }: TaskRow): number => (teamId !== null && teamIds.includes(teamId) ? 0 : 1);
    const after = decodeCursor(query.cursor, ['int', 'time', 'uuid']);
    const rows: TaskRow[] = [];
    for (const rank of teamIds.length ? [0, 1] : [1]) {
      if (rows.length > limit || rank < Number(after?.[0] ?? 0)) continue;
      const part = where.copy();
      if (teamIds.length) part.and(rank === 0 ? 'r.team_id = any(?)' : 'r.team_id is null or not r.team_id = any(?)', teamIds);
      if (after?.[0] === rank) part.and('(r.start_at, r.id) > (?::timestamptz, ?::uuid)', after[1], after[2]);
      rows.push(...(await this.around(part, actor, member, limit + 1)));
    }
    const found = page(rows, limit, (row) => [rankOf(row), row.startAt, row.id]);
    const cards = await this.cards(found.items, hereOf(query) ?? member.position, member);
    const mine = new Set(found.items.filter((row) => rankOf(row) === 0).map(({ id }) => id));
    return { ...found, items: cards.map((card) => (mine.has(card.id) ? { ...card, reasons: [OF_TEAM, ...card.reasons] } : card)) };
  }

  /** The community's and the neighbours', by start. */
  private async around(where: Where, actor: Actor, member: ServingMember, limit: number): Promise<TaskRow[]> {
    const own = where.copy().and('r.community_code = ?', member.communityCode);
    const rows = await this.rows(own, actor, 'r.start_at, r.id', limit);
    if (member.position) {
      const near = where.copy();
      this.nearby(near, member, member.position);
      rows.push(...(await this.rows(near, actor, 'r.start_at, r.id', limit)));
    }
    return rows.sort((a, b) => a.startAt.getTime() - b.startAt.getTime() || (a.id < b.id ? -1 : 1));
  }

  /** Where an answer is awaited and a place is free, the most urgent first. */
  async invitations(actor: Actor, { cursor, limit = PAGE_LIMIT_DEFAULT }: PageQuery): Promise<Page<TaskCardView>> {
    requirePhone(actor);
    const where = new Where().and(
      `a.person_id = ? and a.state = 'invited' and r.state = 'offered' and r.accepted_count < r.headcount`,
      actor.personId,
    );
    const after = decodeCursor(cursor, ['time', 'uuid']);
    if (after) where.and('(a.answer_by, r.id) > (?::timestamptz, ?::uuid)', ...after);
    const rows = await this.own(where, 'a.answer_by, r.id', limit + 1);
    const found = page(rows, limit, (row) => [row.answerBy ?? row.startAt, row.id]);
    return { ...found, items: await this.cardsOf(actor, found.items) };
  }

  async appointments(actor: Actor, { past, cursor, limit = PAGE_LIMIT_DEFAULT }: AppointmentsQuery): Promise<Page<TaskCardView>> {
    requirePhone(actor);
    const states = past ? `('finished', 'confirmed', 'no_show', 'voided', 'withdrawn', 'released')` : `('accepted', 'in_service')`;
    const where = new Where().and(`a.person_id = ? and a.state in ${states}`, actor.personId);
    const after = decodeCursor(cursor, ['time', 'uuid']);
    if (after) where.and(`(lower(a.during), a.order_id) ${past ? '<' : '>'} (?::timestamptz, ?::uuid)`, ...after);
    const order = past ? 'lower(a.during) desc, a.order_id desc' : 'lower(a.during), a.order_id';
    const rows = await this.own(where, order, limit + 1);
    const found = page(rows, limit, (row) => [row.startAt, row.id]);
    return { ...found, items: await this.cardsOf(actor, found.items) };
  }

  /** The home card: minutes are the confirmed ones of every source, as the wallet says them; a month is that of the day of service. */
  async serving(actor: Actor): Promise<ServingView> {
    requirePhone(actor);
    const month = `${dayTextOf(this.clock.now().getTime()).slice(0, 7)}-01`;
    const [row] = await this.dataSource.query<{ month: number; ever: number; services: number; invitations: number }[]>(
      `select coalesce(sum(minutes) filter (where day >= $2::date and day < $2::date + interval '1 month'), 0)::int as month,
              coalesce(sum(minutes), 0)::int as ever, count(*)::int as services,
              (select count(*)::int from order_assignments a join orders r on r.id = a.order_id
                where a.person_id = $1 and a.state = 'invited' and r.state = 'offered' and r.accepted_count < r.headcount) as invitations
         from service_records where person_id = $1 and state = 'confirmed'`,
      [actor.personId, month],
    );
    const { items } = await this.appointments(actor, { limit: 1 });
    return {
      minutesThisMonth: row?.month ?? 0,
      minutesEver: row?.ever ?? 0,
      services: row?.services ?? 0,
      invitations: row?.invitations ?? 0,
      next: items[0] ?? null,
    };
  }

  /** What hangs in the hall and may be taken by this member: not their own, nothing they have a part in. */
  private async open(actor: Actor, member: ServingMember, { category, kind, day }: HallQuery): Promise<Where> {
    const tx = this.dataSource.manager;
    const now = this.clock.now();
    const helped = await this.elders.eldersOf(tx, actor.personId);
    const proven = await this.members.provenOn(tx, actor.personId, dayTextOf(now.getTime()));
    const kinds = member.partyMember ? ['volunteer', 'party_member'] : ['volunteer'];
    const where = new Where()
      .and(`r.published_at is not null and r.state = 'offered' and r.start_at > ? and r.accepted_count < r.headcount`, now)
      .and(`a.state is null or a.state in ('invited', 'declined', 'lapsed')`)
      .and(`(r.source = 'post' or r.requester_id <> ?) and r.principal_id is distinct from ?`, actor.personId, actor.personId)
      .and('r.qualification_code is null or r.qualification_code = any(?)', proven)
      .and(`r.served_by && ? or (r.qualification_code is not null and 'professional' = any (r.served_by))`, kinds);
    if (helped.length) where.and('r.elder_id is null or not r.elder_id = any(?)', helped);
    if (member.age < HOME_SERVICE_AGE) where.and(`r.mode <> 'home'`);
    if (category !== undefined) where.and('r.category = ?', category);
    if (kind !== undefined) where.and(kind === 'posts' ? `r.source = 'post'` : `r.source <> 'post'`);
    if (day !== undefined) {
      if (!isDay(day)) throw invalidField('day', '没有这一天');
      where.and('r.start_at >= ? and r.start_at < ?', dayStart(day), new Date(dayStart(day).getTime() + DAY_MS));
    }
    return where;
  }

  /** By the place the member registered: where the phone says it is opens nothing. */
  private nearby(where: Where, member: ServingMember, { lng, lat }: Position): void {
    const radius = Math.min(member.radiusMetres, NEIGHBOUR_METRES);
    where.and(
      'r.open_to_neighbours and r.community_code <> ? and r.cell = any(?)',
      member.communityCode,
      cellsAround({ lng, lat }, radius),
    );
    where.and(
      `${DEGREE_METRES} * sqrt(power(r.lat - ?::float8, 2) + power((r.lng - ?::float8) * cos(radians(?::float8)), 2)) <= least(r.radius_metres, ?)`,
      lat,
      lng,
      lat,
      member.radiusMetres,
    );
  }

  private rows(where: Where, { personId }: Actor, order: string, limit: number): Promise<TaskRow[]> {
    const me = where.bound('?', [personId]);
    const sql = `select ${COLUMNS} from orders r left join order_assignments a on a.order_id = r.id and a.person_id = ${me}
      where ${where.sql} order by ${order} limit ${limit}`;
    return this.dataSource.query<TaskRow[]>(sql, where.values);
  }

  private own(where: Where, order: string, limit: number): Promise<TaskRow[]> {
    const sql = `select ${COLUMNS} from order_assignments a join orders r on r.id = a.order_id where ${where.sql} order by ${order} limit ${limit}`;
    return this.dataSource.query<TaskRow[]>(sql, where.values);
  }

  private async cardsOf(actor: Actor, rows: readonly TaskRow[]): Promise<TaskCardView[]> {
    if (!rows.length) return [];
    const member = await this.members.active(this.dataSource.manager, actor.personId);
    return this.cards(rows, member?.position ?? null, member);
  }

  private async cards(rows: readonly TaskRow[], here: Position | null, member: ServingMember | null): Promise<TaskCardView[]> {
    const names = await this.areas.names(
      null,
      rows.flatMap(({ streetCode, communityCode }) => [streetCode, communityCode]),
    );
    const points = await this.earning.estimates(this.dataSource.manager, rows);
    return rows.map((row, i) => {
      const metres = here && distanceTo(row, here);
      return {
        id: row.id,
        orderNo: row.orderNo,
        state: row.state,
        source: row.source,
        itemCode: row.itemCode,
        title: row.title,
        category: row.category,
        mode: row.mode,
        startAt: row.startAt.toISOString(),
        endAt: row.endAt.toISOString(),
        minutes: row.minutes,
        headcount: row.headcount,
        accepted: row.acceptedCount,
        areaText: [row.streetCode, row.communityCode].flatMap((code) => names.get(code) ?? []).join(' · '),
        placeText: row.placeText,
        distanceMetres: metres,
        mine: row.mine,
        answerBy: row.mine === 'invited' ? (row.answerBy?.toISOString() ?? null) : null,
        invited: row.mine === 'invited',
        reasons: row.reasons?.length ? row.reasons : reasonsFor(row, member, metres),
        riskNote: row.riskNote,
        points: points[i] ?? null,
      };
    });
  }
}

const hereOf = ({ lng, lat }: HallQuery): Position | null => (lng === undefined || lat === undefined ? null : { lng, lat });

/** To a public place as it is; to a home only to the middle of its square, or its address could be found by asking from three corners. */
function distanceTo({ lng, lat, cell, placeText }: TaskRow, here: Position): number | null {
  if (lng === null || lat === null || cell === null) return null;
  if (placeText !== null) return stepped(metresBetween(here, { lng, lat }), PLACE_STEP_METRES);
  const { west, south, east, north } = cellBounds(cell);
  return stepped(metresBetween(here, { lng: (west + east) / 2, lat: (south + north) / 2 }), HOME_STEP_METRES);
}
const stepped = (metres: number, step: number): number => Math.max(step, Math.round(metres / step) * step);

function reasonsFor({ category, itemCode }: TaskRow, member: ServingMember | null, metres: number | null): string[] {
  const reasons: string[] = [];
  if (member && (member.skills.includes(category) || member.skills.includes(itemCode))) reasons.push('您有对口技能');
  if (metres !== null && metres <= (member?.radiusMetres ?? 0))
    reasons.push(metres < 1000 ? `离您约 ${metres} 米` : `离您约 ${(metres / 1000).toFixed(1)} 公里`);
  return reasons;
}
