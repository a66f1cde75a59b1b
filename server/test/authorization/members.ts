import type { Somebody } from '../harness.js';
import { newId, newPhone } from '../makers.js';
import { COMMUNITY } from '../town.js';
import { uploadPhoto } from '../upload.js';
import type { Asker, Requests, World } from './world.js';

/** Who serves: the asker where it is theirs, else somebody new in 万福社区. */
async function memberOf({ app }: World, { self }: Asker, state: 'active' | 'applying' | 'suspended' = 'active'): Promise<Somebody> {
  const member = await app.make.member({ name: '韦服务', communityCode: COMMUNITY, state });
  if (!self) return member;
  await app.db.query(`update members set person_id = $2 where person_id = $1`, [member.id, self.id]);
  return self;
}
const desk =
  (what: string, body: object = {}, state: 'active' | 'applying' | 'suspended' = 'active') =>
  async (world: World, asker: Asker): Promise<{ path: string; body: object }> => ({
    path: `/members/${(await memberOf(world, asker, state)).id}${what}`,
    body,
  });
const party =
  (what: string, body: object = {}) =>
  async (world: World, asker: Asker): Promise<{ path: string; body: object }> => {
    const { id } = await memberOf(world, asker);
    await world.app.db.query(`update members set party_state = 'claimed' where person_id = $1`, [id]);
    return { path: `/members/${id}/party/${what}`, body };
  };
const own =
  (what: string, body: object = {}) =>
  async (world: World, asker: Asker): Promise<{ path: string; body: object }> => {
    if (asker.somebody) await memberOf(world, { ...asker, self: asker.somebody });
    return { path: `/members/me${what}`, body };
  };
const enrolment = { name: '韦服务', birthDay: '1980-01-01', communityCode: COMMUNITY, skills: ['culture'], agreed: true };

async function qualificationOf(world: World, asker: Asker, state: 'pending' | 'verified'): Promise<string> {
  const { app } = world;
  const id = await app.make.qualification(await memberOf(world, asker), 'electrician');
  if (state === 'pending') await app.db.query(`update qualifications set state = 'pending', reviewed_by = null where id = $1`, [id]);
  return id;
}
const review =
  (what: string, state: 'pending' | 'verified' = 'pending', body: object = {}) =>
  async (world: World, asker: Asker): Promise<{ path: string; body: object }> => ({
    path: `/qualifications/${await qualificationOf(world, asker, state)}${what}`,
    body,
  });

/** A team of 万福社区; with `self` the asker leads it. */
async function teamOf(world: World, { self }: Asker, retired = false): Promise<{ id: string; member: Somebody }> {
  const { app } = world;
  const id = newId();
  const member = await app.make.member({ communityCode: COMMUNITY });
  const leaderId = self?.id ?? null;
  const now = app.clock.now();
  await app.db.query(
    `insert into service_teams (id, type, name, area_code, open, leader_id, retired_at, created_at) values ($1, 'red_armband', '红袖章', $2, true, $3, $4, $5)`,
    [id, COMMUNITY, leaderId, retired ? now : null, now],
  );
  await app.db.query(`insert into service_team_members (team_id, person_id, since) values ($1, $2, $3)`, [id, member.id, now]);
  return { id, member };
}
const team =
  (what: string, body: object = {}, retired = false) =>
  async (world: World, asker: Asker): Promise<{ path: string; body: object }> => ({
    path: `/service-teams/${(await teamOf(world, asker, retired)).id}${what}`,
    body,
  });
const teamPerson =
  (what: string, old: boolean) =>
  async (world: World, asker: Asker): Promise<{ path: string; body: object }> => {
    const { id } = await teamOf(world, asker);
    const personId = (await world.app.make.member({ communityCode: COMMUNITY })).id;
    return { path: `/service-teams/${id}${what}`, body: old ? {} : { personId } };
  };

