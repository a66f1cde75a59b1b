import { maskName } from '@linli/shared/accounts';
import { colourOf, isLate } from '@linli/shared/clocks';
import { maskNumbers } from '@linli/shared/free-text';
import type { FileView } from '@linli/shared/files.dto';
import { REPORT_STATE_PLAIN, type ReportState, RETURNS_TO_CHIEF } from '@linli/shared/reports';
import type { ClockView, ReportPhotoView, ReportView, TimelineEntryView } from '@linli/shared/reports.dto';
import type { Actor } from '../../common/actor.js';
import type { ReportEntity } from './report.entity.js';
import { disposalIsLate } from './reports.clocks.js';
import { actionsFor, nextUrgeAt } from './reports.conditions.js';
import { areaOf, isReporter, isStaff, mayCallReporter, maySeeReporter, seesNumbers } from './reports.policy.js';
import { dayLabel, timeLabel } from './reports.words.js';

/** Everything of a report that stands in other rows. */
export interface ReportParts {
  categoryName: string;
  emergency: string | null;
  areaText: string;
  words: { description: string | null; placeText: string | null; outsideBody: string | null };
  /** The newest words of an action. */
  latest: ReadonlyMap<string, string>;
  photos: readonly ReportPhotoView[];
  team: { name: string; phone: string | null } | null;
  handlerName: string | null;
  timeline: TimelineEntryView[];
  following: boolean;
  mergedInto: { caseNo: string; state: ReportState } | null;
  mergedCount: number;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const RESPONSE_TOLD = [null, '已提醒网格长和民意专员', '已报街道', '已报街长'];
const DISPOSAL_TOLD = [null, '已提醒队伍负责人和民意专员', '已报街长'];

export function responseClock(report: ReportEntity, now: Date): ClockView {
  const { createdAt, responseDueAt, responseAmberAt, responseStoppedAt, responseLevel } = report;
  const at = (responseStoppedAt ?? now).getTime();
  return {
    kind: 'response',
    startedAt: createdAt.toISOString(),
    firstDueAt: responseDueAt.toISOString(),
    dueAt: responseDueAt.toISOString(),
    amberAt: responseAmberAt.toISOString(),
    stoppedAt: iso(responseStoppedAt),
    colour: colourOf({ amberAt: responseAmberAt.getTime(), dueAt: responseDueAt.getTime() }, at),
    everLate: isLate(responseDueAt.getTime(), at),
    escalatedLevel: responseLevel,
    escalatedText: RESPONSE_TOLD[responseLevel] ?? null,
    pausedUntil: null,
  };
}

export function disposalClock(report: ReportEntity, now: Date): ClockView | null {
  const { runStartedAt, disposalFirstDueAt, disposalDueAt, disposalAmberAt, disposalStoppedAt, suspendedAt, disposalLevel } = report;
  if (!runStartedAt || !disposalDueAt || !disposalAmberAt) return null;
  const at = (disposalStoppedAt ?? suspendedAt ?? now).getTime();
  const late = disposalIsLate(report, now);
  return {
    kind: 'disposal',
    startedAt: runStartedAt.toISOString(),
    firstDueAt: (disposalFirstDueAt ?? disposalDueAt).toISOString(),
    dueAt: disposalDueAt.toISOString(),
    amberAt: disposalAmberAt.toISOString(),
    stoppedAt: iso(disposalStoppedAt),
    colour: late ? 'red' : colourOf({ amberAt: disposalAmberAt.getTime(), dueAt: disposalDueAt.getTime() }, at),
    everLate: report.disposalLate || late,
    escalatedLevel: disposalLevel,
    escalatedText: DISPOSAL_TOLD[disposalLevel] ?? null,
    pausedUntil: report.suspendedUntil,
  };
}

/** Short words beside a report, in lists too. */
export function marksOf(report: ReportEntity, now: Date): string[] {
  const { reworkCount, urgeCount, returnCount, state, outcome } = report;
  const marks: (string | false | null)[] = [
    report.supervisedAt !== null && '督办',
    urgeCount > 0 && `催办 ${urgeCount} 次`,
    reworkCount > 0 && `返工 ${reworkCount} 次`,
    returnCount > 0 && `退回 ${returnCount} 次`,
    returnCount >= RETURNS_TO_CHIEF && state === 'accepted' && '已报街长',
    report.extensionState === 'asked' && '延期待批',
    report.extensionState === 'granted' && '已延期',
    report.suspendedUntil !== null && `挂账至 ${dayLabel(report.suspendedUntil)}`,
    report.externalDueAt !== null && `热线时限 ${timeLabel(report.externalDueAt)}`,
    state === 'handled' && report.checkDueAt !== null && isLate(report.checkDueAt.getTime(), now.getTime()) && '核查超时',
    report.closedAs === 'unchecked' && '未核查结案',
    report.closedAs === 'self_handled' && '即查即改',
    outcome === 'cannot_now' && '暂时无法解决',
    outcome === 'outside' && '不属于本区办理',
  ];
  return marks.filter((mark) => typeof mark === 'string');
}

/** “下一步”: who does what by when. */
export function nextStepOf(report: ReportEntity, parts: ReportParts, mine: boolean): string | null {
  const team = parts.team?.name ?? (report.handlerId ? '网格员' : '职能队伍');
  const by = report.disposalDueAt ? `，最迟 ${timeLabel(report.disposalDueAt)}` : '';
  const sentences: Readonly<Record<ReportState, string | null>> = {
    reported: report.responseStoppedAt ? '下一步：受理' : `下一步：受理并答复，最迟 ${timeLabel(report.responseDueAt)}`,
    accepted: report.responseStoppedAt ? `下一步：派给职能队伍${by}` : `下一步：派给职能队伍，最迟 ${timeLabel(report.responseDueAt)}`,
    dispatched: `下一步：${team}到场处置${by}`,
    in_progress: `下一步：${team}处置完成${by}`,
    suspended: report.suspendedUntil ? `已暂缓，${dayLabel(report.suspendedUntil)}后自动恢复办理` : null,
    handled: '下一步：网格员到现场核查',
    closed: mine && report.rating === null ? '下一步：请您评价' : null,
    rejected: null,
    withdrawn: null,
    merged: parts.mergedInto ? `已并入 ${parts.mergedInto.caseNo}，${REPORT_STATE_PLAIN[parts.mergedInto.state]}` : null,
  };
  return sentences[report.state];
}

/** The report as this caller may see it. */
export function reportView(report: ReportEntity, parts: ReportParts, actor: Actor, now: Date): ReportView {
  const mine = isReporter(actor, report);
  const staff = isStaff(actor, report);
  const numbers = seesNumbers(actor, report);
  const free = (text: string | null | undefined): string | null => (text ? (numbers ? text : maskNumbers(text)) : null);
  const position = report.lng === null || report.lat === null ? null : { lng: report.lng, lat: report.lat };
  const urgeAt = mine ? nextUrgeAt(report) : null;
  return {
    id: report.id,
    caseNo: report.caseNo,
    state: report.state,
    source: report.source,
    categoryCode: report.categoryCode,
    categoryName: parts.categoryName,
    emergency: parts.emergency,
    priority: report.priority,
    confidential: report.confidential,
    description: free(parts.words.description),
    position,
    accuracyMetres: report.accuracyMetres,
    placeText: free(parts.words.placeText),
    areaText: parts.areaText,
    areaCode: areaOf(report),
    gridMissing: report.gridCode === null,
    createdAt: report.createdAt.toISOString(),
    capturedAt: iso(report.capturedAt),
    closedAt: iso(report.closedAt),
    closedAs: report.closedAs,
    photos: parts.photos.filter(({ kind }) => kind !== 'released' || staff),
    response: responseClock(report, now),
    disposal: disposalClock(report, now),
    teamId: report.teamId,
    teamName: parts.team?.name ?? null,
    teamPhone: parts.team?.phone ?? null,
    handlerName: parts.handlerName && !staff ? maskName(parts.handlerName) : parts.handlerName,
    outcome: report.outcome,
    outcomeNote: report.outcome
      ? free(parts.latest.get('handle') ?? parts.latest.get('record_handle') ?? parts.latest.get('self_handle'))
      : null,
    outcomeUntil: report.outcomeUntil,
    outsideBody: free(parts.words.outsideBody),
    reworkCount: report.reworkCount,
    returnCount: report.returnCount,
    urgeCount: report.urgeCount,
    nextUrgeAt: iso(urgeAt),
    extension: extensionOf(report, free(parts.latest.get('extend'))),
    suspendedUntil: report.suspendedUntil,
    suspendReason: report.suspendedUntil ? free(parts.latest.get('suspend')) : null,
    rejectReason: report.state === 'rejected' ? free(parts.latest.get('reject')) : null,
    rating: report.rating,
    ratingComment: report.rating === null ? null : free(parts.latest.get('rate')),
    followers: report.followers,
    following: parts.following,
    mine,
    mergedIntoId: staff ? report.mergedIntoId : null,
    mergedIntoCaseNo: parts.mergedInto?.caseNo ?? null,
    mergedCount: parts.mergedCount,
    released: report.releasedAt !== null,
    externalNo: report.externalNo,
    externalDueAt: iso(report.externalDueAt),
    anonymous: report.anonymous,
    reporterVisible: maySeeReporter(actor, report) || mayCallReporter(actor, report),
    reporterText: mine ? '我' : '居民',
    timeline: parts.timeline,
    nextStep: nextStepOf(report, parts, mine),
    marks: marksOf(report, now),
    actions: actionsFor(actor, report, now),
  };
}

function extensionOf({ extensionState, extensionAskedAt, extensionUntil }: ReportEntity, reason: string | null): ReportView['extension'] {
  if (!extensionState || !extensionAskedAt || !extensionUntil) return null;
  return { state: extensionState, askedAt: extensionAskedAt.toISOString(), until: extensionUntil.toISOString(), reason: reason ?? '' };
}

export const photoView = (file: FileView, kind: ReportPhotoView['kind'], run: number): ReportPhotoView => ({ ...file, kind, run });
