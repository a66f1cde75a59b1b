import { Injectable } from '@nestjs/common';
import type { Position } from '@linli/shared/areas';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { hoursFault, hoursText, isOpen, type OpenHours } from '@linli/shared/places';
import type { CreatePlaceDto, PlaceQuery, PublicPlaceView, UpdatePlaceDto } from '@linli/shared/places.dto';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError, forbidden, idTaken, invalidField, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { asPatterns, scopesOf } from '../../common/scopes.js';
import { oneAtATime, type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { PlaceEntity } from './place.entity.js';

const KEEPERS = ['dispatcher', 'administrator'] as const;
/** Metres on a plane are right to a thousandth within a district; without a position everything is equally far and names decide. */
const NEAR = `with found as (
    select p.*, case when $1::float8 is null then 0 else
        round(111320 * sqrt(power((p.lng - $1) * cos(radians($2)), 2) + power(p.lat - $2, 2)))::int end as metres
      from places p
     where ($3::text is null or p.kind = $3) and ($4::text is null or p.area_code like $4)
       and (p.retired_at is null or p.area_code like any($5)))
  select id, kind, name, address, phone, lng, lat, area_code as "areaCode", hours, note, retired_at as "retiredAt", metres from found
   where $6::int is null or (metres, name, id) > ($6, $7::text, $8::uuid) order by metres, name, id limit $9`;

type PlaceRow = Pick<
  PlaceEntity,
  'id' | 'kind' | 'name' | 'address' | 'phone' | 'lng' | 'lat' | 'areaCode' | 'hours' | 'note' | 'retiredAt'
>;

/** Service stations, canteens and the like: read by everybody, kept by the desk and the administrator of the area. */
@Injectable()
export class PlacesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly areas: AreasService,
  ) {}

  async list(actor: Actor | null, query: PlaceQuery): Promise<Page<PublicPlaceView>> {
    const { lng, lat, kind, areaCode, cursor, limit = PAGE_LIMIT_DEFAULT } = query;
    if ((lng === undefined) !== (lat === undefined)) throw invalidField(lng === undefined ? 'lng' : 'lat', '请给出完整的位置。');
    const after = decodeCursor(cursor, ['int', 'text', 'uuid']);
    const kept = actor ? asPatterns(scopesOf(actor, KEEPERS)) : [];
    const rows = await this.dataSource.query<(PlaceRow & { metres: number })[]>(NEAR, [
      lng ?? null,
      lat ?? null,
      kind ?? null,
      areaCode === undefined ? null : `${areaCode}%`,
      kept,
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      limit + 1,
    ]);
    const { items, next } = page(rows, limit, (row) => [row.metres, row.name, row.id]);
    const far = (metres: number) => (lng === undefined ? null : metres);
    return { items: await Promise.all(items.map((row) => this.view(this.dataSource.manager, actor, row, far(row.metres)))), next };
  }

  async find(actor: Actor | null, id: string): Promise<PublicPlaceView> {
    const place = await this.dataSource.manager.findOneBy(PlaceEntity, { id });
    if (!place || (place.retiredAt && !(actor && holds(actor, KEEPERS, place.areaCode)))) throw notFound('这个地方已经停用。');
    return this.view(this.dataSource.manager, actor, place);
  }

  create(call: WriteCall, draft: CreatePlaceDto): Promise<PublicPlaceView> {
    const { actor } = call;
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, draft.id);
      const before = await tx.findOneBy(PlaceEntity, { id: draft.id });
      if (before) {
        if (before.createdBy !== actor.personId || before.requestHash !== call.bodyHash) throw idTaken();
        call.repeated();
        return this.view(tx, actor, before);
      }
      const place = Object.assign(new PlaceEntity(), {
        id: draft.id,
        requestHash: call.bodyHash,
        kind: draft.kind,
        name: draft.name.trim(),
        address: draft.address.trim(),
        phone: draft.phone ?? null,
        ...(await this.where(tx, actor, draft.position)),
        hours: checked(draft.hours),
        note: draft.note?.trim() || null,
        retiredAt: null,
        createdBy: actor.personId,
        createdAt: this.clock.now(),
      });
      await tx.insert(PlaceEntity, place);
      await this.events.record(tx, { subject: ['place', place.id], action: 'create', actor, areaCode: place.areaCode });
      return this.view(tx, actor, place);
    });
  }

  update(call: WriteCall, id: string, { position, retired, ...words }: UpdatePlaceDto): Promise<PublicPlaceView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const place = await tx.findOne(PlaceEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      const keeps = place !== null && holds(actor, KEEPERS, place.areaCode);
      if (!place || (place.retiredAt && !keeps)) throw notFound();
      if (!keeps) throw forbidden();
      const { kind, name, address, phone, hours, note } = words;
      const next: PlaceEntity = Object.assign(new PlaceEntity(), place, {
        kind: kind ?? place.kind,
        name: name?.trim() ?? place.name,
        address: address?.trim() ?? place.address,
        phone: phone === undefined ? place.phone : phone || null,
        hours: hours === undefined ? place.hours : checked(hours),
        note: note === undefined ? place.note : note.trim() || null,
        ...(position ? await this.where(tx, actor, position) : {}),
        retiredAt: retired === undefined ? place.retiredAt : retired ? (place.retiredAt ?? this.clock.now()) : null,
      });
      await tx.save(PlaceEntity, next);
      const data = { changed: Object.keys({ ...words, ...(position ? { position } : {}) }).sort(), retired: next.retiredAt !== null };
      await this.events.record(tx, { subject: ['place', id], action: 'update', actor, areaCode: next.areaCode, data });
      return this.view(tx, actor, next);
    });
  }

  /** The area comes from the pin; the keeper must keep that area too. */
  private async where(tx: EntityManager, actor: Actor, position: Position): Promise<Position & { areaCode: string }> {
    const located = await this.areas.locate(tx, position);
    if (!located) throw new DomainError('unprocessable', 'outside', '这个位置不在服务范围内。');
    const areaCode = located.communityCode ?? located.streetCode;
    if (!holds(actor, KEEPERS, areaCode)) throw forbidden('这个位置不在您负责的范围内。');
    return { lng: position.lng, lat: position.lat, areaCode };
  }

  private async view(
    tx: EntityManager,
    actor: Actor | null,
    place: PlaceRow,
    distanceMetres: number | null = null,
  ): Promise<PublicPlaceView> {
    const { id, kind, name, address, phone, lng, lat, areaCode, hours, note, retiredAt } = place;
    return {
      id,
      kind,
      name,
      address,
      phone,
      position: { lng, lat },
      areaCode,
      areaText: await this.areas.pathText(tx, areaCode),
      hours: hours.map(({ weekdays, from, to }) => ({ weekdays: [...weekdays], from, to })),
      hoursText: hoursText(hours),
      openNow: retiredAt === null && isOpen(hours, this.clock.now().getTime()),
      note,
      distanceMetres,
      retired: retiredAt !== null,
      editable: actor !== null && holds(actor, KEEPERS, areaCode),
    };
  }
}

function checked(hours: readonly OpenHours[]): OpenHours[] {
  const fault = hoursFault(hours);
  if (fault !== null) throw invalidField('hours', `${fault}。`);
  return hours.map(({ weekdays, from, to }) => ({ weekdays: [...weekdays].sort((a, b) => a - b), from, to }));
}
