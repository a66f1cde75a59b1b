import { maskName, NAMELESS } from '@linli/shared/accounts';
import { areaContains } from '@linli/shared/areas';
import { SERVICE_TEAM_TYPE_LABELS } from '@linli/shared/members';
import type { ServiceTeamMemberView, ServiceTeamView } from '@linli/shared/members.dto';
import type { Actor } from '../../common/actor.js';
import { isDesk, keepsTeam, leads } from './members.policy.js';
import type { TeamMemberRow, TeamRow } from './service-teams.queries.js';

/** The caller, as far as they serve. */
export interface Serving {
  communityCode: string;
  partyMember: boolean;
}

/** Whoever serves somewhere in the team's area; into a party team only confirmed members. */
export const mayBeIn = (team: Pick<TeamRow, 'type' | 'area_code'>, serving: Serving | null): boolean =>
  serving !== null && areaContains(team.area_code, serving.communityCode) && (team.type !== 'party_team' || serving.partyMember);

export function teamView(actor: Actor, row: TeamRow, serving: Serving | null, areaName: string, unitName: string | null): ServiceTeamView {
  const inside = row.mine || keepsTeam(actor, row);
  return {
    id: row.id,
    type: row.type,
    typeLabel: SERVICE_TEAM_TYPE_LABELS[row.type],
    name: row.name,
    about: row.about,
    areaCode: row.area_code,
    areaName,
    open: row.open,
    retired: row.retired_at !== null,
    unitId: row.unit_id,
    unitName,
    leaderId: inside ? row.leader_id : null,
    leaderName: leaderName(row, inside),
    memberCount: row.member_count,
    mine: row.mine,
    leading: leads(actor, row),
    createdAt: row.created_at.toISOString(),
    actions: teamActions(actor, row, serving),
  };
}

/** Who leads a party team is a party member: no name outside the team and the desk. */
function leaderName(row: TeamRow, inside: boolean): string | null {
  if (row.leader_id === null) return null;
  if (inside) return row.leader_name || NAMELESS;
  return row.type === 'party_team' ? null : maskName(row.leader_name || NAMELESS);
}

export function teamActions(actor: Actor, row: TeamRow, serving: Serving | null): string[] {
  const open = row.retired_at === null;
  const desk = isDesk(actor, row.area_code);
  const actions: string[] = [];
  if (open && row.open && !row.mine && mayBeIn(row, serving)) actions.push('join');
  if (row.mine) actions.push('leave');
  if (row.mine || keepsTeam(actor, row)) actions.push('members');
  if (open && keepsTeam(actor, row)) actions.push('update', 'add_member', 'remove_member');
  if (open && desk) actions.push('set_leader');
  if (desk) actions.push(open ? 'retire' : 'reopen');
  return actions;
}

export function teamMemberView(actor: Actor, team: TeamRow, row: TeamMemberRow): ServiceTeamMemberView {
  const keeps = keepsTeam(actor, team);
  const own = row.person_id === actor.personId;
  const leader = row.person_id === team.leader_id;
  const name = row.name || NAMELESS;
  const actions: string[] = [];
  if (keeps && !own && team.retired_at === null) actions.push('remove_member');
  if (isDesk(actor, team.area_code) && !leader && row.state === 'active' && team.retired_at === null) actions.push('set_leader');
  return {
    personId: row.person_id,
    name: keeps || own || leader ? name : maskName(name),
    leader,
    state: row.state,
    since: row.since.toISOString(),
    actions,
  };
}
