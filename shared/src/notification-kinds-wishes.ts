import type { EventFacts, Telling, Tellings } from './notification-tellings.js';
import type { TemplateKey } from './notifications.js';

const line = (to: string, topic: Telling['topic'], title: string, body: string, template?: TemplateKey, phrase = ''): Telling => ({
  to: [to],
  topic,
  title,
  body,
  ...(template ? { wechat: { template, phrase } } : {}),
});
const wisher = (title: string, body: string, template?: TemplateKey, phrase?: string) =>
  line('wisher', 'wishes', title, body, template, phrase);
const claimer = (title: string, body: string, template?: TemplateKey, phrase?: string) =>
  line('claimer', 'wishes', title, body, template, phrase);
const desk = (title: string, body: string, phrase: string) => line('desk', 'duty', title, body, 'task', phrase);
const wasClaimed = ({ claimerId }: EventFacts): boolean => typeof claimerId === 'string';

/** Wishes: never their words, which may tell who somebody is. */
export const WISH_TELLINGS: Tellings = {
  submit: [desk('心愿待审核', '{area}有一个{what}（{no}）等您审核。', '待审核')],
  revise: [desk('心愿改好了，请审核', '{area}的{what}（{no}）修改过了，请审核。', '待审核')],
  approve: [wisher('心愿上榜了', '您的{what}（{no}）已上榜，等人认领。', 'review', '已上榜')],
  reject: [wisher('心愿没有通过', '您的{what}（{no}）没有通过，原因请打开查看，改一改可以再提交。', 'review', '未通过')],
  claim: [
    wisher('有人认领了', '您的{what}（{no}）有人认领了，{until}前完成。', 'progress', '已认领'),
    line('desk', 'duty', '心愿有人认领', '{area}的{what}（{no}）有人认领了，{until}前完成。'),
  ],
  give_back: [wisher('重新等人认领', '认领您{what}（{no}）的人来不了，已重新上榜。', 'progress', '待认领')],
  expire: [
    claimer('认领到期了', '您认领的{what}（{no}）过了承诺的日子，已重新上榜。谢谢您的心意。', 'progress', '已到期'),
    wisher('重新等人认领', '您的{what}（{no}）重新上榜，等人认领。', 'progress', '待认领'),
  ],
  remind: [claimer('快到承诺的日子了', '您认领的{what}（{no}）请在{until}前完成。', 'soon')],
  deliver: [
    desk('请核实心愿', '{area}的{what}（{no}）已完成，请核实。', '待核实'),
    wisher('心愿完成了，社区核实中', '您的{what}（{no}）已完成，社区正在核实。', 'progress', '核实中'),
  ],
  fulfil: [
    wisher('心愿实现了', '您的{what}（{no}）实现了。想说声谢谢，可以打开写一句。', 'review', '已实现'),
    claimer('已核实，谢谢您', '您完成的{what}（{no}）社区已核实。{earned}', 'review', '已核实'),
  ],
  redo: [claimer('请再补充', '您认领的{what}（{no}）需要补充，原因请打开查看。', 'review', '请补充')],
  thank: [claimer('收到一份感谢', '您完成的{what}（{no}），有人想谢谢您。')],
  withdraw: [
    { ...claimer('心愿撤回了', '您认领的{what}（{no}）撤回了，不用再准备。', 'progress', '已撤回'), when: wasClaimed, opens: false },
  ],
};
