/** District → street → community → grid → building, each with the standard division code; a code's prefix is its scope. */
export const AREA_LEVELS = ['district', 'street', 'community', 'grid', 'building'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** Digits of a code on each level (统计用区划代码 6 → 9 → 12, then 3 for the grid and 3 for the building). */
export const AREA_CODE_DIGITS: Record<AreaLevel, number> = { district: 6, street: 9, community: 12, grid: 15, building: 18 };
export const AREA_LEVEL_LABELS: Record<AreaLevel, string> = {
  district: '区',
  street: '街道',
  community: '社区',
  grid: '网格',
  building: '楼栋',
};
export const AREA_CODE_PATTERN = /^\d{6}(\d{3}){0,4}$/;
export const AREA_NAME_MAX = 40;
export const AREA_SHORT_CODE_PATTERN = /^[A-Z0-9]{1,4}$/;

/** The level a code stands on, or null when it is no area code at all. */
export function areaLevel(code: string): AreaLevel | null {
  if (!AREA_CODE_PATTERN.test(code)) return null;
  return AREA_LEVELS.find((level) => AREA_CODE_DIGITS[level] === code.length) ?? null;
}

/** Is `code` the area `scope` or below it? Whole segments are compared: street 1 does not hold street 10. */
export function areaContains(scope: string, code: string): boolean {
  return areaLevel(scope) !== null && areaLevel(code) !== null && code.startsWith(scope);
}

/** The code of the ancestor of `code` on `level`, or null when `code` stands above it. */
export function areaAt(code: string, level: AreaLevel): string | null {
  const digits = AREA_CODE_DIGITS[level];
  return areaLevel(code) !== null && code.length >= digits ? code.slice(0, digits) : null;
}

/** The code one level up, or null for a district. */
export function areaParent(code: string): string | null {
  const level = areaLevel(code);
  if (level === null || level === 'district') return null;
  return code.slice(0, code.length - 3);
}

/** From the district down to the area itself. */
export function areaPath(code: string): string[] {
  return AREA_LEVELS.map((level) => areaAt(code, level)).filter((c) => c !== null);
}

/** GCJ-02 degrees, as WeChat and the maps use them. */
export interface Position {
  lng: number;
  lat: number;
}

/** How a position found its area: inside its grid, near one (≤ 100 m), or only its community or street is known. */
export const LOCATE_WAYS = ['inside', 'near', 'community', 'street'] as const;
export type LocateWay = (typeof LOCATE_WAYS)[number];

/** A position outside every grid takes the nearest one within this distance. */
export const NEAR_GRID_METRES = 100;

/** A named place nearer than this fills “where” in advance. */
export const NEARBY_METRES = 150;

/** What an imported shape's coordinates are. CGCS2000 counts as WGS-84: they differ by centimetres. */
export const SHAPE_COORDINATES = ['wgs84', 'gcj02'] as const;
export type ShapeCoordinates = (typeof SHAPE_COORDINATES)[number];
export const IMPORT_AREAS_MAX = 3000;
export const IMPORT_FEATURES_MAX = 5000;
/** A shape put in by mistake may be put in again for so long; later a redrawn area needs a new code. */
export const SHAPE_CORRECTION_DAYS = 7;
