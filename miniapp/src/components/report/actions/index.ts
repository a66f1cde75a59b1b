import type { ComponentType } from 'react';
import { REPLY_MIN, REPORT_ACTION_LABELS, type ReportAction } from '@linli/shared/reports';
import type { ActionWords } from '../../action-bar';
import { AmendForm } from './amend-form';
import { SecondCheckForm, SelfHandleForm } from './check-forms';
import { DispatchForm } from './dispatch-form';
import { HandleForm } from './handle-form';
import { MergeForm } from './merge-form';
import { RateForm } from './rate-form';
import { reasonForm } from './reason-form';
import { ReleaseForm } from './release-form';
import { ExtendForm, SuspendForm } from './time-forms';
import type { ActionFormProps } from './types';

export interface ReportActing extends ActionWords {
  /** what is asked before; without one it is a tap */
  form?: ComponentType<ActionFormProps>;
  /** said when it is done */
  done: string;
}

type Acting = Omit<ReportActing, 'label'> & { label?: string };

/** Every act on a report: its icon, its question, its form. Adding one is adding a line; what may be done comes from the server. */
const ACTS: Record<ReportAction, Acting> = {
  withdraw: {
    icon: 'undo-2',
    danger: true,
    confirm: { title: '撤回这份上报？', consequence: '撤回后不再办理，也不能恢复。需要时可以重新上报。' },
    done: '已撤回',
  },
  accept: { icon: 'clipboard-check', done: '已受理' },
  reject: {
    icon: 'circle-x',
    danger: true,
    form: reasonForm({
      label: '不予受理',
      field: '原因',
      hint: '上报人会看到，请说清楚该找谁',
      phrases: ['不在受理范围', '已有同一问题在办', '照片看不清问题'],
      danger: true,
    }),
    done: '已告知上报人',
  },
  restore: { icon: 'rotate-ccw', confirm: { title: '恢复受理？', consequence: '回到待受理，上报人会看到。' }, done: '已恢复' },
  amend: { icon: 'pencil', form: AmendForm, done: '已修改' },
  dispatch: { icon: 'send', form: DispatchForm, done: '已派遣' },
  merge: { icon: 'git-merge', form: MergeForm, done: '已并案' },
  unmerge: { icon: 'git-merge', confirm: { title: '取消并案？', consequence: '回到并案前的状态，重新单独办理。' }, done: '已取消并案' },
  reply: {
    icon: 'message-square',
    form: reasonForm({ label: '答复', field: '答复', hint: '公开，上报人会看到', min: REPLY_MIN, name: 'text' }),
    done: '已答复',
  },
  start: { icon: 'play', done: '已开始，计时继续' },
  take_over: { icon: 'user-check', confirm: { title: '由您接手？', consequence: '处置人会改成您，原处置人会看到。' }, done: '已接手' },
  return: {
    icon: 'undo-2',
    form: reasonForm({
      label: '退回',
      field: '退回原因',
      hint: '退回不停止计时',
      phrases: ['不属于本队职责', '地点不在辖区', '需要其他部门配合'],
    }),
    done: '已退回',
  },
  handle: { icon: 'circle-check', form: HandleForm, done: '已提交，等待核查' },
  record_start: { icon: 'play', confirm: { title: '代队伍记为开始处置？', consequence: '时间线上会标明由您代记。' }, done: '已代记' },
  record_handle: { icon: 'circle-check', form: HandleForm, done: '已代记' },
  approve: {
    icon: 'circle-check',
    form: reasonForm({ label: '核查通过，办结', field: '核查情况', optional: true, name: 'note', photos: true }),
    done: '已办结',
  },
  rework: {
    icon: 'rotate-ccw',
    form: reasonForm({ label: '返工', field: '哪里没做好', phrases: ['问题仍在', '只处理了一部分', '照片不是同一地点'], photos: true }),
    done: '已退回返工',
  },
  suspend: { icon: 'circle-pause', form: SuspendForm, done: '已挂账' },
  resume: { icon: 'play', confirm: { title: '恢复办理？', consequence: '计时从现在继续。' }, done: '已恢复' },
  extend: { icon: 'hourglass', form: ExtendForm, done: '已申请，等待答复' },
  grant_extension: {
    icon: 'check',
    confirm: { title: '同意延期？', consequence: '新的期限立即生效，原期限仍然显示。' },
    done: '已同意延期',
  },
  refuse_extension: { icon: 'x', form: reasonForm({ label: '不同意延期', field: '原因' }), done: '已答复' },
  self_handle: { icon: 'wrench', form: SelfHandleForm, done: '已办结' },
  rate: { icon: 'star', form: RateForm, done: '谢谢您的评价' },
  reopen: { icon: 'rotate-ccw', done: '已重新办理' },
  urge: {
    icon: 'bell',
    confirm: { title: '催办一次？', consequence: '处置人员会立刻看到。24 小时内只能催一次，一共三次。' },
    done: '已催办',
  },
  supervise: {
    icon: 'gavel',
    form: reasonForm({ label: '督办', field: '督办意见', hint: '处置人员会看到', name: 'note', optional: true }),
    done: '已督办',
  },
  release: { icon: 'megaphone', form: ReleaseForm, done: '已公开' },
  unrelease: { icon: 'eye-off', confirm: { title: '撤下公开？', consequence: '公示里立即看不到这一件。' }, done: '已撤下' },
  second_check: { icon: 'list-checks', form: SecondCheckForm, done: '已记下复查结果' },
};

/** What somebody most likely came for, in this order. */
export const LIKELY: readonly ReportAction[] = [
  'rate',
  'grant_extension',
  'handle',
  'start',
  'approve',
  'dispatch',
  'accept',
  'record_handle',
  'record_start',
  'resume',
  'second_check',
  'release',
  'restore',
  'urge',
  'supervise',
  'reply',
];

export const actingOf = (action: ReportAction): ReportActing => ({
  ...ACTS[action],
  label: ACTS[action].label ?? REPORT_ACTION_LABELS[action],
});
