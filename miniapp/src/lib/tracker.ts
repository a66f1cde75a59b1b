import { stayAwake } from './awake';
import { watchPosition } from './location';
import { type TrackPoint, worthKeeping } from './track-sampling';

/** `denied`: the person or the phone says no; `lost`: no position for now, it may come back. */
export type TrackTrouble = 'denied' | 'lost';

interface Ears {
  onPoint: (point: TrackPoint) => void;
  onTrouble: (trouble: TrackTrouble | null) => void;
}

let stopWatching: (() => void) | null = null;

/** One watcher for the whole app: it goes on while other pages, the camera for one, are open. */
export function startTracker({ onPoint, onTrouble }: Ears): void {
  if (stopWatching) return;
  let last: TrackPoint | null = null;
  let ended = false;
  void stayAwake(true);
  const stop = watchPosition(
    ({ position, accuracyMetres }) => {
      if (ended) return;
      onTrouble(null);
      const next = { at: new Date().toISOString(), ...position, accuracyMetres };
      if (!worthKeeping(last, next)) return;
      last = next;
      onPoint(next);
    },
    (error) => onTrouble(error.refused ? 'denied' : 'lost'),
  );
  stopWatching = () => {
    ended = true;
    stop();
  };
}

export function stopTracker(): void {
  if (!stopWatching) return;
  stopWatching();
  stopWatching = null;
  void stayAwake(false);
}
