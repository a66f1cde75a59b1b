import { COMMUNITY } from '../town.js';
import type { Requests } from './world.js';

export const honours: Requests = {
  'GET /stars/mine': () => ({ path: '/stars/mine' }),
  'GET /boards': () => ({ path: `/boards?areaCode=${COMMUNITY}&period=month&measure=hours` }),
};
