import { certificateNumber } from '@linli/shared/timebank-certificates';
import { randomBytes } from 'node:crypto';
import { newId } from '../makers.js';
import { COMMUNITY } from '../town.js';
import type { Asker, Prepare, Requests, World } from './world.js';

const span = { communityCode: COMMUNITY, fromDay: '2026-01-01', toDay: '2026-03-01' };

/** The owner's, of 万福社区; whoever is asked as `self` has it. */
async function certificateIn({ app, owner }: World, { self }: Asker, issued: boolean): Promise<{ id: string; number: string }> {
  const [id, number] = [newId(), certificateNumber(randomBytes(16))];
  const person = self ?? owner;
  await app.db.query(`update certificates set state = 'withdrawn' where person_id = $1 and state = 'applied'`, [person.id]);
  await app.db.query(
    `insert into certificates (id, request_hash, state, person_id, community_code, from_day, to_day, name, applied_at, number, head, handler, contact,
       issued_by, issued_at)
     values ($1, '', $2, $3, $4, $5, $6, '周主人', $7, $8, $9, $9, $9, $10, $11)`,
    [
      id,
      issued ? 'issued' : 'applied',
      person.id,
      COMMUNITY,
      span.fromDay,
      span.toDay,
      app.clock.now(),
      ...(issued ? [number, '李建国', newId(), app.clock.now()] : [null, null, null, null]),
    ],
  );
  return { id, number };
}
const at =
  (rest: string, issued: boolean, body: object = {}): Prepare =>
  async (world, asker) => ({ path: `/certificates/${(await certificateIn(world, asker, issued)).id}${rest}`, body });

export const honours: Requests = {
  'GET /stars/mine': () => ({ path: '/stars/mine' }),
  'GET /boards': () => ({ path: `/boards?areaCode=${COMMUNITY}&period=month&measure=hours` }),
  'GET /certificates/start': () => ({ path: '/certificates/start' }),
  'GET /certificates/preview': () => ({ path: `/certificates/preview?${new URLSearchParams(span).toString()}` }),
  'GET /certificates/mine': () => ({ path: '/certificates/mine' }),
  'GET /certificates/desk': () => ({ path: '/certificates/desk' }),
  'POST /certificates': () => ({
    path: '/certificates',
    body: { id: newId(), ...span, paperKind: 'resident_id', paperNumber: '11010519491231002X' },
  }),
  'GET /certificates/:id': at('', false),
  'GET /certificates/:id/lines': at('/lines', false),
  'GET /certificates/:id/pdf': at('/pdf', true),
  'POST /certificates/:id/withdraw': at('/withdraw', false),
  'POST /certificates/:id/check': at('/check', false, { tail: '31002X', documentSeen: true }),
  'POST /certificates/:id/issue': at('/issue', false, { head: '陈书记', contact: '0774-3000000' }),
  'POST /certificates/:id/refuse': at('/refuse', false, { reason: '材料不齐' }),
  'POST /certificates/:id/void': at('/void', true, { reason: '开具有误' }),
  'GET /public/certificates/:number': async (world, asker) => ({
    path: `/public/certificates/${(await certificateIn(world, asker, true)).number}`,
  }),
};
