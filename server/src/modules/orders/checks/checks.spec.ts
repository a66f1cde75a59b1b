import { codeStep, displayCode, type DisplayCode, serviceQr } from '@linli/shared/display-code';
import { createHmac, randomUUID } from 'node:crypto';
import { bootApp, HOUR, MINUTE, NOON_OF_TESTS, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId } from '../../../../test/makers.js';
import { act, buildNeighbourhood, DOOR, filled, FRIDAY, makeMember, type Neighbourhood, orderDraft } from '../../../../test/serving.js';
import { COMMUNITY, IN_GRID } from '../../../../test/town.js';
import { getsCallBack } from './checks.codes.js';

let app: TestApp;
let near: Neighbourhood;
beforeAll(async () => {
  app = await bootApp();
  near = await buildNeighbourhood(app);
});
beforeEach(() => app.clock.set(NOON_OF_TESTS));
afterAll(() => app.close());

/** 09:00 in Shanghai on a day of its own for each test: nobody's day fills up. */
let days = 0;
const nextDay = (): string => new Date(Date.parse(FRIDAY) + (days += 1) * 24 * HOUR).toISOString();
const iso = (at: number) => new Date(at).toISOString();
const codeOf = (secret: string, at: number): DisplayCode =>
  displayCode((key, message) => createHmac('sha256', key).update(message).digest(), Buffer.from(secret, 'base64'), codeStep(at));
const now = () => app.clock.now().getTime();

/** What the phone of whoever shows the code says, `shift` milliseconds from now. */
async function shown(who: Somebody, id: string, shift = 0): Promise<DisplayCode> {
  const { status, body } = await app.as(who).get(`/orders/${id}/display-code`);
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return codeOf(body.secret as string, now() + shift);
}
const said = async (answer: Promise<{ status: number; body: { code?: string; state?: string } }>) => {
  const { status, body } = await answer;
  return [status, body.code, body.state].filter(Boolean).join(' ');
};
const start = (who: Somebody, id: string, code: string, more: object = {}) => act(app, who, id, 'start', { code, ...more });
const finish = (who: Somebody, id: string, code: string, more: object = {}) => act(app, who, id, 'finish', { code, ...more });
/** Accepted by the volunteer, and the clock stands at the start. */
async function atTheDoor(more: object = {}): Promise<string> {
  const startAt = nextDay();
  app.clock.set(iso(Date.parse(startAt) - 48 * HOUR));
  const id = await filled(app, near, { startAt, ...more });
  app.clock.set(startAt);
  return id;
}

