import type { ComponentType } from 'react';
import { ORDER_ACTION_LABELS, type OrderAction } from '@linli/shared/orders';
import type { LeftOutView, OrderView } from '@linli/shared/orders.dto';
import type { ActionWords } from '@/components/action-bar';
import { ApproveForm } from './approve-form';
import { CallBackForm } from './call-back-form';
import { ConfirmForm } from './confirm-form';
import { DispatchForm } from './dispatch-form';
import { InsureForm } from './insure-form';
import type { FormProps } from './types';
import { UpholdForm } from './uphold-form';
import { wordsForm } from './words-form';

export interface Acting extends ActionWords {
  /** what is asked before; without one it is a tap */
  form?: ComponentType<FormProps>;
  /** said when it is done */
  done: string;
}
type Spoken = Omit<Acting, 'label'> & { label?: string };

/** What the desk does with an order: icon, question, form. What may be done now comes from the server. */
export const DESK_ACTS: Partial<Record<OrderAction, Spoken>> = {
  approve: { icon: 'clipboard-check', form: ApproveForm, done: '已通过，可以派单了' },
  reject: {
    icon: 'circle-x',
    danger: true,
    form: wordsForm({
      label: '不通过',
      field: '原因',
      hint: '点单人会看到，请说清楚还能找谁',
      phrases: ['不在服务范围', '风险太大，建议请专业机构', '信息不完整，联系不上'],
      danger: true,
    }),
    done: '已告知点单人',
  },
  dispatch: { icon: 'send', form: DispatchForm, done: '已发出邀请' },
  publish: {
    icon: 'megaphone',
    confirm: { title: '发布到任务大厅？', consequence: '符合条件的人都能看到时间、大致地点和服务内容，看不到姓名、电话、地址。' },
    done: '已发布到大厅',
  },
  unpublish: { icon: 'eye-off', confirm: { title: '从大厅撤下？', consequence: '已经接单和受邀的人不受影响。' }, done: '已撤下' },
  insure: { icon: 'shield-check', form: InsureForm, done: '已登记保险' },
  start_with_fewer: {
    icon: 'users',
    confirm: { title: '就按现有的人开始？', consequence: '人数改为已经接单的人数，不再找人。' },
    done: '人数已改',
  },
  end: {
    icon: 'square',
    danger: true,
    form: wordsForm({
      label: '结束服务',
      field: '为什么由社区结束',
      phrases: ['联系不上服务的人', '现场情况有变'],
      danger: true,
      name: 'note',
    }),
    done: '已结束，时长由社区认定',
  },
  confirm: { label: '确认名单', icon: 'clipboard-check', form: ConfirmForm, done: '已确认' },
  dispute: {
    label: '转为有异议',
    icon: 'message-circle-question',
    form: wordsForm({ label: '转为有异议', field: '哪里不对', phrases: ['回访说没有来', '时间对不上'] }),
    done: '已转为有异议',
  },
  uphold: { icon: 'gavel', form: UpholdForm, done: '已认定有效' },
  void: {
    icon: 'circle-x',
    danger: true,
    form: wordsForm({
      label: '认定作废',
      field: '核实结果',
      hint: '双方都会看到；作废后不记时长',
      phrases: ['核实没有提供服务', '双方都同意作废'],
      danger: true,
    }),
    done: '已作废',
  },
  call_back: { icon: 'phone', form: CallBackForm, done: '已记下回访' },
  cancel: {
    label: '取消订单',
    icon: 'undo-2',
    danger: true,
    form: wordsForm({
      label: '取消订单',
      field: '原因',
      hint: '点单人和已接单的人会看到，不能恢复',
      phrases: ['点单人来电取消', '天气原因', '服务条件不具备'],
      danger: true,
    }),
    done: '已取消',
  },
};

/** What somebody at the desk most likely came for, in this order. */
export const LIKELY: readonly OrderAction[] = [
  'approve',
  'uphold',
  'call_back',
  'confirm',
  'dispatch',
  'insure',
  'start_with_fewer',
  'publish',
];

/** Done to one person: their buttons stand beside the name. */
export const OF_PERSONS: readonly OrderAction[] = ['no_show', 'record_start', 'record_finish'];

/** Who was not invited, and why: the first by name. */
export function leftOutText(people: readonly LeftOutView[]): string {
  const [first] = people;
  const others = people.length > 1 ? `另有 ${people.length - 1} 人也没有邀请。` : '';
  return `其他人已发出邀请。${first?.name ?? ''}没有邀请：${first?.reason ?? ''}${others}`;
}

export const deskActions = (order: OrderView): OrderAction[] => order.actions.filter((a) => DESK_ACTS[a]);

export const actingOf = (action: OrderAction): Acting => ({
  done: '好了',
  ...DESK_ACTS[action],
  label: DESK_ACTS[action]?.label ?? ORDER_ACTION_LABELS[action],
});
