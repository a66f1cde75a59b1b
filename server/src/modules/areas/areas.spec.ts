import { metresBetween } from '@linli/shared/geo';
import { bootApp, type Somebody, type TestApp } from '../../../test/harness.js';
import {
  buildTown,
  COMMUNITY,
  DISTRICT,
  GRID,
  IN_GRID,
  LANDMARK,
  OTHER_STREET,
  SISTER_COMMUNITY,
  SISTER_GRID,
  STREET,
} from '../../../test/town.js';
import { AreasService } from './areas.service.js';

const METRE = 1 / 111_195;
const each = (rows: unknown, field: 'code' | 'name' | 'id') => (rows as Record<string, string>[]).map((row) => row[field]);

describe('areas', () => {
  let app: TestApp;
  let resident: Somebody;
  beforeAll(async () => {
    app = await bootApp();
    await buildTown(app.db.manager, app.clock.now());
    resident = await app.make.person({ homeCommunityCode: COMMUNITY });
  });
  afterAll(() => app.close());

  describe('a position finds its place', () => {
    const locate = (lng: number, lat: number) => app.nest.get(AreasService).locate(null, { lng, lat });

    it.each([
      ['in a grid', 111.302, 23.402, GRID, 'inside'],
      ['on the border of two grids: the lower code', 111.305, 23.41, GRID, 'inside'],
      ['on a corner', 111.3, 23.4, GRID, 'inside'],
      ['in the second piece of a grid', 111.315, 23.415, '990101001002001', 'inside'],
      ['between the pieces, 55 m from one', 111.315, 23.4065, '990101001002001', 'near'],
      ['30 m outside the district’s last grid', 111.305, 23.418 + 30 * METRE, SISTER_GRID, 'near'],
      ['99 m outside', 111.305, 23.418 + 99 * METRE, SISTER_GRID, 'near'],
      ['20 m into the hole', 111.3042, 23.405, GRID, 'near'],
    ])('%s', async (_, lng, lat, gridCode, how) => {
      expect(await locate(lng, lat)).toMatchObject({ districtCode: DISTRICT, gridCode, communityCode: gridCode.slice(0, 12), how });
    });

    it.each([
      ['101 m outside every grid: the community', 111.305, 23.418 + 101 * METRE, COMMUNITY, STREET, 'community'],
      ['the middle of the hole, 102 m from its edge', 111.305, 23.405, COMMUNITY, STREET, 'community'],
      ['a community without grids', 111.33, 23.405, '990101010001', OTHER_STREET, 'community'],
      ['a street without a community there', 111.33, 23.415, null, OTHER_STREET, 'street'],
    ])('%s', async (_, lng, lat, communityCode, streetCode, how) => {
      expect(await locate(lng, lat)).toEqual({ districtCode: DISTRICT, streetCode, communityCode, gridCode: null, how });
    });

    it.each([
      ['in the district, in no street', 111.345, 23.405],
      ['at sea off Africa', 0, 0],
      ['at the pole', 111, 89.9],
    ])('%s: nowhere', async (_, lng, lat) => expect(await locate(lng, lat)).toBeNull());

    it('uses the index and is quick with 1,000 grids more', async () => {
      await app.db.query(
        `insert into areas (code, level, parent_code, name, created_at, updated_at)
         select '990101001002' || lpad((100 + i)::text, 3, '0'), 'grid', '990101001002', 'g' || i, now(), now() from generate_series(0, 899) i`,
      );
      await app.db.query(
        `insert into area_pieces (area_code, piece, level, outline)
         select '990101001002' || lpad((100 + i)::text, 3, '0'), 0, 'grid',
           polygon(box(point(113 + (i % 30) * 0.01, 24 + (i / 30) * 0.01), point(113.01 + (i % 30) * 0.01, 24.01 + (i / 30) * 0.01)))
         from generate_series(0, 899) i`,
      );
      await app.db.query('analyze area_pieces');
      const plan = await app.db.query<{ 'QUERY PLAN': string }[]>(
        `explain select area_code from area_pieces where outline && polygon(box(point(111.3, 23.4), point(111.302, 23.402))) and level <> 'building'`,
      );
      expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/area_pieces_outline/);
      const start = performance.now();
      for (let i = 0; i < 100; i++) await locate(113.005 + (i % 30) * 0.01, 24.005);
      expect((performance.now() - start) / 100).toBeLessThan(10);
      await app.db.query(`delete from area_pieces where area_code like '9901010010021__'`);
      await app.db.query(`delete from area_pieces where left(outline::text, 5) = '((113'`);
      await app.db.query(`delete from areas where code > '990101001002001' and code like '990101001002%'`);
    });

    it('tells a phone the place in words, and the nearest named place', async () => {
      const { body } = await app.guest().get(`/areas/locate?lng=${IN_GRID.lng}&lat=${IN_GRID.lat}`);
      expect(body).toMatchObject({ gridCode: GRID, how: 'inside', text: '滨江街道 · 万福社区 · 第一网格', nearby: null });
      const near = await app.guest().get(`/areas/locate?lng=${LANDMARK.lng + 0.0005}&lat=${LANDMARK.lat}`);
      expect(near.body.nearby).toBe('菜市口');
      expect(metresBetween(LANDMARK, { ...LANDMARK, lng: LANDMARK.lng + 0.0016 })).toBeGreaterThan(150);
      expect((await app.guest().get(`/areas/locate?lng=${LANDMARK.lng + 0.0016}&lat=${LANDMARK.lat}`)).body.nearby).toBeNull();
    });

    it('says so when it is elsewhere, and refuses nonsense', async () => {
      expect(await app.guest().get('/areas/locate?lng=120&lat=30')).toMatchObject({ status: 422, body: { code: 'outside' } });
      for (const query of ['', '?lng=111', '?lng=x&lat=23', '?lng=1e400&lat=23', '?lng=0&lat=0', '?lng=111&lat=23&area=990101'])
        expect((await app.guest().get(`/areas/locate${query}`)).status).toBe(400);
    });
  });

  describe('looking at the tree', () => {
    it('gives children to choose from', async () => {
      const names = async (query: string) => each((await app.guest().get(`/areas${query}`)).body, 'name');
      expect(await names('')).toEqual(['临江区']);
      expect(await names(`?parent=${STREET}`)).toEqual(['万福社区', '码头社区']);
      expect(await names('?parent=990199')).toEqual([]);
      expect((await app.guest().get('/areas?parent=9901')).status).toBe(400);
    });

    it('gives one with its path', async () => {
      const { body } = await app.guest().get(`/areas/${GRID}`);
      expect(body).toMatchObject({ code: GRID, level: 'grid', levelLabel: '网格', parentCode: COMMUNITY, mapped: true, retired: false });
      expect(each(body.path, 'code')).toEqual([DISTRICT, STREET, COMMUNITY]);
      expect(body.centre.lng).toBeCloseTo(111.305, 2);
      for (const code of ['990101001001999', '99', 'x', '%00', '..%2f..'])
        expect([400, 404]).toContain((await app.guest().get(`/areas/${code}`)).status);
    });

    it('finds by a part of the name, % being a sign like any other', async () => {
      const found = async (query: string) => each((await app.as(resident).get(`/areas/search?${query}`)).body, 'code');
      expect(await found(`q=${encodeURIComponent('福')}`)).toEqual([COMMUNITY]);
      expect(await found(`q=${encodeURIComponent('第一网格')}&within=${SISTER_COMMUNITY}`)).toEqual(['990101001002001']);
      expect(await found(`q=${encodeURIComponent('街道')}&level=street&limit=1`)).toHaveLength(1);
      expect(await found('q=%25')).toEqual([]);
      expect(await found('q=_')).toEqual([]);
    });

    it('draws maps as GeoJSON that is sent once', async () => {
      const first = await app.guest().get(`/areas/${COMMUNITY}/shapes`);
      expect(first.status).toBe(200);
      expect(first.headers.get('content-type')).toMatch('application/geo+json');
      expect(each(first.body.features, 'id')).toEqual([COMMUNITY, GRID, SISTER_GRID]);
      expect(first.body.features[1]).toMatchObject({
        properties: { code: GRID, name: '第一网格', level: 'grid' },
        geometry: { type: 'Polygon' },
      });
      expect(first.body.features[1].geometry.coordinates).toHaveLength(2);
      const etag = first.headers.get('etag') ?? '';
      expect((await app.guest().get(`/areas/${COMMUNITY}/shapes`, { headers: { 'if-none-match': etag } })).status).toBe(304);
      const grids = await app.guest().get(`/areas/${DISTRICT}/shapes?level=grid`);
      expect(grids.body.features).toHaveLength(4);
      expect((await app.guest().get('/areas/990199/shapes')).status).toBe(404);
    });
  });
});