describe('the code on the phone of whoever is served', () => {
  it('begins the service by eight digits and ends it by QR; the minutes are the server’s', async () => {
    const id = await atTheDoor();
    const begun = await start(near.volunteer, id, (await shown(near.resident, id)).digits);
    expect(begun.body).toMatchObject({ state: 'in_service', assignments: [{ state: 'in_service', startedBy: 'display_code' }] });
    app.clock.advance(33 * MINUTE + 59_000);
    const over = await finish(near.volunteer, id, serviceQr(id, await shown(near.resident, id)));
    expect(over.body).toMatchObject({ state: 'finished', assignments: [{ state: 'finished', finishedBy: 'display_code', minutes: 33 }] });
  });

  it('is known to that phone alone', async () => {
    const id = await atTheDoor();
    const ask = (who: Somebody) => said(app.as(who).get(`/orders/${id}/display-code`));
    expect(await ask(near.resident)).toBe('200');
    for (const who of [near.volunteer, near.mate, near.dispatcher, near.auditor, near.chief]) expect(await ask(who)).toBe('403 forbidden');
    for (const who of [near.stranger, near.neighbour, near.administrator]) expect(await ask(who)).toBe('404 not_found');
    const { body } = await app.as(near.resident).get(`/orders/${id}/display-code`);
    expect(body).toMatchObject({ orderId: id, now: app.clock.now().toISOString(), stepSeconds: 30 });
    expect(Buffer.from(body.secret as string, 'base64')).toHaveLength(32);
    for (const who of Object.values(near)) expect(JSON.stringify((await app.as(who).get(`/orders/${id}`)).body)).not.toContain(body.secret);
  });

  it('is not there before somebody has accepted, nor after the end', async () => {
    const made = await app.as(near.resident).post('/orders', orderDraft({ startAt: nextDay() }));
    expect(await said(app.as(near.resident).get(`/orders/${made.body.id}/display-code`))).toBe('409 not_now approved');
  });

  it('is good for its half minute and one around it; a photo of it is worth nothing', async () => {
    const id = await atTheDoor();
    const photo = (await shown(near.resident, id)).digits;
    app.clock.advance(61_000);
    expect(await said(start(near.volunteer, id, photo))).toBe('422 code_wrong');
    const slow = (await shown(near.resident, id, -30_000)).digits;
    expect((await start(near.volunteer, id, slow)).status).toBe(200);
    const fast = (await shown(near.resident, id, 30_000)).digits;
    expect((await finish(near.volunteer, id, fast)).status).toBe(200);
  });

  it('proves nothing twice to the same person', async () => {
    const id = await atTheDoor();
    const { digits } = await shown(near.resident, id);
    expect((await start(near.volunteer, id, digits)).status).toBe(200);
    expect(await said(finish(near.volunteer, id, digits))).toBe('422 code_used');
    app.clock.advance(31_000);
    expect(await said(finish(near.volunteer, id, digits))).toBe('422 code_used');
    expect((await finish(near.volunteer, id, (await shown(near.resident, id)).digits)).status).toBe(200);
  });

  it('answers a lost answer again, and counts it once', async () => {
    const id = await atTheDoor();
    const { digits } = await shown(near.resident, id);
    const key = randomUUID();
    const send = () => app.as(near.volunteer).post(`/orders/${id}/start`, { code: digits }, { key });
    const [first, again] = [await send(), await send()];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body.assignments).toEqual(first.body.assignments);
  });

  it('refuses what belongs to another order, and what is no code', async () => {
    const [id, other] = [await atTheDoor(), await atTheDoor()];
    app.clock.set(iso(Date.parse((await app.as(near.resident).get(`/orders/${id}`)).body.startAt as string)));
    const strange = await start(near.volunteer, id, serviceQr(other, await shown(near.resident, other)));
    expect([strange.status, strange.body.code, strange.body.detail]).toEqual([422, 'code_wrong', '这是另一单的码，请核对后再扫。']);
    expect(await said(start(near.volunteer, id, (await shown(near.resident, other)).digits))).toBe('422 code_wrong');
    for (const code of ['', 'LS1', '1234', 'https://example.com/x', '一二三四五六七八'])
      expect(await said(start(near.volunteer, id, code))).toBe('422 code_wrong');
    app.clock.advance(HOUR);
  });

  it('is for those who accepted, from half an hour before, while the service lasts', async () => {
    const id = await atTheDoor();
    const startAt = now();
    expect(await said(start(near.mate, id, '12345678'))).toBe('403 forbidden');
    expect(await said(start(near.neighbour, id, '12345678'))).toBe('404 not_found');
    expect(await said(start(near.resident, id, '12345678'))).toBe('403 forbidden');
    expect(await said(finish(near.volunteer, id, (await shown(near.resident, id)).digits))).toBe('409 not_now filled');
    app.clock.set(iso(startAt - 30 * MINUTE - 1));
    expect(await said(start(near.volunteer, id, (await shown(near.resident, id)).digits))).toBe('409 not_now filled');
    app.clock.set(iso(startAt - 30 * MINUTE));
    expect((await start(near.volunteer, id, (await shown(near.resident, id)).digits)).status).toBe(200);
    app.clock.advance(31_000);
    expect(await said(start(near.volunteer, id, (await shown(near.resident, id)).digits))).toBe('409 not_now in_service');
  });

  it('stops a guesser: ten an hour, over all orders, also at once', async () => {
    const guesser = await makeMember(app, { name: '猜码人' });
    const startAt = nextDay();
    app.clock.set(iso(Date.parse(startAt) - 48 * HOUR));
    const made = await app.as(near.resident).post('/orders', orderDraft({ startAt }));
    await act(app, near.dispatcher, made.body.id as string, 'publish');
    await act(app, guesser, made.body.id as string, 'accept');
    app.clock.set(startAt);
    const id = made.body.id as string;
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => said(start(guesser, id, String(20_000_000 + i)))));
    expect(answers.filter((answer) => answer === '422 code_wrong')).toHaveLength(10);
    expect(answers.filter((answer) => answer.startsWith('429'))).toHaveLength(20);
    const right = async () => start(guesser, id, (await shown(near.resident, id)).digits);
    const stopped = await right();
    expect([stopped.status, Number(stopped.headers.get('retry-after')) > 3000]).toEqual([429, true]);
    app.clock.advance(HOUR + 1000);
    // The hour has passed, and with it the planned end: the desk would enter it.
    expect(await said(right())).toBe('409 not_now filled');
  });
});

