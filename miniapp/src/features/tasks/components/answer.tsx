import { useState } from 'react';
import type { TaskCardView } from '@linli/shared/orders.dto';
import { askToBeTold } from '@/api/notifications';
import { useOrderAct } from '@/api/orders';
import { Button } from '@/components/button';
import { tick } from '@/lib/haptics';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import { PATHS } from '../paths';
import { AcceptedSheet } from './accepted-sheet';

/** Two taps: yes, or not this time; the second needs no reason and has no consequence. */
export function Answer({ task, onAccepted }: { task: TaskCardView; onAccepted?: (task: TaskCardView) => void }) {
  const acting = useOrderAct(task.id);
  const [accepted, setAccepted] = useState(false);
  const pending = acting.isPending ? acting.variables.action : null;
  const fail = (e: Error) => say(e.message, 'late');
  const accept = () => {
    void askToBeTold(['soon', 'accepted']);
    // the card may be gone from its list before the answer is told: a promise is kept all the same
    acting.mutateAsync({ action: 'accept' }).then(() => {
      tick();
      if (onAccepted) onAccepted(task);
      else setAccepted(true);
    }, fail);
  };
  const decline = () => void acting.mutateAsync({ action: 'decline' }).then(() => say('知道了，下次再约您', 'done'), fail);
  return (
    <>
      <Button kind="secondary" pending={pending === 'decline'} onPress={decline}>
        这次不去
      </Button>
      <Button icon="check" pending={pending === 'accept'} onPress={accept}>
        接单
      </Button>
      <AcceptedSheet
        task={accepted ? task : null}
        onClose={() => setAccepted(false)}
        onOpen={() => {
          setAccepted(false);
          go(PATHS.detail, { id: task.id });
        }}
      />
    </>
  );
}
