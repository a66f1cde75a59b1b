import { Injectable } from '@nestjs/common';
import { areaAt, type AreaLevel, areaLevel, areaParent, SHAPE_CORRECTION_DAYS } from '@linli/shared/areas';
import type { ImportAreasDto, ImportProblem, ImportResult, ImportShapesDto } from '@linli/shared/areas.dto';
import type { Shape } from '@linli/shared/geo';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { forbidden } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { EventsService } from '../events/events.service.js';
import { manages } from './areas.policy.js';
import { AreasService } from './areas.service.js';
import { insertAreas, saveLandmarks, saveShapes } from './areas.writes.js';
import { type AreasContext, readAreas } from './import-areas.js';
import { checkLandmarks, checkShapes, type MappedArea, type NewShape, readFeatures } from './import-shapes.js';
import { shapeOf } from './shape-text.js';

const DAY_MS = 86_400_000;

/** Codes from a sheet, borders and named places from GeoJSON: all or nothing, and a dry run says the same as the real one. */
@Injectable()
export class AreasImportService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly clock: Clock,
  ) {}

  importAreas(call: WriteCall, { rows, dryRun }: ImportAreasDto): Promise<ImportResult> {
    refuseOthers(call.actor);
    return this.run(call, dryRun, async (tx) => {
      const { areas, problems } = readAreas(rows, await this.areasContext(tx, call.actor, rows));
      if (dryRun || blocked(problems)) return result(dryRun, areas.length, problems);
      const written = await insertAreas(tx, areas, this.clock.now());
      await this.record(tx, call, 'area.import', areas[0]?.code, { areas: written });
      return result(dryRun, written, problems);
    });
  }

  importShapes(call: WriteCall, { geojson, coordinates, dryRun }: ImportShapesDto): Promise<ImportResult> {
    refuseOthers(call.actor);
    const { shapes, landmarks, problems: unread } = readFeatures(geojson, coordinates);
    return this.run(call, dryRun, async (tx) => {
      const known = await this.mapped(tx, shapes);
      const mine = (code: string): boolean => manages(call.actor, code);
      const ground = await this.ground(tx, call.actor, shapes);
      const problems = [...unread, ...checkShapes(shapes, { known, mine }), ...checkLandmarks(landmarks, ground)].sort(
        (a, b) => a.row - b.row,
      );
      const bad = new Set(problems.filter(({ notice }) => !notice).map(({ row }) => row));
      const good = [...shapes, ...landmarks].filter(({ row }) => !bad.has(row)).length;
      if (dryRun || bad.size > 0) return result(dryRun, good, problems);
      // the same again must not begin a new time for corrections
      const changed = shapes.filter(({ code, shape }) => JSON.stringify(known.get(code)?.shape) !== JSON.stringify(shape));
      const levelOf = (code: string): AreaLevel => (known.get(code) as MappedArea).level;
      await saveShapes(
        tx,
        changed.map(({ code, shape }) => ({ code, level: levelOf(code), shape })),
        this.clock.now(),
      );
      await saveLandmarks(tx, landmarks);
      await this.record(tx, call, 'area.import_shapes', shapes[0]?.code, { shapes: shapes.length, landmarks: landmarks.length });
      return result(dryRun, good, problems);
    });
  }

  /** A dry run writes nothing, not even its key. */
  private run(call: WriteCall, dryRun: boolean, work: (tx: EntityManager) => Promise<ImportResult>): Promise<ImportResult> {
    return dryRun ? this.dataSource.transaction(work) : this.writes.once(call, work);
  }

  private async areasContext(tx: EntityManager, actor: Actor, rows: readonly Record<string, unknown>[]): Promise<AreasContext> {
    const codes = rows.map(({ code }) => String(code).trim());
    const wanted = [...new Set(codes.flatMap((code) => [code, areaParent(code) ?? code]))];
    const districts = [...new Set(codes.map((code) => code.slice(0, 6)))];
    const known = await tx.query<{ code: string; name: string; retired: boolean }[]>(
      `select code, name, retired_at is not null as retired from areas where code = any($1)`,
      [wanted],
    );
    const shorts = await tx.query<{ given: string }[]>(
      `select left(code, 6) || ' ' || level || ' ' || short_code as given from areas where left(code, 6) = any($1) and short_code is not null`,
      [districts],
    );
    const labels = await this.areas.levelLabels(tx, districts[0] ?? '');
    return {
      known: new Map(known.map(({ code, ...area }) => [code, area])),
      shortCodes: new Set(shorts.map(({ given }) => given)),
      mine: (code) => manages(actor, code),
      labels: new Map(labels.map(({ level, label }) => [label, level])),
    };
  }

  /** The areas of the file, their parents, and whoever on the same level of the same district could overlap. */
  private async mapped(tx: EntityManager, shapes: readonly NewShape[]): Promise<Map<string, MappedArea>> {
    const codes = shapes.map(({ code }) => code).filter((code) => areaLevel(code) !== null);
    const rows = await tx.query<
      (Pick<MappedArea, 'level' | 'name' | 'retired'> & { code: string; geometry: string | null; at: Date | null })[]
    >(
      `select a.code, a.level, a.name, a.retired_at is not null as retired, s.geometry, s.imported_at as at
       from areas a left join area_shapes s on s.area_code = a.code
       where a.code = any($1) or (left(a.code, 6) = any($2) and a.level = any($3) and a.retired_at is null and s.geometry is not null)`,
      [
        [...new Set(codes.flatMap((code) => [code, areaParent(code) ?? code]))],
        [...new Set(codes.map((code) => areaAt(code, 'district')))],
        [...new Set(codes.map((code) => areaLevel(code)))],
      ],
    );
    const fixedBefore = this.clock.now().getTime() - SHAPE_CORRECTION_DAYS * DAY_MS;
    return new Map(
      rows.map(({ code, geometry, at, ...area }) => [
        code,
        {
          ...area,
          shape: geometry === null ? null : shapeOf(geometry),
          // above the grid a border may be drawn better at any time: nothing is assigned by it alone
          fixed: at !== null && at.getTime() < fixedBefore && (area.level === 'grid' || area.level === 'building'),
        },
      ]),
    );
  }

  /** The shapes of what the administrator keeps, as they will be; null when one of them has none yet. */
  private async ground(tx: EntityManager, actor: Actor, shapes: readonly NewShape[]): Promise<Shape[] | null> {
    const kept = actor.roles.filter(({ role }) => role === 'administrator').map(({ areaCode }) => areaCode);
    const known = await this.areas.shapes(tx, kept);
    for (const { code, shape } of shapes) if (kept.includes(code)) known.set(code, shape);
    return kept.every((code) => known.has(code)) ? [...known.values()] : null;
  }

  private async record(
    tx: EntityManager,
    call: WriteCall,
    action: string,
    code: string | undefined,
    data: Record<string, number>,
  ): Promise<void> {
    const areaCode = code ?? call.actor.roles.find(({ role }) => role === 'administrator')?.areaCode ?? null;
    await this.events.record(tx, { subject: ['area', areaCode ?? ''], action, actor: call.actor, role: 'administrator', areaCode, data });
  }
}

function refuseOthers(actor: Actor): void {
  if (!actor.roles.some(({ role }) => role === 'administrator')) throw forbidden();
}

const blocked = (problems: readonly ImportProblem[]): boolean => problems.some(({ notice }) => !notice);

function result(dryRun: boolean, accepted: number, problems: ImportProblem[]): ImportResult {
  return { dryRun, accepted: !dryRun && blocked(problems) ? 0 : accepted, problems };
}
