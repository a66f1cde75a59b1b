// A working street with people who order and people who serve; and time, which passes when a test says so.
const { randomInt, randomUUID } = require('node:crypto');
const { Client } = require('../../server/node_modules/pg');
const { buildStreet, signIn } = require('./street.cjs');

const somebody = () => `136${String(randomInt(100_000_000)).padStart(8, '0')}`;
const DOOR = '菜市口 12 号 3 单元 402';

async function query(sql, values) {
  const client = new Client({ connectionString: process.env.TEST_PG_URL.replace(/[^/]+$/, 'journeys') });
  await client.connect();
  try {
    return await client.query(sql, values);
  } finally {
    await client.end();
  }
}

/** The hour has come: the order begins in a few minutes. */
const untilItBegins = async (orderId) => {
  await query(
    `update orders set start_at = date_trunc('minute', now()) + interval '5 minutes',
     end_at = date_trunc('minute', now()) + interval '5 minutes' + minutes * interval '1 minute',
     fill_by = least(fill_by, date_trunc('minute', now()) + interval '4 minutes') where id = $1`,
    [orderId],
  );
  await query(
    `update order_assignments a set during = tstzrange(o.start_at, o.end_at), day = (o.start_at at time zone 'Asia/Shanghai')::date
     from orders o where o.id = a.order_id and o.id = $1 and a.during is not null`,
    [orderId],
  );
};
/** So many minutes of service lie behind: to be said just before the check-out. */
const served = (orderId, minutes) =>
  query(`update order_assignments set started_at = now() - $2 * interval '1 minute' where order_id = $1 and started_at is not null`, [
    orderId,
    minutes,
  ]);

/** The street, an elder and her daughter, somebody who serves, and a stranger; each with a verified phone. */
async function buildNeighbours() {
  const street = await buildStreet();
  const [elder, daughter, member, stranger, desk] = await Promise.all(
    [street.people.resident, street.people.neighbour, somebody(), somebody(), street.people.dispatcher].map(signIn),
  );
  for (const [person, name] of [
    [elder, '王桂兰'],
    [daughter, '王晓雨'],
  ])
    await person.ask('PATCH', '/me', { name, homeCommunityCode: street.community });
  await member.ask('POST', '/members/me/enrol', {
    name: '赵建国',
    birthDay: '1985-05-01',
    communityCode: street.community,
    skills: ['elder_care'],
    position: street.inGrid,
    radiusMetres: 3000,
    agreed: true,
  });
  // who brings food has shown a health certificate: that journey is told elsewhere
  await query(
    `insert into qualifications (id, person_id, code, file_ids, state, reviewed_by, reviewed_at, request_hash, created_at)
     values ($1, $2, 'food_health', '{}', 'verified', $3, now(), 'journey', now())`,
    [randomUUID(), member.session.personId, desk.session.personId],
  );
  return { street, elder, daughter, member, stranger, desk };
}

module.exports = { buildNeighbours, untilItBegins, served, DOOR };
