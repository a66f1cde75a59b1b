import { areaAt } from '@linli/shared/areas';
import { cellOf } from '@linli/shared/geo-cells';
import { randomUUID } from 'node:crypto';

export const DISTRICT = '990101';
export const COMMUNITY = '990101001001';
const ORIGIN = { lng: 111.2, lat: 23.4 };
const GRIDS = 1000;
const COLUMNS = 40;
const SIDE = 0.003;
const BATCH = 5000;
const MINUTE = 60_000;

/** Street, community and number of each grid: 5 streets, 30 communities. */
const grids = Array.from({ length: GRIDS }, (_, i) => {
  const street = `${DISTRICT}${String(1 + (i % 5)).padStart(3, '0')}`;
  const community = `${street}${String(1 + (Math.floor(i / 5) % 6)).padStart(3, '0')}`;
  const code = `${community}${String(1 + Math.floor(i / 30)).padStart(3, '0')}`;
  return { code, west: ORIGIN.lng + (i % COLUMNS) * SIDE, south: ORIGIN.lat + Math.floor(i / COLUMNS) * SIDE };
});
const middle = ({ west, south }) => ({ lng: west + SIDE / 2, lat: south + SIDE / 2 });
/** In a grid of COMMUNITY. */
export const PLACE = middle(grids[0]);

/** A district of 1,000 square grids. `writes` is the module that saves areas. */
export async function makeDistrict(dataSource, writes) {
  const now = new Date();
  const codes = new Set(grids.flatMap(({ code }) => ['district', 'street', 'community', 'grid'].map((level) => areaAt(code, level))));
  const levels = { 6: 'district', 9: 'street', 12: 'community', 15: 'grid' };
  const areas = [...codes].map((code) => ({ code, level: levels[code.length], name: `区划${code.slice(6)}`, shortCode: null, sort: 0 }));
  const shapes = grids.map(({ code, west, south }) => {
    const [east, north] = [west + SIDE, south + SIDE];
    return {
      code,
      level: 'grid',
      shape: [
        [
          [
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
          ],
        ],
      ],
    };
  });
  await dataSource.transaction(async (tx) => {
    await writes.insertAreas(
      tx,
      areas.sort((a, b) => a.code.length - b.code.length),
      now,
    );
    await writes.saveShapes(tx, shapes, now);
  });
}

/** A signed-in person with these roles. */
export async function makePerson(dataSource, roles = []) {
  const person = { id: randomUUID(), sessionId: randomUUID() };
  const phone = `138${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
  const now = new Date();
  await dataSource.query(`insert into people (id, name, phone, phone_verified_at, created_at) values ($1, '王小明', $2, $3, $3)`, [
    person.id,
    phone,
    now,
  ]);
  await dataSource.query(
    `insert into sessions (id, person_id, client, salt, rotated_at, created_at) values ($1, $2, 'wechat', 'salt', $3, $3)`,
    [person.sessionId, person.id, now],
  );
  for (const { role, areaCode } of roles)
    await dataSource.query(
      `insert into role_grants (id, phone, name, person_id, role, area_code, lead, from_day, created_at) values ($1, $2, '王小明', $3, $4, $5, false, '2020-01-01', $6)`,
      [randomUUID(), phone, person.id, role, areaCode, now],
    );
  return person;
}

/** Nine in ten are closed; the newest is a minute old, one every ninety seconds before it. */
export async function makeReports(dataSource, count, reporterId, say) {
  const start = Date.now();
  for (let from = 0; from < count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_, k) => reportOf(from + k, start));
    await dataSource.query(REPORTS, [JSON.stringify(rows), reporterId]);
    await dataSource.query(WORDS, [JSON.stringify(rows)]);
    if ((from / BATCH) % 10 === 9) say(`  ${from + BATCH} reports`);
  }
  await dataSource.query('vacuum (analyze) reports');
  await dataSource.query('analyze');
}

function reportOf(n, start) {
  const grid = grids[(n * 7919) % GRIDS];
  const { lng, lat } = { lng: grid.west + ((n * 31) % 97) * (SIDE / 97), lat: grid.south + ((n * 17) % 89) * (SIDE / 89) };
  const at = start - MINUTE - n * 1.5 * MINUTE;
  const closed = n % 10 !== 0;
  return {
    id: randomUUID(),
    no: `B-${n}`,
    grid: grid.code,
    lng,
    lat,
    cell: cellOf({ lng, lat }),
    at: new Date(at),
    due: new Date(at + 86_400_000),
    closed,
  };
}

const COLUMNS_OF_JSON = `r(id uuid, no text, grid text, lng float8, lat float8, cell int, at timestamptz, due timestamptz, closed bool)`;
const REPORTS = `
  insert into reports (id, case_no, request_hash, reporter_id, source, category_code, main_class, priority, confidential, state, district_code, street_code,
    community_code, grid_code, lng, lat, cell, contactable, anonymous, created_at, updated_at, response_due_at, response_amber_at, open_due_at,
    open_amber_at, closed_at, closed_as)
  select r.id, r.no, 'bench', $2, 'resident', c.code, c.main_class, c.priority, false, case when r.closed then 'closed' else 'reported' end,
    left(r.grid, 6), left(r.grid, 9), left(r.grid, 12), r.grid, r.lng, r.lat, r.cell, false, false, r.at, r.at, r.due, r.due,
    case when not r.closed then r.due end, case when not r.closed then r.due end, case when r.closed then r.at end, case when r.closed then 'checked' end
  from json_to_recordset($1) as ${COLUMNS_OF_JSON}
  cross join (select code, main_class, priority from report_categories where not confidential and resident_may_report order by code limit 1) c`;
const WORDS = `
  insert into report_words (report_id, description, place_text, search)
  select r.id, '路面有一个坑，下雨积水，老人走路不方便', '菜市口路口东侧', to_tsvector('simple', r.no) from json_to_recordset($1) as ${COLUMNS_OF_JSON}`;
