import { maskName, NAMELESS } from '@linli/shared/accounts';
import {
  ADULT_AGE,
  ageOn,
  MEMBER_STATE_LABELS,
  MEMBER_WORKFLOW,
  type MemberAction,
  PARTY_STATE_LABELS,
  type QualificationCode,
  RADIUS_DEFAULT_METRES,
} from '@linli/shared/members';
import type { GuardianDto, MemberDetailView, MemberRowView, MyMemberView, WeeklyHourView } from '@linli/shared/members.dto';
import { actionsFrom } from '@linli/shared/workflow';
import type { Actor } from '../../common/actor.js';
import { readsParty } from './members.policy.js';
import type { MemberRow } from './members.queries.js';

const OWN: readonly MemberAction[] = ['update', 'leave', 'enrol'];

export const guardianOf = (row: MemberRow): GuardianDto | null =>
  row.guardian_name && row.guardian_phone && row.guardian_relation
    ? { name: row.guardian_name, phone: row.guardian_phone, relation: row.guardian_relation }
    : null;

/** Somebody who never enrolled. */
export const notEnrolled = (actor: Actor, name: string, communityCode: string | null, communityName: string | null): MyMemberView => ({
  state: null,
  stateLabel: '未加入',
  phoneVerified: actor.phoneVerified,
  name,
  birthDay: null,
  communityCode,
  communityName,
  skills: [],
  hours: [],
  position: null,
  radiusMetres: RADIUS_DEFAULT_METRES,
  guardian: null,
  partyState: 'none',
  partyStateLabel: PARTY_STATE_LABELS.none,
  partyReason: null,
  showBadge: false,
  insuredUntil: null,
  joinedAt: null,
  suspendedUntil: null,
  reason: null,
  actions: actor.phoneVerified ? ['enrol'] : [],
});

export function myView(actor: Actor, row: MemberRow, hours: WeeklyHourView[], communityName: string | null): MyMemberView {
  return {
    state: row.state,
    stateLabel: MEMBER_STATE_LABELS[row.state],
    phoneVerified: actor.phoneVerified,
    name: row.name,
    birthDay: row.birth_day,
    communityCode: row.community_code,
    communityName,
    skills: row.skills,
    hours,
    position: row.lng === null || row.lat === null ? null : { lng: row.lng, lat: row.lat },
    radiusMetres: row.radius_metres,
    guardian: guardianOf(row),
    partyState: row.party_state,
    partyStateLabel: PARTY_STATE_LABELS[row.party_state],
    partyReason: row.party_reason,
    showBadge: row.show_badge,
    insuredUntil: row.insured_until,
    joinedAt: row.joined_at.toISOString(),
    suspendedUntil: row.suspended_until,
    reason: row.reason,
    actions: [...actionsFrom(MEMBER_WORKFLOW, row.state).filter((action) => OWN.includes(action)), ...partyActions(row)],
  };
}

function partyActions(row: MemberRow): string[] {
  if (row.state === 'left') return [];
  if (row.party_state === 'confirmed') return ['drop_party', 'show_badge'];
  return row.party_state === 'claimed' ? ['drop_party'] : ['claim_party'];
}

export function listedView(
  actor: Actor,
  row: MemberRow,
  qualifications: readonly string[],
  communityName: string,
  today: string,
): MemberRowView {
  return {
    personId: row.person_id,
    name: maskName(row.name || NAMELESS),
    state: row.state,
    stateLabel: MEMBER_STATE_LABELS[row.state],
    communityCode: row.community_code,
    communityName,
    skills: row.skills,
    qualifications: qualifications as QualificationCode[],
    partyState: readsParty(actor, row.community_code) ? row.party_state : null,
    minor: row.birth_day !== null && ageOn(row.birth_day, today) < ADULT_AGE,
    joinedAt: row.joined_at.toISOString(),
  };
}

export interface DetailContext {
  qualifications: readonly string[];
  communityName: string;
  today: string;
  hours: WeeklyHourView[];
  partyUnitName: string | null;
  teams: { id: string; name: string }[];
}

export function detailView(actor: Actor, row: MemberRow, context: DetailContext): MemberDetailView {
  const party = readsParty(actor, row.community_code);
  return {
    ...listedView(actor, row, context.qualifications, context.communityName, context.today),
    name: row.name || NAMELESS,
    phone: row.phone,
    age: row.birth_day === null ? 0 : ageOn(row.birth_day, context.today),
    guardian: guardianOf(row),
    hours: context.hours,
    radiusMetres: row.radius_metres,
    hasPosition: row.lng !== null,
    partyStateLabel: party ? PARTY_STATE_LABELS[row.party_state] : null,
    partyUnitName: party ? context.partyUnitName : null,
    insuredUntil: row.insured_until,
    suspendedAt: row.suspended_at?.toISOString() ?? null,
    suspendedUntil: row.suspended_until,
    reason: row.reason,
    teams: context.teams,
    actions: deskActions(actor, row, party),
  };
}

function deskActions(actor: Actor, row: MemberRow, party: boolean): string[] {
  if (row.person_id === actor.personId) return [];
  const steps: string[] = actionsFrom(MEMBER_WORKFLOW, row.state).filter((action) => !OWN.includes(action));
  if (row.state !== 'left') steps.push('relatives');
  if (party && row.party_state === 'claimed') steps.push('confirm_party', 'refuse_party');
  return steps;
}
