import { Injectable } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { PUBLIC_POINT_CODE_LENGTH } from '@linli/shared/reports';
import type { CreatePointDto, PointQuery, PointView, PublicPointView, UpdatePointDto } from '@linli/shared/reports.dto';
import { randomInt } from 'node:crypto';
import QRCode from 'qrcode';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError, forbidden, idTaken, invalidField, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { Config } from '../../config.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { CategoriesService } from './categories.service.js';
import { PointEntity } from './point.entity.js';
import { narrowed } from './reports.scope.js';

/** No 0/O, 1/l/I: a code is read aloud and typed where the camera fails. */
const LETTERS = '23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
const KEEPERS = ['dispatcher', 'administrator', 'grid_leader'] as const;

type PointRow = PointEntity & { reports: number };
export interface PointInUse {
  id: string;
  placeText: string;
  position: { lng: number; lat: number };
}

/** Places with a QR code that opens the form with the place filled in. */
@Injectable()
export class PointsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly areas: AreasService,
    private readonly categories: CategoriesService,
  ) {}

  create(call: WriteCall, draft: CreatePointDto): Promise<PointView> {
    const { actor } = call;
    return this.writes.create(call, async (tx) => {
      const before = await tx.findOneBy(PointEntity, { id: draft.id });
      if (before) {
        if (before.createdBy !== actor.personId || before.requestHash !== call.bodyHash) throw idTaken();
        call.repeated();
        return this.view(tx, { ...before, reports: 0 });
      }
      const located = await this.areas.locate(tx, draft.position);
      if (!located) throw new DomainError('unprocessable', 'outside', '这个位置不在服务范围内。');
      const areaCode = located.gridCode ?? located.communityCode ?? located.streetCode;
      if (!holds(actor, KEEPERS, areaCode)) throw forbidden();
      if (draft.categoryCode !== undefined && !(await this.categories.find(tx, draft.categoryCode))?.enabled)
        throw invalidField('categoryCode', '没有这个类别，请重新选择');
      const { id, placeText, position } = draft;
      const point = Object.assign(new PointEntity(), {
        ...position,
        id,
        code: newCode(),
        requestHash: call.bodyHash,
        placeText: placeText.trim(),
        areaCode,
        categoryCode: draft.categoryCode ?? null,
        retired: false,
        createdBy: actor.personId,
        createdAt: this.clock.now(),
      });
      await tx.insert(PointEntity, point);
      await this.events.record(tx, { subject: ['point', id], action: 'create', actor, areaCode });
      return this.view(tx, { ...point, reports: 0 });
    });
  }

  update(call: WriteCall, id: string, changes: UpdatePointDto): Promise<PointView> {
    return this.writes.once(call, async (tx) => {
      const point = await tx.findOne(PointEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!point || !holds(call.actor, KEEPERS, point.areaCode)) throw notFound();
      const { placeText = point.placeText, retired = point.retired } = changes;
      const next = { placeText: placeText.trim(), retired };
      await tx.update(PointEntity, { id }, next);
      const data = { renamed: next.placeText !== point.placeText, retired };
      await this.events.record(tx, { subject: ['point', id], action: 'update', actor: call.actor, areaCode: point.areaCode, data });
      return this.view(tx, { ...point, ...next, reports: await countOf(tx, id) });
    });
  }

  /** The points of the caller's areas, newest first. */
  async list(actor: Actor, { areaCode, cursor, limit = PAGE_LIMIT_DEFAULT }: PointQuery): Promise<Page<PointView>> {
    const own = actor.roles.filter(({ role }) => KEEPERS.some((keeper) => keeper === role)).map((held) => held.areaCode);
    if (!own.length) throw forbidden();
    const scopes = areaCode === undefined ? own : narrowed(own, areaCode);
    const after = decodeCursor(cursor, ['time', 'uuid']);
    const rows = await this.dataSource.query<PointRow[]>(
      `select p.id, p.code, p.place_text as "placeText", p.lng, p.lat, p.area_code as "areaCode", p.category_code as "categoryCode",
              p.retired, p.created_at as "createdAt", (select count(*)::int from reports r where r.point_id = p.id) as reports
         from report_points p
        where p.area_code like any($1) and ($2::timestamptz is null or (p.created_at, p.id) < ($2, $3::uuid))
        order by p.created_at desc, p.id desc limit $4`,
      [scopes.map((code) => `${code}%`), after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const views = await Promise.all(rows.slice(0, limit).map((row) => this.view(this.dataSource.manager, row)));
    return { items: views, next: page(rows, limit, (row) => [row.createdAt, row.id]).next };
  }

  /** For anybody who scanned the code. */
  async byCode(code: string): Promise<PublicPointView> {
    const point = await this.dataSource.manager.findOneBy(PointEntity, { code, retired: false });
    if (!point) throw notFound('这个二维码已停用，请直接上报。');
    const { placeText, areaCode, lng, lat, categoryCode } = point;
    return { code, placeText, areaText: await this.areas.pathText(null, areaCode), position: { lng, lat }, categoryCode };
  }

  /** @throws 400 when the code of a report is none in use. */
  async inUse(tx: EntityManager, code: string): Promise<PointInUse> {
    const point = await tx.findOneBy(PointEntity, { code, retired: false });
    if (!point) throw invalidField('pointCode', '这个二维码已停用，请直接上报');
    return { id: point.id, placeText: point.placeText, position: { lng: point.lng, lat: point.lat } };
  }

  private async view(tx: EntityManager, point: PointRow): Promise<PointView> {
    const { id, code, placeText, areaCode, lng, lat, categoryCode, retired, reports } = point;
    const url = `${this.config.publicUrl}/q/${code}`;
    const [areaText, qrSvg] = await Promise.all([
      this.areas.pathText(tx, areaCode),
      QRCode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }),
    ]);
    return { id, code, placeText, areaText, areaCode, position: { lng, lat }, categoryCode, retired, url, qrSvg, reports };
  }
}

const newCode = (): string => Array.from({ length: PUBLIC_POINT_CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

async function countOf(tx: EntityManager, pointId: string): Promise<number> {
  const [row] = await tx.query<{ n: number }[]>(`select count(*)::int as n from reports where point_id = $1`, [pointId]);
  return row?.n ?? 0;
}
