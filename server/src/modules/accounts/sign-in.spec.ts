import { bootApp, HOUR, MINUTE, type TestApp } from '../../../test/harness.js';
import { newPhone } from '../../../test/makers.js';
import { AccountMoves } from './account-links.service.js';

let app: TestApp;
const moved: string[][] = [];
beforeAll(async () => {
  app = await bootApp();
  app.nest.get(AccountMoves).register((_tx, from, to) => Promise.resolve(void moved.push([from, to])));
});
afterAll(() => app.close());

let nonces = 0;
const wx = (who: string) => ({ code: `wx-${who}-${(nonces += 1)}` });
const phoneCode = (phone: string) => ({ code: `phone-${phone}-${(nonces += 1)}` });
const byWechat = async (who: string) => (await app.guest().post('/auth/wechat', wx(who))).body as SessionBody;
const bySms = async (phone: string) => {
  const sent = await app.guest().post('/auth/sms/send', { phone });
  expect(sent.status).toBe(200);
  return (await app.guest().post('/auth/sms/verify', { phone, code: sent.body.demoCode })).body as SessionBody;
};
const bySmsAgain = (phone: string) => {
  app.clock.advance(MINUTE);
  return bySms(phone);
};
const me = (token: string) => app.bearing(token).get('/me');
interface SessionBody {
  accessToken: string;
  refreshToken: string;
  accessExpiresAt: string;
  personId: string;
}

