import { areaContains, areaLevel } from '@linli/shared/areas';
import type { Role } from '@linli/shared/accounts';
import type { Actor } from '../../common/actor.js';

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

/** The areas in which the actor holds one of the roles, without those inside another of them. */
export function areasOfRoles(actor: Actor, roles: readonly Role[], within?: string): string[] {
  const own = actor.roles.filter(({ role }) => roles.includes(role)).map(({ areaCode }) => areaCode);
  const codes = within === undefined ? own : narrowed(own, within);
  return [...new Set(codes)].filter((code) => !codes.some((other) => other !== code && areaContains(other, code)));
}

/** A request narrows the caller's areas and never widens them. */
export function narrowed(own: readonly string[], within: string): string[] {
  if (own.some((code) => areaContains(code, within))) return [within];
  return own.filter((code) => areaContains(within, code));
}

export const teamsOf = (actor: Actor, leadOnly = false): string[] =>
  actor.roles.flatMap(({ role, teamId, lead }) => (role === 'handler' && teamId && (lead || !leadOnly) ? [teamId] : []));

/** One equality where it can be: only then a list comes out of its index in order. */
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
