import { GEOFENCE_ACCURACY_MOST, GEOFENCE_METRES } from './orders.js';

/** Whether a phone stands at the place: within 150 m, plus its own accuracy; one that does not know where it is within 100 m proves nothing. */
export type Fence = 'inside' | 'outside' | 'inaccurate';
export function fenceOf(metres: number, accuracyMetres: number): Fence {
  if (accuracyMetres > GEOFENCE_ACCURACY_MOST) return 'inaccurate';
  return metres <= GEOFENCE_METRES + accuracyMetres ? 'inside' : 'outside';
}
