import { CLOSED_ACCOUNT, maskName } from '@linli/shared/accounts';
import { areaContains } from '@linli/shared/areas';
import { policyChanges } from '@linli/shared/policy-fields';
import type { PolicyTerms } from '@linli/shared/timebank-policy';
import type { PolicyCardView, PolicyView, TrialPersonView, TrialView } from '@linli/shared/timebank-policies.dto';
import type { Actor } from '../../../common/actor.js';
import { actionsFor } from './policies.policy.js';
import { hashOfTerms, wholeTerms } from './policies.queries.js';
import type { PersonShift } from './policies.trial.js';
import type { PolicyEntity } from '../policy.entity.js';

/** What of a version stands in other rows. */
export interface PolicyParts {
  areaName: string;
  inForceId: string | null;
  /** What it is compared with. */
  before: PolicyTerms;
  names: ReadonlyMap<string, string>;
}
export interface TrialParts {
  areaNames: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, string>;
}

export function policyCardView(row: PolicyEntity, { areaName, inForceId, before, names }: PolicyParts): PolicyCardView {
  const name = (id: string | null): string | null => (id === null ? null : names.get(id) || CLOSED_ACCOUNT);
  return {
    id: row.id,
    areaCode: row.areaCode,
    areaName,
    version: row.version,
    state: row.state,
    inherits: row.inherits,
    inForce: row.id === inForceId,
    fromAt: row.fromAt?.toISOString() ?? null,
    note: row.note,
    writtenBy: name(row.writtenBy),
    publishedBy: name(row.publishedBy),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    updatedAt: (row.updatedAt ?? row.createdAt).toISOString(),
    changes: [...(row.inherits ? ['不再有自己的规则，沿用上级'] : []), ...policyChanges(before, wholeTerms(row.terms))],
  };
}

export function policyView(row: PolicyEntity, parts: PolicyParts, trial: TrialParts, actor: Actor): PolicyView {
  const actions = actionsFor(actor, row);
  const tried = row.trialHash === hashOfTerms(row.terms, row.inherits);
  return {
    ...policyCardView(row, parts),
    terms: wholeTerms(row.terms),
    trial: trialView(row, trial, actor),
    tried,
    cannotPublish: cannotPublish(row, actor, tried, actions.includes('publish')),
    actions,
  };
}

function cannotPublish({ state, writtenBy }: PolicyEntity, actor: Actor, tried: boolean, may: boolean): string | null {
  if (state !== 'draft') return null;
  if (writtenBy === actor.personId) return '这一稿是您写的，要由另一位管理员或值班员发布。';
  return may && !tried ? '请先用这一稿试算一个月，再发布。' : null;
}

function trialView({ trial, trialMonth, triedAt }: PolicyEntity, { areaNames, names }: TrialParts, actor: Actor): TrialView | null {
  if (!trial || trialMonth === null || !triedAt) return null;
  return {
    month: trialMonth,
    at: triedAt.toISOString(),
    total: trial.total,
    communities: trial.communities.map((one) => ({ ...one, name: areaNames.get(one.code) ?? one.code })),
    communitiesApart: trial.communitiesApart,
    ranks: trial.ranks,
    shifts: trial.shifts,
    people: trial.people.filter((one) => mayReadPerson(actor, one)).map((one) => personView(one, areaNames, names)),
  };
}

/** Rows of people are the desk's; an administrator sees figures. */
export const mayReadPerson = (actor: Actor, { communityCode }: PersonShift): boolean =>
  actor.roles.some(({ role, areaCode }) => role === 'dispatcher' && areaContains(areaCode, communityCode));

const personView = (
  { personId, communityCode, minutes, given, would }: PersonShift,
  areaNames: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): TrialPersonView => {
  const name = names.get(personId);
  return { name: name ? maskName(name) : CLOSED_ACCOUNT, community: areaNames.get(communityCode) ?? '', minutes, given, would };
};
