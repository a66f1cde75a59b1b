import { bootApp, DAY, HOUR, MINUTE, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId, newPhone } from '../../../test/makers.js';
import { buildTown, COMMUNITY, GRID, IN_GRID, SISTER_COMMUNITY } from '../../../test/town.js';
import { uploadPhoto } from '../../../test/upload.js';
import { EldersService } from './elders.service.js';

const CANARY = '滨江路88号金丝雀公寓3单元1702';
let app: TestApp;
let dispatcher: Somebody;
let elder: Somebody;
let daughter: Somebody;
let stranger: Somebody;
let profile: { id: string };
const draft = (more: object = {}) => ({ id: newId(), birthYear: 1950, address: CANARY, communityCode: COMMUNITY, ...more });

beforeAll(async () => {
  app = await bootApp();
  await buildTown(app.db.manager, app.clock.now());
  dispatcher = await app.make.person({ name: '李建国', roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
  [elder, daughter, stranger] = [
    await app.make.person({ name: '王秀兰', homeCommunityCode: COMMUNITY }),
    await app.make.person({ name: '陈小红' }),
    await app.make.person({ name: '赵路人' }),
  ];
});
afterAll(() => app.close());

const codeOf = async (): Promise<string> => (await app.as(elder).post(`/elders/${profile.id}/binding-codes`)).body.code as string;
const bind = (who: Somebody, code: string) => app.as(who).post('/elders/bind', { code, relation: 'child' });
const statusOf = async (answer: Promise<{ status: number; body: { code?: string } }>) => {
  const { status, body } = await answer;
  return `${status} ${body?.code ?? ''}`.trim();
};

describe('a profile of one’s own', () => {
  it('is made once, with the home community and the grid of the position', async () => {
    const body = { id: newId(), birthYear: 1950, address: CANARY, position: IN_GRID, needs: ['slow_walking'], note: '门铃坏了，请敲门' };
    const made = await app.as(elder).post('/elders', body);
    expect(made.status).toBe(201);
    profile = made.body;
    expect(made.body).toMatchObject({ name: '王秀兰', phone: elder.phone, self: true, helping: false, hasAccount: true, helpers: [] });
    expect(made.body.areaText).toBe('滨江街道 · 万福社区 · 第一网格');
    expect((await app.as(elder).post('/elders', body)).status).toBe(200);
    expect(await statusOf(app.as(elder).post('/elders', { ...body, birthYear: 1951 }))).toBe('409 id_taken');
    expect(await statusOf(app.as(elder).post('/elders', { ...body, id: newId() }))).toBe('409 elder_exists');
  });

  it.each([
    ['too young', () => draft({ birthYear: 1967 }), '422 too_young'],
    ['an impossible year', () => draft({ birthYear: 1900 }), '400 invalid_input'],
    ['a phone beside the account’s', () => draft({ phone: '13900000000' }), '400 invalid_input'],
    ['no community at all', () => draft({ communityCode: undefined }), '400 invalid_input'],
    ['a grid for a community', () => draft({ communityCode: GRID }), '400 invalid_input'],
    ['an unknown need', () => draft({ needs: ['illness'] }), '400 invalid_input'],
    ['a name without being the desk', () => draft({ name: '别人' }), '403 forbidden'],
  ])('is refused: %s', async (_, body, expected) => expect(await statusOf(app.as(stranger).post('/elders', body()))).toBe(expected));

  it('needs a phone', async () => {
    const guest = await app.make.person({ phone: null });
    expect(await statusOf(app.as(guest).post('/elders', draft()))).toBe('403 phone_needed');
  });

  it('is changed by oneself and the desk, and nobody else sees it', async () => {
    expect((await app.as(elder).patch(`/elders/${profile.id}`, { note: '' })).body.note).toBeNull();
    expect((await app.as(dispatcher).patch(`/elders/${profile.id}`, { needs: ['wheelchair'] })).body.needs).toEqual(['wheelchair']);
    const { body } = await app.as(elder).get(`/elders/${profile.id}`);
    expect(body).toMatchObject({ address: CANARY, note: null, needs: ['wheelchair'] });
    for (const act of [
      app.as(stranger).get(`/elders/${profile.id}`),
      app.as(stranger).patch(`/elders/${profile.id}`, { note: '来过' }),
      app.as(stranger).post(`/elders/${profile.id}/binding-codes`),
      app.as(stranger).post(`/elders/${profile.id}/card`),
      app.as(stranger).post(`/elders/${profile.id}/helpers`, { phone: stranger.phone, relation: 'child', fileIds: [newId()] }),
      app.as(stranger).get('/elders/not-an-id'),
    ])
      expect((await act).status).toBe(404);
  });
});

describe('the code on the elder’s phone', () => {
  it('binds a helper, once, and the elder is told by an event', async () => {
    const code = await codeOf();
    expect(code).toMatch(/^\d{8}$/);
    const bound = await bind(daughter, code);
    expect(bound.status).toBe(200);
    expect(bound.body).toMatchObject({
      id: profile.id,
      helping: true,
      self: false,
      address: CANARY,
      helpers: [{ mine: true, way: 'code' }],
    });
    expect(await statusOf(bind(stranger, code))).toBe('422 code_wrong');
    const [event] = await app.db.query<{ principal_id: string }[]>(
      `select principal_id from events where subject_type = 'elder' and subject_id = $1 and action = 'bind'`,
      [profile.id],
    );
    expect(event?.principal_id).toBe(elder.id);
    expect((await app.as(daughter).get('/elders/mine')).body).toMatchObject([{ id: profile.id, helping: true }]);
    expect((await app.as(elder).get('/elders/mine')).body).toMatchObject([{ self: true, helpers: [{ name: '陈小红', mayEnd: true }] }]);
  });

  it('is made on the elder’s phone alone', async () => {
    expect((await app.as(daughter).post(`/elders/${profile.id}/binding-codes`)).status).toBe(403);
    expect((await app.as(dispatcher).post(`/elders/${profile.id}/binding-codes`)).status).toBe(403);
  });

  it('lives ten minutes, and the next one ends it', async () => {
    const first = await codeOf();
    const second = await codeOf();
    expect(await statusOf(bind(stranger, first))).toBe('422 code_wrong');
    app.clock.advance(10 * MINUTE + 1);
    expect(await statusOf(bind(stranger, second))).toBe('422 code_wrong');
  });

  it('is not kept, and the same call again gives it again', async () => {
    const key = 'a-binding-code-of-the-spec';
    const make = async () => (await app.as(elder).post(`/elders/${profile.id}/binding-codes`, {}, { key })).body.code as string;
    const code = await make();
    expect(await make()).toBe(code);
    const kept = await app.db.query<{ row: string }[]>(
      `select row_to_json(c)::text as row from elder_codes c union all select row_to_json(k)::text from idempotency_keys k union all select row_to_json(e)::text from events e`,
    );
    expect(kept.filter(({ row }) => row.includes(code))).toEqual([]);
  });

  it('refuses oneself, a second time, and a guest without phone', async () => {
    expect(await statusOf(bind(elder, await codeOf()))).toBe('409 own_profile');
    expect(await statusOf(bind(daughter, await codeOf()))).toBe('409 already_bound');
    const guest = await app.make.person({ phone: null });
    expect(await statusOf(bind(guest, await codeOf()))).toBe('403 phone_needed');
    app.clock.advance(HOUR);
  });

  it('stops a guesser after ten wrong ones in an hour, also when they come at once; right ones are not counted', async () => {
    const guesser = await app.make.person({ name: '猜码人' });
    const guesses = await Promise.all(Array.from({ length: 32 }, (_, i) => statusOf(bind(guesser, String(10_000_000 + i)))));
    expect(guesses.filter((status) => status === '422 code_wrong')).toHaveLength(10);
    expect(guesses.filter((status) => status.startsWith('429'))).toHaveLength(22);
    expect(await statusOf(bind(guesser, await codeOf()))).toBe('429 too_many_requests');
    app.clock.advance(HOUR + 1);
    expect((await bind(guesser, await codeOf())).status).toBe(200);
    const [row] = await app.db.query<{ n: number }[]>(`select count(*)::int as n from code_tries where person_id = $1 and at > $2`, [
      guesser.id,
      new Date(app.clock.now().getTime() - HOUR),
    ]);
    expect(row?.n).toBe(0);
  });
});

describe('the desk', () => {
  let paper: { id: string };
  it('enters somebody without a phone, and finds them masked', async () => {
    const made = await app.as(dispatcher).post('/elders', draft({ name: '孙桂芳', birthYear: 1940 }));
    expect(made.status).toBe(201);
    paper = made.body;
    expect(made.body).toMatchObject({ name: '孙桂芳', phone: null, hasAccount: false, self: false });
    const { body } = await app.as(dispatcher).get(`/elders?q=${encodeURIComponent('孙')}`);
    expect(body.items).toMatchObject([{ id: paper.id, name: '孙*芳', hasCard: false, helpers: 0 }]);
    const whole = await app.as(dispatcher).get(`/elders?q=${elder.phone}`);
    expect(whole.body.items).toMatchObject([{ id: profile.id, name: '王*兰', phone: `139****${elder.phone!.slice(-4)}` }]);
    expect(JSON.stringify((await app.as(dispatcher).get('/elders')).body)).not.toMatch(new RegExp(`${CANARY}|王秀兰|${elder.phone}`));
    expect((await app.as(dispatcher).get('/elders?q=%25')).body.items).toEqual([]);
  });

  it('joins the account of the phone; a second elder may share it', async () => {
    const phone = newPhone();
    const owner = await app.make.person({ name: '周大爷', phone });
    const made = await app.as(dispatcher).post('/elders', draft({ name: '周福生', phone }));
    expect(made.body).toMatchObject({ hasAccount: true, phone });
    const wife = await app.as(dispatcher).post('/elders', draft({ name: '周奶奶', phone }));
    expect(wife.body).toMatchObject({ hasAccount: false, phone });
    expect((await app.as(owner).get('/elders/mine')).body).toMatchObject([{ id: made.body.id, self: true }]);
  });

  it('a profile with a phone becomes its owner’s when they come', async () => {
    const phone = newPhone();
    const made = await app.as(dispatcher).post('/elders', draft({ name: '吴奶奶', phone }));
    const owner = await app.make.person({ phone });
    expect((await app.as(owner).get('/elders/mine')).body).toMatchObject([{ id: made.body.id, self: true, hasAccount: true }]);
    expect((await app.as(owner).get('/elders/mine')).body).toHaveLength(1);
  });

  it('binds a helper with a document that only the desk sees, each look recorded', async () => {
    const photo = await uploadPhoto(app, dispatcher);
    const body = { phone: stranger.phone, relation: 'relative', fileIds: [photo] };
    const bound = await app.as(dispatcher).post(`/elders/${paper.id}/helpers`, body);
    expect(bound.body.helpers).toMatchObject([{ name: '赵路人', way: 'desk' }]);
    const [bond] = bound.body.helpers as { id: string }[];
    const document = `/elders/${paper.id}/helpers/${bond!.id}/document`;
    expect((await app.as(stranger).get(`/elders/${paper.id}`)).body).toMatchObject({ helping: true });
    expect((await app.as(stranger).get(document)).status).toBe(403);
    expect((await app.as(daughter).get(document)).status).toBe(404);
    expect((await app.as(dispatcher).get(document)).body).toMatchObject([{ id: photo }]);
    const looks = await app.db.query(`select field from accesses where subject_type = 'elder' and subject_id = $1`, [paper.id]);
    expect(looks).toEqual([{ field: 'document' }]);
  });

  it('is refused what it may not do', async () => {
    const photo = await uploadPhoto(app, dispatcher);
    const add = (phone: string | null, fileIds: string[], who = dispatcher) =>
      statusOf(app.as(who).post(`/elders/${paper.id}/helpers`, { phone, relation: 'relative', fileIds }));
    expect(await add(newPhone(), [photo])).toBe('422 no_account');
    expect(await add(dispatcher.phone, [photo])).toBe('403 not_oneself');
    expect(await add(daughter.phone, [])).toBe('400 invalid_input');
    expect(await add(daughter.phone, [newId()])).toBe('422 photo_missing');
    expect(await add(stranger.phone, [photo])).toBe('409 already_bound');
    expect(await add(daughter.phone, [photo], stranger)).toBe('403 forbidden');
    const other = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: SISTER_COMMUNITY }] });
    expect((await app.as(other).get(`/elders/${paper.id}`)).status).toBe(404);
    expect((await app.as(other).get('/elders')).body.items).toEqual([]);
    expect(await statusOf(app.as(other).post('/elders', draft({ name: '外面的人' })))).toBe('403 forbidden');
    expect((await app.as(stranger).get('/elders')).status).toBe(403);
  });

  it('records its look at address and phone, and nobody else’s', async () => {
    const looks = async () =>
      (await app.db.query<{ person_id: string }[]>(`select person_id from accesses where subject_id = $1`, [profile.id])).length;
    await app.as(elder).get(`/elders/${profile.id}`);
    await app.as(daughter).get(`/elders/${profile.id}`);
    expect(await looks()).toBe(0);
    await app.as(dispatcher).get(`/elders/${profile.id}`);
    expect(await looks()).toBe(1);
  });

  it('issues a paper card, shown once; a new one ends it', async () => {
    const key = 'a-paper-card-of-the-spec-1';
    const first = await app.as(dispatcher).post(`/elders/${paper.id}/card`, {}, { key });
    expect(first.body).toMatchObject({ elderId: paper.id, name: '孙桂芳' });
    expect(first.body.qrText).toMatch(/^LC1\.[0-9a-f]{32}$/);
    expect(first.body.digits).toMatch(/^\d{12}$/);
    expect(first.body.qrSvg).toContain('<svg');
    expect((await app.as(dispatcher).post(`/elders/${paper.id}/card`, {}, { key })).body.digits).toBe(first.body.digits);
    const kept = await app.db.query<{ row: string }[]>(
      `select row_to_json(c)::text as row from elder_cards c union all select row_to_json(k)::text from idempotency_keys k`,
    );
    const secret = (first.body.qrText as string).slice(4);
    expect(kept.filter(({ row }) => row.includes(first.body.digits as string) || row.includes(secret))).toEqual([]);

    const elders = app.nest.get(EldersService);
    const fits = (code: string) => elders.cardMatches(app.db.manager, paper.id, code);
    expect([await fits(first.body.qrText as string), await fits(first.body.digits as string)]).toEqual([true, true]);
    expect([await fits('LC1.00000000000000000000000000000000'), await fits('000000000000'), await fits('')]).toEqual([false, false, false]);
    expect(await elders.cardMatches(app.db.manager, profile.id, first.body.digits as string)).toBe(false);
    const second = await app.as(dispatcher).post(`/elders/${paper.id}/card`);
    expect([await fits(first.body.digits as string), await fits(second.body.digits as string)]).toEqual([false, true]);
    expect((await app.as(dispatcher).post(`/elders/${paper.id}/card/revoke`)).body.cardIssuedAt).toBeNull();
    expect(await fits(second.body.digits as string)).toBe(false);
    expect(await statusOf(app.as(dispatcher).post(`/elders/${paper.id}/card/revoke`))).toBe('409 not_now');
    expect((await app.as(stranger).post(`/elders/${paper.id}/card`)).status).toBe(403);
    expect((await app.as(stranger).post(`/elders/${paper.id}/card/revoke`)).status).toBe(403);
  });
});

