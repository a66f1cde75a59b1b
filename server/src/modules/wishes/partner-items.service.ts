import { Injectable } from '@nestjs/common';
import { areaAt, areaLevel } from '@linli/shared/areas';
import { dayFrom } from '@linli/shared/calendar';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { PARTNER_ITEM_DAYS_MAX, PARTNER_ITEM_WORKFLOW, type PartnerItemAction, type PartnerItemState } from '@linli/shared/wishes';
import type {
  CreatePartnerItemDto,
  PartnerContactView,
  PartnerItemQuery,
  PartnerItemView,
  PartnerSpeakersView,
  RevisePartnerItemDto,
  TakeUpPartnerItemDto,
} from '@linli/shared/wishes.dto';
import { nextState } from '@linli/shared/workflow';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflictNow, DomainError, forbidden, idTaken, invalidField, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { asPatterns, scopesOf } from '../../common/scopes.js';
import { oneAtATime, type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { PartnerItemEntity } from './partner-item.entity.js';
import { maySeeContact, PARTNER_ITEM_POLICY, takers } from './partner-items.policy.js';
import { partnerItemView } from './partner-items.view.js';
import { contactOf, unitRows } from './units.queries.js';
import { dayAfter, todayOf } from './wishes.clocks.js';
import { unitsOf } from './wishes.policy.js';

type Changes = Partial<PartnerItemEntity>;

/** Needs, offers and projects that partner units and communities show each other, and who took them up. */
@Injectable()
export class PartnerItemsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly areas: AreasService,
  ) {}

  /** Whatever is still valid; with `state` also what is over. Newest first. */
  async list(
    actor: Actor,
    { kind, areaCode, state, mine, cursor, limit = PAGE_LIMIT_DEFAULT }: PartnerItemQuery,
  ): Promise<Page<PartnerItemView>> {
    const after = decodeCursor(cursor, ['time', 'uuid']);
    const own = mine === 'true' ? { units: unitsOf(actor), areas: asPatterns(scopesOf(actor, ['dispatcher'])) } : null;
    const rows = await this.dataSource.manager
      .createQueryBuilder(PartnerItemEntity, 'item')
      .where('item.kind = :kind', { kind })
      .andWhere(areaCode === undefined ? 'true' : 'starts_with(item.areaCode, :areaCode)', { areaCode })
      .andWhere(state === undefined ? `item.state in ('open', 'taken')` : 'item.state = :state', { state })
      .andWhere(state === undefined && !own ? `(item.state = 'taken' or item.validUntil >= :today)` : 'true', { today: this.today() })
      .andWhere(
        own
          ? '(item.unitId = any(:units) or item.takenUnitId = any(:units) or (item.unitId is null and item.areaCode like any(:areas)))'
          : 'true',
        own ?? {},
      )
      .andWhere(after ? '(item.createdAt, item.id) < (:at::timestamptz, :id::uuid)' : 'true', after ? { at: after[0], id: after[1] } : {})
      .orderBy('item.createdAt', 'DESC')
      .addOrderBy('item.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    const { items, next } = page(rows, limit, (row) => [row.createdAt, row.id]);
    return { items: await this.views(this.dataSource.manager, actor, items), next };
  }

  async one(actor: Actor, id: string): Promise<PartnerItemView> {
    const tx = this.dataSource.manager;
    return this.view(tx, actor, await found(tx, id));
  }

  async speakers(actor: Actor): Promise<PartnerSpeakersView> {
    const units = await unitRows(this.dataSource.manager, unitsOf(actor));
    return {
      desk: actor.roles.some(({ role }) => role === 'dispatcher'),
      units: [...units.values()].filter(({ retired }) => !retired).map(({ id, name }) => ({ unitId: id, text: name })),
    };
  }

  /** Names and phones of both sides; the look is recorded, a refused one too. */
  async contact(actor: Actor, id: string): Promise<PartnerContactView> {
    const tx = this.dataSource.manager;
    const item = await found(tx, id);
    const about = { subject: ['partner_item', id] as const, areaCode: item.areaCode };
    if (!maySeeContact(actor, item)) {
      await this.events.refused({ ...about, action: 'look', actor });
      throw forbidden('单位联络员和社区才能看到联系方式。');
    }
    await this.events.look(null, { ...about, personId: actor.personId, field: 'contact' });
    return {
      from: await contactOf(tx, item.authorId),
      taken: item.takenBy === null ? null : await contactOf(tx, item.takenBy),
    };
  }

  create(call: WriteCall, dto: CreatePartnerItemDto): Promise<PartnerItemView> {
    const { actor } = call;
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, dto.id);
      const before = await tx.findOneBy(PartnerItemEntity, { id: dto.id });
      if (before) {
        if (before.requestHash !== call.bodyHash || before.authorId !== actor.personId) throw idTaken();
        call.repeated();
        return this.view(tx, actor, before);
      }
      const unitId = await this.author(tx, actor, dto);
      this.checkDay(dto.validUntil);
      const now = this.clock.now();
      const { id, kind, areaCode, title, detail, validUntil } = dto;
      const item = Object.assign(new PartnerItemEntity(), {
        ...{ id, kind, areaCode, title, validUntil, unitId },
        detail: detail || null,
        requestHash: call.bodyHash,
        state: 'open',
        authorId: actor.personId,
        ...FREE,
        createdAt: now,
        updatedAt: now,
      });
      await tx.insert(PartnerItemEntity, item);
      await this.record(tx, actor, item, 'create', { kind });
      return this.view(tx, actor, item);
    });
  }

  revise(call: WriteCall, id: string, { title, detail, validUntil }: RevisePartnerItemDto): Promise<PartnerItemView> {
    return this.step(call, id, 'revise', () => {
      this.checkDay(validUntil);
      return { title, detail: detail || null, validUntil };
    });
  }

  takeUp(call: WriteCall, id: string, { unitId, note }: TakeUpPartnerItemDto): Promise<PartnerItemView> {
    return this.step(call, id, 'take_up', (item, now) => {
      const able = takers(call.actor, item);
      const allowed = unitId === undefined ? able.desk : able.units.includes(unitId);
      if (!allowed) throw forbidden(unitId === item.unitId ? '自己单位发布的，由别的单位来对接。' : '您不是这个单位的联络员。');
      if (item.validUntil < this.today()) throw conflictNow(item.state, '这一条已经过了有效期。');
      return { takenBy: call.actor.personId, takenUnitId: unitId ?? null, takenNote: note, takenAt: now };
    });
  }

  letGo(call: WriteCall, id: string): Promise<PartnerItemView> {
    return this.step(call, id, 'let_go', () => FREE);
  }

  finish(call: WriteCall, id: string): Promise<PartnerItemView> {
    return this.step(call, id, 'finish', () => ({}));
  }

  close(call: WriteCall, id: string): Promise<PartnerItemView> {
    return this.step(call, id, 'close', () => ({}));
  }

  /** Lock the row → policy → next state → effect → save → events.record → view. */
  private async step(
    call: WriteCall,
    id: string,
    action: PartnerItemAction,
    effect: (item: PartnerItemEntity, now: Date) => Changes,
  ): Promise<PartnerItemView> {
    const { actor } = call;
    try {
      return await this.writes.once(call, async (tx) => {
        const item = await found(tx, id, true);
        if (!PARTNER_ITEM_POLICY[action](actor, item)) throw forbidden();
        const state = nextState<PartnerItemAction, PartnerItemState>(PARTNER_ITEM_WORKFLOW, item.state, action);
        if (state === null) throw conflictNow(item.state);
        const now = this.clock.now();
        const changes = { ...effect(item, now), state, updatedAt: now };
        await tx.update(PartnerItemEntity, { id }, changes);
        const after = Object.assign(new PartnerItemEntity(), item, changes);
        const { takenBy, takenUnitId, authorId, unitId } = item.takenBy ? item : after;
        await this.record(tx, actor, after, action, { from: item.state, to: state, authorId, unitId, takenBy, takenUnitId });
        return this.view(tx, actor, after);
      });
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden')
        await this.events.refused({ subject: ['partner_item', id], action, actor, areaCode: null });
      throw error;
    }
  }

  /** The unit that speaks, or null for the community; 403 for whom one cannot speak for. */
  private async author(tx: EntityManager, actor: Actor, { areaCode, unitId }: CreatePartnerItemDto): Promise<string | null> {
    await this.areas.requireInUse(tx, areaCode, 'areaCode');
    const level = areaLevel(areaCode);
    if (level !== 'street' && level !== 'community') throw invalidField('areaCode', '请选择街道或社区。');
    if (unitId === undefined) {
      if (!holds(actor, 'dispatcher', areaCode)) throw forbidden('单位联络员以单位的名义发布，社区的由民意专员发布。');
      return null;
    }
    const mine = unitsOf(actor, areaAt(areaCode, 'district') ?? undefined).includes(unitId);
    const unit = (await unitRows(tx, [unitId])).get(unitId);
    if (!mine || !unit || unit.retired) throw forbidden('您不是这个单位的联络员。');
    return unitId;
  }

  private checkDay(day: string): void {
    if (dayFrom(day) === null) throw invalidField('validUntil', '没有这一天。');
    if (day < this.today()) throw invalidField('validUntil', '有效期不能早于今天。');
    if (day > dayAfter(this.clock.now(), PARTNER_ITEM_DAYS_MAX)) throw invalidField('validUntil', '有效期最长一年。');
  }

  private today(): string {
    return todayOf(this.clock.now());
  }

  private async view(tx: EntityManager, actor: Actor, item: PartnerItemEntity): Promise<PartnerItemView> {
    const [view] = await this.views(tx, actor, [item]);
    if (!view) throw notFound();
    return view;
  }

  private async views(tx: EntityManager, actor: Actor, items: readonly PartnerItemEntity[]): Promise<PartnerItemView[]> {
    const named = items.flatMap(({ unitId, takenUnitId }) => [unitId, takenUnitId].filter((id) => id !== null));
    const units = await unitRows(tx, [...new Set([...unitsOf(actor), ...named])]);
    const codes = items.flatMap(({ areaCode }) => [areaCode, areaAt(areaCode, 'street') ?? areaCode]);
    const places = await this.areas.names(tx, codes);
    return items.map((item) => partnerItemView(actor, item, { units, places, today: this.today() }));
  }

  private record(
    tx: EntityManager,
    actor: Actor,
    { id, areaCode }: PartnerItemEntity,
    action: string,
    data: Record<string, string | null>,
  ) {
    return this.events.record(tx, { subject: ['partner_item', id], action, actor, areaCode, data });
  }
}

const FREE = { takenBy: null, takenUnitId: null, takenNote: null, takenAt: null } as const satisfies Changes;

async function found(tx: EntityManager, id: string, lock = false): Promise<PartnerItemEntity> {
  const item = await tx.findOne(PartnerItemEntity, { where: { id }, ...(lock ? { lock: { mode: 'pessimistic_write' as const } } : {}) });
  if (!item) throw notFound();
  return item;
}
