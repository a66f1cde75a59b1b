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
