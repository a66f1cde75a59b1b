/** One page of a list; `next` is an opaque cursor, null on the last page. No totals: counting costs more than the page. */
export interface Page<T> {
  items: T[];
  next: string | null;
}
export const PAGE_LIMIT_DEFAULT = 20;
export const PAGE_LIMIT_MAX = 100;
export const CURSOR_MAX_LENGTH = 300;
