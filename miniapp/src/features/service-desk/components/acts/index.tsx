import { useEffect, useRef, useState } from 'react';
import { View } from '@tarojs/components';
import { ORDER_STATE_LABELS, type OrderAction, type OrderState } from '@linli/shared/orders';
import type { OrderView } from '@linli/shared/orders.dto';
import { useOrderAct } from '@/api/orders';
import { ProblemError } from '@/api/problem';
import { ActionBar } from '@/components/action-bar';
import { Sheet } from '@/components/sheet';
import { tick } from '@/lib/haptics';
import { say } from '@/lib/say';
import { LIKELY, actingOf, deskActions, leftOutText } from './list';

interface Props {
  order: OrderView;
  /** asked for from outside, e.g. by a key of the desk; `onWanted` says it was taken up */
  wanted?: OrderAction | null;
  onWanted?: () => void;
}

/** Buttons and forms of what the desk may do now. */
export function DeskActs({ order, wanted, onWanted }: Props) {
  const [open, setOpen] = useState<OrderAction | null>(null);
  const acting = useOrderAct(order.id);
  const spec = open ? actingOf(open) : null;
  const Form = spec?.form;
  const perform = (action: OrderAction, body?: object) =>
    acting.mutate(
      { action, body },
      {
        onSuccess: (after) => {
          tick();
          setOpen(null);
          say(after.leftOut?.length ? leftOutText(after.leftOut) : actingOf(action).done, after.leftOut?.length ? 'late' : 'done');
        },
        onError: (e) => {
          // somebody else was quicker: the page is asked again by itself, and says where it stands now
          const state = e instanceof ProblemError && e.status === 409 ? (e.state as OrderState | null) : null;
          if (state && state !== order.state) {
            setOpen(null);
            say(`这个订单现在是“${ORDER_STATE_LABELS[state] ?? state}”，页面已更新`, 'late');
          } else if (!actingOf(action).form) say(e.message, 'late');
        },
      },
    );
  const start = (action: OrderAction) => {
    acting.reset();
    if (actingOf(action).form) setOpen(action);
    else perform(action);
  };
  const latest = useRef(start);
  useEffect(() => {
    latest.current = start;
  });
  useEffect(() => {
    if (!wanted) return;
    latest.current(wanted);
    onWanted?.();
  }, [wanted, onWanted]);
  return (
    <View>
      <ActionBar
        actions={deskActions(order)}
        words={actingOf}
        likely={LIKELY}
        pending={acting.isPending ? acting.variables.action : null}
        onAction={start}
      />
      {spec && Form && open && (
        <Sheet open title={spec.label} onClose={() => setOpen(null)}>
          <Form order={order} send={(body) => perform(open, body)} pending={acting.isPending} error={acting.error} />
        </Sheet>
      )}
    </View>
  );
}
