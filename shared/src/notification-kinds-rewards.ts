import type { Telling, Tellings } from './notification-tellings.js';

const owner = (title: string, body: string): Telling => ({
  to: ['owner'],
  topic: 'points',
  title,
  body,
});

/** Vouchers: what and where, never who. */
export const VOUCHER_TELLINGS: Tellings = {
  redeem: [owner('兑换成功', '您在{shop}兑换了{what}，用了 {points} 积分（{no}）。')],
  remind: [owner('兑换券快到期了', '{shop}的{what}（{no}）{until}到期，记得去店里使用；用不上可以取消，积分退还给您。')],
  expire: [owner('兑换券过期了', '{shop}的{what}（{no}）已过期，{points} 积分退还给您了。')],
  release: [owner('商家退出，积分已退还', '{shop}不再参加兑换，您的{what}（{no}）不能再用，{points} 积分退还给您了。')],
  refund: [owner('兑换已退回', '您在{shop}兑换的{what}（{no}）已退回，{points} 积分退还给您了。')],
};
