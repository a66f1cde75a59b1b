import { randomUUID } from 'node:crypto';
import { COMMUNITY, makePerson, PLACE } from './data.mjs';
import { cellOf } from '@linli/shared/geo-cells';

const BATCH = 5000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MEMBERS = 64;
/** Open orders of which each claim takes one: a day apart, so that nobody is in two places. */
const TO_CLAIM = 24_000;

/** Nine in ten are over; one in ten hangs in the hall. Beside them what the claims take. */
export async function makeOrders(dataSource, count, say) {
  const resident = await makePerson(dataSource);
  await dataSource.query(`update people set home_community_code = $2 where id = $1`, [resident.id, COMMUNITY]);
  const members = [];
  for (let i = 0; i < MEMBERS; i += 1) members.push(await makeMember(dataSource));
  const start = Math.floor(Date.now() / HOUR) * HOUR;
  for (let from = 0; from < count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_, k) => {
      const n = from + k;
      const open = n % 10 === 0;
      return rowOf(n, open, new Date(open ? start + 2 * DAY + (n % 6000) * HOUR : start - DAY - n * HOUR), new Date(start - n * 60_000));
    });
    await dataSource.query(ORDERS, [JSON.stringify(rows), resident.id, PLACE.lng, PLACE.lat, cellOf(PLACE)]);
  }
  const free = Array.from({ length: TO_CLAIM }, (_, n) => rowOf(`C${n}`, true, new Date(start + (400 + n) * DAY), new Date(start)));
  for (let from = 0; from < TO_CLAIM; from += BATCH)
    await dataSource.query(ORDERS, [JSON.stringify(free.slice(from, from + BATCH)), resident.id, PLACE.lng, PLACE.lat, cellOf(PLACE)]);
  await dataSource.query('vacuum (analyze) orders, order_words, order_assignments');
  say(`  ${count} orders`);
  return { resident, members, claimable: free.map(({ id }) => id) };
}

async function makeMember(dataSource) {
  const person = await makePerson(dataSource);
  await dataSource.query(
    `insert into members (person_id, state, community_code, birth_day, radius_metres, agreed_version, joined_at, changed_at, lng, lat)
     values ($1, 'active', $2, '1990-05-01', 2000, 1, now(), now(), $3, $4)`,
    [person.id, COMMUNITY, PLACE.lng, PLACE.lat],
  );
  return person;
}

const rowOf = (n, open, startAt, createdAt) => ({ id: randomUUID(), no: `B-${n}`, open, start_at: startAt, created_at: createdAt });

const ORDERS = `
  with given as (select * from json_to_recordset($1) as r(id uuid, no text, open bool, start_at timestamptz, created_at timestamptz)),
  made as (
    insert into orders (id, order_no, request_hash, source, district_code, street_code, community_code, grid_code, lng, lat, cell, item_code, title, category,
      mode, risk, two_person, insurance_required, served_by, radius_metres, open_to_neighbours, coefficient, notice_hours, requester_id, principal_id,
      start_at, end_at, minutes, headcount, accepted_count, state, fill_by, published_at, secret, finished_at, confirm_by, confirmed_at, created_at, updated_at)
    select id, no, 'bench', 'resident', left(c, 6), left(c, 9), c, c || '001', $3, $4, $5, 'S0102', '代买代取（菜、药、快递）', 'elder_care', 'out', 'low',
      false, false, '{volunteer,party_member}', 2000, false, 100, 12, $2, $2, start_at, start_at + interval '45 minutes', 45, 1,
      case when open then 0 else 1 end, case when open then 'offered' else 'confirmed' end, start_at - interval '12 hours',
      case when open then created_at end, decode(repeat('00', 32), 'hex'), case when not open then start_at end, case when not open then start_at end,
      case when not open then start_at end, created_at, created_at
    from given, (select '${COMMUNITY}'::text as c) place returning id, order_no
  )
  insert into order_words (order_id, contact_name, contact_phone, address, search) select id, '王小明', '13900000000', '滨江路1号', to_tsvector('simple', order_no) from made`;

/** The cases of orders; `bearing` makes the headers of somebody. */
export async function orderCases({ resident, members, claimable }, desk, bearing) {
  const home = await bearing(resident);
  const serving = await Promise.all(members.map(bearing));
  const startAt = new Date(Math.floor(Date.now() / DAY) * DAY + 4 * DAY + HOUR).toISOString();
  let next = 0;
  return [
    { name: 'orders', share: 0.6, make: () => ({ path: `/api/v1/orders?areaCode=${COMMUNITY}`, headers: desk }) },
    { name: 'hall', share: 0.6, make: () => ({ path: '/api/v1/orders/hall', headers: serving[0] }) },
    {
      name: 'order',
      share: 0.55,
      make: () => ({
        method: 'POST',
        path: '/api/v1/orders',
        headers: home,
        body: { id: randomUUID(), itemCode: 'S0102', startAt, address: '滨江路1号', position: PLACE },
      }),
      renew: ({ body }, answer) => [
        [body.id, 'id'],
        [answer.orderNo, 'no'],
      ],
    },
    {
      name: 'claim',
      share: 0.6,
      make: () => {
        const n = next++;
        const id = claimable[n];
        return {
          method: 'POST',
          path: `/api/v1/orders/${id}/accept`,
          headers: { ...serving[n % MEMBERS], 'idempotency-key': randomUUID() },
          body: {},
        };
      },
      // The bare server takes its orders from the other end, for somebody else each time.
      renew: ({ path, headers }, answer) => [
        [path.split('/')[4], 'pool'],
        [answer.assignments[0].personId, 'id'],
        [headers['idempotency-key'], 'id'],
      ],
      pool: claimable.slice(TO_CLAIM / 3).reverse(),
    },
  ];
}
