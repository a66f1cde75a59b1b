import type { Telling, Tellings } from './notification-tellings.js';

const told = (to: 'desk' | 'people', title: string, body: string): Telling => ({
  to: [to],
  topic: to === 'desk' ? 'duty' : 'points',
  title,
  body,
});

/** A shop's own life, for the desk that keeps it and for its people. */
export const SHOP_TELLINGS: Tellings = {
  agreement_ending: [
    told('desk', '商家协议快到期', '{shop}的协议{until}到期，到期后不能再兑换，请联系商家续签。'),
    told('people', '店铺协议快到期', '{shop}与社区的协议{until}到期，到期后居民不能再兑换。要继续参加，请联系签约社区续签。'),
  ],
};
/** Settlement: what the community owes, for both sides. */
export const SHEET_TELLINGS: Tellings = {
  close: [
    told('people', '结算单出来了', '{shop}{month}结算单：合计 {points} 积分，已交给签约社区。'),
    told('desk', '商家结算单待处理', '{shop}{month}结算单：合计 {points} 积分，请与商家结清后标记。'),
  ],
  mismatch: [told('desk', '结算单核对不符', '{shop}{month}的兑换明细与账本不一致，没有出单，请联系管理员核对。')],
  handle: [told('people', '结算单已处理', '{shop}{month}结算单（{points} 积分）社区已处理，请核对。')],
};
