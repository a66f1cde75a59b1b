import { Injectable } from '@nestjs/common';
import { dayTextOf } from '@linli/shared/calendar';
import type { OrderActingAs, OrderSource } from '@linli/shared/orders';
import { searchDocument } from '@linli/shared/search';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import type { MenuItem } from './menu/menu.service.js';
import { OrderEntity } from './order.entity.js';
import { derived, warnAt } from './orders.marks.js';
import type { Place } from './orders.place.js';
import { areaOf } from './orders.policy.js';
import type { Terms } from './orders.terms.js';
import { orderNoStem, placeMark } from './orders.words.js';

/** The row comes as JSON named like its columns; the number is part of it as soon as it is drawn, and a word to search for. */
const INSERT = `
  with drawn as (
    insert into order_counters (day, place_mark, last) values ($1, $2, 1)
    on conflict (day, place_mark) do update set last = order_counters.last + 1
    returning $3::text || lpad(last::text, greatest(3, length(last::text)), '0') as order_no
  ), made as (
    insert into orders
    select filled.* from drawn, jsonb_populate_record(null::orders, $4::jsonb || jsonb_build_object('order_no', drawn.order_no)) as filled
    on conflict do nothing returning id, order_no
  ), told as (
    insert into order_words (order_id, contact_name, contact_phone, address, remark, search)
    select made.id, $5::jsonb ->> 'contactName', $5::jsonb ->> 'contactPhone', $5::jsonb ->> 'address', $5::jsonb ->> 'remark',
      to_tsvector('simple', concat_ws(' ', $5::jsonb ->> 'found', replace(made.order_no, '-', ' '), replace(made.order_no, '-', '')))
    from made
  )
  select order_no from made`;
const SECRET_BYTES = 32;

export interface NewOrder {
  id: string;
  requestHash: string;
  source: OrderSource;
  /** The post of a shift. */
  sourceId?: string;
  /** Other than the item's name: a post's. */
  title?: string;
  item: MenuItem;
  place: Place;
  terms: Terms;
  state: 'submitted' | 'approved' | 'offered';
  requesterId: string;
  principalId?: string | null;
  elderId?: string | null;
  inChargeId?: string | null;
  teamId?: string | null;
  audience?: number | null;
  /** Public. */
  placeText?: string | null;
  words: Partial<Record<'contactName' | 'contactPhone' | 'address' | 'remark', string | null>>;
}

/** Writes a new order with its number, its words and its first event. */
@Injectable()
export class OrderMaker {
  constructor(
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly events: EventsService,
  ) {}

  /** Null: the id (or the shift) is there already. `offered` ones are in the hall at once. */
  async make(
    tx: EntityManager,
    draft: NewOrder,
    by: { actor: Pick<Actor, 'personId'> | null; role: OrderActingAs },
  ): Promise<OrderEntity | null> {
    const now = this.clock.now();
    const order = rowOf(draft, now);
    Object.assign(order, derived(order, []));
    const day = dayTextOf(now.getTime());
    const mark = placeMark(await this.areas.shortCode(tx, order.streetCode), order.communityCode);
    const { contactName, contactPhone, address, remark } = draft.words;
    const words = {
      contactName,
      contactPhone,
      address,
      remark: remark?.trim() || null,
      found: searchDocument(order.title, order.placeText),
    };
    const row = { ...snakeCase(order), secret: `\\x${order.secret.toString('hex')}` };
    const [made] = await tx.query<{ order_no: string }[]>(INSERT, [
      day,
      mark,
      orderNoStem(day, mark),
      JSON.stringify(row),
      JSON.stringify(words),
    ]);
    if (!made) return null;
    order.orderNo = made.order_no;
    await this.events.record(tx, {
      subject: ['order', order.id],
      action: 'create',
      actor: by.actor,
      role: by.role,
      principalId: order.principalId !== null && order.principalId !== by.actor?.personId ? order.principalId : null,
      areaCode: areaOf(order),
      data: { to: order.state, source: order.source, itemCode: order.itemCode },
    });
    return order;
  }
}

function rowOf({ item, place, terms, ...draft }: NewOrder, now: Date): OrderEntity {
  const { startAt, minutes, headcount, noticeHours, fillBy } = terms;
  return Object.assign(new OrderEntity(), {
    id: draft.id,
    requestHash: draft.requestHash,
    source: draft.source,
    sourceId: draft.sourceId ?? null,
    ...place,
    placeText: draft.placeText ?? null,
    itemCode: item.code,
    title: draft.title ?? item.name,
    category: item.category,
    mode: item.mode,
    risk: item.risk,
    riskNote: item.riskNote,
    qualification: item.qualification,
    qualificationCode: item.qualificationCode,
    twoPerson: item.twoPersonRule,
    insuranceRequired: item.insuranceRequired,
    servedBy: item.servedBy,
    radiusMetres: item.radiusMetres,
    openToNeighbours: item.openToNeighbours,
    coefficient: item.pointsCoefficient,
    noticeHours,
    requesterId: draft.requesterId,
    principalId: draft.principalId ?? null,
    elderId: draft.elderId ?? null,
    inChargeId: draft.inChargeId ?? null,
    teamId: draft.teamId ?? null,
    audience: draft.audience ?? null,
    startAt,
    endAt: new Date(startAt.getTime() + minutes * 60_000),
    minutes,
    headcount,
    acceptedCount: 0,
    state: draft.state,
    fillBy,
    publishedAt: draft.state === 'offered' ? now : null,
    answerBy: null,
    nextOfferAt: null,
    nextOfferedAt: null,
    warnAt: warnAt(now, { source: draft.source, startAt, fillBy }),
    reminded: 0,
    insuranceReference: null,
    secret: randomBytes(SECRET_BYTES),
    finishedAt: null,
    confirmBy: null,
    confirmedAt: null,
    confirmedBy: null,
    calledBackAt: null,
    tookPlace: null,
    flags: [],
    nextMarkAt: null,
    createdAt: now,
    updatedAt: now,
  });
}

const snakeCase = (row: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value as unknown]),
  );
