import { dayTextOf } from '@linli/shared/calendar';
import { searchDocument } from '@linli/shared/search';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { OrderEntity } from '../../modules/orders/order.entity.js';
import { AssignmentEntity } from '../../modules/orders/order-parts.entity.js';
import { derived } from '../../modules/orders/orders.marks.js';
import { areaOf } from '../../modules/orders/orders.policy.js';
import { orderNoStem, placeMark } from '../../modules/orders/orders.words.js';
import { chanceOf } from './chance.js';
import type { ServiceOrder } from './orders/service.js';
import { insertRows } from './rows.js';

/** The orders with everything that hangs on them; events stand in the order in which they happened. */
export async function seedOrders(tx: EntityManager, services: readonly ServiceOrder[]): Promise<void> {
  const inOrder = [...services].sort((a, b) => a.order.createdAt.getTime() - b.order.createdAt.getTime());
  await number(tx, inOrder);
  // What lists and the minute job read is the same after every step: reckoned once, at the end.
  for (const { order, parts } of inOrder) Object.assign(order, derived(order, [...parts.values()]));
  await insertRows(
    tx,
    'orders',
    inOrder.map(({ order }) => ({ ...rowOf(tx, OrderEntity, order), secret: `\\x${order.secret.toString('hex')}` })),
  );
  await insertRows(
    tx,
    'order_words',
    inOrder.map(({ order, words: { contactName, contactPhone, address, remark } }) => ({
      order_id: order.id,
      contact_name: contactName,
      contact_phone: contactPhone,
      address,
      remark,
      search: searchDocument(order.title, order.placeText, order.orderNo, order.orderNo.replaceAll('-', '')),
    })),
  );
  await insertRows(
    tx,
    'order_assignments',
    inOrder.flatMap(({ parts }) => [...parts.values()].map((part) => rowOf(tx, AssignmentEntity, part))),
  );
  await insertRows(
    tx,
    'order_ratings',
    inOrder.flatMap(({ order, ratings }) =>
      ratings.map(({ of, byId, level, comment, at }) => ({ order_id: order.id, of, by_id: byId, level, comment, at })),
    ),
  );
  await seedHistory(tx, inOrder);
  await seedLooks(tx, inOrder);
}

/** Property → column, as the entity says it. */
const rowOf = <T extends ObjectLiteral>(tx: EntityManager, entity: EntityTarget<T>, row: T): Record<string, unknown> =>
  Object.fromEntries(tx.connection.getMetadata(entity).columns.map((c) => [c.databaseName, (row[c.propertyName] as unknown) ?? null]));

async function number(tx: EntityManager, services: readonly ServiceOrder[]): Promise<void> {
  const rows = await tx.query<{ code: string; mark: string }[]>(`select code, short_code as mark from areas where level = 'street'`);
  const marks = new Map(rows.map(({ code, mark }) => [code, mark]));
  const last = new Map<string, { day: string; place_mark: string; last: number }>();
  for (const { order } of services) {
    const day = dayTextOf(order.createdAt.getTime());
    const mark = placeMark(marks.get(order.streetCode)!, order.communityCode);
    const counter = last.get(`${day} ${mark}`) ?? { day, place_mark: mark, last: 0 };
    counter.last += 1;
    last.set(`${day} ${mark}`, counter);
    order.orderNo = `${orderNoStem(day, mark)}${String(counter.last).padStart(3, '0')}`;
  }
  await insertRows(tx, 'order_counters', [...last.values()]);
}

async function seedHistory(tx: EntityManager, services: readonly ServiceOrder[]): Promise<void> {
  const [row] = await tx.query<{ last: string }[]>(`select coalesce(max(id), 0) as last from events`);
  const first = Number(row!.last) + 1;
  const history = services
    .flatMap(({ order, happenings }) => happenings.map((h, i) => ({ order, h, i })))
    .sort((a, b) => a.h.at.getTime() - b.h.at.getTime() || a.i - b.i)
    .map((entry, i) => ({ ...entry, id: first + i }));
  await insertRows(
    tx,
    'events',
    history.map(({ id, order, h }) => ({
      id,
      at: h.at,
      subject_type: 'order',
      subject_id: order.id,
      action: h.action,
      outcome: 'done',
      actor_id: h.byId,
      actor_role: h.role,
      principal_id: order.principalId === h.byId ? null : order.principalId,
      area_code: areaOf(order),
      data: h.data,
    })),
  );
  await tx.query(`select setval(pg_get_serial_sequence('events', 'id'), greatest((select max(id) from events), 1))`);
  await insertRows(
    tx,
    'order_notes',
    history
      .filter(({ h }) => h.note !== '')
      .map(({ id, order, h }) => ({ event_id: id, order_id: order.id, kind: h.action, author_id: h.byId, text: h.note })),
  );
}

/** Whoever goes there looks up the door and the number first: each look is on record. */
async function seedLooks(tx: EntityManager, services: readonly ServiceOrder[]): Promise<void> {
  const chance = chanceOf('order looks');
  const [row] = await tx.query<{ last: string }[]>(`select coalesce(max(id), 0) as last from accesses`);
  const looks = services.flatMap(({ order, words, parts }) => {
    if (!words.address) return [];
    return [...parts.values()].flatMap(({ personId, startedAt }) =>
      startedAt && chance.yes(0.8) ? [{ at: new Date(startedAt.getTime() - chance.whole(8, 50) * 60_000), personId, order }] : [],
    );
  });
  await insertRows(
    tx,
    'accesses',
    looks
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .map(({ at, personId, order }, i) => ({
        id: Number(row!.last) + 1 + i,
        at,
        person_id: personId,
        subject_type: 'order',
        subject_id: order.id,
        field: 'contact',
        area_code: areaOf(order),
      })),
  );
  await tx.query(`select setval(pg_get_serial_sequence('accesses', 'id'), greatest((select max(id) from accesses), 1))`);
}
