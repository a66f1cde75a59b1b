import { metresBetween } from '@linli/shared/geo';

/** A position on the way, by the phone's own clock. */
export interface TrackPoint {
  at: string;
  lng: number;
  lat: number;
  accuracyMetres: number;
}

const EVERY_MS = 15_000;
const EVERY_METRES = 15;
/** Worse ones say nothing about which grid somebody walks in. */
export const ACCURACY_MAX_METRES = 100;

/** A point each 15 seconds or each 15 metres, whichever comes first: enough for the minutes, little for the battery. */
export function worthKeeping(last: TrackPoint | null, next: TrackPoint): boolean {
  if (next.accuracyMetres > ACCURACY_MAX_METRES) return false;
  if (!last) return true;
  const passed = Date.parse(next.at) - Date.parse(last.at);
  if (passed <= 0) return false;
  return passed >= EVERY_MS || metresBetween(last, next) >= EVERY_METRES;
}
