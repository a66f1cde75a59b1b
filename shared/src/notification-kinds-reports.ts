import type { EventFacts, Telling, Tellings } from './notification-tellings.js';

const level = (wanted: number) => (data: EventFacts) => data.level === wanted;
const toChief = (data: EventFacts) => data.toChief === true;
const progress = (phrase: string): Telling['wechat'] => ({ template: 'progress', phrase });
const task = (phrase: string): Telling['wechat'] => ({ template: 'task', phrase });
const late = (phrase: string): Telling['wechat'] => ({ template: 'late', phrase });

/** To whoever reported it; the phrase is the state on WeChat's card. */
const reporter = (title: string, body: string, phrase: string): Telling => ({
  to: ['reporter'],
  topic: 'my_reports',
  title,
  body,
  wechat: progress(phrase),
});
const followers = (title: string, body: string): Telling => ({ to: ['followers'], topic: 'following', title, body });
const duty = (to: readonly string[], title: string, body: string, wechat: Telling['wechat'], more: Partial<Telling> = {}): Telling => ({
  to,
  topic: 'duty',
  title,
  body,
  wechat,
  wakes: true,
  ...more,
});

const HANDLED = [
  reporter('已处理，正在核实', '您反映的“{what}”（{no}）已处理，网格员会到现场核实。', '待核实'),
  duty(['gridMember'], '请去现场核查', '{area}的“{what}”（{no}）处置完成，请到现场看一看。', task('待核查'), { wakes: false }),
  followers('已处理，正在核实', '您关注的“{what}”（{no}）已处理，正在核实。'),
];
const CLOSED = [
  reporter('已办结，请您评价', '您反映的“{what}”（{no}）已办结，办得怎么样，请您说一说。{earned}', '已办结'),
  followers('已办结', '您关注的“{what}”（{no}）已办结。'),
];

