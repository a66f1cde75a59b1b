import { ROLE_LABELS } from '@linli/shared/accounts';
import { maskNumbers } from '@linli/shared/free-text';
import type { FileView } from '@linli/shared/files.dto';
import { type ActingAs, HANDLE_OUTCOME_LABELS, type HandleOutcome, RATING_LABELS, RETURNS_TO_CHIEF } from '@linli/shared/reports';
import type { TimelineEntryView } from '@linli/shared/reports.dto';
import { dayLabel, timeLabel } from './reports.words.js';

export interface EventRow {
  id: string;
  at: Date;
  action: string;
  actorRole: string | null;
  principalId: string | null;
  data: Record<string, unknown>;
}
export interface TimelineParts {
  events: readonly EventRow[];
  /** Event id → its words. */
  notes: ReadonlyMap<string, string>;
  /** Event id → its photos. */
  photos: ReadonlyMap<string, FileView[]>;
  teamNames: ReadonlyMap<string, string>;
  /** Staff read everything; the reporter what concerns them. */
  staff: boolean;
  seesNumbers: boolean;
}

type Data = Record<string, unknown>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const level = (data: Data): number => (typeof data.level === 'number' ? data.level : 0);
const RESPONSE_LEVELS = ['', '超过 24 小时未答复，已提醒网格长和民意专员', '超时 2 小时未答复，已报街道', '超时 4 小时未答复，已报街长'];
const DISPOSAL_LEVELS = ['', '处置已超时，已提醒队伍负责人和民意专员', '处置超时较久，已报街长'];

/** What happened, in a plain sentence; `team` is the name of the team the event speaks of. */
const SENTENCES: Readonly<Record<string, (data: Data, team: string) => string>> = {
  report: () => '提交了上报',
  withdraw: () => '撤回了上报',
  accept: () => '受理了上报',
  reject: () => '不予受理',
  restore: () => '恢复受理',
  amend: () => '调整了类别或地点',
  dispatch: (_, team) => `派给了${team}`,
  merge: () => '并入了同一问题的另一件上报',
  unmerge: () => '取消了并案',
  reply: () => '答复',
  start: () => '开始处置',
  take_over: () => '接手处置',
  return: (data) => (data.toChief === true ? `第 ${RETURNS_TO_CHIEF} 次退回，已报街长` : '退回，等待重新派遣'),
  handle: (data) => `处置完成：${outcome(data)}`,
  record_start: (_, team) => `代${team}记录：开始处置`,
  record_handle: (data, team) => `代${team}记录：${outcome(data)}`,
  approve: () => '核查通过，已结案',
  rework: () => '核查未通过，要求返工',
  suspend: (data) => `挂账，至 ${dayLabel(text(data.until))}`,
  resume: () => '恢复办理',
  extend: (data) => `申请延期至 ${timeLabel(new Date(text(data.until)))}`,
  grant_extension: (data) => `同意延期至 ${timeLabel(new Date(text(data.until)))}`,
  refuse_extension: () => '不同意延期',
  self_handle: () => '当场处理完毕',
  rate: (data) => `评价：${RATING_LABELS[(data.rating as 1 | 2 | 3 | 4 | 5) ?? 3]}`,
  reopen: () => '按评价重新办理',
  urge: (data) => `第 ${Number(data.count ?? 1)} 次催办`,
  supervise: () => '督办',
  release: () => '公开了办理结果',
  unrelease: () => '撤下了公开',
  second_check: (data) => (data.passed === true ? '复查通过' : '复查未通过'),
  draw: () => '被抽中复查',
  remind: () => '时限只剩四分之一，已提醒',
  escalate_response: (data) => RESPONSE_LEVELS[level(data)] ?? '已上报',
  escalate_disposal: (data) => DISPOSAL_LEVELS[level(data)] ?? '已上报',
  close_unchecked: () => '5 个工作日无人核查，自动结案',
  look: () => '查看了联系方式',
};
const outcome = (data: Data): string => HANDLE_OUTCOME_LABELS[data.outcome as HandleOutcome] ?? '';

/** Not for the reporter: the inside of the desk. */
const INSIDE: ReadonlySet<string> = new Set(['remind', 'draw', 'second_check', 'look', 'follow', 'unfollow']);
const NEVER: ReadonlySet<string> = new Set(['follow', 'unfollow', 'look']);
/** Words the reporter reads too. */
const OPEN_WORDS: ReadonlySet<string> = new Set([
  'reject',
  'restore',
  'reply',
  'handle',
  'record_handle',
  'suspend',
  'rework',
  'self_handle',
  'rate',
  'approve',
  'extend',
]);

export function timeline({ events, notes, photos, teamNames, staff, seesNumbers }: TimelineParts): TimelineEntryView[] {
  return events
    .filter(({ action }) => !NEVER.has(action) && (staff || !INSIDE.has(action)))
    .map((event) => {
      const { id, at, action, data } = event;
      const by = (event.actorRole ?? 'system') as ActingAs;
      const words = staff || OPEN_WORDS.has(action) ? (notes.get(id) ?? null) : null;
      const trueTime = typeof data.at === 'string' ? data.at : at.toISOString();
      return {
        id,
        at: trueTime,
        action,
        by,
        sentence: `${who(event)}${SENTENCES[action]?.(data, teamNames.get(text(data.teamId)) ?? '职能队伍') ?? '有了新进展'}`,
        text: words !== null && !seesNumbers ? maskNumbers(words) : words,
        photos: photos.get(id) ?? [],
      };
    });
}

/** “民意专员代街长”; time itself has no name. */
function who({ actorRole, principalId }: EventRow): string {
  if (actorRole === null || actorRole === 'system') return '';
  const name =
    actorRole === 'reporter' || actorRole === 'resident' ? '反映人' : (ROLE_LABELS[actorRole as keyof typeof ROLE_LABELS] ?? '工作人员');
  return principalId === null ? name : `${name}代街长`;
}
