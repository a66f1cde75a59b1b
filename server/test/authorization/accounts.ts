import { newPhone } from '../makers.js';
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
