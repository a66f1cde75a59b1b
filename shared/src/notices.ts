import { actionsFrom, type Workflow } from './workflow.js';

export const NOTICE_STATES = ['submitted', 'published', 'refused', 'withdrawn'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];
export const NOTICE_STATE_LABELS: Record<NoticeState, string> = {
  submitted: '待审批',
  published: '已发布',
  refused: '未通过',
  withdrawn: '已撤下',
};
/** Written by one dispatcher, approved by a second person: nobody publishes their own words. */
export const NOTICE_WORKFLOW = {
  revise: { from: ['submitted', 'refused'], to: 'submitted' },
  approve: { from: ['submitted'], to: 'published' },
  refuse: { from: ['submitted'], to: 'refused' },
  withdraw: { from: ['submitted', 'published'], to: 'withdrawn' },
} as const satisfies Workflow<string, NoticeState>;
export type NoticeAction = keyof typeof NOTICE_WORKFLOW;
export const NOTICE_ACTIONS = Object.keys(NOTICE_WORKFLOW) as NoticeAction[];
export const NOTICE_ACTION_LABELS: Record<NoticeAction, string> = {
  revise: '修改',
  approve: '同意发布',
  refuse: '退回修改',
  withdraw: '撤下',
};
export const noticeActions = (state: NoticeState): NoticeAction[] => actionsFrom<NoticeAction, NoticeState>(NOTICE_WORKFLOW, state);

export const NOTICE_TITLE_MIN = 4;
export const NOTICE_TITLE_MAX = 40;
export const NOTICE_TEXT_MIN = 10;
export const NOTICE_TEXT_MAX = 1000;
export const NOTICE_DAYS_MAX = 366;
