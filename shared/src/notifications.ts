import { dayOf, HOUR_MS, MINUTE_MS, startOfDay } from './calendar.js';

/** What a message is about, for the one who reads it: the filters of the message centre and the switches of its settings. */
export const MESSAGE_TOPICS = ['my_reports', 'following', 'duty', 'orders', 'volunteering', 'wishes', 'points', 'account'] as const;
export type MessageTopic = (typeof MESSAGE_TOPICS)[number];
export const MESSAGE_TOPIC_LABELS: Record<MessageTopic, string> = {
  my_reports: '我的上报',
  following: '我关注的',
  duty: '工作任务',
  orders: '我的服务',
  volunteering: '志愿任务',
  wishes: '微心愿',
  points: '积分与兑换',
  account: '账号与资格',
};
/** Nobody owes it: it can be switched off altogether. The others always stand in the message centre. */
export const OPTIONAL_TOPICS = ['following'] as const satisfies readonly MessageTopic[];
export const isOwed = (topic: MessageTopic): boolean => !(OPTIONAL_TOPICS as readonly MessageTopic[]).includes(topic);

/** Templates of WeChat's subscription messages, by what they are for; their ids are configuration. */
export const TEMPLATE_KEYS = ['progress', 'task', 'late', 'accepted', 'soon', 'rate', 'review'] as const;
export type TemplateKey = (typeof TEMPLATE_KEYS)[number];
export const TEMPLATE_TITLES: Record<TemplateKey, string> = {
  progress: '事项处理进度',
  task: '派单提醒',
  late: '逾期预警',
  accepted: '接单成功',
  soon: '服务即将开始',
  rate: '服务评价提醒',
  review: '审核结果',
};
/** What WeChat says about one template after it has asked. */
export const GRANT_RESULTS = ['accept', 'reject', 'ban', 'filter'] as const;
export type GrantResult = (typeof GRANT_RESULTS)[number];
/** WeChat takes five in newer versions; three are taken by every one. */
export const ASK_AT_ONCE = 3;

/** More than a person taps on 允许 in good faith. */
export const GRANTS_MOST = 200;

/** More than so many of a topic within the window become one: “您有 5 条新消息”. */
export const DIGEST_ABOVE = 3;
export const DIGEST_WINDOW_MS = HOUR_MS;
/** What happens within so long of each other goes out together. */
export const GATHER_MS = MINUTE_MS / 2;
export const QUIET_FROM_HOUR = 22;
export const QUIET_TO_HOUR = 7;
/** A count is exact up to here: more is “99+”. */
export const UNREAD_COUNT_MOST = 100;
export const unreadText = (count: number): string => (count >= UNREAD_COUNT_MOST ? '99+' : String(count));
/** How often a phone that is looked at asks for the count. */
export const COUNT_EVERY_MS = 30_000;
export const READ_KEPT_DAYS = 90;
export const UNREAD_KEPT_DAYS = 180;

/** From 22:00 to 7:00 in Shanghai; the first second of 7 o'clock is day. */
export function isQuiet(at: number): boolean {
  const hour = Math.floor((at - startOfDay(dayOf(at))) / HOUR_MS);
  return hour >= QUIET_FROM_HOUR || hour < QUIET_TO_HOUR;
}

/** The same instant by day; at night the next 7:00. */
export function afterQuiet(at: number): number {
  if (!isQuiet(at)) return at;
  const morning = startOfDay(dayOf(at)) + QUIET_TO_HOUR * HOUR_MS;
  return at < morning ? morning : startOfDay(dayOf(at) + 1) + QUIET_TO_HOUR * HOUR_MS;
}

/** When a phone may ring for what happened now: the end of the half minute that gathers, and not at night. */
export const ringAt = (now: number): number => afterQuiet((Math.floor(now / GATHER_MS) + 1) * GATHER_MS);
