import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bootApp, DAY, HOUR, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId } from '../../../../test/makers.js';
import { readPdf } from '../../../../test/drawn-pdf.js';
import { recordOf, voidRecord } from '../../../../test/service-records.js';
import { buildTown, COMMUNITY, DISTRICT, OTHER_STREET, SISTER_COMMUNITY, STREET } from '../../../../test/town.js';

/** The reader of the mini-program's own scanner. */
const jsqr = createRequire(join(__dirname, '../../../../../miniapp/package.json'))('jsqr') as (
  pixels: Uint8ClampedArray,
  w: number,
  h: number,
) => { data: string } | null;
const CARD = '11010519491231002X';
const SPAN = { fromDay: '2026-01-01', toDay: '2026-03-11' };

describe('certificates of service', () => {
  let app: TestApp;
  let me: Somebody;
  let dispatcher: Somebody;
  let auditor: Somebody;
  beforeAll(async () => {
    app = await bootApp();
    await buildTown(app.db.manager, app.clock.now());
    dispatcher = await app.make.person({ name: '李建国', roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
    auditor = await app.make.person({ roles: [{ role: 'auditor', areaCode: STREET }] });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.set('2026-03-11T02:00:00.000Z');
    me = await app.make.person({ name: '张建国' });
  });

  const asking = (more: object = {}) => ({
    id: newId(),
    communityCode: COMMUNITY,
    ...SPAN,
    paperKind: 'resident_id',
    paperNumber: CARD,
    ...more,
  });
  const applied = async (more: object = {}, who = me): Promise<string> => {
    const { status, body } = await app.as(who).post('/certificates', asking(more));
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id as string;
  };
  const act = (who: Somebody, id: string, action: string, body: object = {}) => app.as(who).post(`/certificates/${id}/${action}`, body);
  const CHECK = { tail: '31002x', documentSeen: true };
  const ISSUE = { head: '陈书记', contact: '0774-3000000' };
  const issued = async (more: object = {}, who = me): Promise<string> => {
    const id = await applied(more, who);
    for (const [action, body] of [
      ['check', CHECK],
      ['issue', ISSUE],
    ] as const) {
      const answer = await act(dispatcher, id, action, body);
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    }
    return id;
  };
  const serve = async (minutes = [90, 125]) => {
    const ids: string[] = [];
    for (const [i, one] of minutes.entries())
      ids.push(await recordOf(app, me, { minutes: one, day: `2026-02-${String(10 + i)}`, title: '陪伴聊天、探访关爱' }));
    return ids;
  };
  const publicly = (number: string) => app.guest().get(`/public/certificates/${encodeURIComponent(number)}`);
  const titles = async (who: Somebody) =>
    (await app.db.query<{ title: string }[]>(`select title from messages where person_id = $1 order by title collate "C"`, [who.id])).map(
      ({ title }) => title,
    );

  it('are applied for, checked against the card, issued, printed, checked by anybody, and end with the record they count', async () => {
    const records = await serve();
    await recordOf(app, me, { communityCode: SISTER_COMMUNITY, minutes: 480, day: '2026-02-12' });
    const waiting = await recordOf(app, me, { minutes: 60, day: '2026-03-10', publicisedUntil: new Date(app.clock.now().getTime() + DAY) });
    const { body: start } = await app.as(me).get('/certificates/start');
    expect(start).toMatchObject({
      name: '张建国',
      paper: null,
      issuers: [{ communityCode: COMMUNITY, minutes: 275, services: 3 }, { communityCode: SISTER_COMMUNITY }],
    });
    const asked = new URLSearchParams({ communityCode: COMMUNITY, ...SPAN }).toString();
    expect((await app.as(me).get(`/certificates/preview?${asked}`)).body).toEqual({ minutes: 215, services: 2, waiting: 1 });

    const id = await applied({ note: '申请用人单位评优' });
    expect((await app.as(me).get(`/certificates/${id}`)).body).toMatchObject({
      state: 'applied',
      minutes: 215,
      services: 2,
      paper: { kind: 'resident_id', masked: '110***********002X', checked: false },
      actions: ['withdraw'],
      mine: true,
    });
    const { body: list } = await app.as(dispatcher).get('/certificates/desk?state=applied');
    expect(list.items).toMatchObject([{ id, name: '张*国', actions: ['check', 'issue', 'refuse'] }]);
    expect((await app.as(dispatcher).get(`/certificates/${id}`)).body).toMatchObject({ name: '张建国', mine: false });
    expect((await act(dispatcher, id, 'issue', ISSUE)).body).toMatchObject({ status: 409, detail: '请先核对申请人的证件。' });
    expect((await act(dispatcher, id, 'check', { ...CHECK, tail: '310021' })).body).toMatchObject({ status: 422, code: 'code_wrong' });
    expect((await act(dispatcher, id, 'check', CHECK)).body).toMatchObject({ state: 'applied', paper: { checked: true } });
    const { body: made } = await act(dispatcher, id, 'issue', { ...ISSUE, remark: '仅供评优' });
    expect(made).toMatchObject({
      state: 'issued',
      minutes: 215,
      services: 2,
      head: '陈书记',
      handler: '李建国',
      volunteerNumber: `${DISTRICT}00000001`,
    });
    await app.runJobs();
    expect(await titles(me)).toEqual(['证明开好了']);
    expect(await titles(dispatcher)).toEqual(['有人申请服务证明']);

    const pdf = await app.as(me).get(`/certificates/${id}/pdf`);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const { text, squares, pages } = readPdf(pdf.body as Buffer);
    expect(pages).toBe(1);
    for (const words of [
      '志愿服务记录证明',
      '（万福社区出具）',
      `证明编号：${made.number}`,
      '姓名：张建国',
      '居民身份证 110***********002X',
      `志愿者编号：${DISTRICT}00000001`,
    ])
      expect(text).toContain(words);
    for (const words of [
      '服务时长：共计 3 小时 35 分钟，2 次',
      '2026-02-10',
      '1 小时 30 分钟',
      '2 小时 5 分钟',
      '负责人：陈书记',
      '经办人：李建国',
      '联系方式：0774-3000000',
      '备注：仅供评优',
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/国家标准|官方|1949/);
    expect(scanned(squares)).toBe(made.checkUrl);
    expect(made.checkUrl).toContain(`number=${String(made.number).replaceAll('-', '')}`);

    const valid = { number: made.number, ...SPAN, minutes: 215, valid: true };
    expect((await publicly(String(made.number).toLowerCase())).body).toEqual(valid);
    await voidRecord(app, waiting);
    await app.runJobs();
    expect((await publicly(made.number)).body).toEqual(valid);
    await voidRecord(app, records[0]!);
    expect((await publicly(made.number)).body).toEqual({ ...valid, valid: false });
    expect((await app.as(me).get(`/certificates/${id}/pdf`)).status).toBe(409);
    await app.runJobs();
    await app.runJobs('certificates.recheck', { personId: me.id, communityCode: COMMUNITY });
    expect((await app.as(me).get(`/certificates/${id}`)).body).toMatchObject({
      state: 'voided',
      reason: '其中有服务记录后来更正了',
      actions: [],
    });
    expect(await titles(me)).toEqual(['证明开好了', '证明需要重开'].sort());

    // The paper is known now, and the last one issued here says whom to put down.
    const again = await applied({ paperKind: undefined, paperNumber: undefined });
    expect((await app.as(dispatcher).get(`/certificates/${again}`)).body).toMatchObject({
      minutes: 125,
      paper: { checked: true },
      suggested: null,
    });
  });

  it('keep the card secret: encrypted, bound to its person, never answered, gone with the account', async () => {
    await serve();
    const id = await issued();
    const [row] = await app.db.query<{ box: Buffer }[]>(`select box from identity_papers where person_id = $1`, [me.id]);
    expect(row!.box.toString('latin1')).not.toContain(CARD.slice(0, 6));
    for (const path of [`/certificates/${id}`, '/certificates/mine', '/certificates/start', '/me/data'])
      expect(JSON.stringify((await app.as(me).get(path)).body)).not.toContain('19491231');
    const kept = await app.db.query<unknown[]>(`select * from idempotency_keys`);
    const events = await app.db.query<unknown[]>(`select * from events`);
    expect(JSON.stringify([kept, events])).not.toMatch(/19491231|31002X/);
    const number = (await app.as(me).get(`/certificates/${id}`)).body.number as string;
    expect((await app.as(me).post('/me/close', { confirm: '注销账号' })).status).toBe(204);
    expect(await app.db.query(`select from identity_papers where person_id = $1`, [me.id])).toEqual([]);
    expect(await app.db.query(`select name, paper_masked from certificates where id = $1`, [id])).toEqual([
      { name: '', paper_masked: null },
    ]);
    expect((await publicly(number)).body).toMatchObject({ valid: true, minutes: 215 });
  });

  it('record who looks: the desk, the auditor, and every paper that is made', async () => {
    await serve();
    const id = await issued();
    await app.as(dispatcher).get(`/certificates/${id}`);
    await app.as(auditor).get(`/certificates/${id}`);
    await app.as(me).get(`/certificates/${id}/pdf`);
    const looks = await app.db.query<{ person_id: string; field: string }[]>(
      `select person_id, field from accesses where subject_type = 'certificate' and subject_id = $1 order by id`,
      [id],
    );
    expect(looks).toEqual([
      { person_id: dispatcher.id, field: 'certificate' },
      { person_id: auditor.id, field: 'certificate' },
      { person_id: me.id, field: 'pdf' },
    ]);
    expect((await app.as(auditor).get(`/certificates/${id}/pdf`)).status).toBe(403);
  });

  it('fill as many pages as there are services', async () => {
    await serve(Array.from({ length: 19 }, (_, i) => 60 + i));
    for (let i = 0; i < 41; i += 1) await recordOf(app, me, { minutes: 30, day: '2026-01-15' });
    const id = await issued();
    const { text, pages } = readPdf((await app.as(me).get(`/certificates/${id}/pdf`)).body as Buffer);
    expect(pages).toBe(3);
    expect(text).toContain('第 3 页，共 3 页');
    expect(text.match(/2026-01-15/g)).toHaveLength(41);
    const { body } = await app.as(me).get(`/certificates/${id}/lines?limit=50`);
    expect([body.items.length, (await app.as(me).get(`/certificates/${id}/lines?limit=50&cursor=${body.next}`)).body.items.length]).toEqual(
      [50, 10],
    );
  });

  describe('are refused', () => {
    it.each([
      ['without a paper the first time', { paperKind: undefined, paperNumber: undefined }, 400, 'paperNumber'],
      ['with a number that cannot be', { paperNumber: '110105194912310021' }, 400, 'paperNumber'],
      ['for days to come', { toDay: '2026-03-12' }, 400, 'toDay'],
      ['the wrong way round', { fromDay: '2026-03-02', toDay: '2026-03-01' }, 400, 'toDay'],
      ['for a day that is none', { fromDay: '2026-02-30' }, 400, 'fromDay'],
      ['for a street', { communityCode: STREET }, 400, 'communityCode'],
      ['for an unknown community', { communityCode: '990101001999' }, 400, 'communityCode'],
      ['for a community that recorded nothing', { communityCode: SISTER_COMMUNITY }, 422, null],
      ['for a time without services', { toDay: '2026-01-31' }, 422, null],
      ['with more than is asked', { minutes: 6000 }, 400, null],
    ] as const)('%s', async (_, more, status, field) => {
      await serve();
      const { status: answered, body } = await app.as(me).post('/certificates', asking(more));
      expect(answered).toBe(status);
      if (field) expect(Object.keys(body.fields)).toEqual([field]);
      expect(await app.db.query(`select from certificates where person_id = $1`, [me.id])).toEqual([]);
    });

    it('without name or phone, twice at once, and under another’s id', async () => {
      const nameless = await app.make.person({ name: '' });
      const phoneless = await app.make.person({ phone: null });
      expect((await app.as(nameless).post('/certificates', asking())).body.code).toBe('name_needed');
      expect((await app.as(phoneless).post('/certificates', asking())).body.code).toBe('phone_needed');
      await serve();
      const first = asking();
      expect((await app.as(me).post('/certificates', first)).status).toBe(201);
      expect((await app.as(me).post('/certificates', first)).status).toBe(200);
      expect((await app.as(me).post('/certificates', { ...first, note: '别的' })).body.code).toBe('id_taken');
      expect((await app.as(phoneless).post('/certificates', first)).status).toBe(403);
      expect((await app.as(nameless).post('/certificates', first)).body.code).toBe('id_taken');
      expect((await app.as(me).post('/certificates', asking())).body).toMatchObject({ status: 409, code: 'already_applied' });
      const other = await app.make.person({ name: '李秀英' });
      await recordOf(app, other, { day: '2026-02-10' });
      const both = await Promise.all([app.as(other).post('/certificates', asking()), app.as(other).post('/certificates', asking())]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    });

    it('by whoever may not, and when it is too late', async () => {
      await serve();
      const id = await applied();
      const far = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: OTHER_STREET }] });
      const own = await app.make.person({ name: '王小明', roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
      await recordOf(app, own, { day: '2026-02-10' });
      const mine = await applied({}, own);
      for (const [action, body] of [
        ['check', CHECK],
        ['issue', ISSUE],
        ['refuse', { reason: '材料不齐' }],
      ] as const) {
        expect([action, (await act(far, id, action, body)).status]).toEqual([action, 404]);
        expect([action, (await act(auditor, id, action, body)).status]).toEqual([action, 403]);
        expect([action, (await act(me, id, action, body)).status]).toEqual([action, 403]);
        expect([action, (await act(own, mine, action, body)).status]).toEqual([action, 403]);
      }
      expect((await act(dispatcher, id, 'withdraw')).status).toBe(403);
      expect((await act(dispatcher, id, 'void', { reason: '作废' })).body).toMatchObject({ status: 409, state: 'applied' });
      expect((await act(dispatcher, id, 'check', { tail: '31002X', documentSeen: false })).status).toBe(400);
      expect((await act(dispatcher, id, 'refuse', { reason: '字' })).status).toBe(400);
      expect((await act(dispatcher, id, 'refuse', { reason: '请本人带证件来社区' })).body).toMatchObject({
        state: 'refused',
        reason: '请本人带证件来社区',
      });
      expect((await act(me, id, 'withdraw')).body).toMatchObject({ status: 409, state: 'refused' });
      const second = await applied();
      expect((await act(me, second, 'withdraw')).body).toMatchObject({ state: 'withdrawn' });
      expect((await act(dispatcher, second, 'issue', ISSUE)).body).toMatchObject({ status: 409, state: 'withdrawn' });
    });

    it('when the name is another than the one on the card, or the records have gone since', async () => {
      const records = await serve([60]);
      const id = await applied();
      await act(dispatcher, id, 'check', CHECK);
      await app.as(me).patch('/me', { name: '张建' });
      expect((await act(dispatcher, id, 'issue', ISSUE)).status).toBe(409);
      await act(dispatcher, id, 'check', CHECK);
      await voidRecord(app, records[0]!);
      expect((await act(dispatcher, id, 'issue', ISSUE)).body).toMatchObject({ status: 409, state: 'applied' });
      expect(await app.db.query(`select from certificate_lines where certificate_id = $1`, [id])).toEqual([]);
    });

    it('to a desk that guesses at the card', async () => {
      const guesser = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
      await serve();
      const id = await applied();
      const answers: number[] = [];
      for (let i = 0; i < 11; i += 1) answers.push((await act(guesser, id, 'check', { ...CHECK, tail: `00000${i % 10}` })).status);
      expect(answers).toEqual([...Array<number>(10).fill(422), 429]);
    });
  });

  it('may be voided by the desk, and are then no paper any more', async () => {
    await serve();
    const id = await issued();
    const { body } = await act(dispatcher, id, 'void', { reason: '开具有误，重新开具' });
    expect(body).toMatchObject({ state: 'voided', reason: '开具有误，重新开具' });
    expect((await publicly(body.number)).body.valid).toBe(false);
    expect((await app.as(me).get(`/certificates/${id}/pdf`)).status).toBe(409);
    expect((await act(dispatcher, id, 'void', { reason: '再作废一次' })).body).toMatchObject({ status: 409, state: 'voided' });
  });

  it('cannot be found by guessing: every wrong number looks the same, and soon there is no more asking', async () => {
    app.clock.set(new Date(app.clock.now().getTime() + 3 * HOUR).toISOString());
    const answers: { status: number; code: string }[] = [];
    for (const number of [
      'ZM0000000000000000',
      'x',
      '%F0%9F%98%80',
      "' or 1=1",
      ...Array.from({ length: 30 }, (_, i) => `ZM00000000000000${10 + i}`),
    ]) {
      const { status, body } = await publicly(number);
      answers.push({ status, code: body.code as string });
    }
    expect(answers.slice(0, 20)).toEqual(Array(20).fill({ status: 404, code: 'not_found' }));
    expect(answers.slice(20)).toEqual(Array(14).fill({ status: 429, code: 'too_many_requests' }));
  });
});

/** Draws the squares as a scanner would see them, and reads them with the phone's own reader. */
function scanned(squares: readonly { x: number; y: number; side: number }[]): string | undefined {
  const side = squares[0]!.side;
  const [left, top] = [Math.min(...squares.map(({ x }) => x)), Math.min(...squares.map(({ y }) => y))];
  const modules = Math.round((Math.max(...squares.map(({ x }) => x)) - left) / side) + 1;
  const [scale, quiet] = [4, 4];
  const width = (modules + 2 * quiet) * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const square of squares) {
    const [column, row] = [Math.round((square.x - left) / side) + quiet, Math.round((square.y - top) / side) + quiet];
    for (let y = row * scale; y < (row + 1) * scale; y += 1)
      for (let x = column * scale; x < (column + 1) * scale; x += 1) pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  }
  return jsqr(pixels, width, width)?.data;
}
