import { COMMUNITY } from '../town.js';
import type { Requests } from './world.js';

export const menu: Requests = {
  'GET /menu': () => ({ path: `/menu?communityCode=${COMMUNITY}` }),
  'GET /menu/:code': () => ({ path: `/menu/S0104?communityCode=${COMMUNITY}` }),
  'GET /menu/settings': () => ({ path: `/menu/settings?communityCode=${COMMUNITY}` }),
  'PUT /menu/settings/:communityCode/:code': () => ({ path: `/menu/settings/${COMMUNITY}/S0104`, body: { minutes: 35 } }),
  'GET /menu/settings/:communityCode/:code/history': () => ({ path: `/menu/settings/${COMMUNITY}/S0104/history` }),
};
