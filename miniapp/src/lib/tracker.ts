import type { Position } from '@linli/shared/areas';
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
let heard: { position: Position; atMs: number } | null = null;
const FRESH_MS = 60_000;

/** Where the person is, if the tracker heard it within the last minute. Nothing waits for it: what is done must be kept at once. */
export const latestPosition = (): Position | undefined => (heard && Date.now() - heard.atMs < FRESH_MS ? heard.position : undefined);

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
      heard = { position, atMs: Date.now() };
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
  heard = null;
  void stayAwake(false);
}