describe('a service for two', () => {
  it('begins with the first and ends with the last, both by the same code', async () => {
    const startAt = nextDay();
    app.clock.set(iso(Date.parse(startAt) - 48 * HOUR));
    const made = await app.as(near.resident).post('/orders', orderDraft({ startAt, itemCode: 'S0101' }));
    const id = made.body.id as string;
    await act(app, near.dispatcher, id, 'publish');
    for (const who of [near.volunteer, near.mate]) await act(app, who, id, 'accept');
    app.clock.set(startAt);
    const { digits } = await shown(near.resident, id);
    expect((await start(near.volunteer, id, digits)).body.state).toBe('in_service');
    expect((await start(near.mate, id, digits)).status).toBe(200);
    app.clock.advance(20 * MINUTE);
    const code = serviceQr(id, await shown(near.resident, id));
    expect((await finish(near.mate, id, code)).body.state).toBe('in_service');
    app.clock.advance(15_000);
    expect((await finish(near.volunteer, id, code)).body.state).toBe('finished');
  });

  it('does not begin without the insurance where one is required', async () => {
    const startAt = nextDay();
    app.clock.set(iso(Date.parse(startAt) - 72 * HOUR));
    const professional = () => makeMember(app, { name: '护理员', qualifications: ['caregiver'] });
    const [one, two] = [await professional(), await professional()];
    const made = await app.as(near.resident).post('/orders', orderDraft({ startAt, itemCode: 'S0106', riskRead: true }));
    const id = made.body.id as string;
    await act(app, near.dispatcher, id, 'approve');
    await act(app, near.dispatcher, id, 'publish');
    for (const who of [one, two]) expect((await act(app, who, id, 'accept')).status).toBe(200);
    app.clock.set(startAt);
    const refused = await start(one, id, (await shown(near.resident, id)).digits);
    expect([refused.status, refused.body.detail]).toEqual([409, '这项服务要先由社区登记意外险，才能开始。']);
    await act(app, near.dispatcher, id, 'insure', { reference: '平安意外险 2026-77' });
    expect((await start(one, id, (await shown(near.resident, id)).digits)).status).toBe(200);
  });

  it('counts whole minutes across midnight and a month’s end', async () => {
    const startAt = '2026-03-31T15:30:00.000Z';
    app.clock.set('2026-03-29T02:00:00.000Z');
    const made = await app.as(near.dispatcher).post('/orders/on-behalf', {
      ...orderDraft({ startAt, minutes: 120, itemCode: 'S0804', riskRead: true, headcount: 2 }),
      contactName: '钱金雀',
    });
    const id = made.body.id as string;
    await act(app, near.dispatcher, id, 'insure', { reference: '意外险 1' });
    await act(app, near.dispatcher, id, 'publish');
    for (const who of [near.volunteer, near.mate]) await act(app, who, id, 'accept');
    app.clock.set(startAt);
    const record = (action: string, personId: string, at: string) =>
      act(app, near.dispatcher, id, action, { personId, at, reason: '电话核实' });
    expect((await record('record_start', near.volunteer.id, startAt)).status).toBe(200);
    app.clock.set('2026-03-31T17:10:30.000Z');
    const done = await record('record_finish', near.volunteer.id, '2026-03-31T17:10:30.000Z');
    const [part] = (done.body.assignments as { minutes: number | null }[]).filter(({ minutes }) => minutes !== null);
    expect(part?.minutes).toBe(100);
  });
});

