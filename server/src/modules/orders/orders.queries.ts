import { Injectable } from '@nestjs/common';
import { DAY_MS } from '@linli/shared/calendar';
import { OPEN_ORDER_STATES, ORDER_BOX_LABELS, SERVICE_CATEGORY_LABELS, type OrderState } from '@linli/shared/orders';
import type { BoardQuery, OrderCardView, OrderCountView, OrderListQuery, OrdersMineQuery } from '@linli/shared/orders.dto';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { BOX_COUNT_MOST } from '@linli/shared/reports';
import { likePattern, searchQuery } from '@linli/shared/search';
import { DataSource } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { dayStart, isDay } from '../../common/days.js';
import { forbidden, invalidField } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { narrowed, scopesOf } from '../../common/scopes.js';
import { inAreas, Where } from '../../common/where.js';
import { AreasService } from '../areas/areas.service.js';
import { EldersService } from '../elders/elders.service.js';
import { EventsService } from '../events/events.service.js';
import type { OrderEntity } from './order.entity.js';
import { boxesOf, fillBox } from './orders.boxes.js';
import { areaOf, STAFF_WHO_LIST } from './orders.policy.js';
import { requirePhone } from './orders.phone.js';
import { forText } from './orders.words.js';

const BOARD_MOST = 300;
type CardRow = Pick<
  OrderEntity,
  | 'id'
  | 'orderNo'
  | 'state'
  | 'source'
  | 'itemCode'
  | 'title'
  | 'category'
  | 'startAt'
  | 'endAt'
  | 'minutes'
  | 'headcount'
  | 'acceptedCount'
  | 'streetCode'
  | 'communityCode'
  | 'gridCode'
  | 'audience'
  | 'principalId'
  | 'publishedAt'
  | 'answerBy'
  | 'fillBy'
  | 'confirmBy'
  | 'createdAt'
  | 'flags'
> & { contactName: string | null };
const COLUMNS = `r.id, r.order_no as "orderNo", r.state, r.source, r.item_code as "itemCode", r.title, r.category, r.start_at as "startAt",
  r.end_at as "endAt", r.minutes, r.headcount, r.accepted_count as "acceptedCount", r.street_code as "streetCode",
  r.community_code as "communityCode", r.grid_code as "gridCode", r.audience, r.principal_id as "principalId", r.published_at as "publishedAt",
  r.answer_by as "answerBy", r.fill_by as "fillBy", r.confirm_by as "confirmBy", r.created_at as "createdAt", r.flags,
  (select w.contact_name from order_words w where w.order_id = r.id) as "contactName"`;
const BY = {
  fill_by: { sql: 'r.fill_by', at: (row: CardRow) => row.fillBy },
  start_at: { sql: 'r.start_at', at: (row: CardRow) => row.startAt },
  confirm_by: { sql: 'r.confirm_by', at: (row: CardRow) => row.confirmBy ?? row.createdAt },
  created_at: { sql: 'r.created_at', at: (row: CardRow) => row.createdAt },
} as const;

