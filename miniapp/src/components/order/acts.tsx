import { useState, type ComponentType } from 'react';
import { View } from '@tarojs/components';
import { LATE_WITHDRAWAL_HOURS, ORDER_ACTION_LABELS, ORDER_STATE_PLAIN, type OrderAction, type OrderState } from '@linli/shared/orders';
import type { OrderView } from '@linli/shared/orders.dto';
import { useOrderAct } from '@/api/orders';
import { ProblemError } from '@/api/problem';
import { tick } from '@/lib/haptics';
import { say } from '@/lib/say';
import { ActionBar, type ActionWords } from '../action-bar';
import { Sheet } from '../sheet';
import { RateForm, wordsForm, type OrderFormProps } from './forms';

interface Acting extends ActionWords {
  form?: ComponentType<OrderFormProps>;
  done: string;
}

/** What residents and those who serve do, each with its question; the desk has its own page. Adding one is adding a line. */
const ACTS: Partial<Record<OrderAction, Omit<Acting, 'label'> & { label?: string }>> = {
  accept: { icon: 'check', done: '接好了，谢谢您' },
  decline: { icon: 'minus', done: '知道了，下次再约您' },
  withdraw: {
    icon: 'undo-2',
    danger: true,
    form: wordsForm({
      label: '退单',
      field: '为什么去不了',
      hint: () => `名额会马上让给别人。开始前 ${LATE_WITHDRAWAL_HOURS} 小时内退单会记一次“临时退单”。`,
      phrases: ['临时有事', '身体不舒服', '时间排不开'],
      danger: true,
      optional: true,
      name: 'note',
    }),
    done: '已退单，社区会再找人',
  },
  confirm: {
    icon: 'circle-check',
    confirm: { title: '确认服务完成？', consequence: '确认后，服务时长会记给来帮忙的人。有问题请选“有异议”。' },
    done: '已确认，谢谢您',
  },
  dispute: {
    icon: 'message-circle-question',
    form: wordsForm({
      label: '提交',
      field: '哪里不对',
      hint: () => '社区会打电话核实，核实前不记时长',
      phrases: ['人没有来', '时间不对', '没有做完'],
      name: 'reason',
    }),
    done: '已告诉社区，会有人联系您',
  },
  rate: { icon: 'star', form: RateForm, done: '谢谢您的评价' },
  cancel: {
    label: '取消订单',
    icon: 'circle-x',
    danger: true,
    form: wordsForm({
      label: '取消订单',
      field: '为什么取消',
      hint: (o) => (o.accepted > 0 ? '已经有人接单，取消后会马上告诉对方。' : '取消后不能恢复，需要时可以再点。'),
      phrases: ['不需要了', '时间要改', '家里有人帮忙了'],
      danger: true,
      name: 'reason',
    }),
    done: '已取消',
  },
};

const LIKELY: readonly OrderAction[] = ['accept', 'confirm', 'rate'];

interface Props {
  order: OrderView;
  /** drawn elsewhere on this page */
  elsewhere?: readonly OrderAction[];
  /** in the tap itself: WeChat asks about messages only there */
  onPress?: (action: OrderAction) => void;
  onDone?: (action: OrderAction, order: OrderView) => void;
}

export const knows = (action: OrderAction) => ACTS[action] !== undefined;

export function OrderActs({ order, elsewhere = [], onPress, onDone }: Props) {
  const [open, setOpen] = useState<OrderAction | null>(null);
  const acting = useOrderAct(order.id);
  const wordsOf = (action: OrderAction): Acting => ({
    done: '好了',
    ...ACTS[action],
    label: ACTS[action]?.label ?? ORDER_ACTION_LABELS[action],
  });
  const Form = open ? ACTS[open]?.form : undefined;
  // the last act takes the buttons away before its answer is told: a promise is kept all the same
  const perform = (action: OrderAction, body?: object) =>
    void acting.mutateAsync({ action, body }).then(
      (view) => {
        tick();
        setOpen(null);
        say(wordsOf(action).done, 'done');
        // who has just confirmed is asked at once how it was
        if (action === 'confirm' && view.actions.includes('rate')) setOpen('rate');
        onDone?.(action, view);
      },
      (e: Error) => {
        const state = e instanceof ProblemError && e.status === 409 ? (e.state as OrderState | null) : null;
        if (state) setOpen(null);
        if (state && state !== order.state) say(`${e.message}（现在：${ORDER_STATE_PLAIN[state] ?? state}）`, 'late');
        else if (state || !ACTS[action]?.form) say(e.message, 'late');
      },
    );
  const start = (action: OrderAction) => {
    onPress?.(action);
    acting.reset();
    if (ACTS[action]?.form) setOpen(action);
    else perform(action);
  };
  const shown = order.actions.filter((a) => knows(a) && !elsewhere.includes(a));
  if (!shown.length && !open) return null;
  return (
    <View>
      <ActionBar
        actions={shown}
        words={wordsOf}
        likely={LIKELY}
        pending={acting.isPending ? acting.variables.action : null}
        onAction={start}
      />
      {open && Form && (
        <Sheet open title={wordsOf(open).label} onClose={() => setOpen(null)}>
          <Form order={order} send={(body) => perform(open, body)} pending={acting.isPending} error={acting.error} />
        </Sheet>
      )}
    </View>
  );
}
