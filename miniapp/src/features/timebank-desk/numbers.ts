/** What was typed as a whole number; null where nothing was. */
export const numberOf = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed));

/** Why it cannot stand, in a sentence; null: it can. */
export function numberFault(typed: string, least: number, most: number, required = false): string | null {
  if (typed.trim() === '') return required ? `请填 ${least}–${most} 的整数` : null;
  const n = Number(typed);
  return Number.isInteger(n) && n >= least && n <= most ? null : `请填 ${least}–${most} 的整数`;
}
