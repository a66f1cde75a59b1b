import { Injectable } from '@nestjs/common';
import { AREA_LEVEL_LABELS, AREA_LEVELS, type AreaLevel, areaPath, type Position } from '@linli/shared/areas';
import type { AreaPathView, AreaView, LevelLabelDto, PlaceView } from '@linli/shared/areas.dto';
import type { Shape } from '@linli/shared/geo';
import { DataSource, type EntityManager } from 'typeorm';
import { DomainError, invalidField, notFound } from '../../common/errors.js';
import { childrenOf, nearbyName, rowsByCode, search, type Search, shapesByCode } from './areas.queries.js';
import { type AreaRow, areaView, placeText } from './areas.view.js';
import { candidatesNear, choose, type Located } from './locate.js';
import { shapesText, shapesVersion } from './shapes.queries.js';

/** Reads of the tree: what other modules ask of it, and what anybody may look at. With `tx` null outside a transaction. */
@Injectable()
export class AreasService {
  constructor(private readonly dataSource: DataSource) {}

  /** Null: outside every street we know. */
  async locate(tx: EntityManager | null, position: Position): Promise<Located | null> {
    return choose(position, await candidatesNear(this.db(tx), position));
  }

  /** The node, in use or retired; null when there is none. */
  async find(tx: EntityManager | null, code: string): Promise<AreaRow | null> {
    const [row] = await rowsByCode(this.db(tx), [code]);
    return row ?? null;
  }

  /** @throws 400 naming `field` when the code is no area in use (or not of `level`). */
  async requireInUse(tx: EntityManager | null, code: string, field: string, level?: AreaLevel): Promise<AreaRow> {
    const row = await this.find(tx, code);
    if (!row || row.retired) throw invalidField(field, '没有这个区划，请重新选择。');
    if (level && row.level !== level) throw invalidField(field, `请选择${AREA_LEVEL_LABELS[level]}。`);
    return row;
  }

  /** Names by code; codes without an area are left out. */
  async names(tx: EntityManager | null, codes: Iterable<string>): Promise<Map<string, string>> {
    const rows = await rowsByCode(this.db(tx), [...new Set(codes)]);
    return new Map(rows.map(({ code, name }) => [code, name]));
  }

  /** 滨江街道 · 万福社区 · 第三网格 */
  async pathText(tx: EntityManager | null, code: string): Promise<string> {
    return placeText(await rowsByCode(this.db(tx), areaPath(code)));
  }

  /** What stands in case numbers for a street: its short code, else the street's own three digits. */
  async shortCode(tx: EntityManager | null, streetCode: string): Promise<string> {
    return (await this.find(tx, streetCode))?.shortCode ?? streetCode.slice(6, 9);
  }

  /** GCJ-02 shapes by code, of retired areas too; areas without one are left out. */
  shapes(tx: EntityManager | null, codes: readonly string[]): Promise<Map<string, Shape>> {
    return shapesByCode(this.db(tx), codes);
  }

  /** Communities in use, to choose from when a position says nothing. */
  async communities(tx: EntityManager | null, within = ''): Promise<{ code: string; name: string }[]> {
    return this.db(tx).query<{ code: string; name: string }[]>(
      `select code, name from areas where level = 'community' and retired_at is null and code like $1 || '%' order by left(code, 9), sort, code`,
      [within],
    );
  }

  /** The nearest named place within 150 m, to fill “where” in advance. */
  nearby(tx: EntityManager | null, position: Position): Promise<string | null> {
    return nearbyName(this.db(tx), position);
  }

  async place(position: Position): Promise<PlaceView> {
    const located = await this.locate(null, position);
    if (!located) throw new DomainError('unprocessable', 'outside', '这个位置不在服务范围内，请选择所在的社区。');
    const deepest = located.gridCode ?? located.communityCode ?? located.streetCode;
    const [text, nearby] = await Promise.all([this.pathText(null, deepest), this.nearby(null, position)]);
    return { ...located, text, nearby };
  }

  async view(tx: EntityManager | null, code: string): Promise<AreaView> {
    const row = await this.find(tx, code);
    if (!row) throw notFound();
    return areaView(row);
  }

  async withPath(code: string): Promise<AreaPathView> {
    const rows = await rowsByCode(this.db(null), areaPath(code));
    const own = rows.at(-1);
    if (own?.code !== code) throw notFound();
    return { ...areaView(own), path: rows.slice(0, -1).map(areaView) };
  }

  async children(parent: string | null, retired: boolean): Promise<AreaView[]> {
    return (await childrenOf(this.db(null), parent, retired)).map(areaView);
  }

  async search(wanted: Search): Promise<AreaView[]> {
    return (await search(this.db(null), wanted)).map(areaView);
  }

  async levelLabels(tx: EntityManager | null, districtCode: string): Promise<LevelLabelDto[]> {
    const rows = await this.db(tx).query<LevelLabelDto[]>(`select level, label from area_level_labels where district_code = $1`, [
      districtCode,
    ]);
    return AREA_LEVELS.map((level) => ({ level, label: rows.find((row) => row.level === level)?.label ?? AREA_LEVEL_LABELS[level] }));
  }

  /** The GeoJSON as text, and its version before anything is built; `body` only when the version is not `known`. */
  async shapesOf(code: string, level: AreaLevel | null, known: string | null): Promise<{ etag: string; body: string | null }> {
    const etag = `W/"${await shapesVersion(this.db(null), code, level)}"`;
    if (etag === `W/"0-0"`) throw notFound();
    return { etag, body: etag === known ? null : await shapesText(this.db(null), code, level) };
  }

  private db(tx: EntityManager | null): EntityManager {
    return tx ?? this.dataSource.manager;
  }
}
