import { CURSOR_MAX_LENGTH, type Page } from '@linli/shared/page';
import { DomainError } from './errors.js';

/** A place in an ordered list: the values of the order's columns; times as ISO strings or Dates. */
export type CursorKey = readonly (string | number | Date)[];
type CursorForm = 'time' | 'day' | 'text' | 'int' | 'uuid' | 'bigint';
export type CursorShape = readonly CursorForm[];

const isTime = (v: unknown) => typeof v === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(v) && !Number.isNaN(Date.parse(v));
const isDay = (v: unknown) => typeof v === 'string' && /^\d{4}-\d\d-\d\d$/.test(v) && !Number.isNaN(Date.parse(v));
const FORMS: Record<CursorForm, (v: unknown) => boolean> = {
  time: isTime,
  day: isDay,
  text: (v) => typeof v === 'string' && v.length <= 100,
  int: (v) => Number.isInteger(v) && Math.abs(v as number) < 2 ** 31,
  uuid: (v) => typeof v === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(v),
  bigint: (v) => typeof v === 'string' && /^-?\d{1,18}$/.test(v),
};

export function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The tuple of a cursor that was sent (ready as SQL parameters), null for none. Whatever is not exactly of `shape` is 400 `bad_cursor`. */
export function decodeCursor(cursor: string | undefined, shape: CursorShape): (string | number)[] | null {
  if (cursor === undefined || cursor === '') return null;
  if (cursor.length > CURSOR_MAX_LENGTH) throw badCursor();
  const key = parsed(cursor);
  if (!Array.isArray(key) || key.length !== shape.length || !shape.every((form, i) => FORMS[form](key[i]))) throw badCursor();
  return key as (string | number)[];
}

/**
 * One page from rows in order: ask the database for `limit + 1`, and give them all.
 * `keyOf` is the row's place: the columns the list is ordered by.
 */
export function page<T>(rows: readonly T[], limit: number, keyOf: (row: T) => CursorKey): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

const badCursor = () => new DomainError('invalid', 'bad_cursor', '列表位置无效，请从头加载。');
