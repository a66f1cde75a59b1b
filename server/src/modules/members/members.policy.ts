import { type Actor, holds } from '../../common/actor.js';
import { forbidden } from '../../common/errors.js';
import { scopesOf } from '../../common/scopes.js';

/** The desk of those who serve in a community: its dispatchers and those above. */
export const isDesk = (actor: Actor, areaCode: string): boolean => holds(actor, 'dispatcher', areaCode);

/** @throws 403 to whoever sits at no desk. */
export function deskScopes(actor: Actor): string[] {
  const scopes = scopesOf(actor, ['dispatcher']);
  if (!scopes.length) throw forbidden();
  return scopes;
}

/** Party membership is sensitive: read by the home community's own dispatchers, not by those above them, who have no need of it. */
export const readsParty = (actor: Actor, communityCode: string): boolean => partyCommunities(actor).includes(communityCode);
export const partyCommunities = (actor: Actor): string[] =>
  actor.roles.filter((held) => held.role === 'dispatcher').map((held) => held.areaCode);

interface TeamPlace {
  area_code: string;
  leader_id: string | null;
}
export const leads = (actor: Actor, team: TeamPlace): boolean => team.leader_id === actor.personId;
/** Whole names, adding and removing: the leader and the desk. */
export const keepsTeam = (actor: Actor, team: TeamPlace): boolean => leads(actor, team) || isDesk(actor, team.area_code);