describe('the end of a bond', () => {
  const end = (who: Somebody, bondId: string) => app.as(who).post(`/elders/${profile.id}/helpers/${bondId}/end`);
  const bondOf = async (name: string) => {
    const { helpers } = (await app.as(elder).get(`/elders/${profile.id}`)).body as { helpers: { id: string; name: string }[] };
    return helpers.find((one) => one.name === name)!.id;
  };

  it('masks the other helpers from a helper, who cannot end their bonds', async () => {
    const { helpers } = (await app.as(daughter).get(`/elders/${profile.id}`)).body as { helpers: { name: string; mayEnd: boolean }[] };
    expect(helpers.map(({ name, mayEnd }) => [name, mayEnd])).toEqual([
      ['陈小红', true],
      ['猜*人', false],
    ]);
    expect((await end(daughter, await bondOf('猜码人'))).status).toBe(403);
    expect((await end(stranger, await bondOf('猜码人'))).status).toBe(404);
    expect((await end(elder, newId())).status).toBe(404);
  });

  it('is made by either of the two', async () => {
    const [code, bond] = [await codeOf(), await bondOf('陈小红')];
    expect(await end(daughter, bond)).toMatchObject({ status: 200, body: null });
    expect((await app.as(daughter).get(`/elders/${profile.id}`)).status).toBe(404);
    expect((await app.as(daughter).get('/elders/mine')).body).toEqual([]);
    expect((await end(elder, await bondOf('猜码人'))).body.helpers).toEqual([]);
    expect((await bind(daughter, code)).status).toBe(200);
  });

  it('six helpers are the most', async () => {
    for (let i = 0; i < 5; i += 1) expect((await bind(await app.make.person(), await codeOf())).status).toBe(200);
    expect(await statusOf(bind(await app.make.person(), await codeOf()))).toBe('409 helpers_full');
    expect(
      await statusOf(Promise.all(Array.from({ length: 4 }, codeOf)).then(() => app.as(elder).post(`/elders/${profile.id}/binding-codes`))),
    ).toMatch(/^429/);
  });
});