/** Lists of orders, always inside the caller's areas or what is theirs, each out of an index in order. */
@Injectable()
export class OrderQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly elders: EldersService,
  ) {}

  /** What staff see of their areas; a box is the desk's own. */
  async list(actor: Actor, query: OrderListQuery): Promise<Page<OrderCardView>> {
    requirePhone(actor);
    const limit = query.limit ?? PAGE_LIMIT_DEFAULT;
    if (query.box !== undefined) return this.box(actor, query, limit);
    const where = new Where();
    // Street chiefs and grid leaders see neither numbers nor words: they cannot look for them.
    const roles = query.q === undefined ? STAFF_WHO_LIST : (['dispatcher', 'auditor'] as const);
    if (!scopesOf(actor, roles).length) throw forbidden('这里是工作人员的列表。');
    const scope = inAreas(narrowed(scopesOf(actor, roles), query.areaCode));
    where.and(scope.sql, ...scope.values);
    narrow(where, query);
    const after = decodeCursor(query.cursor, ['time', 'uuid']);
    if (after) where.and('(r.created_at, r.id) < (?::timestamptz, ?::uuid)', ...after);
    const rows = await this.rows(where, 'r.created_at desc, r.id desc', limit + 1);
    const found = page(rows, limit, (row) => [row.createdAt, row.id]);
    await this.lookOf(actor, query.areaCode);
    return { ...found, items: await this.cards(actor, found.items) };
  }

  async counts(actor: Actor): Promise<OrderCountView[]> {
    requirePhone(actor);
    const now = this.clock.now();
    const desk = actor.roles.some(({ role }) => role === 'dispatcher');
    const counted: OrderCountView[] = [];
    for (const box of boxesOf(actor)) {
      const where = new Where();
      if (fillBox(where, box, actor, now) === null) continue;
      const sql = `select count(*)::int as n from (select 1 from orders r where ${where.sql} limit ${BOX_COUNT_MOST}) x`;
      const [row] = await this.dataSource.query<{ n: number }[]>(sql, where.values);
      if (desk || row?.n) counted.push({ box, label: ORDER_BOX_LABELS[box], count: row?.n ?? 0 });
    }
    return counted;
  }

  /** One day of the desk, by start. */
  async board(actor: Actor, { day, areaCode }: BoardQuery): Promise<OrderCardView[]> {
    requirePhone(actor);
    if (!isDay(day)) throw invalidField('day', '没有这一天');
    const scopes = scopesOf(actor, ['dispatcher', 'auditor']);
    if (!scopes.length) throw forbidden('这里是值班台的日程。');
    const scope = inAreas(narrowed(scopes, areaCode));
    const start = dayStart(day);
    const where = new Where()
      .and(scope.sql, ...scope.values)
      .and(`r.start_at >= ? and r.start_at < ?`, start, new Date(start.getTime() + DAY_MS))
      .and(`r.state not in ('rejected', 'cancelled', 'expired', 'voided')`);
    await this.lookOf(actor, areaCode);
    return this.cards(actor, await this.rows(where, 'r.start_at, r.id', BOARD_MOST));
  }

  /** I ordered, am served, or am bound to the elder. Three looks, each in its index's order; nobody has many. */
  async mine(actor: Actor, { which, cursor, limit = PAGE_LIMIT_DEFAULT }: OrdersMineQuery): Promise<Page<OrderCardView>> {
    requirePhone(actor);
    const helped = await this.elders.eldersOf(this.dataSource.manager, actor.personId);
    const where = new Where();
    const states = (OPEN_ORDER_STATES as readonly OrderState[]).slice();
    if (which === 'open') where.and('r.state = any(?)', states);
    if (which === 'past') where.and('not r.state = any(?)', states);
    const after = decodeCursor(cursor, ['time', 'uuid']);
    if (after) where.and('(r.created_at, r.id) < (?::timestamptz, ?::uuid)', ...after);
    const sources = [
      where.bound(`r.requester_id = ? and r.source = 'resident'`, [actor.personId]),
      where.bound('r.principal_id = ?', [actor.personId]),
      ...(helped.length ? [where.bound('r.elder_id = any(?)', [helped])] : []),
    ];
    const newest = 'order by r.created_at desc, r.id desc';
    const looks = sources.map((source) => `(select r.id from orders r where ${source} and ${where.sql} ${newest} limit ${limit + 1})`);
    const sql = `select ${COLUMNS} from orders r where r.id in (${looks.join(' union ')}) ${newest} limit ${limit + 1}`;
    const rows = await this.dataSource.query<CardRow[]>(sql, where.values);
    const found = page(rows, limit, (row) => [row.createdAt, row.id]);
    return { ...found, items: await this.cards(actor, found.items, true) };
  }

  private async box(actor: Actor, query: OrderListQuery, limit: number): Promise<Page<OrderCardView>> {
    const where = new Where();
    const by = query.box && fillBox(where, query.box, actor, this.clock.now(), query.areaCode);
    if (!by) throw forbidden('这里是工作人员的列表。');
    narrow(where, query);
    const after = decodeCursor(query.cursor, ['time', 'uuid']);
    if (after) where.and(`(${BY[by].sql}, r.id) > (?::timestamptz, ?::uuid)`, ...after);
    const rows = await this.rows(where, `${BY[by].sql}, r.id`, limit + 1);
    const found = page(rows, limit, (row) => [BY[by].at(row), row.id]);
    return { ...found, items: await this.cards(actor, found.items) };
  }

  private rows(where: Where, order: string, limit: number): Promise<CardRow[]> {
    const sql = `select ${COLUMNS} from orders r where ${where.sql} order by ${order} limit ${limit}`;
    return this.dataSource.query<CardRow[]>(sql, where.values);
  }

  /** `own`: of the side that is served, who may know whom it is for. */
  private async cards(actor: Actor, rows: readonly CardRow[], own = false): Promise<OrderCardView[]> {
    const codes = rows.flatMap(({ streetCode, communityCode, gridCode }) => [streetCode, communityCode, ...(gridCode ? [gridCode] : [])]);
    const names = await this.areas.names(null, codes);
    return rows.map((row) => {
      const full = own || holds(actor, ['dispatcher', 'auditor'], areaOf(row)) || row.source === 'post';
      const path = [row.streetCode, row.communityCode, full ? row.gridCode : null];
      const areaText = path.flatMap((code) => (code && names.get(code)) || []).join(' · ');
      return full ? cardView(row, areaText, actor) : reducedCard(row, areaText);
    });
  }

  private async lookOf(actor: Actor, areaCode: string | undefined): Promise<void> {
    const staff = actor.roles.some(({ role }) => ['dispatcher', 'street_chief', 'grid_leader'].includes(role));
    if (staff || !actor.roles.some(({ role }) => role === 'auditor')) return;
    const subject = ['order_list', areaCode ?? 'all'] as const;
    await this.events.look(null, { personId: actor.personId, subject, field: 'list', areaCode: areaCode ?? null });
  }
}

