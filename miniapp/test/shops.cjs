// A shop of the street with its keeper, something to redeem, and somebody who has earned points.
const { randomInt, randomUUID } = require('node:crypto');
const { Client } = require('../../server/node_modules/pg');
const { buildStreet, signIn } = require('./street.cjs');

const somebody = () => `135${String(randomInt(100_000_000)).padStart(8, '0')}`;

async function query(sql, values) {
  const client = new Client({ connectionString: process.env.TEST_PG_URL.replace(/[^/]+$/, 'journeys') });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** As a confirmed service brings them: booked by the ledger itself. */
const earn = (person, community, amount) =>
  query(
    `select ledger_book($1, 'transfer', ledger_open('issuing', null, $2, now()), ledger_open('person', $3, $2, now()), $4, 'earn_service',
       'service_record', $1, null, $2, null, now())`,
    [randomUUID(), community, person.session.personId, amount],
  );
/** What somebody has, and what of it is held. */
const pointsOf = async (person) => {
  const [row] = await query(
    `select sum(balance)::int as balance, sum(held)::int as held from ledger_accounts a join ledger_balances b on b.account_id = a.id where owner_id = $1`,
    [person.session.personId],
  );
  return row;
};

/** A breakfast shop with its keeper, and on its shelf something for so many points. */
async function openShop(street, desk, points) {
  const keeperPhone = somebody();
  const shopId = randomUUID();
  const year = new Date().getFullYear();
  await desk.ask('POST', '/rewards/shops', {
    id: shopId,
    communityCode: street.community,
    name: '菜市口早点铺',
    category: 'food',
    placeText: '菜市口 12 号旁',
    hoursText: '06:30–13:00',
    phone: '13900000012',
    position: street.inGrid,
    agreementFrom: `${year}-01-01`,
    agreementTo: `${year + 1}-12-31`,
  });
  const item = await desk.ask('POST', '/rewards/items', {
    id: randomUUID(),
    shopId,
    kind: 'goods',
    title: '豆浆油条',
    points,
    stock: 5,
  });
  await desk.ask('POST', `/rewards/shops/${shopId}/people`, { id: randomUUID(), phone: keeperPhone, name: '粟老板', from: '2020-01-01' });
  return { shopId, item, keeper: await signIn(keeperPhone) };
}

async function buildShop() {
  const street = await buildStreet();
  const [desk, owner] = await Promise.all([street.people.dispatcher, street.people.resident].map(signIn));
  const shop = await openShop(street, desk, 20);
  await owner.ask('PATCH', '/me', { name: '王桂兰', homeCommunityCode: street.community });
  await earn(owner, street.community, 50);
  return { street, desk, owner, ...shop };
}

module.exports = { buildShop, openShop, earn, pointsOf };
