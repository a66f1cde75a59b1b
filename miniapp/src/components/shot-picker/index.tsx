import { useState } from 'react';
import { View } from '@tarojs/components';
import { uploadShot } from '@/api/upload';
import { takePhotos } from '@/lib/camera';
import { dropPhoto } from '@/lib/photo-store';
import { say } from '@/lib/say';
import type { Shot } from '@/lib/shot';
import { FieldError } from '../field';
import { ShotGrid } from '../photo-grid';

type Progress = Record<string, number | 'failed' | 'done'>;

export interface Shots {
  shots: Shot[];
  progress: Progress;
  add: () => Promise<void>;
  remove: (id: string) => void;
  /** All of them to the server; ids in order. The same photo again is the same file. */
  upload: () => Promise<string[]>;
  busy: boolean;
}

/** Photos of an act: taken, shown at once, sent when the act is. */
export function useShots(max: number, from: 'camera' | 'both' = 'both', first: Shot[] = []): Shots {
  const [shots, setShots] = useState<Shot[]>(first);
  const [progress, setProgress] = useState<Progress>({});
  const [busy, setBusy] = useState(false);
  const tell = (id: string, p: Progress[string]) => setProgress((all) => ({ ...all, [id]: p }));
  return {
    shots,
    progress,
    busy,
    add: async () => {
      setBusy(true);
      try {
        const taken = await takePhotos({ count: max - shots.length, from });
        setShots((now) => [...now, ...taken].slice(0, max));
      } catch (e) {
        say((e as Error).message, 'late');
      } finally {
        setBusy(false);
      }
    },
    remove: (id) => {
      setShots((now) => now.filter((s) => s.id !== id));
      void dropPhoto(id);
    },
    upload: async () => {
      const ids: string[] = [];
      for (const shot of shots) {
        try {
          ids.push((await uploadShot(shot, { onProgress: (p) => tell(shot.id, p) })).id);
          tell(shot.id, 'done');
        } catch (e) {
          tell(shot.id, 'failed');
          throw e;
        }
      }
      return ids;
    },
  };
}

export function ShotPicker({ of, max, label, error }: { of: Shots; max: number; label?: string; error?: string | null }) {
  return (
    <View>
      <ShotGrid
        shots={of.shots}
        max={max}
        progress={of.progress}
        busy={of.busy}
        addLabel={label}
        onAdd={() => void of.add()}
        onRemove={of.remove}
      />
      {error && <FieldError>{error}</FieldError>}
    </View>
  );
}
