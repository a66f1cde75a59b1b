import { useEffect, useState } from 'react';
import { findPhoto } from '@/lib/photo-store';
import type { Shot } from '@/lib/shot';

/** Where kept photos can be seen now: blob: addresses of an earlier visit are dead. */
export function useShown(shots: readonly Shot[]): { id: string; path: string | null }[] {
  const ids = shots.map((x) => x.id).join();
  const [shown, setShown] = useState<{ id: string; path: string | null }[]>([]);
  useEffect(() => {
    let gone = false;
    void Promise.all(
      ids
        .split(',')
        .filter(Boolean)
        .map(async (id) => ({ id, path: await findPhoto(id) })),
    ).then((all) => {
      if (!gone) setShown(all);
    });
    return () => {
      gone = true;
    };
  }, [ids]);
  return shown;
}
