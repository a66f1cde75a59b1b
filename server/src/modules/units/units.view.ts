import { maskPhone, NAMELESS } from '@linli/shared/accounts';
import {
  MEMBERSHIP_STATE_LABELS,
  MEMBERSHIP_WORKFLOW,
  type MembershipAction,
  UNIT_LEVEL_LABELS,
  UNIT_LEVEL_MAX,
  type UnitKind,
} from '@linli/shared/units';
import type { UnitMembershipView, UnitMemberView, UnitView } from '@linli/shared/units.dto';
import { actionsFrom } from '@linli/shared/workflow';
import type { Actor } from '../../common/actor.js';
import { administers, seesMembers } from './units.policy.js';
import type { Counts, MembershipRow, UnitRow } from './units.queries.js';
import { contactOf } from './units.service.js';

/** What the rows of a page need besides themselves. */
export interface UnitContext {
  names: ReadonlyMap<string, string>;
  areaNames: ReadonlyMap<string, string>;
  labels: readonly { area_code: string; kind: UnitKind; level: number; label: string }[];
  counts: readonly Counts[];
  /** Kinds in which the caller belongs to a unit already. */
  taken: ReadonlySet<UnitKind>;
}

export const labelOf = (labels: UnitContext['labels'], district: string, kind: UnitKind, level: number): string =>
  labels.find((l) => l.area_code === district && l.kind === kind && l.level === level)?.label ?? UNIT_LEVEL_LABELS[kind][level - 1] ?? '';

export function unitView(actor: Actor, row: UnitRow, context: UnitContext): UnitView {
  const counted = seesMembers(actor, row);
  const counts = context.counts.find((c) => c.unit_id === row.id);
  return {
    id: row.id,
    parentId: row.parent_id,
    pathText: row.path.map((id) => context.names.get(id) ?? '').join(' · '),
    kind: row.kind,
    level: row.level,
    levelLabel: labelOf(context.labels, row.area_code.slice(0, 6), row.kind, row.level),
    name: row.name,
    areaCode: row.area_code,
    areaName: context.areaNames.get(row.area_code) ?? row.area_code,
    partner: row.partner,
    retired: row.retired_at !== null,
    hasChildren: row.has_children,
    members: counted ? (counts?.active ?? 0) : null,
    applying: counted ? (counts?.applying ?? 0) : null,
    actions: unitActions(actor, row, context.taken),
  };
}

function unitActions(actor: Actor, row: UnitRow, taken: ReadonlySet<UnitKind>): string[] {
  const open = row.retired_at === null;
  const actions: string[] = [];
  if (administers(actor, row.area_code)) {
    actions.push('update', open ? 'retire' : 'reopen', 'contacts');
    if (open) actions.push('add_contact');
    if (open && row.level < UNIT_LEVEL_MAX) actions.push('add_child');
  }
  if (seesMembers(actor, row)) actions.push('members');
  if (contactOf(actor, row.path)) actions.push('figures', 'summary', ...(actions.includes('contacts') ? [] : ['contacts']));
  if (open && actor.phoneVerified && !taken.has(row.kind)) actions.push('join');
  return actions;
}

const OWN_ACTIONS: readonly MembershipAction[] = ['leave', 'consent_summary'];

export function ownMembership(row: MembershipRow, pathText: string): UnitMembershipView {
  return {
    unitId: row.unit_id,
    unitName: row.unit_name,
    pathText,
    kind: row.kind,
    state: row.state,
    stateLabel: MEMBERSHIP_STATE_LABELS[row.state],
    summaryConsent: row.summary_consent,
    reason: row.reason,
    since: row.changed_at.toISOString(),
    actions: actionsFrom(MEMBERSHIP_WORKFLOW, row.state).filter((action) => OWN_ACTIONS.includes(action)),
  };
}

/** For those `seesMembers` lets in. */
export function memberView(actor: Actor, row: MembershipRow, communityName: string | null): UnitMemberView {
  const mine = row.person_id === actor.personId;
  return {
    personId: row.person_id,
    unitId: row.unit_id,
    unitName: row.unit_name,
    name: row.name || NAMELESS,
    phoneMasked: row.phone && maskPhone(row.phone),
    state: row.state,
    stateLabel: MEMBERSHIP_STATE_LABELS[row.state],
    summaryConsent: row.summary_consent,
    communityName,
    reason: row.reason,
    since: row.changed_at.toISOString(),
    actions: mine ? [] : actionsFrom(MEMBERSHIP_WORKFLOW, row.state).filter((action) => !OWN_ACTIONS.includes(action)),
  };
}
