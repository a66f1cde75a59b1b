import {
  AREA_CODE_DIGITS,
  AREA_LEVEL_LABELS,
  AREA_LEVELS,
  AREA_NAME_MAX,
  AREA_SHORT_CODE_PATTERN,
  type AreaLevel,
  areaLevel,
  areaParent,
} from '@linli/shared/areas';
import type { ImportProblem } from '@linli/shared/areas.dto';

export interface NewArea {
  code: string;
  level: AreaLevel;
  name: string;
  shortCode: string | null;
  sort: number;
}
export interface KnownArea {
  name: string;
  retired: boolean;
}
export interface AreasContext {
  known: ReadonlyMap<string, KnownArea>;
  /** street short codes already given, by district: `990101 BJ` */
  shortCodes: ReadonlySet<string>;
  /** is it in the area of who imports? */
  mine: (code: string) => boolean;
  /** the district's own words for its levels */
  labels: ReadonlyMap<string, AreaLevel>;
}

/** Reads the rows of a sheet. Every bad cell is named; what is already there under the same name is passed over. */
export function readAreas(
  rows: readonly Record<string, unknown>[],
  context: AreasContext,
): { areas: NewArea[]; problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  const areas = new Map<string, NewArea>();
  const shortCodes = new Map<string, number>();
  rows.forEach((cells, i) => {
    const row = i + 1;
    const bad = (field: string, sentence: string): void => void problems.push({ row, field, sentence, notice: false });
    const code = text(cells.code);
    const name = text(cells.name);
    const shortCode = text(cells.shortCode).toUpperCase() || null;
    const sort = Number(text(cells.sort) || 0);
    const level = areaLevel(code);
    const wanted = text(cells.level);
    const claimed = wanted === '' ? level : levelNamed(wanted, context.labels);
    if (claimed === null && wanted !== '') return bad('level', `没有“${wanted}”这个层级`);
    if (level === null || claimed !== level) return bad('code', lengthSentence(code, claimed));
    if (name === '') bad('name', '没有名称');
    if (Array.from(name).length > AREA_NAME_MAX) bad('name', `名称超过 ${AREA_NAME_MAX} 个字`);
    if (shortCode !== null && !AREA_SHORT_CODE_PATTERN.test(shortCode)) bad('shortCode', '简码是 1 到 4 位字母或数字');
    if (!Number.isInteger(sort) || sort < 0 || sort > 9999) bad('sort', '排序是 0 到 9999 的整数');
    if (!context.mine(code)) return bad('code', '不在您管理的范围内');
    if (areas.has(code)) return bad('code', `代码 ${code} 在表里出现了两次`);
    const known = context.known.get(code);
    if (known?.retired) return bad('code', `代码 ${code} 已停用，停用的代码不能再用`);
    if (known && known.name !== name) return bad('name', `代码 ${code} 已是“${known.name}”，要改名请在区划管理里改`);
    if (known) return;
    const given = `${code.slice(0, 6)} ${level} ${shortCode}`;
    if (shortCode !== null && (context.shortCodes.has(given) || shortCodes.has(given))) bad('shortCode', `简码 ${shortCode} 已经用过`);
    if (shortCode !== null) shortCodes.set(given, row);
    areas.set(code, { code, level, name, shortCode, sort });
  });
  rows.forEach((cells, i) => {
    const code = text(cells.code);
    const parent = areas.has(code) ? areaParent(code) : null;
    if (parent === null || areas.has(parent)) return;
    const above = context.known.get(parent);
    if (!above) problems.push({ row: i + 1, field: 'code', sentence: `上级 ${parent} 不存在，请一起导入或先建好`, notice: false });
    else if (above.retired) problems.push({ row: i + 1, field: 'code', sentence: `上级“${above.name}”已停用`, notice: false });
  });
  return { areas: [...areas.values()].sort((a, b) => a.code.length - b.code.length), problems: problems.sort((a, b) => a.row - b.row) };
}

/** A cell of a sheet: codes often come as numbers. */
function text(cell: unknown): string {
  if (typeof cell === 'number' && Number.isSafeInteger(cell)) return String(cell);
  return typeof cell === 'string' ? cell.trim() : '';
}

function levelNamed(word: string, labels: ReadonlyMap<string, AreaLevel>): AreaLevel | null {
  return labels.get(word) ?? AREA_LEVELS.find((level) => level === word || AREA_LEVEL_LABELS[level] === word) ?? null;
}

function lengthSentence(code: string, level: AreaLevel | null): string {
  if (code === '') return '没有代码';
  if (!/^\d+$/.test(code)) return '代码只能是数字（在表格里请设为文本）';
  if (level === null) return `代码要 6、9、12、15 或 18 位，这里是 ${code.length} 位`;
  const zeros = level !== 'building' && code.length > AREA_CODE_DIGITS[level] && /^0+$/.test(code.slice(AREA_CODE_DIGITS[level]));
  const hint = zeros ? '，请去掉末尾的 0' : '';
  return `${AREA_LEVEL_LABELS[level]}的代码要 ${AREA_CODE_DIGITS[level]} 位，这里是 ${code.length} 位${hint}`;
}
