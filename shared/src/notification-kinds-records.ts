import type { EventFacts, Telling, Tellings } from './notification-tellings.js';
import type { TemplateKey } from './notifications.js';

const line = (to: string, topic: Telling['topic'], title: string, body: string, template?: TemplateKey, phrase = ''): Telling => ({
  to: [to],
  topic,
  title,
  body,
  ...(template ? { wechat: { template, phrase } } : {}),
});
const owner = (title: string, body: string, template?: TemplateKey, phrase?: string) =>
  line('owner', 'volunteering', title, body, template, phrase);
const desk = (title: string, body: string, phrase: string) => line('desk', 'duty', title, body, 'task', phrase);
const BY_DESK: readonly unknown[] = ['desk', 'objection', 'flag'];
/** Whoever asked for a correction is told once, by its answer. */
const uncorrected = ({ why }: EventFacts): boolean => why !== 'correction';
/** When a whole order comes to nothing, the order tells it. */
const byDesk = ({ why }: EventFacts): boolean => BY_DESK.includes(why);
const isObjection = ({ kind }: EventFacts): boolean => kind === 'objection';
const isCorrection = ({ kind }: EventFacts): boolean => kind === 'correction';

/** Records of minutes. Records made by codes tell with their order; here speak those by hand, and what becomes of any of them later. */
export const RECORD_TELLINGS: Tellings = {
  enter: [
    {
      ...owner('为您补录了服务时长', '{area}为您补录了{day}的服务 {minutes}，公示并确认后计入。', 'progress', '待公示'),
      when: uncorrected,
    },
    desk('补录时长待审核', '{area}有一条补录的服务时长（{day}，{minutes}）等您审核。', '待审核'),
  ],
  publicise: [owner('服务时长开始公示', '您{day}的服务 {minutes} 已开始公示，公示到{until}。', 'progress', '公示中')],
  confirm: [owner('服务时长已确认', '您{day}的服务 {minutes} 已确认，+{points} 积分。', 'review', '已确认')],
  refuse: [{ ...owner('服务时长没有通过', '您{day}的服务 {minutes} 没有通过，原因请打开查看。', 'review', '未通过'), when: byDesk }],
  void: [
    {
      ...owner('服务时长已作废', '您{day}的服务 {minutes} 已作废{back}，原因请打开查看。有疑问请联系社区。', 'review', '已作废'),
      when: byDesk,
    },
  ],
};

export const RECORD_CASE_TELLINGS: Tellings = {
  object: [
    owner('有人对公示提出异议', '您{day}的服务 {minutes} 有人提出异议，社区会在{until}前核实。'),
    desk('公示异议待处理', '{area}有一条服务时长的公示异议，请在{until}前答复。', '待处理'),
  ],
  ask_correction: [desk('更正申请待处理', '{area}有一条服务时长的更正申请，请在{until}前答复。', '待处理')],
  uphold: [
    {
      ...line('raiser', 'account', '您的异议已采纳', '您对公示提出的异议已核实采纳，答复请打开查看。', 'review', '已采纳'),
      when: isObjection,
    },
    { ...line('raiser', 'account', '更正申请已答复', '您申请更正的记录已处理，答复请打开查看。', 'review', '已处理'), when: isCorrection },
  ],
  correct: [line('raiser', 'account', '更正申请已采纳', '您申请更正的记录已作废，新的记录正在等待公示。', 'review', '已采纳')],
  dismiss: [
    {
      ...line('raiser', 'account', '您的异议已答复', '您对公示提出的异议经核实没有采纳，答复请打开查看。', 'review', '已答复'),
      when: isObjection,
    },
    { ...owner('公示异议已排除', '您{day}的服务 {minutes} 的异议经核实不成立。'), when: isObjection },
    { ...line('raiser', 'account', '更正申请已答复', '您的更正申请没有采纳，答复请打开查看。', 'review', '未采纳'), when: isCorrection },
  ],
};

const ofBudget = ({ kind }: EventFacts): boolean => kind === 'over_budget';
const ofRecords = (facts: EventFacts): boolean => !ofBudget(facts);
export const RECORD_FLAG_TELLINGS: Tellings = {
  raise: [
    { ...line('desk', 'duty', '时长疑点待复核', '{area}有一条时长疑点（{what}），请复核。'), when: ofRecords },
    { ...line('desk', 'duty', '积分发放超出预算', '{area}今年发放的积分超出了预算，服务照常记分，请复核原因。'), when: ofBudget },
  ],
  reopen: [
    { ...line('desk', 'duty', '时长疑点有新情况', '{area}一条复核过的时长疑点（{what}）出现新的记录，请再看看。'), when: ofRecords },
    { ...line('desk', 'duty', '积分超出预算有新情况', '{area}今年发放的积分复核后又超出更多，请再看看。'), when: ofBudget },
  ],
};
