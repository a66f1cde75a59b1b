import type { Chance } from '../chance.js';
import type { Landmark } from '../town/landmarks.js';
import type { Point } from '../town/plan.js';

export interface QrPoint {
  id: string;
  code: string;
  placeText: string;
  gridCode: string;
  position: Point;
}

const LETTERS = '23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
export const codeFrom = (chance: Chance): string => Array.from({ length: 10 }, () => LETTERS[chance.whole(0, LETTERS.length - 1)]).join('');

/** A code at every service station and at the busiest public places. */
export const qrPoints = (places: readonly Landmark[], chance: Chance): QrPoint[] =>
  places
    .filter((place) => place.kind === 'station' || (place.kind === 'place' && /市场|公交站|广场|公园/.test(place.name)))
    .map(({ name, gridCode, position }) => ({ id: chance.uuid(), code: codeFrom(chance), placeText: name, gridCode, position }));
