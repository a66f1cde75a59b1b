import type { PlaceKind } from '@linli/shared/places';
import type { IconName } from '@/components/icon';

export const KIND_ICONS: Record<PlaceKind, IconName> = {
  service_station: 'landmark',
  elder_canteen: 'store',
  health_station: 'heart',
  legal_station: 'gavel',
  activity_room: 'users',
  rider_stop: 'footprints',
};

/** 350 米, 1.2 公里 */
export const sayFar = (metres: number): string =>
  metres < 1000 ? `${Math.max(10, Math.round(metres / 10) * 10)} 米` : `${(metres / 1000).toFixed(1)} 公里`;
