import { AREA_LEVEL_LABELS, type AreaLevel } from '@linli/shared/areas';
import type { AreaView } from '@linli/shared/areas.dto';

/** A node as the queries read it, with the district's own name of its level. */
export interface AreaRow {
  code: string;
  level: AreaLevel;
  parentCode: string | null;
  name: string;
  shortCode: string | null;
  sort: number;
  label: string | null;
  centreLng: number | null;
  centreLat: number | null;
  retired: boolean;
}

export function areaView(row: AreaRow): AreaView {
  const { code, level, name, parentCode, retired, shortCode, centreLng, centreLat } = row;
  const centre = centreLng === null || centreLat === null ? null : { lng: centreLng, lat: centreLat };
  return {
    code,
    level,
    name,
    levelLabel: row.label ?? AREA_LEVEL_LABELS[level],
    parentCode,
    mapped: centre !== null,
    centre,
    retired,
    shortCode,
  };
}

/** 滨江街道 · 万福社区 · 第三网格: without the district, which everybody knows. */
export const placeText = (path: readonly { level: AreaLevel; name: string }[]): string =>
  path
    .filter(({ level }) => level !== 'district')
    .map(({ name }) => name)
    .join(' · ');
