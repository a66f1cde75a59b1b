import type { EventFacts, Telling, Tellings } from './notification-tellings.js';
import type { TemplateKey } from './notifications.js';

const wechat = (template: TemplateKey, phrase: string): Telling['wechat'] => ({ template, phrase });
/** The resident, the elder, whoever ordered for them. */
const served = (title: string, body: string, card?: Telling['wechat'], when?: Telling['when']): Telling => ({
  to: ['served'],
  topic: 'orders',
  title,
  body,
  wechat: card,
  when,
});
/** Those who serve: of this event, or all who are in it now. */
const serving = (to: 'persons' | 'person', title: string, body: string, card?: Telling['wechat']): Telling => ({
  to: [to],
  topic: 'volunteering',
  title,
  body,
  wechat: card,
});
const desk = (title: string, body: string, card?: Telling['wechat'], when?: Telling['when']): Telling => ({
  to: ['desk'],
  topic: 'duty',
  title,
  body,
  wechat: card,
  when,
});

const is = (name: string) => (data: EventFacts) => data[name] === true;
const INVITED = [
  serving('persons', '邀请您去服务', '{when}，{area}，“{what}”。请在{until}前答复，不方便可以婉拒。', wechat('task', '待接单')),
];
const BEGUN = [served('服务开始了', '“{what}”（{no}）已签到，服务开始。', wechat('progress', '服务中'), is('first'))];
const ENDED = served(
  '服务结束，请您确认',
  '“{what}”（{no}）已签退。办得怎么样，请您确认；72 小时没有答复视为确认。',
  wechat('rate', '待确认'),
);
const OVER = [{ ...ENDED, when: is('last') }];
const PUT_RIGHT = (title: string, body: string): Telling[] => [
  served(title, body, wechat('review', '已核实')),
  serving('persons', title, body, wechat('review', '已核实')),
];

/** Service orders: what their events (ORDER_EVENTS) say to whom. */
export const ORDER_TELLINGS: Tellings = {
  create: [
    desk('点单待审核', '{area}有一份点单“{what}”（{no}），{when}，请审核。', wechat('task', '待审核'), ({ to }) => to === 'submitted'),
    served(
      '已为您点单',
      '“{what}”（{no}），{when}，有了进展会告诉您。',
      undefined,
      ({ source }) => source === 'helper' || source === 'staff',
    ),
  ],
  approve: [served('审核通过，正在找人', '您点的“{what}”（{no}）审核通过，正在找合适的人。', wechat('review', '已通过'))],
  reject: [served('这份点单没有通过', '您点的“{what}”（{no}）没有通过，原因请打开查看。', wechat('review', '未通过'))],
  dispatch: INVITED,
  next_offer: INVITED,
  accept: [
    served('有人接单了', '“{what}”（{no}）有人来，{when}，请留意。', wechat('accepted', '已接单'), is('filled')),
    desk('人已找齐', '“{what}”（{no}）人已找齐，{when}。', undefined, is('filled')),
  ],
  withdraw: [
    desk('有人退单，请再找人', '“{what}”（{no}）有人退单，{when}开始，请再找人。', wechat('task', '待派单')),
    served('正在重新找人', '原来接“{what}”（{no}）的人临时来不了，正在重新找人。', wechat('progress', '找人中'), is('reopened')),
  ],
  start_with_fewer: [serving('persons', '按现有人数开始', '“{what}”（{no}）按现有人数开始，{when}。')],
  warn: [
    desk('快到时间还差人', '“{what}”（{no}）还差人，{when}开始，请尽快找人。', wechat('late', '还差人')),
    served('还在找人', '“{what}”（{no}）还没找齐人，社区正在找；找不到会在{due}前告诉您。', wechat('progress', '找人中')),
  ],
  remind: [
    serving('persons', '别忘了去服务', '{hours}小时后，{area}，“{what}”（{no}），{when}开始。', wechat('soon', '快开始')),
    served('服务快开始了', '{hours}小时后有人来：“{what}”（{no}），{when}。', wechat('soon', '快开始')),
  ],
  start: BEGUN,
  record_start: BEGUN,
  finish: OVER,
  record_finish: OVER,
  auto_finish: [serving('persons', '到点自动签退', '“{what}”（{no}）结束半小时后还没有签退，已按约定的结束时间自动签退。'), ENDED],
  end: [ENDED, serving('persons', '服务已结束', '社区结束了“{what}”（{no}）的服务。')],
  no_show: [
    serving('person', '记为未到场', '“{what}”（{no}）没有签到，社区记为未到场；有特殊情况请联系社区。'),
    served('正在重新找人', '接“{what}”（{no}）的人没有到，社区正在处理。', wechat('progress', '处理中')),
  ],
  confirm: [serving('persons', '服务已确认，谢谢您', '{earned}。“{what}”（{no}）已确认。', wechat('review', '已确认'))],
  confirm_silently: [
    serving('persons', '服务已确认，谢谢您', '{earned}。“{what}”（{no}）到期没有异议，视为确认。', wechat('review', '已确认')),
  ],
  dispute: [
    desk('有异议，请核实', '“{what}”（{no}）有异议，请核实后认定。', wechat('task', '有异议')),
    serving('persons', '居民有不同意见', '“{what}”（{no}）居民有不同意见，社区会核实，请留意电话。'),
  ],
  uphold: PUT_RIGHT('认定有效', '“{what}”（{no}）社区核实后认定有效。'),
  void: PUT_RIGHT('认定作废', '“{what}”（{no}）社区核实后认定作废，说明请打开查看。'),
  rate: [{ ...serving('persons', '收到了评价', '您参加的“{what}”（{no}）收到了评价。'), when: ({ of }) => of === 'service' }],
  cancel: [
    serving('persons', '任务取消了', '“{what}”（{no}），{when}，已取消，不用去了。', wechat('progress', '已取消')),
    served('点单已取消', '您点的“{what}”（{no}）已取消，原因请打开查看。', wechat('progress', '已取消')),
    // A post that ends takes its shifts with it: the desk did that itself, once.
    desk('点单已取消', '“{what}”（{no}），{when}，已取消。', undefined, ({ withPost }) => withPost !== true),
  ],
  expire: [
    served(
      '没有找到合适的人',
      '很抱歉，“{what}”（{no}）到时没有找到合适的人。可以换个时间再点，或给社区打电话。',
      wechat('progress', '没找到人'),
    ),
    serving('persons', '任务取消了', '“{what}”（{no}），{when}，因人没找齐取消，不用去了。', wechat('progress', '已取消')),
    desk('到时没有找到人', '“{what}”（{no}）到时没有找齐人，请联系居民。', wechat('late', '没找到人')),
  ],
};