export const members: Requests = {
  'GET /members/me': () => ({ path: '/members/me' }),
  'POST /members/me/enrol': () => ({ path: '/members/me/enrol', body: enrolment }),
  'PATCH /members/me': own('', { radiusMetres: 500 }),
  'PUT /members/me/hours': own('/hours', { hours: [] }),
  'POST /members/me/leave': own('/leave'),
  'POST /members/me/party/claim': async (world, asker) => {
    if (asker.somebody) await world.app.as(asker.somebody).put('/me/consents', { purpose: 'party_membership', granted: true });
    return own('/party/claim')(world, asker);
  },
  'POST /members/me/party/drop': own('/party/drop'),
  'GET /members': () => ({ path: '/members' }),
  'GET /members/:personId': desk(''),
  'POST /members/:personId/approve': desk('/approve', {}, 'applying'),
  'POST /members/:personId/refuse': desk('/refuse', { reason: '联系不上' }, 'applying'),
  'POST /members/:personId/suspend': desk('/suspend', { reason: '多次失约' }),
  'POST /members/:personId/restore': desk('/restore', {}, 'suspended'),
  'POST /members/:personId/insure': desk('/insure', { until: '2026-12-31' }),
  'POST /members/:personId/party/confirm': party('confirm'),
  'POST /members/:personId/party/refuse': party('refuse', { reason: '没有查到' }),
  'GET /members/:personId/relatives': desk('/relatives'),
  'POST /members/:personId/relatives': desk('/relatives', { phone: newPhone(), relation: 'parent', documentSeen: true }),
  'POST /members/:personId/relatives/:relativeId/end': async (world, asker) => {
    const { id } = await memberOf(world, asker);
    const other = await world.app.make.person();
    await world.app.db.query(
      `insert into relatives (person_id, relative_id, relation, verified_by, verified_at) values ($1, $2, 'sibling', $3, $4)`,
      [id, other.id, newId(), world.app.clock.now()],
    );
    return { path: `/members/${id}/relatives/${other.id}/end` };
  },

  'GET /qualifications': () => ({ path: '/qualifications' }),
  'GET /qualifications/mine': () => ({ path: '/qualifications/mine' }),
  'POST /qualifications': async (world, asker) => {
    const fileIds = [newId()];
    if (asker.somebody) {
      await memberOf(world, { ...asker, self: asker.somebody });
      fileIds[0] = await uploadPhoto(world.app, asker.somebody);
    }
    return { path: '/qualifications', body: { id: newId(), code: 'electrician', fileIds } };
  },
  'GET /qualifications/:id': review(''),
  'POST /qualifications/:id/verify': review('/verify'),
  'POST /qualifications/:id/reject': review('/reject', 'pending', { reason: '照片不清楚' }),
  'POST /qualifications/:id/revoke': review('/revoke', 'verified', { reason: '证件已注销' }),
  'POST /qualifications/:id/withdraw': review('/withdraw'),

  'GET /service-teams': () => ({ path: '/service-teams' }),
  'GET /service-teams/mine': () => ({ path: '/service-teams/mine' }),
  'POST /service-teams': () => ({
    path: '/service-teams',
    body: { id: newId(), type: 'red_armband', name: '红袖章', areaCode: COMMUNITY, open: true },
  }),
  'GET /service-teams/:id': team(''),
  'PATCH /service-teams/:id': team('', { about: '每晚七点集合' }),
  'POST /service-teams/:id/retire': team('/retire'),
  'POST /service-teams/:id/reopen': team('/reopen', {}, true),
  'POST /service-teams/:id/join': async (world, asker) => {
    if (asker.somebody) await memberOf(world, { ...asker, self: asker.somebody });
    return { path: `/service-teams/${(await teamOf(world, { ...asker, self: null })).id}/join` };
  },
  'POST /service-teams/:id/leave': team('/leave'),
  'POST /service-teams/:id/leader': teamPerson('/leader', false),
  'GET /service-teams/:id/members': team('/members'),
  'POST /service-teams/:id/members': teamPerson('/members', false),
  'POST /service-teams/:id/members/:personId/remove': async (world, asker) => {
    const { id, member } = await teamOf(world, asker);
    return { path: `/service-teams/${id}/members/${member.id}/remove` };
  },
};
