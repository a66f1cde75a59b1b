import { useCallback, useEffect, useRef, useState } from 'react';
import { usePersonId } from '@/api/session';
import { dropPhoto } from '@/lib/photo-store';
import { type ReportDraft, dropDraft, freshDraft, keepDraft, readDraft } from '@/lib/report-draft';

export interface DraftHold {
  draft: ReportDraft;
  change: (part: Partial<ReportDraft> | ((now: ReportDraft) => Partial<ReportDraft>)) => void;
  /** something was there when the page opened */
  restored: boolean;
  /** throws everything away, photos too */
  restart: () => void;
  /** handed over to the outbox: the draft goes, the photos stay */
  handedOver: () => void;
  /** another one, after one was handed over */
  another: () => void;
}

/** The draft of the signed-in person (or the guest), kept on the phone at every change. */
export function useDraft(first: Partial<ReportDraft>): DraftHold {
  const personId = usePersonId();
  const [{ draft, restored }, set] = useState(() => {
    const kept = readDraft(personId);
    return kept ? { draft: { ...kept, ...first }, restored: true } : { draft: { ...freshDraft(), ...first }, restored: false };
  });
  const silent = useRef(false);
  const owner = useRef(personId);
  useEffect(() => {
    if (silent.current) return;
    // signing in half way: the guest's draft becomes the person's
    if (owner.current !== personId) {
      dropDraft(owner.current);
      owner.current = personId;
    }
    keepDraft(personId, draft);
  }, [draft, personId]);
  const change = useCallback<DraftHold['change']>((part) => {
    set((now) => ({ ...now, draft: { ...now.draft, ...(typeof part === 'function' ? part(now.draft) : part) } }));
  }, []);
  return {
    draft,
    change,
    restored,
    restart: () => {
      for (const shot of [...draft.shots, ...draft.afterShots]) void dropPhoto(shot.id);
      dropDraft(personId);
      silent.current = false;
      set({ draft: freshDraft(), restored: false });
    },
    handedOver: () => {
      silent.current = true;
      dropDraft(personId);
    },
    another: () => {
      silent.current = false;
      set({ draft: freshDraft(), restored: false });
    },
  };
}
