import { Injectable } from '@nestjs/common';
import { CLOSED_ACCOUNT } from '@linli/shared/accounts';
import { areaLevel } from '@linli/shared/areas';
import { slotsFault } from '@linli/shared/menu';
import type { MenuChangeView, MenuSettingView, UpdateMenuSettingDto } from '@linli/shared/orders-menu.dto';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { DomainError, forbidden, invalidField, notFound } from '../../../common/errors.js';
import { type WriteCall, Writes } from '../../../common/writes.js';
import { AreasService } from '../../areas/areas.service.js';
import { EventsService } from '../../events/events.service.js';
import { changeSentences, changesBetween, type SettingChange } from './menu.changes.js';
import { itemsAt, type MenuItem } from './menu.queries.js';
import { menuSettingView } from './menu.view.js';

const READERS = ['dispatcher', 'administrator'] as const;
const KEEPER = 'dispatcher';
const HISTORY = 50;

/** What the desk of a community (or of the street or district, for all below) sets about the menu, with its history. */
@Injectable()
export class MenuSettings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
  ) {}

  async list(actor: Actor, communityCode: string | undefined): Promise<MenuSettingView[]> {
    const areaCode = communityCode ?? ownArea(actor);
    await this.readable(actor, areaCode);
    return (await itemsAt(this.dataSource.manager, areaCode)).map(menuSettingView);
  }

  async update(call: WriteCall, areaCode: string, code: string, dto: UpdateMenuSettingDto): Promise<MenuSettingView> {
    const { actor } = call;
    await this.readable(actor, areaCode);
    if (!holds(actor, KEEPER, areaCode)) throw forbidden();
    return this.writes.once(call, async (tx) => {
      // One editor after the other: the history says what really was there before.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 6))`, [`menu ${areaCode} ${code}`]);
      const before = await this.itemAt(tx, areaCode, code);
      refuseImpossible(before, dto);
      await this.save(tx, actor, areaCode, code, dto);
      const after = await this.itemAt(tx, areaCode, code);
      const data = changesBetween(before, after);
      const eventId = await this.events.record(tx, {
        subject: ['menu_setting', `${areaCode} ${code}`],
        action: 'update',
        actor,
        role: KEEPER,
        areaCode,
        data,
      });
      if (dto.reason?.trim())
        await tx.query(`insert into service_setting_notes (event_id, reason) values ($1, $2)`, [eventId, dto.reason.trim()]);
      return menuSettingView(after);
    });
  }

  /** The newest changes first. */
  async history(actor: Actor, areaCode: string, code: string): Promise<MenuChangeView[]> {
    await this.readable(actor, areaCode);
    await this.itemAt(this.dataSource.manager, areaCode, code);
    const rows = await this.dataSource.query<{ at: Date; name: string | null; data: SettingChange; reason: string | null }[]>(
      `select e.at, p.name, e.data, n.reason
         from events e
         left join people p on p.id = e.actor_id
         left join service_setting_notes n on n.event_id = e.id
        where e.subject_type = 'menu_setting' and e.subject_id = $1 and e.outcome = 'done'
        order by e.id desc limit $2`,
      [`${areaCode} ${code}`, HISTORY],
    );
    return rows.map(({ at, name, data, reason }) => ({
      at: at.toISOString(),
      by: name || CLOSED_ACCOUNT,
      changes: changeSentences(data),
      reason,
    }));
  }

  private async readable(actor: Actor, areaCode: string): Promise<void> {
    const level = areaLevel(areaCode);
    if (level !== 'community' && level !== 'street' && level !== 'district') throw notFound();
    if (!(await this.areas.find(null, areaCode))) throw notFound();
    if (!holds(actor, READERS, areaCode)) throw forbidden();
  }

  private async itemAt(tx: EntityManager, areaCode: string, code: string): Promise<MenuItem> {
    const [item] = await itemsAt(tx, areaCode, { code });
    if (!item) throw notFound();
    return item;
  }

  private async save(tx: EntityManager, actor: Actor, areaCode: string, code: string, dto: UpdateMenuSettingDto): Promise<void> {
    await tx.query(
      `insert into service_settings as mine (area_code, item_code, enabled, minutes, notice_hours, radius_metres, max_people, needs_review,
         open_to_neighbours, description, weekdays, slots, updated_by, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13, $14)
       on conflict (area_code, item_code) do update set
         enabled = coalesce(excluded.enabled, mine.enabled), minutes = coalesce(excluded.minutes, mine.minutes),
         notice_hours = coalesce(excluded.notice_hours, mine.notice_hours),
         radius_metres = coalesce(excluded.radius_metres, mine.radius_metres),
         max_people = coalesce(excluded.max_people, mine.max_people), needs_review = coalesce(excluded.needs_review, mine.needs_review),
         open_to_neighbours = coalesce(excluded.open_to_neighbours, mine.open_to_neighbours),
         description = coalesce(excluded.description, mine.description), weekdays = coalesce(excluded.weekdays, mine.weekdays),
         slots = coalesce(excluded.slots, mine.slots), updated_by = excluded.updated_by, updated_at = excluded.updated_at`,
      [
        areaCode,
        code,
        dto.enabled ?? null,
        dto.minutes ?? null,
        dto.noticeHours ?? null,
        dto.radiusMetres ?? null,
        dto.maxPeople ?? null,
        dto.needsReview ?? null,
        dto.openToNeighbours ?? null,
        dto.description?.trim() ?? null,
        dto.weekdays?.toSorted((a, b) => a - b) ?? null,
        dto.slots ? JSON.stringify(dto.slots) : null,
        actor.personId,
        this.clock.now(),
      ],
    );
  }
}

/** Without a wish: the area the caller's desk stands in, the deepest first. */
function ownArea(actor: Actor): string {
  const [own] = actor.roles
    .filter(({ role }) => READERS.some((reader) => reader === role))
    .map(({ areaCode }) => areaCode)
    .filter((code) => code.length <= 12)
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (own === undefined) throw forbidden();
  return own;
}

function refuseImpossible(item: MenuItem, dto: UpdateMenuSettingDto): void {
  if (dto.needsReview === false && item.reviewFixed)
    throw new DomainError('unprocessable', 'review_fixed', '这项服务有风险，必须先审核，不能关闭。');
  if (dto.maxPeople !== undefined && dto.maxPeople < item.minPeople)
    throw invalidField('maxPeople', `这项服务须 ${item.minPeople} 人同行，人数不能更少。`);
  if (dto.radiusMetres !== undefined && item.mode === 'remote') throw invalidField('radiusMetres', '电话、线上的服务不分远近。');
  if (dto.weekdays?.length === 0) throw invalidField('weekdays', '至少留一天；暂时不开的服务请直接关闭。');
  if (dto.weekdays && new Set(dto.weekdays).size < dto.weekdays.length) throw invalidField('weekdays', '星期有重复。');
  const fault = dto.slots && slotsFault(dto.slots);
  if (fault) throw invalidField('slots', fault);
}
