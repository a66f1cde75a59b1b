import { type ComponentType, useState } from 'react';
import type { WishAction } from '@linli/shared/wishes';
import type { WishView } from '@linli/shared/wishes.dto';
import { useWishAct } from '@/api/wishes';
import { ActionBar } from '@/components/action-bar';
import { tick } from '@/lib/haptics';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import { ACTION_WORDS, LIKELY, LIKELY_AT_DESK, PATHS } from '../words';
import { ClaimSheet } from './claim-sheet';
import { DeliverSheet } from './deliver-sheet';
import type { FormProps } from './form-props';
import { ReasonSheet } from './reason-sheet';
import { ReviewSheet } from './review-sheet';
import { ThankSheet } from './thank-sheet';

const DONE: Partial<Record<WishAction, string>> = {
  approve: '已上榜',
  amend: '已改好',
  reject: '已告诉心愿人',
  claim: '认领成功，谢谢您',
  give_back: '已放弃，心愿回到榜上',
  deliver: '已提交，等社区核实',
  fulfil: '心愿实现了',
  redo: '已请认领人再完善',
  withdraw: '已撤回',
  thank: '您的谢谢已送到',
};

const FORMS: Partial<Record<WishAction, ComponentType<FormProps & { action: WishAction }>>> = {
  approve: ReviewSheet,
  amend: ReviewSheet,
  reject: ReasonSheet,
  redo: ReasonSheet,
  claim: ClaimSheet,
  deliver: DeliverSheet,
  thank: ThankSheet,
};

interface Props {
  wish: WishView;
  /** asked for by a key of the desk */
  wanted?: WishAction | null;
  onWanted?: (action: WishAction | null) => void;
}

/** What this caller may do now, with the form each act asks for. */
export function Acts({ wish, wanted, onWanted }: Props) {
  const [own, setOwn] = useState<WishAction | null>(null);
  const act = useWishAct(wish.id);
  const [busy, setBusy] = useState<WishAction | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const open = wanted ?? own;
  const show = (action: WishAction | null) => {
    setError(null);
    setOwn(action);
    onWanted?.(action);
  };
  const run = async (action: WishAction, make?: () => object | Promise<object>) => {
    setBusy(action);
    setError(null);
    try {
      await act.mutateAsync({ action, body: await make?.() });
      tick();
      say(DONE[action] ?? '好了', 'done');
      show(null);
    } catch (e) {
      if (FORMS[action]) setError(e as Error);
      else say((e as Error).message, 'late');
    } finally {
      setBusy(null);
    }
  };
  const press = (action: WishAction) => {
    if (action === 'revise') go(PATHS.new, { id: wish.id });
    else if (FORMS[action]) show(action);
    else void run(action);
  };
  const Form = open ? FORMS[open] : undefined;
  return (
    <>
      <ActionBar
        actions={wish.actions}
        words={(action) => ACTION_WORDS[action]}
        likely={wish.original && !wish.mine ? LIKELY_AT_DESK : LIKELY}
        pending={busy}
        onAction={press}
      />
      {open && Form && wish.actions.includes(open) && (
        <Form
          wish={wish}
          action={open}
          pending={busy !== null}
          error={error}
          send={(make) => void run(open, make)}
          onClose={() => show(null)}
        />
      )}
    </>
  );
}
