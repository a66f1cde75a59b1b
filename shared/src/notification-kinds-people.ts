import type { Telling, Tellings } from './notification-tellings.js';

const own = (title: string, body: string, phrase?: string): Telling => ({
  to: ['owner'],
  topic: 'account',
  title,
  body,
  ...(phrase ? { wechat: { template: 'review' as const, phrase } } : {}),
});
const decide = (title: string, body: string): Telling => ({
  to: ['deciders'],
  topic: 'duty',
  title,
  body,
  wechat: { template: 'task', phrase: '待审批' },
});

/** Who one is here: roles, memberships, qualifications, leave. */
export const ROLE_TELLINGS: Tellings = {
  grant: [own('您有了新的岗位', '您现在是{area}的{what}，下次打开就能用。', '已生效')],
  end: [own('岗位已结束', '您在{area}的{what}岗位已结束。')],
};
export const LEAVE_TELLINGS: Tellings = {
  'leave.ask': [decide('有人请假，请您批', '{area}有网格员请假，{until}，请您批。')],
  'leave.grant': [{ ...own('请假批准了', '您{until}的请假批准了。', '已批准'), topic: 'duty' }],
  'leave.refuse': [{ ...own('请假没有批', '您{until}的请假没有批准，说明请打开查看。', '未批准'), topic: 'duty' }],
};
export const MEMBERSHIP_TELLINGS: Tellings = {
  join: [decide('有人来报到', '有人到{what}报到，请确认。')],
  confirm: [own('报到已确认', '您到{what}的报到已确认。', '已确认')],
  refuse: [own('报到没有通过', '您到{what}的报到没有通过，原因请打开查看。', '未通过')],
  end: [own('已移出', '您已不在{what}的名单里。')],
};
export const MEMBER_TELLINGS: Tellings = {
  approve: [own('可以开始服务了', '社区确认了您的登记，去看看身边的任务吧。', '已通过')],
  refuse: [own('登记没有通过', '您的志愿服务登记没有通过，原因请打开查看。', '未通过')],
  suspend: [own('服务资格已暂停', '您的服务资格暂停了，原因请打开查看。', '已暂停')],
  restore: [own('服务资格已恢复', '您的服务资格恢复了，欢迎回来。', '已恢复')],
};
export const QUALIFICATION_TELLINGS: Tellings = {
  submit: [decide('资质待审核', '有人提交了“{what}”，请审核。')],
  verify: [own('资质已通过', '您的“{what}”已通过审核。', '已通过')],
  reject: [own('资质没有通过', '您的“{what}”没有通过审核，原因请打开查看。', '未通过')],
  revoke: [own('资质已撤销', '您的“{what}”已撤销，原因请打开查看。', '已撤销')],
  remind: [own('资质快到期了', '您的“{what}”{until}到期，请换新的证书再提交。', '快到期')],
  expire: [own('资质已到期', '您的“{what}”到期了，换好证书再提交就能继续接这类任务。', '已到期')],
};
