import type { Role } from '@linli/shared/accounts';
import { areaContains } from '@linli/shared/areas';
import type { Actor } from './actor.js';

/** The areas in which one of `roles` is held, those inside another one left out. */
export function scopesOf(actor: Actor, roles: readonly Role[]): string[] {
  const codes = [...new Set(actor.roles.filter((held) => roles.includes(held.role)).map((held) => held.areaCode))];
  return codes.filter((code) => !codes.some((other) => other !== code && areaContains(other, code)));
}

/** `scopes` seen through a wish for one area: a request narrows what somebody sees, it never widens it. */
export function narrowed(scopes: readonly string[], wanted: string | undefined): string[] {
  if (wanted === undefined) return [...scopes];
  if (scopes.some((scope) => areaContains(scope, wanted))) return [wanted];
  return scopes.filter((scope) => areaContains(wanted, scope));
}

/** For `column like any($n)`: codes are whole segments of fixed length, so a prefix of text is a prefix of segments. */
export const asPatterns = (scopes: readonly string[]): string[] => scopes.map((scope) => `${scope}%`);
