import { newId } from '../makers.js';
import { COMMUNITY, DISTRICT } from '../town.js';
import type { Asker, Prepare, Requests, World } from './world.js';

const SEALED_DAY = '2020-01-01';
const note = '社区公益基金发放';

/** A grant to the owner, asked for by a colleague; whoever is asked as `self` has asked for it. */
async function grantOf({ app, owner }: World, { self }: Asker): Promise<string> {
  const colleague = self ?? (await app.make.person({ roles: [{ role: 'dispatcher', areaCode: DISTRICT }] }));
  const body = { id: newId(), kind: 'grant_fund', communityCode: COMMUNITY, phone: owner.phone, points: 1, note };
  const answer = await app.as(colleague).post('/timebank/adjustments', body);
  return answer.body.id as string;
}
const at =
  (rest: string, body: object = {}): Prepare =>
  async (world, asker) => ({ path: `/timebank/adjustments/${await grantOf(world, asker)}${rest}`, body });

export const books: Requests = {
  'GET /timebank/adjustments': () => ({ path: '/timebank/adjustments' }),
  'POST /timebank/adjustments': () => ({
    path: '/timebank/adjustments',
    body: { id: newId(), kind: 'grant_pool', communityCode: COMMUNITY, points: 1, note },
  }),
  'GET /timebank/adjustments/transfers': ({ owner }) => ({ path: `/timebank/adjustments/transfers?phone=${owner.phone}` }),
  'GET /timebank/adjustments/:id': at(''),
  'POST /timebank/adjustments/:id/approve': at('/approve'),
  'POST /timebank/adjustments/:id/refuse': at('/refuse', { note: '材料不全' }),
  'POST /timebank/adjustments/:id/withdraw': at('/withdraw'),
  'GET /timebank/budgets': () => ({ path: '/timebank/budgets' }),
  'PUT /timebank/budgets/:communityCode': () => ({ path: `/timebank/budgets/${COMMUNITY}`, body: { year: 2026, points: 100_000 } }),
  'GET /timebank/seals': () => ({ path: '/timebank/seals' }),
  'GET /timebank/seals/:day/rows.csv': async ({ app }) => {
    await app.db.query(
      `insert into ledger_seals (day, rows, digests, previous_hash, hash, sealed_at) values ($1, 0, '', '', '', $2) on conflict do nothing`,
      [SEALED_DAY, app.clock.now()],
    );
    return { path: `/timebank/seals/${SEALED_DAY}/rows.csv` };
  },
};
