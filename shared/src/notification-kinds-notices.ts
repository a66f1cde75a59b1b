import type { Tellings } from './notification-tellings.js';

const TO_APPROVE = [
  {
    to: ['approvers'],
    topic: 'duty',
    title: '公告待审批',
    body: '{area}有一条公告等您审批，发布后居民就能看到。',
    wechat: { template: 'task', phrase: '待审批' },
  },
] as const;

/** Notices: four eyes need two people who know of it. Residents find them on their home page. */
export const NOTICE_TELLINGS: Tellings = {
  submit: TO_APPROVE,
  revise: TO_APPROVE,
  approve: [
    {
      to: ['writers'],
      topic: 'duty',
      title: '公告已发布',
      body: '您写给{area}的公告已经发布。',
      wechat: { template: 'review', phrase: '已发布' },
    },
  ],
  refuse: [
    {
      to: ['writers'],
      topic: 'duty',
      title: '公告请修改',
      body: '您写给{area}的公告需要修改，原因请打开查看。',
      wechat: { template: 'review', phrase: '请修改' },
    },
  ],
};