describe('a paper card', () => {
  let elderId: string;
  let card: { qrText: string; digits: string };
  let son: Somebody;
  const HERE = { position: IN_GRID, accuracyMetres: 30 };
  const metresNorth = (metres: number) => ({ position: { lng: IN_GRID.lng, lat: IN_GRID.lat + metres / 111_195 }, accuracyMetres: 30 });
  beforeAll(async () => {
    const elder = { id: newId(), name: '孙桂芳', birthYear: 1940, address: DOOR, position: IN_GRID, communityCode: COMMUNITY };
    elderId = (await app.as(near.dispatcher).post('/elders', elder)).body.id as string;
    card = (await app.as(near.dispatcher).post(`/elders/${elderId}/card`)).body;
    son = await app.make.person({ name: '孙孝顺' });
    await app.db.query(
      `insert into elder_helpers (id, elder_id, helper_id, relation, way, file_ids, made_by, since) values ($1, $2, $3, 'child', 'desk', array[$1::uuid], $4, $5)`,
      [randomUUID(), elderId, son.id, near.dispatcher.id, app.clock.now()],
    );
  });
  /** Ordered by the desk for the elder; accepted; the clock stands at the start. */
  async function forElder(more: object = {}): Promise<string> {
    const startAt = nextDay();
    app.clock.set(iso(Date.parse(startAt) - 48 * HOUR));
    const draft = orderDraft({ startAt, elderId, ...more });
    const made = await app.as(near.dispatcher).post('/orders/on-behalf', draft);
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    const id = made.body.id as string;
    await act(app, near.dispatcher, id, 'publish');
    expect((await act(app, near.volunteer, id, 'accept')).status).toBe(200);
    app.clock.set(startAt);
    return id;
  }

  it('proves the place at the door, by QR or by its digits', async () => {
    const id = await forElder();
    const begun = await start(near.volunteer, id, card.qrText, HERE);
    expect(begun.body.assignments).toMatchObject([{ startedBy: 'paper_card' }]);
    app.clock.advance(10 * MINUTE);
    expect((await finish(near.volunteer, id, card.digits, HERE)).body.state).toBe('finished');
  });

  it('is refused away from the door, without a position, with a vague one', async () => {
    const id = await forElder();
    expect(await said(start(near.volunteer, id, card.qrText, metresNorth(181)))).toBe('422 too_far');
    expect(await said(start(near.volunteer, id, card.qrText))).toBe('400 invalid_input');
    expect(await said(start(near.volunteer, id, card.qrText, { ...HERE, accuracyMetres: 101 }))).toBe('422 inaccurate');
    expect(await said(start(near.volunteer, id, `LC1.${'0'.repeat(32)}`, HERE))).toBe('422 code_wrong');
    expect(await said(start(near.volunteer, id, '000000000000', HERE))).toBe('422 code_wrong');
    expect((await start(near.volunteer, id, card.qrText, metresNorth(179))).status).toBe(200);
    await app.as(near.dispatcher).post(`/elders/${elderId}/card/revoke`);
    expect(await said(finish(near.volunteer, id, card.qrText, HERE))).toBe('422 code_wrong');
    card = (await app.as(near.dispatcher).post(`/elders/${elderId}/card`)).body;
    expect((await finish(near.volunteer, id, card.qrText, HERE)).status).toBe(200);
  });

  it('is for the elder’s orders alone', async () => {
    const id = await atTheDoor();
    expect(await said(start(near.volunteer, id, card.qrText, HERE))).toBe('422 code_wrong');
  });

  it('makes one service in five be asked about on the phone, always the same ones', async () => {
    const asked = new Set<boolean>();
    for (let i = 0; i < 40 && asked.size < 2; i += 1) {
      const id = await forElder();
      const [row] = await app.db.query<{ secret: Buffer }[]>(`select secret from orders where id = $1`, [id]);
      const expected = getsCallBack(row!.secret);
      asked.add(expected);
      await start(near.volunteer, id, card.qrText, HERE);
      const { body } = await app.as(near.dispatcher).get(`/orders/${id}`);
      expect((body.flags as string[]).includes('call_back')).toBe(expected);
    }
    expect(asked.size).toBe(2);
  });

  it('a helper who ordered shows the code; another helper far away does not', async () => {
    const daughter = await app.make.person({ name: '孙小红' });
    await app.db.query(
      `insert into elder_helpers (id, elder_id, helper_id, relation, way, file_ids, made_by, since) values ($1, $2, $3, 'child', 'desk', array[$1::uuid], $4, $5)`,
      [randomUUID(), elderId, daughter.id, near.dispatcher.id, app.clock.now()],
    );
    const startAt = nextDay();
    app.clock.set(iso(Date.parse(startAt) - 48 * HOUR));
    const made = await app.as(daughter).post('/orders', orderDraft({ startAt, elderId }));
    expect(made.status).toBe(201);
    const id = made.body.id as string;
    await act(app, near.dispatcher, id, 'publish');
    await act(app, near.volunteer, id, 'accept');
    app.clock.set(startAt);
    expect((await app.as(daughter).get(`/orders/${id}`)).body.showsCode).toBe(true);
    expect((await app.as(son).get(`/orders/${id}`)).body).toMatchObject({ showsCode: false, mine: true });
    expect(await said(app.as(son).get(`/orders/${id}/display-code`))).toBe('403 forbidden');
    expect((await start(near.volunteer, id, (await shown(daughter, id)).digits)).status).toBe(200);
  });
});

