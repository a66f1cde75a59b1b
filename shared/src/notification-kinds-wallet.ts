import type { Tellings } from './notification-tellings.js';

/** Points from a relative: who it was stands in the statement, masked. */
export const GIFT_TELLINGS: Tellings = {
  give: [
    {
      to: ['receiver'],
      topic: 'volunteering',
      title: '收到亲属赠送的积分',
      body: '您的近亲属赠给您 {points} 积分，已到账，可以在“我的积分”里查看。',
    },
  ],
};
