import { newId } from '../makers.js';
import { COMMUNITY, DISTRICT, STREET } from '../town.js';
import type { Asker, Prepare, Requests, World } from './world.js';

type State = 'pending' | 'publicised' | 'confirmed';
const DAY_MS = 86_400_000;

/** Two hours of the owner's (for `self`: of whoever asks), entered by hand in the community and, listed, past the days of the list or still on it. */
async function recordOf({ app, owner }: World, { self }: Asker, state: State, on: 'listed' | 'over' = 'over'): Promise<string> {
  const id = newId();
  const person = self ?? owner;
  const now = app.clock.now();
  const until = new Date(now.getTime() + (on === 'listed' ? DAY_MS : -1000));
  const enterer = await app.make.person();
  await app.db.query(
    `insert into service_records (id, source, source_id, person_id, district_code, street_code, community_code, state, title, started_at, finished_at, day,
       minutes, by_code, entered_by, publicised_until, confirmed_at, created_at, updated_at)
     values ($1, 'manual', $1, $2, $3, $4, $5, $6, '清扫', $7::timestamptz - interval '1 day 2 hours', $7::timestamptz - interval '1 day', '2026-03-10',
       120, false, $8, $9, case when $6 = 'confirmed' then $7::timestamptz end, $7, $7)`,
    [id, person.id, DISTRICT, STREET, COMMUNITY, state, now, enterer.id, state === 'pending' ? null : until],
  );
  return id;
}
const at =
  (rest: string, state: State, body: object = {}, on: 'listed' | 'over' = 'over'): Prepare =>
  async (world, asker) => ({ path: `/timebank/records/${await recordOf(world, asker, state, on)}${rest}`, body });

/** About the owner's record; for `self` raised by whoever asks. */
async function caseOf(world: World, asker: Asker, kind: 'objection' | 'correction'): Promise<string> {
  const { app, owner } = world;
  const id = newId();
  const recordId = await recordOf(world, { ...asker, self: null }, 'publicised');
  const raiser = asker.self ?? (kind === 'correction' ? owner : await app.make.person());
  await app.db.query(
    `insert into record_cases (id, kind, record_id, district_code, street_code, community_code, raised_by, text, state, due_at, request_hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, '不对', 'open', $8, '', $8)`,
    [id, kind, recordId, DISTRICT, STREET, COMMUNITY, raiser.id, app.clock.now()],
  );
  return id;
}
const caseAt =
  (rest: string, kind: 'objection' | 'correction', body: object = {}): Prepare =>
  async (world, asker) => ({ path: `/timebank/record-cases/${await caseOf(world, asker, kind)}${rest}`, body });

/** About the owner; for `self` about whoever asks. */
async function flagOf({ app, owner }: World, { self }: Asker): Promise<string> {
  const id = newId();
  await app.db.query(
    `insert into record_flags (id, kind, person_id, other_id, month, district_code, street_code, community_code, state, part, whole, raised_at, updated_at)
     values ($1, 'pair_share', $2, $3, '2026-03', $4, $5, $6, 'open', 5, 6, $7, $7)`,
    [id, owner.id, self?.id ?? newId(), DISTRICT, STREET, COMMUNITY, app.clock.now()],
  );
  return id;
}
const flagAt =
  (rest: string, body: object = {}): Prepare =>
  async (world, asker) => ({ path: `/timebank/flags/${await flagOf(world, asker)}${rest}`, body });

const form = async ({ app }: World): Promise<object> => {
  const member = await app.make.member({ communityCode: COMMUNITY });
  return {
    id: newId(),
    communityCode: COMMUNITY,
    title: '敬老院清扫',
    category: 'elder_care',
    served: 'elder',
    day: '2026-03-10',
    reason: '现场没有信号',
    entries: [{ id: newId(), personId: member.id, from: '14:00', to: '16:00' }],
  };
};
const answer = { answer: '核实过了没有问题' };
const reason = { reason: '核实过了没有问题' };
const right = () => ({ ...answer, recordId: newId(), title: '清扫', day: '2026-03-10', from: '06:00', to: '07:00' });

export const records: Requests = {
  'GET /timebank/records/mine': () => ({ path: '/timebank/records/mine' }),
  'GET /timebank/records/mine/totals': () => ({ path: '/timebank/records/mine/totals' }),
  'GET /timebank/records/entered': () => ({ path: '/timebank/records/entered' }),
  'GET /timebank/records/desk': () => ({ path: '/timebank/records/desk?box=done' }),
  'GET /timebank/records/counts': () => ({ path: '/timebank/records/counts' }),
  'GET /timebank/records/places': () => ({ path: '/timebank/records/places' }),
  'GET /timebank/records/people': () => ({ path: `/timebank/records/people?communityCode=${COMMUNITY}&q=何` }),
  'POST /timebank/records': async (world) => ({ path: '/timebank/records', body: await form(world) }),
  'GET /timebank/records/:id': at('', 'confirmed'),
  'POST /timebank/records/:id/publicise': at('/publicise', 'pending'),
  'POST /timebank/records/:id/confirm': at('/confirm', 'publicised'),
  'POST /timebank/records/:id/refuse': at('/refuse', 'pending', reason),
  'POST /timebank/records/:id/void': at('/void', 'confirmed', reason),
  'POST /timebank/records/:id/objections': async (world, asker) =>
    at('/objections', 'publicised', { id: newId(), ...reason }, 'listed')(world, asker),
  'POST /timebank/records/:id/corrections': async (world, asker) =>
    at('/corrections', 'confirmed', { id: newId(), text: '做到了五点' })(world, asker),
  'GET /timebank/record-cases': () => ({ path: '/timebank/record-cases' }),
  'GET /timebank/record-cases/mine': () => ({ path: '/timebank/record-cases/mine' }),
  'GET /timebank/record-cases/:id': caseAt('', 'objection'),
  'POST /timebank/record-cases/:id/uphold': caseAt('/uphold', 'objection', answer),
  'POST /timebank/record-cases/:id/dismiss': caseAt('/dismiss', 'correction', answer),
  'POST /timebank/record-cases/:id/correct': async (world, asker) => caseAt('/correct', 'correction', right())(world, asker),
  'GET /timebank/flags': () => ({ path: '/timebank/flags' }),
  'GET /timebank/flags/:id': flagAt(''),
  'GET /timebank/flags/:id/records': flagAt('/records'),
  'POST /timebank/flags/:id/clear': flagAt('/clear', reason),
  'POST /timebank/flags/:id/uphold': flagAt('/uphold', { ...reason, voidRecordIds: [] }),
  'GET /public/timebank/records': () => ({ path: `/public/timebank/records?communityCode=${COMMUNITY}` }),
};
