import { areaAt } from '@linli/shared/areas';
import { cellOf } from '@linli/shared/geo-cells';
import type { Place } from '../orders.place.js';
import type { PostEntity } from './post.entity.js';

/** Where the shifts of a post belong. */
export function placeOf({ areaCode, lng, lat }: Pick<PostEntity, 'areaCode' | 'lng' | 'lat'>): Place {
  const at = (level: 'district' | 'street' | 'community') => areaAt(areaCode, level) ?? areaCode;
  const cell = lng === null || lat === null ? null : cellOf({ lng, lat });
  const spot = cell === null ? { lng: null, lat: null, cell: null } : { lng, lat, cell };
  return {
    districtCode: at('district'),
    streetCode: at('street'),
    communityCode: at('community'),
    gridCode: areaAt(areaCode, 'grid'),
    ...spot,
  };
}
