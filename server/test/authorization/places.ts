import { newId } from '../makers.js';
import { newPhoto, photoForm } from '../photos.js';
import { COMMUNITY, DISTRICT, GRID, IN_GRID } from '../town.js';
import type { Requests, World } from './world.js';

let codes = 100;
const newCode = (): string => `${COMMUNITY}${(codes += 1)}`;

/** A grid of 万福社区 that nothing else of the matrix stands on. */
async function gridOf({ app }: World): Promise<string> {
  const keeper = await app.make.person({ roles: [{ role: 'administrator', areaCode: COMMUNITY }] });
  return (await app.as(keeper).post('/areas', { code: newCode(), name: '新网格' })).body.code as string;
}

export const areas: Requests = {
  'GET /areas': () => ({ path: `/areas?parent=${COMMUNITY}` }),
  'GET /areas/search': () => ({ path: `/areas/search?q=${encodeURIComponent('社区')}` }),
  'GET /areas/locate': () => ({ path: `/areas/locate?lng=${IN_GRID.lng}&lat=${IN_GRID.lat}` }),
  'GET /areas/:code': () => ({ path: `/areas/${GRID}` }),
  'GET /areas/:code/shapes': () => ({ path: `/areas/${COMMUNITY}/shapes` }),
  'GET /areas/:code/level-labels': () => ({ path: `/areas/${DISTRICT}/level-labels` }),
  'POST /areas': () => ({ path: '/areas', body: { code: newCode(), name: '新网格' } }),
  'PATCH /areas/:code': async (world) => ({ path: `/areas/${await gridOf(world)}`, body: { name: '改了名' } }),
  'POST /areas/:code/retire': async (world) => ({ path: `/areas/${await gridOf(world)}/retire` }),
  'POST /areas/:code/redraw': async (world) => ({
    path: `/areas/${await gridOf(world)}/redraw`,
    body: { newCode: newCode(), name: '重划的网格' },
  }),
  'POST /areas/import': () => ({ path: '/areas/import', body: { rows: [{ code: newCode(), name: '表里的' }], dryRun: false } }),
  'POST /areas/shapes': () => ({
    path: '/areas/shapes',
    body: { geojson: { type: 'FeatureCollection', features: [] }, coordinates: 'gcj02', dryRun: false },
  }),
  'PUT /areas/:code/level-labels': () => ({
    path: `/areas/${DISTRICT}/level-labels`,
    body: { labels: [{ level: 'grid', label: '网格' }] },
  }),
};

export const files: Requests = {
  'POST /files': async () => ({ path: '/files', body: photoForm(newId(), await newPhoto()) }),
  'GET /files/:id/:variant': async ({ app, owner }) => ({
    path: (await app.as(owner).post('/files', photoForm(newId(), await newPhoto()))).body.smallUrl as string,
  }),
};
