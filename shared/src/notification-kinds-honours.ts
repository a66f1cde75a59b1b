import type { Telling, Tellings } from './notification-tellings.js';

const own = (title: string, body: string, phrase?: string): Telling => ({
  to: ['owner'],
  topic: 'volunteering',
  title,
  body,
  ...(phrase ? { wechat: { template: 'review' as const, phrase } } : {}),
});

/** A star won, or lost because a record was put right. */
export const STAR_TELLINGS: Tellings = {
  rise: [own('您升星了', '您升到{what}了，谢谢您的付出。看看现在有哪些礼遇。')],
  fall: [own('星级有变化', '因为服务记录或规则更正，您现在是{what}。打开可以看到时长。')],
};

/** Certificates: never a name, and no hours. */
export const CERTIFICATE_TELLINGS: Tellings = {
  apply: [
    {
      to: ['desk'],
      topic: 'duty',
      title: '有人申请服务证明',
      body: '{area}有一份志愿服务记录证明等您核对、开具。',
      wechat: { template: 'task', phrase: '待开具' },
    },
  ],
  issue: [own('证明开好了', '{area}的志愿服务记录证明开好了，可以打开、下载。', '已开具')],
  refuse: [own('证明没有开出', '{area}的志愿服务记录证明没有开出，原因请打开查看。', '未开具')],
  void: [own('证明作废了', '{area}给您开的一份志愿服务记录证明作废了，原因请打开查看。', '已作废')],
  void_changed: [own('证明需要重开', '证明里有服务记录后来更正了，{area}的这份证明已作废，您可以免费重新申请。', '已作废')],
};