describe('what the desk enters by hand', () => {
  const record = (who: Somebody, id: string, action: string, personId: string, at: number) =>
    act(app, who, id, action, { personId, at: iso(at), reason: '手机没电，电话核实' });

  it('is flagged, with its reason, its true time and whose hand it was', async () => {
    const id = await atTheDoor();
    const startAt = now();
    app.clock.advance(40 * MINUTE);
    const begun = await record(near.dispatcher, id, 'record_start', near.volunteer.id, startAt + 5 * MINUTE);
    expect(begun.body).toMatchObject({ state: 'in_service', assignments: [{ startedBy: 'hand', flags: ['by_hand'] }] });
    const over = await record(near.dispatcher, id, 'record_finish', near.volunteer.id, startAt + 35 * MINUTE);
    expect(over.body).toMatchObject({ state: 'finished', assignments: [{ finishedBy: 'hand', minutes: 30 }] });
    const [part] = await app.db.query<{ recorded_by: string[] }[]>(`select recorded_by from order_assignments where order_id = $1`, [id]);
    expect(part?.recorded_by).toEqual([near.dispatcher.id]);
    expect(await said(act(app, near.dispatcher, id, 'confirm'))).toBe('403 forbidden');
  });

  it('has limits', async () => {
    const id = await atTheDoor();
    const startAt = now();
    expect(await said(record(near.dispatcher, id, 'record_start', near.volunteer.id, startAt + MINUTE))).toBe('400 invalid_input');
    expect(await said(record(near.dispatcher, id, 'record_start', near.volunteer.id, startAt - 31 * MINUTE))).toBe('400 invalid_input');
    expect(await said(record(near.dispatcher, id, 'record_start', near.mate.id, startAt))).toBe('404 not_found');
    expect(await said(record(near.volunteer, id, 'record_start', near.volunteer.id, startAt))).toBe('403 forbidden');
    expect(await said(record(near.strangeDispatcher, id, 'record_start', near.volunteer.id, startAt))).toBe('404 not_found');
    expect((await record(near.dispatcher, id, 'record_start', near.volunteer.id, startAt)).status).toBe(200);
    app.clock.advance(MINUTE);
    expect(await said(record(near.dispatcher, id, 'record_finish', near.volunteer.id, startAt - MINUTE))).toBe('400 invalid_input');
    expect(await said(record(near.dispatcher, id, 'record_finish', near.volunteer.id, startAt + 9 * HOUR))).toBe('400 invalid_input');
  });

  it('is never one’s own', async () => {
    const serving = await makeMember(app, { name: '李建国' });
    await app.make.grant(serving, { role: 'dispatcher', areaCode: COMMUNITY });
    const startAt = nextDay();
    app.clock.set(iso(Date.parse(startAt) - 48 * HOUR));
    const made = await app.as(near.resident).post('/orders', orderDraft({ startAt }));
    const id = made.body.id as string;
    await act(app, near.dispatcher, id, 'publish');
    await act(app, serving, id, 'accept');
    app.clock.set(startAt);
    expect(await said(record(serving, id, 'record_start', serving.id, now()))).toBe('403 not_oneself');
    expect((await start(serving, id, (await shown(near.resident, id)).digits)).status).toBe(200);
    app.clock.advance(30 * MINUTE);
    // Ending the whole service would be a check-out without the other side's code.
    expect((await app.as(serving).get(`/orders/${id}`)).body.actions).not.toContain('end');
    expect(await said(act(app, serving, id, 'end'))).toBe('403 forbidden');
    expect((await act(app, near.dispatcher, id, 'end')).status).toBe(200);
  });
});
