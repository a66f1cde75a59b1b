import { newId } from '../makers.js';
import { COMMUNITY, GRID } from '../town.js';
import type { Asker, Prepare, Requests, World } from './world.js';

const words = { title: '想要一副老花镜', what: 'thing', beneficiary: 'elder', valueYuan: 80 };
const draft = () => ({ id: newId(), kind: 'micro', areaCode: GRID, ...words });
const text = { publicTitle: '想要一副老花镜', publicText: '一位老人想要一副老花镜。' };
type State = 'submitted' | 'open' | 'claimed' | 'delivered' | 'fulfilled';

/** The owner's, in the first grid; whoever is asked as `self` has it: as its author, or by `claim` as its claimer. */
async function wishIn({ app, owner }: World, { self }: Asker, state: State, claim: boolean): Promise<string> {
  await app.db.query(`update wishes set state = 'withdrawn' where wisher_id = $1 and state in ('submitted', 'open')`, [owner.id]);
  const { body } = await app.as(!claim && self ? self : owner).post('/wishes', draft());
  if (state === 'submitted') return body.id as string;
  const claimer = claim && self ? self : await app.make.person();
  await app.db.query(
    `update wishes set state = $2, period = '2026-03', published_at = created_at,
       claim_id = case when $3 then gen_random_uuid() end, claim_kind = case when $3 then 'person' end, claimer_id = case when $3 then $4::uuid end,
       claim_due_at = case when $3 then $5::timestamptz end, delivered_by = case when $3 then $4::uuid end,
       delivered_at = case when $3 then created_at end, fulfilled_at = case when $2 = 'fulfilled' then created_at end where id = $1`,
    [body.id, state, state !== 'open', claimer.id, new Date(app.clock.now().getTime() + 86_400_000)],
  );
  return body.id as string;
}
const at =
  (rest: string, state: State, body: object = {}, claim = false): Prepare =>
  async (world, asker) => ({ path: `/wishes/${await wishIn(world, asker, state, claim)}${rest}`, body });

/** An entry of the community itself, or of a unit that sits in it. */
async function itemOf({ app }: World, unit: boolean, state: 'open' | 'taken'): Promise<string> {
  const id = newId();
  const author = await app.make.person();
  const unitId = unit ? (await app.make.unit({ areaCode: COMMUNITY })).id : null;
  await app.db.query(
    `insert into partner_items (id, request_hash, kind, state, area_code, unit_id, author_id, title, valid_until, taken_by, taken_at, created_at, updated_at)
     values ($1, '', 'need', $2, $3, $4, $5, '会议室', '2026-12-31', case when $2 = 'taken' then $5::uuid end,
       case when $2 = 'taken' then $6::timestamptz end, $6, $6)`,
    [id, state, COMMUNITY, unitId, author.id, app.clock.now()],
  );
  return id;
}
const item =
  (rest: string, unit: boolean, state: 'open' | 'taken', body: object = {}): Prepare =>
  async (world) => ({ path: `/partner-items/${await itemOf(world, unit, state)}${rest}`, body });
const settings = { microMaxYuan: 500, warningWords: ['现金'], telltaleWords: ['小学'] };

export const wishes: Requests = {
  'POST /wishes': () => ({ path: '/wishes', body: draft() }),
  'POST /wishes/on-behalf': () => ({ path: '/wishes/on-behalf', body: draft() }),
  'GET /wishes': () => ({ path: '/wishes?kind=micro' }),
  'GET /wishes/mine': () => ({ path: '/wishes/mine' }),
  'GET /wishes/claims': () => ({ path: '/wishes/claims' }),
  'GET /wishes/desk': () => ({ path: '/wishes/desk' }),
  'GET /wishes/counts': () => ({ path: '/wishes/counts' }),
  'GET /wishes/settings/:areaCode': () => ({ path: `/wishes/settings/${COMMUNITY}` }),
  'PUT /wishes/settings/:areaCode': () => ({ path: `/wishes/settings/${COMMUNITY}`, body: settings }),
  'DELETE /wishes/settings/:areaCode': () => ({ path: `/wishes/settings/${COMMUNITY}` }),
  'GET /wishes/:id': at('', 'submitted'),
  'GET /wishes/:id/contact': at('/contact', 'claimed', {}, true),
  'POST /wishes/:id/revise': at('/revise', 'submitted', words),
  'POST /wishes/:id/withdraw': at('/withdraw', 'submitted'),
  'POST /wishes/:id/approve': at('/approve', 'submitted', text),
  'POST /wishes/:id/reject': at('/reject', 'submitted', { reason: '说明一下' }),
  'POST /wishes/:id/amend': at('/amend', 'open', text),
  'POST /wishes/:id/claim': at('/claim', 'open', { as: 'person', pledgeDay: '2026-03-20' }),
  'POST /wishes/:id/give-back': at('/give-back', 'claimed', {}, true),
  'POST /wishes/:id/deliver': at('/deliver', 'claimed', { note: '送到了', fileIds: [newId()] }, true),
  'POST /wishes/:id/fulfil': at('/fulfil', 'delivered', {}, true),
  'POST /wishes/:id/redo': at('/redo', 'delivered', { reason: '说明一下' }, true),
  'POST /wishes/:id/thank': at('/thank', 'fulfilled', { text: '谢谢您' }),
  'GET /public/wishes': () => ({ path: `/public/wishes?areaCode=${COMMUNITY}` }),

  'GET /partner-items': () => ({ path: '/partner-items?kind=need' }),
  'GET /partner-items/speakers': () => ({ path: '/partner-items/speakers' }),
  'POST /partner-items': () => ({
    path: '/partner-items',
    body: { id: newId(), kind: 'need', areaCode: COMMUNITY, title: '会议室', validUntil: '2026-12-31' },
  }),
  'GET /partner-items/:id': item('', false, 'open'),
  'GET /partner-items/:id/contact': item('/contact', false, 'open'),
  'POST /partner-items/:id/revise': item('/revise', false, 'open', { title: '大会议室', validUntil: '2026-12-31' }),
  'POST /partner-items/:id/take-up': item('/take-up', true, 'open', { note: '我们来' }),
  'POST /partner-items/:id/let-go': item('/let-go', false, 'taken'),
  'POST /partner-items/:id/finish': item('/finish', true, 'taken'),
  'POST /partner-items/:id/close': item('/close', true, 'open'),
};