describe('one’s own data', () => {
  it('holds the profile, and who looked at it', async () => {
    const { body } = await app.as(elder).get('/me/data');
    expect(body.elders.profile).toMatchObject({ address: CANARY });
    expect(body.elders.bonds.length).toBeGreaterThan(5);
    expect(body.elders.looksAtMe).toHaveLength(1);
  });

  it('goes when the account is closed; the id stays', async () => {
    app.clock.advance(DAY);
    await app.as(dispatcher).post(`/elders/${profile.id}/card`);
    expect((await app.as(elder).post('/me/close', { confirm: '注销账号' })).status).toBe(204);
    const [row] = await app.db.query<Record<string, unknown>[]>(`select * from elders where id = $1`, [profile.id]);
    expect(row).toMatchObject({ id: profile.id, address: '', name: '', person_id: null, lng: null });
    expect((await app.as(daughter).get('/elders/mine')).body).toEqual([]);
    expect((await app.as(dispatcher).get(`/elders/${profile.id}`)).status).toBe(404);
    const rows = await app.db.query<{ row: string }[]>(
      `select row_to_json(e)::text as row from elders e where e.id = $1
      union all select row_to_json(e)::text from events e union all select row_to_json(k)::text from idempotency_keys k where k.person_id = $2`,
      [profile.id, elder.id],
    );
    expect(rows.filter(({ row: text }) => text.includes(CANARY))).toEqual([]);
  });
});