describe('by WeChat', () => {
  it('signs in silently, as the same person every time', async () => {
    const first = await byWechat('zhang');
    expect(first).toMatchObject({ personId: expect.any(String), accessExpiresAt: '2026-03-11T02:30:00.000Z' });
    expect(JSON.stringify(first)).not.toContain('session_key');
    expect((await byWechat('zhang')).personId).toBe(first.personId);
    expect((await byWechat('li')).personId).not.toBe(first.personId);
  });

  it('makes one person of sixteen first sign-ins at once', async () => {
    const all = await Promise.all(Array.from({ length: 16 }, () => byWechat('crowd')));
    expect(new Set(all.map((s) => s.personId)).size).toBe(1);
  });

  it.each([
    ['busy', 503, 'wechat_unavailable'],
    ['limited', 429, 'too_many_requests'],
    ['risky', 403, 'wechat_blocked'],
  ])('says what is wrong when WeChat answers as for “%s”', async (who, status, code) => {
    const answer = await app.guest().post('/auth/wechat', wx(who));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    if (status !== 403) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('takes a code once', async () => {
    const code = wx('once');
    expect((await app.guest().post('/auth/wechat', code)).status).toBe(200);
    const again = await app.guest().post('/auth/wechat', code);
    expect([again.status, again.body.code]).toEqual([422, 'wechat_code_invalid']);
  });
});

describe('by phone and code', () => {
  it('signs in, and once only with a code', async () => {
    const phone = newPhone();
    const sent = await app.guest().post('/auth/sms/send', { phone });
    expect(sent.body).toEqual({ retryAfterSeconds: 60, demoCode: expect.stringMatching(/^\d{6}$/) });
    expect(app.sandbox.sms.messages.at(-1)).toMatchObject({ phone, template: 'sign_in_code', parameters: { code: sent.body.demoCode } });
    const verify = () => app.guest().post('/auth/sms/verify', { phone, code: sent.body.demoCode });
    expect((await verify()).status).toBe(200);
    expect((await verify()).body.code).toBe('code_wrong');
  });

  it('gives one session for one code asked sixteen times at once', async () => {
    const phone = newPhone();
    const { demoCode: code } = (await app.guest().post('/auth/sms/send', { phone })).body;
    const all = await Promise.all(Array.from({ length: 16 }, () => app.guest().post('/auth/sms/verify', { phone, code })));
    expect(all.filter((a) => a.status === 200)).toHaveLength(1);
    expect(all.every((a) => [200, 422, 429].includes(a.status))).toBe(true);
  });

  it('does not take a code after five minutes', async () => {
    const phone = newPhone();
    const { demoCode: code } = (await app.guest().post('/auth/sms/send', { phone })).body;
    app.clock.advance(5 * MINUTE + 1);
    expect((await app.guest().post('/auth/sms/verify', { phone, code })).status).toBe(422);
  });

  it('sends one code a minute and five an hour, and says when the next may be asked for', async () => {
    const phone = newPhone();
    const send = () => app.guest().post('/auth/sms/send', { phone });
    expect((await send()).status).toBe(200);
    const soon = await send();
    expect([soon.status, soon.headers.get('retry-after')]).toEqual([429, '60']);
    for (let i = 1; i < 5; i += 1) {
      app.clock.advance(MINUTE);
      expect((await send()).status).toBe(200);
    }
    app.clock.advance(MINUTE);
    expect((await send()).status).toBe(429);
    app.clock.advance(HOUR);
    expect((await send()).status).toBe(200);
  });

  it('books one of sixteen sendings at once', async () => {
    const phone = newPhone();
    const all = await Promise.all(Array.from({ length: 16 }, () => app.guest().post('/auth/sms/send', { phone })));
    expect(all.filter((a) => a.status === 200)).toHaveLength(1);
    expect(app.sandbox.sms.messages.filter((m) => m.phone === phone)).toHaveLength(1);
  });

  it('locks new sign-ins after five wrong codes, never the living session', async () => {
    const phone = newPhone();
    const living = await bySms(phone);
    app.clock.advance(MINUTE);
    const { demoCode } = (await app.guest().post('/auth/sms/send', { phone })).body;
    const wrong = demoCode === '000000' ? '000001' : '000000';
    const guess = (code: string) => app.guest().post('/auth/sms/verify', { phone, code });
    for (let i = 0; i < 5; i += 1) expect((await guess(wrong)).status).toBe(422);
    const locked = await guess(demoCode);
    expect([locked.status, locked.body.code]).toEqual([429, 'too_many_requests']);
    expect((await app.guest().post('/auth/refresh', { refreshToken: living.refreshToken })).status).toBe(200);
    app.clock.advance(15 * MINUTE);
    expect((await bySms(phone)).personId).toBe(living.personId);
  });

  it('answers the same for a phone with an account and one without', async () => {
    const known = newPhone();
    await bySms(known);
    app.clock.advance(MINUTE);
    const answers = await Promise.all(
      [known, newPhone()].map(async (phone) => {
        const sent = await app.guest().post('/auth/sms/send', { phone });
        const wrong = await app.guest().post('/auth/sms/verify', { phone, code: sent.body.demoCode === '111111' ? '222222' : '111111' });
        return [sent.status, Object.keys(sent.body as object), wrong.status, String(wrong.body.code), String(wrong.body.detail)];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });

  it('does not count a code the gateway did not take', async () => {
    const phone = '13000000009';
    expect((await app.guest().post('/auth/sms/send', { phone })).status).toBe(503);
    expect((await app.guest().post('/auth/sms/send', { phone })).status).toBe(503);
  });
});

describe('a session', () => {
  const refresh = (refreshToken: string) => app.guest().post('/auth/refresh', { refreshToken });

  it('rotates; a lost answer can be asked for again within a minute', async () => {
    const { refreshToken } = await byWechat('rotating');
    const next = (await refresh(refreshToken)).body as SessionBody;
    expect(next.refreshToken).not.toBe(refreshToken);
    app.clock.advance(59_000);
    expect((await refresh(refreshToken)).body.refreshToken).toBe(next.refreshToken);
    expect((await refresh(next.refreshToken)).status).toBe(200);
  });

  it('gives the same successor to thirty-two at once', async () => {
    const { refreshToken } = await byWechat('hasty');
    const all = await Promise.all(Array.from({ length: 32 }, () => refresh(refreshToken)));
    expect(new Set(all.map((a) => a.status))).toEqual(new Set([200]));
    expect(new Set(all.map((a) => a.body.refreshToken as string)).size).toBe(1);
  });

  it('ends when an old token comes back after a minute', async () => {
    const { refreshToken, accessToken } = await byWechat('stolen');
    const next = (await refresh(refreshToken)).body as SessionBody;
    app.clock.advance(60_001);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await refresh(next.refreshToken)).status).toBe(401);
    expect((await me(accessToken)).status).toBe(401);
  });

  it('ends when an old token comes back after its successor was used', async () => {
    const { refreshToken } = await byWechat('stolen2');
    const next = (await refresh(refreshToken)).body as SessionBody;
    const newest = (await refresh(next.refreshToken)).body as SessionBody;
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await refresh(newest.refreshToken)).status).toBe(401);
  });

  it('ends with signing out', async () => {
    const { accessToken, refreshToken } = await byWechat('leaving');
    const logout = () => app.guest().post('/auth/logout', { refreshToken });
    expect((await me(accessToken)).status).toBe(200);
    expect((await logout()).status).toBe(204);
    expect((await logout()).status).toBe(204);
    expect((await me(accessToken)).status).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it('ends by itself after sixty days without use', async () => {
    const { refreshToken } = await byWechat('idle');
    app.clock.advance(60 * 24 * HOUR + 1);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it('refuses tokens that are not exactly ours', async () => {
    const { accessToken, refreshToken } = await byWechat('forger');
    const [head, body, mac] = accessToken.split('.') as [string, string, string];
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const forged = [
      `${encode({ alg: 'none', typ: 'JWT' })}.${body}.${mac}`,
      `${encode({ alg: 'none', typ: 'JWT' })}.${body}.`,
      `${encode({ alg: 'HS256', typ: 'JWT', kid: '../../etc/passwd' })}.${body}.${mac}`,
      `${head}.${encode({ ...claims, sid: '00000000-0000-4000-8000-000000000000' })}.${mac}`,
      `${head}.${body}.${mac.slice(0, -2)}AA`,
      refreshToken,
      'x',
      '',
    ];
    for (const token of forged) expect((await me(token)).status).toBe(401);
    const [id, generation] = refreshToken.split('.') as [string, string];
    for (const token of [`${id}.${generation}.${'A'.repeat(43)}`, `${id}.2.${refreshToken.split('.')[2]}`, accessToken])
      expect([400, 401]).toContain((await refresh(token)).status);
    app.clock.advance(30 * MINUTE);
    expect((await me(accessToken)).status).toBe(401);
  });
});

describe('the phone of somebody who came by WeChat', () => {
  it('is added to the account', async () => {
    const { accessToken, personId } = await byWechat('phoneless');
    expect((await app.bearing(accessToken).post('/auth/wechat/phone', phoneCode(newPhone()))).status).toBe(200);
    const [row] = await app.db.query(`select phone from people where id = $1`, [personId]);
    expect(row.phone).toMatch(/^139/);
  });

  it('joins the account that has it: the session goes along, matters move once, a lost answer is repeated', async () => {
    const phone = newPhone();
    const owner = await bySms(phone);
    const wechat = await byWechat('joining');
    const code = phoneCode(phone);
    const key = 'a-key-for-the-joining';
    const before = moved.length;
    const join = () => app.bearing(wechat.accessToken).post('/auth/wechat/phone', code, { key });
    expect((await join()).body).toMatchObject({ personId: owner.personId, refreshToken: wechat.refreshToken });
    expect((await join()).body).toMatchObject({ personId: owner.personId, refreshToken: wechat.refreshToken });
    expect(moved.slice(before)).toEqual([[wechat.personId, owner.personId]]);
    expect((await byWechat('joining')).personId).toBe(owner.personId);
    expect((await app.guest().post('/auth/refresh', { refreshToken: wechat.refreshToken })).body.personId).toBe(owner.personId);
    const [left] = await app.db.query(`select closed_at, joined_to from people where id = $1`, [wechat.personId]);
    expect(left).toEqual({ closed_at: app.clock.now(), joined_to: owner.personId });
    const [event] = await app.db.query(`select data from events where action = 'joined' and subject_id = $1`, [owner.personId]);
    expect(event.data).toEqual({ from: wechat.personId });
  });

  it('does not join two accounts that both have a phone', async () => {
    const taken = newPhone();
    await bySms(taken);
    const { accessToken } = await bySms(newPhone());
    const answer = await app.bearing(accessToken).post('/auth/wechat/phone', phoneCode(taken));
    expect([answer.status, answer.body.code]).toEqual([409, 'phone_has_account']);
  });

  it('asks for a new access token when WeChat has thrown the old one away', async () => {
    app.sandbox.wechat.forgetToken();
    const { accessToken } = await byWechat('tokenless');
    expect((await app.bearing(accessToken).post('/auth/wechat/phone', phoneCode(newPhone()))).status).toBe(200);
  });

  it.each([
    ['13000000000', 503, 'wechat_phone_quota'],
    ['13000000001', 422, 'phone_foreign'],
  ])('says why %s cannot be had', async (phone, status, code) => {
    const { accessToken } = await byWechat('refused');
    const answer = await app.bearing(accessToken).post('/auth/wechat/phone', phoneCode(phone));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('needs an Idempotency-Key', async () => {
    const { accessToken } = await byWechat('keyless');
    const answer = await app.bearing(accessToken).post('/auth/wechat/phone', phoneCode(newPhone()), { key: null });
    expect([answer.status, answer.body.code]).toEqual([400, 'key_required']);
  });
});

describe('roles given to a phone', () => {
  it('count from its first verified sign-in', async () => {
    const phone = newPhone();
    await app.db.query(
      `insert into role_grants (id, phone, name, role, area_code, from_day, created_at) values (gen_random_uuid(), $1, '李四', 'dispatcher', '450403001', '2026-01-01', now())`,
      [phone],
    );
    const { personId } = await bySms(phone);
    const [grant] = await app.db.query(`select person_id from role_grants where phone = $1`, [phone]);
    expect(grant.person_id).toBe(personId);
  });

  const granted = (phone: string, name: string, more: { day?: string; to?: string } = {}) =>
    app.db.query(
      `insert into role_grants (id, phone, name, role, area_code, from_day, to_day, created_at)
       values (gen_random_uuid(), $1, $2, 'dispatcher', '450403001', '2026-01-01', $4, $3)`,
      [phone, name, more.day ?? '2026-02-01', more.to ?? null],
    );

  it('bring the latest name they were given with to somebody who has none', async () => {
    const phone = newPhone();
    await granted(phone, '李四', { day: '2026-01-02' });
    await granted(phone, '李思', { day: '2026-02-02' });
    await granted(phone, '前任', { day: '2026-03-01', to: '2026-03-02' });
    const { accessToken } = await bySms(phone);
    expect((await me(accessToken)).body.name).toBe('李思');
    expect((await app.bearing(accessToken).patch('/me', { name: '小李' })).status).toBe(200);
    expect((await me((await bySmsAgain(phone)).accessToken)).body.name).toBe('小李');
  });

  it('bring it to who comes by WeChat with that phone, and to who has been here for long', async () => {
    const phone = newPhone();
    await granted(phone, '周强');
    const { accessToken } = await byWechat('granted');
    await app.bearing(accessToken).post('/auth/wechat/phone', phoneCode(phone));
    expect((await me(accessToken)).body.name).toBe('周强');
    const known = newPhone();
    const session = await bySms(known);
    expect((await me(session.accessToken)).body.name).toBe('');
    await granted(known, '吴敏');
    expect((await me((await bySmsAgain(known)).accessToken)).body.name).toBe('吴敏');
  });
});

describe('demo people', () => {
  it('are listed and signed in with one tap; nobody else is', async () => {
    const shown = await app.make.person({ name: '陈阿姨' });
    const hidden = await app.make.person();
    await app.db.query(`insert into demo_people (person_id, position, title, hint) values ($1, 1, '居民 · 万福社区', '上报问题')`, [
      shown.id,
    ]);
    expect((await app.guest().get('/auth/demo-people')).body).toEqual([
      { personId: shown.id, name: '陈阿姨', title: '居民 · 万福社区', hint: '上报问题' },
    ]);
    expect((await app.guest().post('/auth/demo', { personId: shown.id })).body.personId).toBe(shown.id);
    expect((await app.guest().post('/auth/demo', { personId: hidden.id })).status).toBe(404);
  });
});
