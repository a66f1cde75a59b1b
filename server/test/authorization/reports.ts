import { newId } from '../makers.js';
import { COMMUNITY, GRID, IN_GRID } from '../town.js';
import type { Asker, Prepare, Requests, World } from './world.js';

const draft = () => ({
  id: newId(),
  categoryCode: 'E2199',
  description: '楼道灯坏了',
  fileIds: [],
  position: IN_GRID,
  contactable: true,
  anonymous: false,
});

/** Sent to the team of the world, not yet begun: from here a right shows as 2xx or as a refusal that is not about rights. */
async function reportOf({ app, owner, team }: World, { self }: Asker): Promise<string> {
  const reporter = self ?? owner;
  const { body } = await app.as(reporter).post('/reports', draft());
  await app.db.query(`update reports set state = 'dispatched', team_id = $2, team_has_accounts = true where id = $1`, [body.id, team]);
  return body.id as string;
}

async function pointOf({ app }: World): Promise<{ id: string; code: string }> {
  const keeper = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
  return (await app.as(keeper).post('/points', { id: newId(), placeText: '南门公告栏', position: IN_GRID })).body as {
    id: string;
    code: string;
  };
}

const at =
  (rest: string, body?: (world: World, asker: Asker) => object | Promise<object>): Prepare =>
  async (world, asker) => ({
    path: `/reports/${await reportOf(world, asker)}${rest}`,
    ...(body ? { body: await body(world, asker) } : {}),
  });
const reason = () => ({ reason: '说明一下原因' });
const handled = () => ({ outcome: 'cannot_now', note: '等配件', fileIds: [], until: '2026-04-01' });

/** A grid leader is asked with a team they may send: the community's own people. */
async function teamFor({ app, team }: World, { role }: Asker): Promise<{ teamId: string }> {
  if (role !== 'grid_leader') return { teamId: team };
  return { teamId: (await app.make.team({ type: 'community', name: '万福社区队', areaCode: COMMUNITY })).id };
}

