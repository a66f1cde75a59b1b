import { newId, newPhone } from '../makers.js';
import { COMMUNITY, GRID, STREET } from '../town.js';
import type { Requests, World } from './world.js';

let nonces = 0;
const nonce = () => `matrix-${(nonces += 1)}`;

/** A refresh token of somebody: a WeChat sign-in of their own. */
async function freshSession({ app }: World): Promise<{ refreshToken: string }> {
  return (await app.guest().post('/auth/wechat', { code: `wx-${nonce().replace('-', '')}-1` })).body as { refreshToken: string };
}
async function smsCode({ app }: World, phone: string): Promise<string> {
  return (await app.guest().post('/auth/sms/send', { phone })).body.demoCode as string;
}

export const health: Requests = {
  'GET /health': () => ({ path: '/health' }),
  'GET /ready': () => ({ path: '/ready' }),
};

export const signIn: Requests = {
  'POST /auth/wechat': () => ({ path: '/auth/wechat', body: { code: `wx-matrix-${nonce()}` } }),
  'POST /auth/sms/send': () => ({ path: '/auth/sms/send', body: { phone: newPhone() } }),
  'POST /auth/sms/verify': async (world) => {
    const phone = newPhone();
    return { path: '/auth/sms/verify', body: { phone, code: await smsCode(world, phone) } };
  },
  'POST /auth/refresh': async (world) => ({ path: '/auth/refresh', body: { refreshToken: (await freshSession(world)).refreshToken } }),
  'POST /auth/logout': async (world) => ({ path: '/auth/logout', body: { refreshToken: (await freshSession(world)).refreshToken } }),
  'POST /auth/wechat/phone': (_world, { somebody }) => ({
    path: '/auth/wechat/phone',
    body: { code: `phone-${somebody?.phone ?? newPhone()}-${nonce()}` },
  }),
  'GET /auth/demo-people': () => ({ path: '/auth/demo-people' }),
  'POST /auth/demo': async ({ app, owner }) => {
    await app.db.query(`insert into demo_people (person_id, position, title, hint) values ($1, 1, '居民', '看看') on conflict do nothing`, [
      owner.id,
    ]);
    return { path: '/auth/demo', body: { personId: owner.id } };
  },
};

export const me: Requests = {
  'GET /me': () => ({ path: '/me' }),
  'PATCH /me': () => ({ path: '/me', body: { name: '新名字' } }),
  'PUT /me/consents': () => ({ path: '/me/consents', body: { purpose: 'position', granted: true } }),
  'GET /me/data': () => ({ path: '/me/data' }),
  'GET /me/closing': () => ({ path: '/me/closing' }),
  'POST /me/close': () => ({ path: '/me/close', body: { confirm: '注销账号' } }),
};

/** A grant of somebody else in the object's grid. */
async function someGrant({ app }: World): Promise<string> {
  return app.make.grant(await app.make.person(), { role: 'grid_member', areaCode: GRID });
}
const grantWish = (areaCode: string, role: string) => ({
  id: newId(),
  phone: newPhone(),
  name: '何新来',
  role,
  areaCode,
  from: '2026-03-01',
});
function peopleSheet(): FormData {
  const form = new FormData();
  form.append('file', new Blob([`手机号,姓名,角色,区划代码\n${newPhone()},何新来,网格员,${GRID}\n`]), '人员.csv');
  return form;
}

export const staff: Requests = {
  'GET /staff': () => ({ path: '/staff' }),
  'POST /staff/grants': () => ({ path: '/staff/grants', body: grantWish(COMMUNITY, 'dispatcher') }),
  'POST /staff/grants/:id/end': async (world) => ({ path: `/staff/grants/${await someGrant(world)}/end`, body: { to: '2026-03-11' } }),
  'POST /staff/import': () => ({ path: '/staff/import?dryRun=true', body: peopleSheet() }),
};

/** The object is the world's own team, of 滨江街道. */
export const teams: Requests = {
  'GET /teams': () => ({ path: '/teams' }),
  'GET /teams/:id': ({ team }) => ({ path: `/teams/${team}` }),
  'POST /teams': () => ({
    path: '/teams',
    body: { id: newId(), type: 'sanitation', name: '环卫二队', areaCode: STREET, hasAccounts: true },
  }),
  'PATCH /teams/:id': ({ team }) => ({ path: `/teams/${team}`, body: { phone: '0774-12345' } }),
  'PUT /teams/:id/members': async ({ app }) => {
    const { id } = await app.make.team({ areaCode: STREET, name: '临时队' });
    return { path: `/teams/${id}/members`, body: { members: [{ phone: newPhone(), name: '何新来', lead: false }] } };
  },
};

export const audit: Requests = { 'GET /audit': () => ({ path: '/audit' }) };
