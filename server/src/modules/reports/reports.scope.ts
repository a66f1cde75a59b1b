import { areaContains } from '@linli/shared/areas';
import type { Role } from '@linli/shared/accounts';
import type { Actor } from '../../common/actor.js';

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
