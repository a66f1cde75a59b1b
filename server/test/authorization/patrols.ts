import type { Somebody } from '../harness.js';
import { newId } from '../makers.js';
import { COMMUNITY, GRID, IN_GRID } from '../town.js';
import type { Asker, Requests, World } from './world.js';

const phoneAt = ({ app }: World) => app.clock.now().toISOString();

/** Who walks: the asker where the patrol is theirs, else a grid member of the same grid. */
async function walker({ app }: World, { self }: Asker): Promise<Somebody> {
  if (self) return self;
  return app.make.person({ name: '周主人', roles: [{ role: 'grid_member', areaCode: GRID }] });
}

async function patrolOf(world: World, asker: Asker): Promise<string> {
  const person = await walker(world, asker);
  await world.app.db.query(`insert into consents (person_id, purpose, version, granted, at) values ($1, 'patrol_track', 1, true, $2)`, [
    person.id,
    phoneAt(world),
  ]);
  return (await world.app.as(person).post('/patrols', { id: newId(), phoneAt: phoneAt(world) })).body.id as string;
}

async function checkpointOf({ app }: World): Promise<{ id: string; code: string }> {
  const keeper = await app.make.person({ roles: [{ role: 'administrator', areaCode: GRID }] });
  return (await app.as(keeper).post('/checkpoints', { id: newId(), name: '菜市口公告栏', position: IN_GRID })).body as {
    id: string;
    code: string;
  };
}

async function leaveOf(world: World, asker: Asker): Promise<string> {
  const wish = { id: newId(), from: '2026-03-12', to: '2026-03-12', reason: '家里有事' };
  return (await world.app.as(await walker(world, asker)).post('/leaves', wish)).body.id as string;
}

const moment =
  (what: string) =>
  async (world: World, asker: Asker): Promise<{ path: string; body: object }> => ({
    path: `/patrols/${await patrolOf(world, asker)}/${what}`,
    body: { phoneAt: phoneAt(world) },
  });
const decision =
  (what: string) =>
  async (world: World, asker: Asker): Promise<{ path: string }> => ({ path: `/leaves/${await leaveOf(world, asker)}/${what}` });

export const patrols: Requests = {
  'GET /patrols/today': () => ({ path: '/patrols/today' }),
  'GET /patrols': () => ({ path: '/patrols' }),
  'GET /patrols/:id': async (world, asker) => ({ path: `/patrols/${await patrolOf(world, asker)}` }),
  'GET /patrols/month': async (world, asker) => ({ path: `/patrols/month?personId=${(await walker(world, asker)).id}` }),
  'GET /patrols/figures': () => ({ path: `/patrols/figures?areaCode=${COMMUNITY}` }),
  'GET /patrols/target/:areaCode': () => ({ path: `/patrols/target/${COMMUNITY}` }),
  'PUT /patrols/target/:areaCode': () => ({ path: `/patrols/target/${COMMUNITY}`, body: { targetMinutes: 60 } }),
  'POST /patrols': (world) => ({ path: '/patrols', body: { id: newId(), phoneAt: phoneAt(world) } }),
  'POST /patrols/:id/pause': moment('pause'),
  'POST /patrols/:id/resume': moment('resume'),
  'POST /patrols/:id/end': moment('end'),
  'POST /patrols/:id/track': async (world, asker) => ({
    path: `/patrols/${await patrolOf(world, asker)}/track`,
    body: { id: newId(), phoneAt: phoneAt(world), points: [{ at: phoneAt(world), ...IN_GRID, accuracyMetres: 10 }] },
  }),
  'POST /patrols/:id/scans': async (world, asker) => ({
    path: `/patrols/${await patrolOf(world, asker)}/scans`,
    body: { id: newId(), phoneAt: phoneAt(world), code: (await checkpointOf(world)).code, nothingFound: true },
  }),
  'GET /c/:code': async (world) => ({ path: `/c/${(await checkpointOf(world)).code}` }),
  'GET /checkpoints': () => ({ path: '/checkpoints' }),
  'POST /checkpoints': () => ({ path: '/checkpoints', body: { id: newId(), name: '菜市口公告栏', position: IN_GRID } }),
  'PATCH /checkpoints/:id': async (world) => ({ path: `/checkpoints/${(await checkpointOf(world)).id}`, body: { name: '南门岗亭' } }),
  'GET /leaves': () => ({ path: '/leaves' }),
  'POST /leaves': () => ({ path: '/leaves', body: { id: newId(), from: '2026-03-12', to: '2026-03-12', reason: '家里有事' } }),
  'POST /leaves/:id/grant': decision('grant'),
  'POST /leaves/:id/refuse': decision('refuse'),
  'POST /leaves/:id/cancel': decision('cancel'),
};
