import type { Role, TeamType } from '@linli/shared/accounts';
import { areaContains, areaLevel } from '@linli/shared/areas';
import type { ReportAction } from '@linli/shared/reports';
import { type Actor, holds } from '../../common/actor.js';
import type { ReportEntity } from './report.entity.js';

export type Rule = (actor: Actor, report: ReportEntity) => boolean;

/** Where a report belongs: its grid, or what is known of it. */
export const areaOf = ({ gridCode, communityCode, streetCode }: ReportEntity): string => gridCode ?? communityCode ?? streetCode;

const staff =
  (...roles: Role[]): Rule =>
  (actor, report) =>
    holds(actor, roles, areaOf(report));
const any =
  (...rules: Rule[]): Rule =>
  (actor, report) =>
    rules.some((rule) => rule(actor, report));

export const isReporter: Rule = (actor, report) => report.reporterId === actor.personId;
/** On the response team that has the case. */
export const isOnTeam: Rule = (actor, report) =>
  report.teamId !== null && actor.roles.some(({ role, teamId }) => role === 'handler' && teamId === report.teamId);

/** The street's own dispatcher may act for the street chief; those of its communities may not. */
const streetDispatcher: Rule = (actor, report) =>
  actor.roles.some(({ role, areaCode }) => role === 'dispatcher' && areaCode === report.streetCode && areaLevel(areaCode) === 'street');
const ofTheGrid: Rule = (actor, report) => report.gridCode !== null && holds(actor, 'grid_member', report.gridCode);
/** A self-handled case that was opened again is its grid member's, without a team. Whoever left the team or the grid handles nothing there. */
const reopened: Rule = (actor, report) => report.teamId === null && report.handlerId !== null && ofTheGrid(actor, report);
const handling = any(isOnTeam, (actor, report) => report.handlerId === actor.personId && reopened(actor, report));
const desk = staff('grid_leader', 'dispatcher');
const dispatcher = staff('dispatcher');
const chief = staff('street_chief');

const worked: Rule = (actor, { workedBy }) => workedBy.includes(actor.personId);
/** Four eyes: never what one handled or entered; only a grid member may check a report of their own. */
const mayCheck: Rule = (actor, report) => {
  if (worked(actor, report)) return false;
  if (ofTheGrid(actor, report)) return true;
  return dispatcher(actor, report) && !isReporter(actor, report) && report.enteredBy !== actor.personId;
};

/** Who may ever do what. Whether it can be done now is said by the workflow and reports.conditions.ts. */
export const REPORT_POLICY: Readonly<Record<ReportAction, Rule>> = {
  withdraw: isReporter,
  accept: desk,
  reject: desk,
  restore: dispatcher,
  amend: desk,
  dispatch: staff('dispatcher', 'street_chief', 'grid_leader'),
  merge: dispatcher,
  unmerge: dispatcher,
  reply: any(staff('dispatcher', 'street_chief'), isOnTeam),
  start: isOnTeam,
  take_over: any(isOnTeam, reopened),
  return: isOnTeam,
  handle: handling,
  record_start: dispatcher,
  record_handle: dispatcher,
  approve: mayCheck,
  rework: mayCheck,
  suspend: any(chief, streetDispatcher),
  resume: any(chief, streetDispatcher),
  extend: handling,
  grant_extension: (actor, report) => dispatcher(actor, report) && report.extensionAskedBy !== actor.personId,
  refuse_extension: (actor, report) => dispatcher(actor, report) && report.extensionAskedBy !== actor.personId,
  self_handle: ofTheGrid,
  rate: (actor, report) => (report.reporterId === null ? dispatcher(actor, report) : isReporter(actor, report)),
  // What a bad rating does by itself; nobody presses it.
  reopen: () => false,
  urge: isReporter,
  supervise: chief,
  release: (actor, report) => dispatcher(actor, report) && !report.confidential,
  unrelease: dispatcher,
  second_check: (actor, report) =>
    any(chief, streetDispatcher)(actor, report) && !worked(actor, report) && report.checkedBy !== actor.personId,
};

interface Team {
  type: TeamType;
  areaCode: string;
  gridCodes: readonly string[];
}
/** A grid leader sends cases only to the community's own people and to property companies of the own community. */
export function mayDispatchTo(actor: Actor, report: ReportEntity, team: Team): boolean {
  if (holds(actor, ['dispatcher', 'street_chief'], areaOf(report))) return true;
  return holds(actor, 'grid_leader', areaOf(report)) && report.communityCode !== null && isOfCommunity(team, report.communityCode);
}

/** A property company is where its compound is, even when it is listed with the street. */
function isOfCommunity({ type, areaCode, gridCodes }: Team, communityCode: string): boolean {
  if (type !== 'community' && type !== 'property_management') return false;
  if (areaContains(communityCode, areaCode)) return true;
  return type === 'property_management' && gridCodes.some((code) => areaContains(communityCode, code));
}

export const STAFF_WHO_SEE = ['grid_member', 'grid_leader', 'dispatcher', 'street_chief', 'auditor'] as const satisfies readonly Role[];

/** Anybody else: 404. An administrator sees no matters. */
export const canSee: Rule = any(isReporter, staff(...STAFF_WHO_SEE), handling);

/** Name and phone of the reporter: grid leader and dispatcher; of an anonymous one the community's own dispatcher alone. */
export const maySeeReporter: Rule = (actor, report) => {
  if (!report.anonymous) return desk(actor, report);
  const home = report.communityCode ?? report.streetCode;
  return actor.roles.some(({ role, areaCode }) => role === 'dispatcher' && areaCode === home);
};
/** The handler's call button. */
export const mayCallReporter: Rule = (actor, report) => report.contactable && !report.anonymous && handling(actor, report);

/** Phones and identity numbers in free text are for the reporter, the desk and the handler. */
export const seesNumbers: Rule = any(isReporter, desk, handling);
/** Reads notes that are not meant for the reporter. */
export const isStaff: Rule = any(staff(...STAFF_WHO_SEE), handling);
/** Sees it only because of the audit role: the look is recorded. */
export const looksAsAuditor: Rule = (actor, report) =>
  !any(isReporter, handling, staff('grid_member', 'grid_leader', 'dispatcher', 'street_chief'))(actor, report) &&
  holds(actor, 'auditor', areaOf(report));

const CAPACITY: readonly Role[] = ['dispatcher', 'street_chief', 'grid_leader', 'grid_member'];
/** In which capacity somebody does this: what the timeline says instead of a name. */
export function actingAs(actor: Actor, report: ReportEntity, action: ReportAction): Role | 'reporter' {
  if (isReporter(actor, report) && ['withdraw', 'rate', 'urge'].includes(action)) return 'reporter';
  if (['start', 'take_over', 'return', 'handle', 'extend'].includes(action) && handling(actor, report)) return 'handler';
  if (['approve', 'rework', 'self_handle'].includes(action) && ofTheGrid(actor, report)) return 'grid_member';
  if (['suspend', 'resume', 'supervise', 'second_check'].includes(action) && chief(actor, report)) return 'street_chief';
  if (action === 'reply' && isOnTeam(actor, report) && !holds(actor, ['dispatcher', 'street_chief'], areaOf(report))) return 'handler';
  return CAPACITY.find((role) => holds(actor, role, areaOf(report))) ?? (isReporter(actor, report) ? 'reporter' : 'handler');
}