export const reports: Requests = {
  'POST /reports': () => ({ path: '/reports', body: draft() }),
  'POST /reports/on-behalf': () => {
    const { id, categoryCode, fileIds, position } = draft();
    return { path: '/reports/on-behalf', body: { id, categoryCode, fileIds, position, source: 'on_behalf' } };
  },
  'GET /reports': () => ({ path: '/reports' }),
  'GET /reports/mine': () => ({ path: '/reports/mine' }),
  'GET /reports/following': () => ({ path: '/reports/following' }),
  'GET /reports/counts': () => ({ path: '/reports/counts' }),
  'GET /reports/near': () => ({ path: `/reports/near?lng=${IN_GRID.lng}&lat=${IN_GRID.lat}` }),
  'GET /reports/similar': () => ({ path: `/reports/similar?categoryCode=E0110&lng=${IN_GRID.lng}&lat=${IN_GRID.lat}` }),
  'GET /reports/map': () => ({ path: '/reports/map' }),
  'GET /reports/late-by-team': () => ({ path: '/reports/late-by-team' }),
  'GET /reports/:id': at(''),
  'GET /reports/:id/reporter': at('/reporter'),
  'GET /reports/:id/team-proposals': at('/team-proposals'),
  'GET /reports/:id/merge-targets': at('/merge-targets'),
  'POST /reports/:id/follow': at('/follow'),
  'POST /reports/:id/unfollow': at('/unfollow'),
  'POST /reports/:id/withdraw': at('/withdraw'),
  'POST /reports/:id/accept': at('/accept'),
  'POST /reports/:id/reject': at('/reject', reason),
  'POST /reports/:id/restore': at('/restore'),
  'POST /reports/:id/amend': at('/amend', () => ({ placeText: '南门旁' })),
  'POST /reports/:id/dispatch': at('/dispatch', teamFor),
  'POST /reports/:id/merge': at('/merge', async (world, asker) => ({ intoId: await reportOf(world, asker) })),
  'POST /reports/:id/unmerge': at('/unmerge'),
  'POST /reports/:id/reply': at('/reply', () => ({ text: '我们已经派人去看了，请放心。' })),
  'POST /reports/:id/start': at('/start'),
  'POST /reports/:id/take-over': at('/take-over'),
  'POST /reports/:id/return': at('/return', reason),
  'POST /reports/:id/handle': at('/handle', handled),
  'POST /reports/:id/record-start': at('/record-start'),
  'POST /reports/:id/record-handle': at('/record-handle', handled),
  'POST /reports/:id/approve': at('/approve'),
  'POST /reports/:id/rework': at('/rework', reason),
  'POST /reports/:id/suspend': at('/suspend', ({ app }) => ({ ...reason(), until: app.clock.now().toISOString().slice(0, 10) })),
  'POST /reports/:id/resume': at('/resume'),
  'POST /reports/:id/extend': at('/extend', () => ({ ...reason(), until: '2026-03-20T00:00:00Z' })),
  'POST /reports/:id/grant-extension': at('/grant-extension'),
  'POST /reports/:id/refuse-extension': at('/refuse-extension', reason),
  'POST /reports/:id/self-handle': at('/self-handle', () => ({ fileIds: [newId()] })),
  'POST /reports/:id/rate': at('/rate', () => ({ level: 5 })),
  'POST /reports/:id/urge': at('/urge'),
  'POST /reports/:id/supervise': at('/supervise'),
  'POST /reports/:id/release': at('/release', () => ({ text: '已经修好', fileIds: [], beforeCount: 0 })),
  'POST /reports/:id/unrelease': at('/unrelease'),
  'POST /reports/:id/second-check': at('/second-check', () => ({ passed: true })),

  'GET /categories': () => ({ path: '/categories?q=%E8%B7%AF%E7%81%AF' }),
  'GET /categories/suggested': () => ({ path: `/categories/suggested?lng=${IN_GRID.lng}&lat=${IN_GRID.lat}` }),
  'PATCH /categories/:code': () => ({ path: '/categories/E0110', body: { guidance: '拍全景和近景各一张。' } }),

  'GET /points': () => ({ path: '/points' }),
  'POST /points': () => ({ path: '/points', body: { id: newId(), placeText: '北门公告栏', position: IN_GRID } }),
  'PATCH /points/:id': async (world) => ({ path: `/points/${(await pointOf(world)).id}`, body: { retired: true } }),
  'GET /points/by-code/:code': async (world) => ({ path: `/points/by-code/${(await pointOf(world)).code}` }),
  'GET /q/:code': () => ({ path: '/q/abcdefghjk' }),

  'GET /public/reports': () => ({ path: '/public/reports' }),
  'GET /public/reports/:id': async (world, asker) => {
    const id = await reportOf(world, asker);
    await world.app.db.query(
      `update reports set state = 'closed', closed_at = created_at, closed_as = 'checked', released_at = created_at where id = $1`,
      [id],
    );
    return { path: `/public/reports/${id}` };
  },
  'GET /public/figures': () => ({ path: '/public/figures' }),
};

export const calendar: Requests = {
  'GET /calendar': () => ({ path: '/calendar' }),
  'PUT /calendar/days': () => ({ path: '/calendar/days', body: { day: '2026-05-06', working: false, name: '停电' } }),
  'DELETE /calendar/days/:day': () => ({ path: '/calendar/days/2026-05-06' }),
  'GET /calendar/office-hours/:areaCode': () => ({ path: `/calendar/office-hours/${GRID}` }),
  'PUT /calendar/office-hours/:areaCode': () => ({
    path: `/calendar/office-hours/${COMMUNITY}`,
    body: { spans: [{ from: '08:30', to: '18:00' }] },
  }),
  'DELETE /calendar/office-hours/:areaCode': () => ({ path: `/calendar/office-hours/${COMMUNITY}` }),
};
