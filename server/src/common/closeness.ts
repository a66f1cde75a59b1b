import type { EntityManager } from 'typeorm';

/** Accounts and profiles of elders that stand so close to somebody that they decide nothing about each other. */
export type Close = ReadonlySet<string>;
export const NOBODY_CLOSE: Close = new Set();

/** Verified relatives, elders one is bound to help, and those bound to help oneself. */
export async function closeTo(tx: EntityManager, personId: string): Promise<Close> {
  const rows = await tx.query<{ id: string }[]>(`select people_close_to($1) as id`, [personId]);
  return new Set(rows.map(({ id }) => id));
}

export const isAmong = (close: Close, ...ids: readonly (string | null)[]): boolean => ids.some((id) => id !== null && close.has(id));
export const CLOSE_SENTENCE = '与您的亲属或您帮助的老人有关，要由另一位同事处理。';
