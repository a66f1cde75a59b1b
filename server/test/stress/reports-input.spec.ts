import { bootApp, type TestApp } from '../harness.js';
import { newId } from '../makers.js';
import { buildStreet, draftOf, type Street } from '../street.js';

const LONG = '长'.repeat(5_000);
const HOSTILE: readonly unknown[] = [
  null,
  0,
  -1,
  1.5,
  1e308,
  true,
  '',
  ' ',
  LONG,
  'a\u0000b',
  '\ud800',
  '<script>',
  "'; drop table reports;--",
  [],
  {},
  [[]],
  { a: 1 },
];

/** Bad input is a clear answer: never a 5xx, never a row. */
describe('bad input to reports', () => {
  let app: TestApp;
  let street: Street;
  beforeAll(async () => {
    app = await bootApp();
    street = await buildStreet(app);
  });
  afterAll(() => app.close());

  const rows = async () => (await app.db.query<{ n: number }[]>(`select count(*)::int as n from reports`))[0]?.n ?? 0;
  const fields = [
    'id',
    'categoryCode',
    'description',
    'fileIds',
    'position',
    'accuracyMetres',
    'placeText',
    'communityCode',
    'pointCode',
    'patrolId',
    'contactable',
    'anonymous',
    'capturedAt',
    'afterFileIds',
  ];

  it.each(fields)('%s too long, of the wrong type, missing, hostile', async (field) => {
    for (const value of [...HOSTILE, undefined]) {
      const before = await rows();
      const draft = { ...draftOf([], { categoryCode: 'E2199' }), [field]: value };
      const { status, body } = await app.as(street.resident).post('/reports', draft);
      expect({ value, status, fine: status === 201 || (status >= 400 && status < 500) }).toEqual({ value, status, fine: true });
      if (status >= 400) expect([body.code, typeof body.detail]).toEqual([expect.any(String), 'string']);
      expect(await rows()).toBe(status === 201 ? before + 1 : before);
    }
  });

  it.each([
    ['a role', { role: 'administrator' }],
    ['a state', { state: 'closed' }],
    ['an area', { gridCode: '990101001001001' }],
    ['a time', { createdAt: '2020-01-01T00:00:00Z' }],
    ['a source', { source: 'hotline_12345' }],
  ])('%s in the body is refused', async (_, extra) => {
    expect((await app.as(street.resident).post('/reports', draftOf([], { categoryCode: 'E2199', ...extra }))).status).toBe(400);
  });

  it('a phone’s clock decides nothing', async () => {
    for (const capturedAt of ['1970-01-01T00:00:00Z', '2099-12-31T23:59:59Z', '2026-03-11T10:00:00+14:00']) {
      const { body } = await app.as(street.resident).post('/reports', draftOf([], { categoryCode: 'E2199', capturedAt }));
      expect(body.responseDueAt).toBe(new Date(app.clock.now().getTime() + 86_400_000).toISOString());
    }
  });

  it.each([
    '/reports?limit=101',
    '/reports?limit=0',
    '/reports?cursor=abc',
    `/reports?cursor=${Buffer.from('["x","y"]').toString('base64url')}`,
    '/reports?box=__proto__',
    '/reports?order=constructor',
    '/reports?state=open',
    '/reports?category=E011',
    '/reports?areaCode=99',
    '/reports?teamId=1',
    '/reports?colour=blue',
    `/reports?q=${'x'.repeat(41)}`,
    '/reports?sort=id',
    '/reports/near?lng=111&lat=91',
    '/reports/near?lng=NaN&lat=23',
    '/reports/similar?lng=111.3&lat=23.4&categoryCode=E01',
    '/reports/similar?categoryCode=E0110',
    '/categories?q[]=a&q[]=b',
    '/reports?limit=1&limit=2',
  ])('GET %s: 400', async (path) => expect((await app.as(street.dispatcher).get(path)).status).toBe(400));

  it.each([
    '/reports/1',
    '/reports/%00',
    `/reports/${newId()}`,
    `/reports/${newId()}/reporter`,
    '/public/reports/x',
    '/points/by-code/%F0%9F%98%80',
  ])('GET %s: 404 or 400', async (path) => expect([400, 404]).toContain((await app.as(street.dispatcher).get(path)).status));

  it.each(['%', "' or 1=1", '路灯 & !', ':*', '\\', '😀', '٣٤'])('search for %s', async (q) => {
    expect((await app.as(street.dispatcher).get(`/reports?q=${encodeURIComponent(q)}`)).status).toBeLessThan(500);
  });

  it('a search inside another area finds nothing there', async () => {
    expect((await app.as(street.dispatcher).get('/reports?areaCode=990101010')).body.items).toEqual([]);
  });
});
