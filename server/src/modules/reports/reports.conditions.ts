import { DAY_MS } from '@linli/shared/calendar';
import { isLate, RESPONSE_MS } from '@linli/shared/clocks';
import { nextState } from '@linli/shared/workflow';
import {
  REOPEN_DAYS,
  REPORT_WORKFLOW,
  type ReportAction,
  reportActions,
  type ReportState,
  RESTORE_DAYS,
  URGES_MAX,
} from '@linli/shared/reports';
import type { Actor } from '../../common/actor.js';
import type { ReportEntity } from './report.entity.js';
import { REPORT_POLICY } from './reports.policy.js';

type Condition = (report: ReportEntity, actor: Actor, now: Date) => string | null;

const within = (days: number, since: Date | null, now: Date): boolean => since !== null && now.getTime() - since.getTime() <= days * DAY_MS;
const handlerOnly: Condition = ({ handlerId }, { personId }) =>
  handlerId === null || handlerId === personId ? null : '这件事由另一位同事在办，请先接手。';
const withoutAccounts: Condition = ({ teamHasAccounts }) => (teamHasAccounts === false ? null : '这支队伍自己使用邻里，由队员本人操作。');

/** What the state alone does not say: why an action that this person has cannot be done just now. */
const CONDITIONS: Readonly<Partial<Record<ReportAction, Condition>>> = {
  restore: ({ rejectedAt }, _, now) => (within(RESTORE_DAYS, rejectedAt, now) ? null : `不予受理已超过 ${RESTORE_DAYS} 天，不能恢复。`),
  take_over: ({ handlerId }, { personId }) => (handlerId === personId ? '这件事已经由您在办。' : null),
  handle: handlerOnly,
  record_start: withoutAccounts,
  record_handle: withoutAccounts,
  extend: (report, actor, now) => {
    const other = handlerOnly(report, actor, now);
    if (other) return other;
    if (report.extensionState) return '延期只能申请一次。';
    const late = report.disposalDueAt !== null && isLate(report.disposalDueAt.getTime(), now.getTime());
    return late ? '已经超时，不能再申请延期。' : null;
  },
  grant_extension: ({ extensionState }) => (extensionState === 'asked' ? null : '没有待批的延期申请。'),
  refuse_extension: ({ extensionState }) => (extensionState === 'asked' ? null : '没有待批的延期申请。'),
  // After a reopening the new result may be rated once more.
  rate: ({ rating, ratedAt, reopenedAt }) =>
    rating === null || (ratedAt && reopenedAt && ratedAt <= reopenedAt) ? null : '已经评价过了。',
  urge: (report, _, now) => {
    const at = nextUrgeAt(report);
    if (at === null) return `一件事最多催办 ${URGES_MAX} 次。`;
    return at.getTime() <= now.getTime() ? null : '时限过半后可以催办，每 24 小时一次。';
  },
  release: ({ releasedAt }) => (releasedAt === null ? null : '已经公开。'),
  unrelease: ({ releasedAt }) => (releasedAt === null ? '没有公开。' : null),
  second_check: ({ drawnAt, secondCheckedAt }) => {
    if (!drawnAt) return '这件事没有被抽中复查。';
    return secondCheckedAt ? '已经复查过了。' : null;
  },
};

/** From half the running clock on, a day after the last one, three in all; null when there will be none. */
export function nextUrgeAt(report: ReportEntity): Date | null {
  if (report.urgeCount >= URGES_MAX) return null;
  const next = report.lastUrgedAt ? report.lastUrgedAt.getTime() + DAY_MS : 0;
  return new Date(Math.max(halfOfClock(report).getTime(), next));
}

/** Half of the clock that runs, in its own seconds. Where none runs (answered but with nobody yet, or waiting for the check) a day's silence. */
function halfOfClock(report: ReportEntity): Date {
  const { createdAt, responseStoppedAt, disposalHalfAt, disposalStoppedAt } = report;
  if (!responseStoppedAt) return new Date(createdAt.getTime() + RESPONSE_MS / 2);
  if (disposalHalfAt && !disposalStoppedAt) return disposalHalfAt;
  return new Date((disposalStoppedAt ?? responseStoppedAt).getTime() + DAY_MS);
}

/** A bad rating opens the case again: once, within seven days of its closing. */
export const opensAgain = (report: ReportEntity, level: number, now: Date): boolean =>
  level <= 2 && report.reopenedAt === null && within(REOPEN_DAYS, report.closedAt, now);

/** Why `action` cannot be done now, as a sentence; null when it can. */
export function whyNot(action: ReportAction, report: ReportEntity, actor: Actor, now: Date): string | null {
  return CONDITIONS[action]?.(report, actor, now) ?? null;
}

export const stateAfter = (report: ReportEntity, action: ReportAction): ReportState | null =>
  nextState<ReportAction, ReportState>(REPORT_WORKFLOW, report.state, action, report.stateBefore);

/** What this caller may do now: the buttons of the page. */
export const actionsFor = (actor: Actor, report: ReportEntity, now: Date): ReportAction[] =>
  reportActions(report.state).filter((action) => REPORT_POLICY[action](actor, report) && whyNot(action, report, actor, now) === null);
