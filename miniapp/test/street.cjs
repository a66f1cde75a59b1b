// A working street, made as its administrator makes one: over HTTP, from nothing but the first administrator.
const { randomInt, randomUUID } = require('node:crypto');
const { Client } = require('../../server/node_modules/pg');

const origin = () => process.env.TEST_ORIGIN;
const newPhone = () => `137${String(randomInt(100_000_000)).padStart(8, '0')}`;

async function call(method, at, body, token) {
  const res = await fetch(`${origin()}/api/v1${at}`, {
    method,
    headers: {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
    },
    body: body && JSON.stringify(body),
  });
  const answer = await res.json().catch(() => null);
  if (!res.ok) throw new Error(`${method} ${at}: ${res.status} ${JSON.stringify(answer)}`);
  return answer;
}

/** Speaks for whoever holds this session. */
const asPerson = (session) => ({ session, ask: (method, at, body) => call(method, at, body, session.accessToken) });

/** By phone and code; the sandbox gives the code away. */
const known = new Map();
function signIn(phone) {
  // one code a minute and number: who has entered in this file stays in
  if (!known.has(phone)) known.set(phone, enterByCode(phone));
  return known.get(phone);
}
async function enterByCode(phone) {
  const { demoCode } = await call('POST', '/auth/sms/send', { phone });
  const session = await call('POST', '/auth/sms/verify', { phone, code: demoCode });
  return asPerson(session);
}

/** The role to a phone, as the administrator's command gives it; all the rest goes over HTTP. */
async function firstAdministrator(phone, district) {
  const client = new Client({ connectionString: process.env.TEST_PG_URL.replace(/[^/]+$/, 'journeys') });
  await client.connect();
  await client.query(
    `insert into role_grants (id, phone, name, role, area_code, lead, from_day, created_at)
     values ($1, $2, '周管理', 'administrator', $3, false, '2020-01-01', now())`,
    [randomUUID(), phone, district],
  );
  await client.end();
}

const box = (west, south, east, north) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
const feature = (code, geometry) => ({ type: 'Feature', properties: { code }, geometry });

/** Every street has a district of its own, far from the demo's and from each other's. */
async function buildStreet() {
  const number = randomInt(8000);
  const district = String(910000 + number);
  const west = 85 + (number % 400) * 0.025;
  const south = 31 + Math.floor(number / 400) * 0.025;
  const [street, community] = [`${district}001`, `${district}001001`];
  const [grid, sister] = [`${community}001`, `${community}002`];
  const people = {
    administrator: newPhone(),
    dispatcher: newPhone(),
    chief: newPhone(),
    leader: newPhone(),
    gridMember: newPhone(),
    handler: newPhone(),
    colleague: newPhone(),
    resident: newPhone(),
    neighbour: newPhone(),
  };
  await firstAdministrator(people.administrator, district);
  const administrator = await signIn(people.administrator);
  const post = (at, body) => administrator.ask('POST', at, body);

  for (const [code, name, shortCode] of [
    [district, '试点区'],
    [street, '滨江街道', 'BJ'],
    [community, '万福社区'],
    [grid, '第一网格'],
    [sister, '第二网格'],
  ])
    await post('/areas', { code, name, ...(shortCode ? { shortCode } : {}) });
  const half = west + 0.01;
  await post('/areas/shapes', {
    dryRun: false,
    coordinates: 'gcj02',
    geojson: {
      type: 'FeatureCollection',
      features: [
        feature(district, box(west, south, west + 0.02, south + 0.02)),
        feature(street, box(west, south, west + 0.02, south + 0.02)),
        feature(community, box(west, south, west + 0.02, south + 0.02)),
        feature(grid, box(west, south, half, south + 0.02)),
        feature(sister, box(half, south, west + 0.02, south + 0.02)),
      ],
    },
  });

  const grant = (phone, name, role, areaCode) =>
    post('/staff/grants', { id: randomUUID(), phone, name, role, areaCode, from: '2020-01-01' });
  await grant(people.dispatcher, '林值班', 'dispatcher', street);
  await grant(people.chief, '江街长', 'street_chief', street);
  await grant(people.leader, '何网格', 'grid_leader', community);
  await grant(people.gridMember, '陈小梅', 'grid_member', grid);
  const team = await post('/teams', { id: randomUUID(), type: 'sanitation', name: '滨江街道环卫队', areaCode: street, hasAccounts: true });
  await administrator.ask('PUT', `/teams/${team.id}/members`, {
    members: [
      { phone: people.handler, name: '马师傅', lead: true },
      { phone: people.colleague, name: '牛师傅', lead: false },
    ],
  });
  const inGrid = { lng: west + 0.005, lat: south + 0.01 };
  const points = [];
  for (const [name, lng] of [
    ['菜市口公告栏', west + 0.004],
    ['江边步道入口', west + 0.006],
  ])
    points.push(await post('/checkpoints', { id: randomUUID(), name, position: { lng, lat: south + 0.01 } }));
  return { district, street, community, grid, sister, people, team, checkpoints: points, inGrid, administrator };
}

module.exports = { buildStreet, signIn, asPerson };
