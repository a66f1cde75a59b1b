import type { EventFacts, Telling, Tellings } from './notification-tellings.js';

const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const isReversal = ({ kind }: EventFacts): boolean => kind === 'reversal';
const isWhole = (facts: EventFacts): boolean => isReversal(facts) && number(facts.taken) >= number(facts.points);
const isShort = (facts: EventFacts): boolean => isReversal(facts) && number(facts.taken) < number(facts.points);
const told = (to: string, title: string, body: string, when: (facts: EventFacts) => boolean): Telling => ({
  to: [to],
  topic: 'points',
  title,
  body,
  when,
});

/** Corrections of the books and grants: for those whose points move, and for the second person who decides. */
export const ADJUSTMENT_TELLINGS: Tellings = {
  request: [
    {
      to: ['desk'],
      topic: 'duty',
      title: '账目调整待复核',
      body: '{area}有一笔{what}（{points} 积分）等另一位同事复核。',
      wechat: { template: 'task', phrase: '待复核' },
    },
  ],
  approve: [
    told(
      'granted',
      '收到社区发放的积分',
      '{area}发放给您 {points} 积分，已到账。原因写在积分明细里。',
      ({ kind }) => kind === 'grant_fund',
    ),
    told('loser', '积分有更正', '{area}更正了您{day}的“{for}”：扣回 {points} 积分。原因写在积分明细里，有疑问请联系社区。', isWhole),
    told(
      'loser',
      '积分有更正，还有欠分',
      '{area}更正了您{day}的“{for}”：应扣回 {points} 积分，已扣回 {taken}，还欠 {debt}。以后得到的积分先补还，补还前不能使用积分。',
      isShort,
    ),
    told('receiver', '积分退回给您', '{area}更正了您{day}的“{for}”：{points} 积分已退回给您。原因写在积分明细里。', isWhole),
    told(
      'receiver',
      '积分退回给您',
      '{area}更正了您{day}的“{for}”：应退回 {points} 积分，已退回 {taken}，其余 {debt} 等对方补还后退给您。',
      isShort,
    ),
  ],
  refuse: [
    {
      to: ['requester'],
      topic: 'duty',
      title: '账目调整没有通过',
      body: '您申请的{what}（{points} 积分）复核没有通过，原因请打开查看。',
    },
  ],
};
