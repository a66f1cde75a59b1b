import { areaLevel } from '@linli/shared/areas';

/** Pieces of SQL from fixed words only; values go in as parameters. */
export class Where {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** The same conditions so far, to go on in another way. */
  copy(): Where {
    const other = new Where();
    other.values.push(...this.values);
    other.parts.push(...this.parts);
    return other;
  }

  /** `?` stands for the next value. */
  and(piece: string, ...values: unknown[]): this {
    this.parts.push(this.bound(piece, values));
    return this;
  }

  bound(piece: string, values: readonly unknown[]): string {
    let i = 0;
    return piece.replace(/\?/g, () => `$${this.values.push(values[i++])}`);
  }

  get sql(): string {
    return this.parts.length ? this.parts.map((part) => `(${part})`).join(' and ') : 'true';
  }
}

const COLUMNS = { district: 'district_code', street: 'street_code', community: 'community_code', grid: 'grid_code' } as const;
type Level = keyof typeof COLUMNS;

/** For a row `r` that carries the codes of its areas. One equality where it can be: only then a list comes out of its index in order. */
export function inAreas(codes: readonly string[]): { sql: string; values: unknown[] } {
  const levels = new Map<Level, string[]>();
  for (const code of codes) {
    const level = areaLevel(code);
    if (level === null || level === 'building') continue;
    levels.set(level, [...(levels.get(level) ?? []), code]);
  }
  const pieces = [...levels].map(([level, own]) => (own.length === 1 ? `r.${COLUMNS[level]} = ?` : `r.${COLUMNS[level]} = any(?)`));
  const values = [...levels.values()].map((own) => (own.length === 1 ? own[0] : own));
  return pieces.length ? { sql: pieces.join(' or '), values } : { sql: 'false', values: [] };
}
