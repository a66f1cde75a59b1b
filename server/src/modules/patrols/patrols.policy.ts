import type { Role } from '@linli/shared/accounts';
import { type Actor, holds } from '../../common/actor.js';
import { forbidden } from '../../common/errors.js';

/** Who sees the patrols of other people. An administrator sees no matters. */
export const OVERSEERS: readonly Role[] = ['grid_leader', 'dispatcher', 'street_chief', 'auditor'];
export const CHECKPOINT_KEEPERS: readonly Role[] = ['grid_leader', 'dispatcher', 'administrator'];
export const TARGET_SETTERS: readonly Role[] = ['dispatcher', 'street_chief', 'administrator'];
export const LEAVE_DECIDERS: readonly Role[] = ['grid_leader', 'dispatcher'];

/** Whether one of `roles` is held over one of the grids. */
export const over = (actor: Actor, roles: readonly Role[], gridCodes: readonly string[]): boolean =>
  gridCodes.some((code) => holds(actor, roles, code));

/** The areas in which one of `roles` is held. */
export const heldAreas = (actor: Actor, roles: readonly Role[]): string[] => [
  ...new Set(actor.roles.filter((held) => roles.includes(held.role)).map((held) => held.areaCode)),
];

export const ownGrids = (actor: Actor): string[] => heldAreas(actor, ['grid_member']).sort();

export function mustWalk(actor: Actor): string[] {
  const grids = ownGrids(actor);
  if (!grids.length) throw forbidden('只有网格员可以巡查。');
  return grids;
}

export function mustHold(actor: Actor, roles: readonly Role[]): string[] {
  const areas = heldAreas(actor, roles);
  if (!areas.length) throw forbidden();
  return areas;
}

export const maySee = (actor: Actor, patrol: { personId: string; gridCodes: readonly string[] }): boolean =>
  patrol.personId === actor.personId || over(actor, OVERSEERS, patrol.gridCodes);
