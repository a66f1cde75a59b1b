import { useCallback, useEffect, useRef, useState } from 'react';
import { usePersonId } from '@/api/session';
import { type OrderDraft, dropOrderDraft, freshOrder, keepOrderDraft, readOrderDraft } from '@/lib/order-draft';

export interface OrderDraftHold {
  draft: OrderDraft;
  change: (part: Partial<OrderDraft>) => void;
  restored: boolean;
  restart: () => void;
  /** the server has it */
  done: () => void;
}

/** Kept on the phone at every change; what a guest began is theirs after signing in. */
export function useOrderForm(itemCode: string, elderId: string | undefined): OrderDraftHold {
  const personId = usePersonId();
  const [{ draft, restored }, set] = useState(() => {
    const kept = readOrderDraft(personId, itemCode);
    return { draft: kept ? { ...kept, elderId: elderId ?? kept.elderId } : freshOrder(itemCode, elderId), restored: kept !== null };
  });
  const touched = useRef(false);
  const owner = useRef(personId);
  useEffect(() => {
    if (owner.current !== personId) {
      dropOrderDraft(owner.current);
      owner.current = personId;
    }
    if (touched.current) keepOrderDraft(personId, draft);
  }, [draft, personId]);
  const change = useCallback((part: Partial<OrderDraft>) => {
    touched.current = true;
    set((now) => ({ ...now, draft: { ...now.draft, ...part } }));
  }, []);
  const forget = () => {
    touched.current = false;
    dropOrderDraft(personId);
  };
  return {
    draft,
    change,
    restored,
    restart: () => {
      forget();
      set({ draft: freshOrder(itemCode), restored: false });
    },
    done: forget,
  };
}
