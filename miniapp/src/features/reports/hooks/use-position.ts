import { useCallback, useEffect, useState } from 'react';
import { act } from '@/api/client';
import { useMe } from '@/api/me';
import { whereAmI } from '@/lib/location';
import type { Fix } from '@/lib/place';
import { readStored, writeStored } from '@/lib/storage';

const KEY = 'consent:position';

export type Finding = 'asking' | 'finding' | 'found' | 'failed' | 'refused' | 'idle';

/** Position only after a yes of its own, once; the yes is recorded with the account when there is one. */
export function usePosition(wanted: boolean, onFix: (fix: Fix) => void) {
  const me = useMe();
  const granted = me.data?.consents.find((c) => c.purpose === 'position')?.granted ?? readStored<boolean>(KEY);
  const [state, setState] = useState<Finding>('idle');
  const [trouble, setTrouble] = useState<string | null>(null);
  const find = useCallback(() => {
    setState('finding');
    whereAmI().then(
      (fix) => {
        setState('found');
        setTrouble(null);
        onFix(fix);
      },
      (e: Error) => {
        setState('failed');
        setTrouble(e.message);
      },
    );
  }, [onFix]);
  const answer = (yes: boolean) => {
    writeStored(KEY, yes);
    if (me.data) void act('/me/consents', { purpose: 'position', granted: yes }, 'PUT').catch(() => undefined);
    if (yes) find();
    else setState('refused');
  };
  useEffect(() => {
    if (!wanted || state !== 'idle') return;
    // begun in the next moment: an effect draws nothing itself
    const timer = setTimeout(() => (granted ? find() : setState('asking')), 0);
    return () => clearTimeout(timer);
  }, [wanted, state, granted, find]);
  return { state, trouble, find, answer };
}
