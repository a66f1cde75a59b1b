import {
  AREA_LEVEL_LABELS,
  type AreaLevel,
  AREA_NAME_MAX,
  areaParent,
  IMPORT_FEATURES_MAX,
  type ShapeCoordinates,
} from '@linli/shared/areas';
import type { ImportProblem } from '@linli/shared/areas.dto';
import { boundsContain, boundsOf, boundsOverlap, growBounds, inChina, type Shape } from '@linli/shared/geo';
import { shapesOverlap, withinMetres } from '@linli/shared/geo-shapes';
import { readShape } from '@linli/shared/geojson';
import { pointIn, shapeIn } from './convert.js';

export interface NewShape {
  row: number;
  code: string;
  shape: Shape;
}
export interface NewLandmark {
  row: number;
  name: string;
  lng: number;
  lat: number;
}
export interface ReadFeatures {
  shapes: NewShape[];
  landmarks: NewLandmark[];
  problems: ImportProblem[];
}

/** Hand-drawn borders reach over the parent's a little. */
const PARENT_SLACK_METRES = 200;

/** What the file says, before anything is known of the areas: features in GCJ-02 and whatever could not be read. */
export function readFeatures(geojson: Record<string, unknown>, coordinates: ShapeCoordinates): ReadFeatures {
  const read: ReadFeatures = { shapes: [], landmarks: [], problems: [] };
  const fail = (row: number, field: string, sentence: string): void => void read.problems.push({ row, field, sentence, notice: false });
  const features = geojson.type === 'FeatureCollection' ? geojson.features : null;
  if (!Array.isArray(features)) fail(0, 'type', '不是 GeoJSON 的 FeatureCollection');
  else if (features.length > IMPORT_FEATURES_MAX) fail(0, 'features', `一次最多 ${IMPORT_FEATURES_MAX} 个，这里有 ${features.length} 个`);
  if (!Array.isArray(features) || read.problems.length > 0) return read;
  const codes = new Set<string>();
  (features as unknown[]).forEach((feature, i) => {
    const row = i + 1;
    const { geometry, properties } = record(feature);
    const { code, name } = record(properties);
    const point = record(geometry);
    if (point.type === 'Point') return void readLandmark(read, row, name, point.coordinates, coordinates);
    const key = typeof code === 'number' ? String(code) : code;
    if (typeof key !== 'string' || key === '') return fail(row, 'code', '没有 properties.code');
    if (codes.has(key)) return fail(row, 'code', `代码 ${key} 在文件里出现了两次`);
    codes.add(key);
    const { shape, problem } = readShape(geometry);
    if (shape === null) return fail(row, 'geometry', problem);
    read.shapes.push({ row, code: key, shape: shapeIn(coordinates, shape) });
  });
  return read;
}

function readLandmark(read: ReadFeatures, row: number, name: unknown, point: unknown, coordinates: ShapeCoordinates): void {
  const fail = (field: string, sentence: string): void => void read.problems.push({ row, field, sentence, notice: false });
  const label = typeof name === 'string' ? name.trim() : '';
  if (label === '' || Array.from(label).length > AREA_NAME_MAX) return fail('name', `地名要 1 到 ${AREA_NAME_MAX} 个字`);
  const [lng, lat] = Array.isArray(point) ? (point as unknown[]) : [];
  if (typeof lng !== 'number' || typeof lat !== 'number' || !inChina({ lng, lat })) return fail('geometry', '坐标不在国内');
  const [x, y] = pointIn(coordinates, [lng, lat]);
  read.landmarks.push({ row, name: label, lng: x, lat: y });
}

export interface MappedArea {
  level: AreaLevel;
  name: string;
  retired: boolean;
  shape: Shape | null;
  /** its shape is older than a correction may be */
  fixed: boolean;
}
export interface ShapesContext {
  /** the named areas, their parents, and those on the same levels */
  known: ReadonlyMap<string, MappedArea>;
  mine: (code: string) => boolean;
}

export function checkShapes(shapes: readonly NewShape[], { known, mine }: ShapesContext): ImportProblem[] {
  const problems: ImportProblem[] = [];
  const now = new Map<string, Shape | null>([...known].map(([code, area]) => [code, area.shape]));
  for (const { code, shape } of shapes) now.set(code, shape);
  for (const { row, code, shape } of shapes) {
    const say = (field: string, sentence: string, notice = false): void => void problems.push({ row, field, sentence, notice });
    const area = known.get(code);
    if (!area) say('code', `没有代码为 ${code} 的区划，请先导入代码`);
    else if (!mine(code)) say('code', '不在您管理的范围内');
    else if (area.retired) say('code', `“${area.name}”已停用`);
    else if (area.fixed && JSON.stringify(area.shape) !== JSON.stringify(shape)) say('code', `“${area.name}”已有边界，重划请用新代码`);
    const parent = areaParent(code);
    const above = parent === null ? null : now.get(parent);
    if (above && !boundsContain(growBounds(boundsOf(above), PARENT_SLACK_METRES), boundsOf(shape)))
      say('geometry', `超出了上级“${known.get(parent ?? '')?.name ?? parent}”的范围，请核对坐标系`);
  }
  return [...problems, ...overlaps(shapes, known, now)].sort((a, b) => a.row - b.row);
}

/** Named places lie on the ground of who imports them; `ground` null: its borders are not drawn yet. */
export function checkLandmarks(landmarks: readonly NewLandmark[], ground: readonly Shape[] | null): ImportProblem[] {
  if (ground === null) return [];
  return landmarks
    .filter((place) => !ground.some((shape) => withinMetres(place, shape, PARENT_SLACK_METRES)))
    .map(({ row, name }) => ({ row, field: 'geometry', sentence: `“${name}”不在您管理的范围内`, notice: false }));
}

/** Each pair is named once. Neighbours may reach a little into each other, so this only asks for a look. */
function overlaps(shapes: readonly NewShape[], known: ShapesContext['known'], now: ReadonlyMap<string, Shape | null>): ImportProblem[] {
  const problems: ImportProblem[] = [];
  const boxes = new Map([...now].flatMap(([code, shape]) => (shape ? [[code, boundsOf(shape)] as const] : [])));
  const rows = new Map(shapes.map(({ code, row }) => [code, row]));
  for (const { row, code, shape } of shapes) {
    const mine = boundsOf(shape);
    for (const [other, box] of boxes) {
      const area = known.get(other);
      if (other === code || other.length !== code.length || !area || area.retired || !boundsOverlap(mine, box)) continue;
      const twin = rows.get(other);
      if (twin !== undefined && twin < row) continue;
      if (!shapesOverlap(shape, now.get(other) ?? [])) continue;
      problems.push({ row, field: 'geometry', sentence: `与${AREA_LEVEL_LABELS[area.level]}“${area.name}”有重叠`, notice: true });
    }
  }
  return problems;
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
