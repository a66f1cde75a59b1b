import { codeStep, displayCode } from '@linli/shared/display-code';
import { createHmac } from 'node:crypto';
import { bootApp, type Somebody, type TestApp } from '../harness.js';
import { newId } from '../makers.js';
import { act, buildNeighbourhood, makeMember, type Neighbourhood } from '../serving.js';
import { COMMUNITY, IN_GRID } from '../town.js';

/** A post whose people all scan the same code in the same moment. */
const PEOPLE = process.env.LINLI_LONG ? 200 : 120;
let app: TestApp;
let near: Neighbourhood;
let people: Somebody[];
let orderId: string;
beforeAll(async () => {
  app = await bootApp();
  near = await buildNeighbourhood(app);
  people = [];
  for (let i = 0; i < PEOPLE; i += 1) people.push(await makeMember(app, { name: `志愿者${i}` }));
  const post = {
    id: newId(),
    title: '马拉松值守',
    itemCode: 'S0702',
    areaCode: COMMUNITY,
    placeText: '南门',
    position: IN_GRID,
    startAt: '2026-03-13T01:00:00Z',
    minutes: 60,
    headcount: PEOPLE,
  };
  const made = await app.as(near.dispatcher).post('/posts', post);
  orderId = (made.body as { shifts: { orderId: string }[] }).shifts[0]!.orderId;
}, 240_000);
afterAll(() => app.close());

/** As a phone does it: the same request again, with the same key, when the server is busy. */
async function sent(who: Somebody, action: string, body: object): Promise<number> {
  const key = `${action}-${who.id}`;
  for (let i = 0; ; i += 1) {
    const { status } = await app.as(who).post(`/orders/${orderId}/${action}`, body, { key });
    if (status !== 503 || i > 20) return status;
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 400));
  }
}

it('people accept, check in and out by one code at once: everybody once, with their minutes', async () => {
  expect(new Set(await Promise.all(people.map((who) => sent(who, 'accept', {}))))).toEqual(new Set([200]));
  app.clock.set('2026-03-13T01:00:00.000Z');
  const { body } = await app.as(near.dispatcher).get(`/orders/${orderId}/display-code`);
  const hmac = (key: Uint8Array, message: Uint8Array) => createHmac('sha256', key).update(message).digest();
  const secret = Buffer.from((body as { secret: string }).secret, 'base64');
  const now = () => displayCode(hmac, secret, codeStep(app.clock.now().getTime())).digits;
  const inCode = now();
  expect(new Set(await Promise.all(people.map((who) => sent(who, 'start', { code: inCode }))))).toEqual(new Set([200]));
  app.clock.set('2026-03-13T01:45:00.000Z');
  const outCode = now();
  expect(new Set(await Promise.all(people.map((who) => sent(who, 'finish', { code: outCode }))))).toEqual(new Set([200]));
  const [row] = await app.db.query<Record<string, unknown>[]>(
    `select o.state, count(*)::int as people, min(a.minutes) as least, max(a.minutes) as most,
            (select count(*)::int from events e where e.subject_id = o.id::text and e.action = 'start') as starts
       from orders o join order_assignments a on a.order_id = o.id where o.id = $1 and a.state = 'finished' group by o.id, o.state`,
    [orderId],
  );
  expect(row).toEqual({ state: 'finished', people: PEOPLE, least: 45, most: 45, starts: PEOPLE });
  const over = await act(app, near.dispatcher, orderId, 'confirm');
  expect([over.status, over.body.assignments.length]).toEqual([200, PEOPLE]);
  const seen = await app.as(people[7]!).get(`/orders/${orderId}`);
  // Among many whoever serves is told how many came, not who, and no key keeps the page.
  expect(seen.body).toMatchObject({ accepted: PEOPLE, assignments: [{ mine: true, minutes: 45 }] });
  expect(seen.body.timeline.length).toBeLessThan(10);
  const [kept] = await app.db.query<{ most: number }[]>(`select max(pg_column_size(answer)) as most from idempotency_keys`);
  expect(kept!.most).toBeLessThan(20_000);
}, 240_000);