function narrow(where: Where, { state, category, q }: OrderListQuery): void {
  if (state !== undefined) where.and('r.state = ?', state);
  if (category !== undefined) where.and('r.category = ?', category);
  if (!q?.trim()) return;
  const words = searchQuery(q);
  if (!words.length) return void where.and('false');
  where.and(
    `r.id in (select w.order_id from order_words w where w.search @@ to_tsquery('simple', ?))`,
    words.map((word) => `'${word}'`).join(' & '),
  );
  where.and(`r.title like ? or r.order_no ilike ? or replace(r.order_no, '-', '') ilike ?`, likePattern(q), likePattern(q), likePattern(q));
}

function cardView(row: CardRow, areaText: string, actor: Actor): OrderCardView {
  return {
    id: row.id,
    orderNo: row.orderNo,
    state: row.state,
    source: row.source,
    itemCode: row.itemCode,
    itemName: row.title,
    category: row.category,
    startAt: row.startAt.toISOString(),
    endAt: row.endAt.toISOString(),
    minutes: row.minutes,
    headcount: row.headcount,
    accepted: row.acceptedCount,
    areaText,
    forText: forText(row, row.contactName, { own: row.principalId === actor.personId, whole: false }),
    published: row.publishedAt !== null,
    answerBy: row.answerBy?.toISOString() ?? null,
    fillBy: row.fillBy.toISOString(),
    createdAt: row.createdAt.toISOString(),
    flags: row.flags,
  };
}

/** State, category and times: for street chiefs and grid leaders. */
const reducedCard = (row: CardRow, areaText: string): OrderCardView => ({
  id: row.id,
  orderNo: '',
  state: row.state,
  source: 'resident',
  itemCode: '',
  itemName: SERVICE_CATEGORY_LABELS[row.category],
  category: row.category,
  startAt: row.startAt.toISOString(),
  endAt: row.endAt.toISOString(),
  minutes: row.minutes,
  headcount: 0,
  accepted: 0,
  areaText,
  forText: '',
  published: false,
  answerBy: null,
  fillBy: row.fillBy.toISOString(),
  createdAt: row.createdAt.toISOString(),
  flags: [],
});
