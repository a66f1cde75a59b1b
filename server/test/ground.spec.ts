import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { makeDataSource } from '../src/db/data-source.js';
import { isEmpty, setDemoMark } from '../src/db/demo-mark.js';
import { prepareDatabase } from '../src/db/prepare.js';
import { Config, ConfigError } from '../src/config.js';
import { SystemClock } from '../src/common/clock.js';
import { emptyDatabase } from './databases.js';
import { bootApp, type Somebody, type TestApp } from './harness.js';

let app: TestApp;
let person: Somebody;
beforeAll(async () => {
  app = await bootApp();
  person = await app.make.person();
});
afterAll(() => app.close());

/** Byte for byte as written: fetch would mend what is wrong. */
function raw(text: string): Promise<string> {
  const { port } = new URL(app.origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.setEncoding('utf8').on('data', (data: string) => (heard += data));
    socket.on('end', () => resolve(heard)).on('error', reject);
  });
}

describe('the ground floor', () => {
  it('answers health and readiness', async () => {
    expect((await app.guest().get('/health')).body).toEqual({ status: 'ok' });
    expect((await app.guest().get('/ready')).body).toEqual({ status: 'ok' });
  });

  it('has entities that match the migrations', async () => {
    const { upQueries } = await app.db.driver.createSchemaBuilder().log();
    expect(upQueries.map((q) => q.query)).toEqual([]);
  });

  it('protects every answer, refusals too', async () => {
    for (const path of ['/health', '/nothing', '/me']) {
      const { headers } = await app.guest().get(path);
      expect(headers.get('content-security-policy')).toContain("script-src 'self';");
      expect(headers.get('content-security-policy')).not.toContain("script-src 'self' 'unsafe");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('has API documents outside production only', async () => {
    expect((await app.guest().get('/api/docs-json')).body.paths['/api/v1/me']).toBeDefined();
    const closed = await bootApp({ config: { mode: 'production', logRequests: false } });
    expect((await closed.guest().get('/api/docs-json')).status).toBe(404);
    expect((await closed.guest().get('/auth/demo-people')).status).toBe(404);
    const sent = await closed.guest().post('/auth/sms/send', { phone: '13900000000' });
    expect(sent.body).toEqual({ retryAfterSeconds: 60, demoCode: null });
    await closed.close();
  });
});

describe('bad input is a 4xx in problem+json, in a Chinese sentence', () => {
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
  it.each<[string, string, string | undefined, Record<string, string>, number]>([
    ['no such route', 'GET /api/v1/nothing', undefined, {}, 404],
    ['bad percent-encoding in the path', 'GET /api/v1/teams/%ff', undefined, {}, 400],
    ['NUL in the query', 'GET /api/v1/staff?q=a%00b', undefined, {}, 400],
    ['NUL in the path', 'GET /api/v1/teams/a%00b', undefined, {}, 400],
    ['NUL in the body', 'PATCH /api/v1/me', '{"name":"a\\u0000b"}', {}, 400],
    ['NUL in a key', 'PATCH /api/v1/me', '{"na\\u0000me":"a"}', {}, 400],
    ['a lone surrogate', 'PATCH /api/v1/me', '{"name":"a\\ud800b"}', {}, 400],
    ['broken JSON', 'PATCH /api/v1/me', '{"name":', {}, 400],
    ['no JSON at all', 'PATCH /api/v1/me', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['an empty body', 'PATCH /api/v1/me', '', {}, 400],
    ['an array for an object', 'PATCH /api/v1/me', '[]', {}, 400],
    ['null for an object', 'PATCH /api/v1/me', 'null', {}, 400],
    ['a number for an object', 'PATCH /api/v1/me', '5', {}, 400],
    ['deep nesting', 'PATCH /api/v1/me', `{"name":${deep.slice(0, 50_000)}`, {}, 400],
    ['deep and well-formed', 'PATCH /api/v1/me', `{"name":${'['.repeat(5000)}${']'.repeat(5000)}}`, {}, 400],
    ['a poisoned prototype', 'PATCH /api/v1/me', '{"__proto__":{"admin":true}}', {}, 400],
    ['a poisoned constructor', 'PATCH /api/v1/me', '{"constructor":{"prototype":{"admin":true}}}', {}, 400],
    ['a body too large', 'PATCH /api/v1/me', JSON.stringify({ name: 'x'.repeat(110_000) }), {}, 413],
    ['an unknown charset', 'PATCH /api/v1/me', '{}', { 'content-type': 'application/json; charset=klingon' }, 415],
    ['a parameter twice', 'GET /api/v1/staff?role=auditor&role=dispatcher', undefined, {}, 400],
    ['a sort by the prototype', 'GET /api/v1/staff?sort=__proto__', undefined, {}, 400],
    ['a method nobody serves', 'PUT /api/v1/me', '{}', {}, 404],
  ])('%s', async (_what, line, body, headers, status) => {
    const [method, path] = line.split(' ') as [string, string];
    const answer = await app.as(person).send(method, path, body, { headers: { 'content-type': 'application/json', ...headers } });
    const met = status === 400 ? [400, 403, 415] : [status];
    expect(met).toContain(answer.status);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.body).toMatchObject({ status: answer.status, code: expect.stringMatching(/^[a-z_]+$/), requestId: expect.any(String) });
    expect(answer.body.detail).toMatch(/\p{Script=Han}/u);
    expect(JSON.stringify(answer.body)).not.toMatch(/select|node_modules|at .*\.ts|Unexpected|stack/i);
  });

  it('a compressed body is not unpacked', async () => {
    const sent = gzipSync(JSON.stringify({ name: '压缩' }));
    const status = await new Promise<number>((resolve, reject) => {
      const request = httpRequest(`${app.origin}/api/v1/auth/refresh`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      });
      request.on('response', (r) => resolve(r.statusCode ?? 0)).on('error', reject);
      request.end(sent);
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  it('a request that is no HTTP', async () => {
    expect(await raw('GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n')).toMatch(/^HTTP\/1.1 400/);
    expect(await raw(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431/);
  });
});

describe('limits', () => {
  let tight: TestApp;
  beforeAll(async () => {
    tight = await bootApp({
      config: { trustProxy: 1, limits: { perAddress: 20, perAccount: 12, writesPerAccount: 5, signInsPerAddress: 3 } },
    });
  });
  afterAll(() => tight.close());
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

  it('hold for an address, as the trusted proxy names it, whatever the client wrote before', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 21; i += 1) statuses.push((await tight.guest().get('/health', from(`10.9.9.${i}, 10.0.0.1`))).status);
    expect(statuses).toEqual([...Array<number>(20).fill(200), 429]);
    const refused = await tight.guest().get('/health', from('10.0.0.1'));
    expect(refused.headers.get('content-type')).toMatch('problem+json');
    expect(refused.body.detail).toMatch('请 60 秒后再试');
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await tight.guest().get('/health', from('10.0.0.2'))).status).toBe(200);
    tight.clock.advance(60_000);
    expect((await tight.guest().get('/health', from('10.0.0.1'))).status).toBe(200);
  });

  it('hold for an account from wherever it comes, tighter for writes and for signing in', async () => {
    const somebody = await tight.make.person();
    const write = (i: number) => tight.as(somebody).patch('/me', { name: '某' }, from(`10.1.0.${i}`));
    const read = (i: number) => tight.as(somebody).get('/me', from(`10.2.0.${i}`));
    const all = async (count: number, ask: (i: number) => Promise<{ status: number }>) =>
      Promise.all(Array.from({ length: count }, (_, i) => ask(i))).then((answers) => answers.filter((a) => a.status === 200).length);
    expect(await all(8, write)).toBe(5);
    expect(await all(8, read)).toBe(4);
    const signIn = (i: number) => tight.guest().post('/auth/sms/send', { phone: `1380000000${i}` }, from('10.3.0.1'));
    expect(await all(6, signIn)).toBe(3);
  });
});

describe('a database that is away', () => {
  it('is a 503 with Retry-After in time, and the next request works when it is back', async () => {
    const lonely = await bootApp({ config: { poolSize: 2 } });
    const somebody = await lonely.make.person();
    const held = await Promise.all([lonely.db.createQueryRunner(), lonely.db.createQueryRunner()].map(async (r) => (await r.connect(), r)));
    const began = Date.now();
    const busy = await lonely.as(somebody).get('/me');
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '2']);
    expect(Date.now() - began).toBeLessThan(5000);
    expect((await lonely.guest().get('/health')).status).toBe(200);
    expect((await lonely.guest().get('/ready')).status).toBe(200);
    await Promise.all(held.map((r) => r.release()));
    await lonely.db.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([200, 503]).toContain((await lonely.as(somebody).get('/me')).status);
    expect((await lonely.as(somebody).get('/me')).status).toBe(200);
    await lonely.close();
  });

  it('does not wait long for a lock', async () => {
    const holder = app.db.createQueryRunner();
    await holder.startTransaction();
    await holder.query(`select 1 from people where id = $1 for update`, [person.id]);
    const answer = await app.as(person).patch('/me', { name: '等锁' });
    expect([answer.status, answer.body.code]).toEqual([503, 'try_again']);
    await holder.rollbackTransaction();
    await holder.release();
    expect((await app.as(person).patch('/me', { name: '等到了' })).status).toBe(200);
  });
});

describe('preparing a database', () => {
  const settings = (databaseUrl: string, mode: Config['mode']) => app.config.with({ databaseUrl, mode });

  it('refuses the demo district to production, and data of its own to the demo', async () => {
    const database = await emptyDatabase();
    const clock = new SystemClock();
    await prepareDatabase(settings(database.url, 'production'), clock, () => undefined);
    const dataSource = await makeDataSource(database.url).initialize();
    expect(await isEmpty(dataSource)).toBe(true);
    await setDemoMark(dataSource, clock, 'filled');
    await expect(prepareDatabase(settings(database.url, 'production'), clock, () => undefined)).rejects.toThrow(ConfigError);
    await dataSource.query(`delete from installation`);
    await dataSource.query(`insert into people (id, created_at) values (gen_random_uuid(), now())`);
    await expect(prepareDatabase(settings(database.url, 'demo'), clock, () => undefined)).rejects.toThrow(ConfigError);
    await dataSource.destroy();
    await database.drop();
  });
});

describe('jobs', () => {
  it('are enqueued with the transaction, and forget old keys', async () => {
    await app.as(person).patch('/me', { name: '键' });
    app.clock.advance(48 * 3_600_000 + 1);
    await app.runJobs('idempotency.clean');
    expect(await app.db.query(`select 1 from idempotency_keys`)).toEqual([]);
  });
});
