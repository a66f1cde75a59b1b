import { areaContains } from '@linli/shared/areas';
import { type Actor, holds } from '../../common/actor.js';
import { DomainError, forbidden } from '../../common/errors.js';
import { scopesOf } from '../../common/scopes.js';

/** Who keeps people and teams: administrators, in their area and below. @throws 403 for everybody else. */
export function administeredBy(actor: Actor): string[] {
  const scopes = scopesOf(actor, ['administrator']);
  if (!scopes.length) throw forbidden();
  return scopes;
}

/** The areas an auditor reads. @throws 403 */
export function auditedBy(actor: Actor): string[] {
  const scopes = scopesOf(actor, ['auditor']);
  if (!scopes.length) throw forbidden();
  return scopes;
}

/** Nobody gives a role outside or above the own area, and nobody to themselves. @throws 403 */
export function mayGrant(actor: Actor, areaCode: string, isSelf: boolean): void {
  administeredBy(actor);
  if (!holds(actor, 'administrator', areaCode)) throw forbidden('您只能在自己管理的区域内授权。');
  if (isSelf) throw notOneself();
}

export const notOneself = (): DomainError =>
  new DomainError('forbidden', 'not_oneself', '不能给自己授权或修改自己的角色，请由另一位管理员操作。');

const TEAM_READERS = ['administrator', 'auditor', 'dispatcher', 'street_chief', 'grid_leader', 'grid_member', 'handler'] as const;

/** Teams that work where somebody on duty works: above them or below them. */
export function seesTeam(actor: Actor, team: { id: string; areaCode: string }): boolean {
  if (actor.roles.some((held) => held.teamId === team.id)) return true;
  return scopesOf(actor, TEAM_READERS).some((scope) => areaContains(scope, team.areaCode) || areaContains(team.areaCode, scope));
}

/** @throws 403 for those who are not on duty anywhere. */
export function teamScopes(actor: Actor): string[] {
  const scopes = scopesOf(actor, TEAM_READERS);
  if (!scopes.length) throw forbidden();
  return scopes;
}

/** Names and phones of members: whoever administers the team's area, and the team itself. */
export const seesMembers = (actor: Actor, team: { id: string; areaCode: string }): boolean =>
  holds(actor, 'administrator', team.areaCode) || actor.roles.some((held) => held.teamId === team.id);