/** Reports: what their events say to whom. */
export const REPORT_TELLINGS: Tellings = {
  // The desk sees every new report in its list; only what cannot wait speaks up.
  report: [
    duty(['desk', 'gridLeader'], '紧急上报', '{area}有一件紧急上报“{what}”（{no}），请马上处理。', task('紧急'), {
      when: ({ priority }) => priority === 'critical',
    }),
  ],
  accept: [reporter('已受理', '您反映的“{what}”（{no}）已受理，{due}前答复您。', '已受理')],
  reject: [reporter('这件事没能受理', '您反映的“{what}”（{no}）没能受理，原因请打开查看。', '未受理')],
  restore: [reporter('已恢复受理', '您反映的“{what}”（{no}）重新受理了。', '已恢复')],
  merge: [reporter('已并入同一问题', '您反映的“{what}”（{no}）与另一件是同一问题，合在一起办，进展照样告诉您。', '已合并')],
  unmerge: [reporter('改为单独办理', '您反映的“{what}”（{no}）改为单独办理。', '办理中')],
  dispatch: [
    duty(['wholeTeam'], '有新任务', '{area}的“{what}”（{no}）派给了{team}，请在{due}前处置。', task('待处置')),
    reporter('已交给{team}', '您反映的“{what}”（{no}）已交给{team}，{due}前处理。', '已交办'),
    followers('已交给{team}', '您关注的“{what}”（{no}）已交给{team}。'),
  ],
  reply: [
    reporter('有了答复', '您反映的“{what}”（{no}）有了答复，请打开查看。', '已答复'),
    followers('有了答复', '您关注的“{what}”（{no}）有了答复。'),
  ],
  start: [reporter('开始处理', '{team}开始处理您反映的“{what}”（{no}）。', '处理中')],
  record_start: [reporter('开始处理', '{team}开始处理您反映的“{what}”（{no}）。', '处理中')],
  return: [
    duty(['chief'], '第三次退回，请您协调', '{area}的“{what}”（{no}）第三次被退回，请您定责任队伍。', task('待协调'), { when: toChief }),
    duty(['desk'], '被退回，请重新派遣', '{area}的“{what}”（{no}）被队伍退回，处置时限还在走，请尽快重新派遣。', task('待派遣')),
  ],
  handle: HANDLED,
  record_handle: HANDLED,
  approve: CLOSED,
  self_handle: CLOSED,
  close_unchecked: CLOSED,
  rework: [
    duty(['handler', 'team'], '需要返工', '{area}的“{what}”（{no}）核查没有通过，请在{due}前重新处置。', task('需返工')),
    reporter('还没办好，已要求返工', '您反映的“{what}”（{no}）核实时还没办好，已要求重新处理。', '返工中'),
  ],
  reopen: [
    duty(['handler', 'team'], '反映人不满意，重新办理', '{area}的“{what}”（{no}）评价不满意，请在{due}前重新办理。', task('重新办')),
    duty(['desk'], '反映人不满意，已重新办理', '{area}的“{what}”（{no}）因评价不满意重新办理，请留意。', undefined, { wakes: false }),
  ],
  suspend: [
    reporter('暂缓处理', '您反映的“{what}”（{no}）暂缓处理，最迟{until}恢复，原因请打开查看。', '暂缓'),
    duty(['handler', 'team'], '已挂账', '{area}的“{what}”（{no}）已挂账，最迟{until}恢复办理。', undefined, { wakes: false }),
    followers('暂缓处理', '您关注的“{what}”（{no}）暂缓处理，最迟{until}恢复。'),
  ],
  resume: [
    duty(['handler', 'team'], '恢复办理', '{area}的“{what}”（{no}）恢复办理，请在{due}前处置。', task('待处置')),
    reporter('恢复处理', '您反映的“{what}”（{no}）恢复处理，{due}前办好。', '处理中'),
  ],
  extend: [duty(['desk'], '延期待您审批', '{area}的“{what}”（{no}）申请延期至{until}，请审批。', task('待审批'))],
  grant_extension: [
    duty(['asker', 'handler'], '同意延期', '“{what}”（{no}）同意延期，新的时限是{due}。', task('已同意'), { wakes: false }),
    reporter('处理时间有变', '您反映的“{what}”（{no}）要多一些时间，改为{due}前办好。', '已延期'),
  ],
  refuse_extension: [duty(['asker', 'handler'], '没有同意延期', '“{what}”（{no}）没有同意延期，仍请在{due}前处置。', task('未同意'))],
  urge: [duty(['handler', 'team', 'desk'], '反映人催办', '{area}的“{what}”（{no}）反映人来催了，时限是{due}。', task('催办'))],
  supervise: [duty(['handler', 'team', 'desk'], '街长督办', '{area}的“{what}”（{no}）街长正在督办，时限是{due}。', task('督办'))],
  remind: [duty(['handler', 'team', 'deskUnsent'], '快到时限了', '{area}的“{what}”（{no}）时限只剩四分之一：{due}前。', late('快超时'))],
  escalate_response: [
    duty(['gridLeader', 'desk'], '超过 24 小时未答复', '{area}的“{what}”（{no}）已超过答复时限，请马上答复。', late('未答复'), {
      when: level(1),
    }),
    duty(['streetDesk'], '超时 2 小时未答复', '{area}的“{what}”（{no}）答复超时 2 小时，请督促。', late('未答复'), { when: level(2) }),
    duty(['chief'], '超时 4 小时未答复', '{area}的“{what}”（{no}）答复超时 4 小时，请您过问。', late('未答复'), { when: level(3) }),
    { ...reporter('已报街长', '您反映的“{what}”（{no}）超时还没有答复，已报街长过问。', '已上报'), when: level(3) },
  ],
  escalate_disposal: [
    duty(['lead', 'desk'], '处置已超时', '{area}的“{what}”（{no}）已过处置时限，请抓紧办理。', late('已超时'), { when: level(1) }),
    duty(['chief'], '处置超时较久', '{area}的“{what}”（{no}）处置超时较久，请您过问。', late('已超时'), { when: level(2) }),
    { ...reporter('已报街长', '您反映的“{what}”（{no}）超时还没有办好，已报街长过问。', '已上报'), when: level(2) },
  ],
  second_check: [
    duty(['desk'], '复查没有通过', '{area}的“{what}”（{no}）街道复查没有通过，请打开查看。', task('未通过'), {
      when: ({ passed }) => passed === false,
      wakes: false,
    }),
  ],
};
