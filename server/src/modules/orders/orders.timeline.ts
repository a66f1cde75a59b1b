import { maskNumbers } from '@linli/shared/free-text';
import { CHECK_WAY_LABELS, type CheckWay, type OrderActingAs, type OrderEvent } from '@linli/shared/orders';
import type { OrderTimelineEntryView } from '@linli/shared/orders.dto';
import type { Viewer } from './orders.policy.js';

export interface EventRow {
  id: string;
  at: Date;
  action: string;
  actorId: string | null;
  actorRole: string | null;
  data: Record<string, unknown>;
}
type Data = Record<string, unknown>;
const count = (data: Data): number => (Array.isArray(data.personIds) ? data.personIds.length : 0);
const way = (data: Data): string => CHECK_WAY_LABELS[data.way as CheckWay] ?? '';
const places = ({ accepted, headcount }: Data): string => (Number(headcount) > 1 ? `（${Number(accepted)}/${Number(headcount)}）` : '');

/** What happened, in a plain sentence, after who did it. */
const SENTENCES: Readonly<Record<OrderEvent, (data: Data) => string>> = {
  create: () => '下了单',
  approve: () => '审核通过了',
  reject: () => '没有通过审核',
  dispatch: (data) => `邀请了 ${count(data)} 人`,
  next_offer: (data) => `又邀请了 ${count(data)} 人`,
  publish: () => '发布到了任务大厅',
  unpublish: () => '从任务大厅撤下了',
  accept: (data) => `接单了${places(data)}`,
  decline: () => '这次不能去',
  lapse: (data) => `${count(data)} 人没有答复`,
  withdraw: (data) => {
    if (data.byDesk === true) return '原来接单的人不能来了，位置已重新开放';
    return data.late === true ? '临时退单了，位置已重新开放' : '退单了，位置已重新开放';
  },
  insure: () => '登记了意外险',
  start_with_fewer: (data) => `确定按 ${Number(data.headcount)} 人开始`,
  warn: (data) => `快到时间了，还差 ${Number(data.missing)} 人，社区正在想办法`,
  remind: (data) => `提醒了服务人员：${data.hours === 24 ? '明天' : '1 小时后'}开始`,
  start: (data) => `签到（${way(data)}）`,
  record_start: () => '代记签到',
  finish: (data) => `签退（${way(data)}），${Number(data.minutes)} 分钟`,
  record_finish: (data) => `代记签退，${Number(data.minutes)} 分钟`,
  auto_finish: () => '结束半小时后还没有签退，按约定的结束时间自动结束',
  no_show: () => '记录一人未到场',
  end: () => '结束了服务',
  confirm: () => '确认服务完成',
  confirm_silently: () => '72 小时没有异议，视为确认',
  call_back: (data) => (data.tookPlace === true ? '电话回访：服务确实完成' : '电话回访：对方说没有完成'),
  dispute: () => '提出了异议',
  uphold: () => '认定服务有效',
  void: () => '认定服务作废',
  rate: (data) => (data.of === 'service' ? `评价了服务：${Number(data.level)} 星` : `评价了配合：${Number(data.level)} 星`),
  cancel: () => '取消了订单',
  expire: () => '一直没有找到合适的人，订单结束了。社区会再联系您',
};

const WHO: Readonly<Record<string, string>> = {
  requester: '下单人',
  principal: '服务对象',
  helper: '代办人',
  server: '服务人员',
  person_in_charge: '现场负责人',
  dispatcher: '社区',
};

/** The inside of the desk's search for people: not for those who are served or serve. */
const DESK_ONLY: ReadonlySet<string> = new Set(['dispatch', 'next_offer', 'decline', 'lapse', 'remind', 'insure', 'call_back']);
/** What the served side said of the service is not told to each of those who came, and the other way round. */
const RATED = 'rate';
/** Words that both sides read. */
const OPEN_WORDS: ReadonlySet<string> = new Set(['reject', 'cancel', 'dispute', 'uphold', 'void', 'start_with_fewer']);

interface Reader {
  viewer: Viewer;
  personId: string;
  seesNumbers: boolean;
}

export function timeline(
  events: readonly EventRow[],
  notes: ReadonlyMap<string, string>,
  { viewer, personId, seesNumbers }: Reader,
): OrderTimelineEntryView[] {
  if (viewer === 'task' || viewer === 'watcher') return [];
  const inside = viewer === 'desk' || viewer === 'auditor';
  return events
    .filter(({ action, actorId }) => {
      if (inside || actorId === personId) return true;
      return !DESK_ONLY.has(action) && action !== RATED;
    })
    .map(({ id, at, action, actorId, actorRole, data }) => {
      const own = actorId === personId;
      const words = inside || own || OPEN_WORDS.has(action) ? (notes.get(id) ?? null) : null;
      const who = actorRole === null || actorRole === 'system' ? '' : own ? '您' : (WHO[actorRole] ?? '社区');
      return {
        id,
        at: at.toISOString(),
        action,
        by: (actorRole ?? 'system') as OrderActingAs,
        sentence: `${who}${sentence(action, data)}`,
        text: words !== null && !seesNumbers && !own ? maskNumbers(words) : words,
      };
    });
}

const sentence = (action: string, data: Data): string =>
  Object.hasOwn(SENTENCES, action) ? SENTENCES[action as OrderEvent](data) : '有了新进展';
