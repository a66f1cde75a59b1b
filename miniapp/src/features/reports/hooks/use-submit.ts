import { useState } from 'react';
import type { ReportCreatedView } from '@linli/shared/reports.dto';
import { addToOutbox, sendFromOutbox } from '@/api/outbox';
import { mayPass } from '@/api/problem';
import { usePersonId } from '@/api/session';
import { tick } from '@/lib/haptics';
import type { ReportDraft } from '@/lib/report-draft';

function bodyOf(draft: ReportDraft) {
  return {
    categoryCode: draft.category?.code ?? '',
    ...(draft.description.trim() ? { description: draft.description.trim() } : {}),
    ...(draft.position ? { position: draft.position } : {}),
    ...(draft.accuracyMetres !== null ? { accuracyMetres: Math.min(100_000, Math.round(draft.accuracyMetres)) } : {}),
    ...(draft.placeText.trim() ? { placeText: draft.placeText.trim() } : {}),
    ...(draft.community ? { communityCode: draft.community.code } : {}),
    ...(draft.pointCode ? { pointCode: draft.pointCode } : {}),
    ...(draft.patrolId ? { patrolId: draft.patrolId } : {}),
    ...(draft.shots[0] ? { capturedAt: draft.shots[0].capturedAt } : {}),
    contactable: draft.contactable && !draft.anonymous,
    anonymous: draft.anonymous,
  };
}

/** Into the outbox first, then out of it: whatever happens on the way, it is on the phone, and it is sent once. */
export function useSubmit(draft: ReportDraft, handedOver: () => void) {
  const personId = usePersonId();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  // what came of it: the server's answer, or null when it waits for signal
  const [result, setResult] = useState<{ made: ReportCreatedView | null } | null>(null);
  const send = () => {
    if (!personId || pending) return;
    setPending(true);
    setError(null);
    const refused = addToOutbox({
      id: draft.id,
      personId,
      body: bodyOf(draft),
      shots: draft.shots,
      afterShots: draft.afterShots,
      title: draft.category?.name ?? '上报',
      madeAt: new Date().toISOString(),
    });
    if (refused) {
      setPending(false);
      setError(new Error(refused));
      return;
    }
    sendFromOutbox(draft.id).then(
      (made) => {
        tick();
        handedOver();
        setResult({ made });
      },
      (e: Error) => {
        setPending(false);
        // waits in the outbox: it goes by itself, the form is done
        if (mayPass(e)) {
          handedOver();
          setResult({ made: null });
          return;
        }
        setError(e);
      },
    );
  };
  const again = () => {
    setResult(null);
    setPending(false);
  };
  return { send, pending, error, result, again };
}
