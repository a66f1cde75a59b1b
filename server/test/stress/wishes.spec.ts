import { WISH_ACTIONS, WISH_STATES, WISH_WORKFLOW, type WishAction, type WishState } from '@linli/shared/wishes';
import { bootApp, DAY, HOUR, type Somebody, type TestApp } from '../harness.js';
import { newId } from '../makers.js';
import { buildTown, COMMUNITY, STREET } from '../town.js';

const RUNNERS = 500;
const TEXT = { publicTitle: '想要一副老花镜', publicText: '一位老人想要一副老花镜。' };

describe('wishes under pressure', () => {
  let app: TestApp;
  let desk: Somebody;
  let author: Somebody;
  beforeAll(async () => {
    app = await bootApp();
    await buildTown(app.db.manager, app.clock.now());
    desk = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
    author = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: STREET }] });
  });
  afterAll(() => app.close());

  const pledgeDay = () => new Date(app.clock.now().getTime() + 3 * DAY + 8 * HOUR).toISOString().slice(0, 10);
  const make = async (): Promise<string> => {
    const draft = { kind: 'micro', areaCode: COMMUNITY, title: '想要老花镜', what: 'thing', beneficiary: 'elder', valueYuan: 80 };
    return (await app.as(author).post('/wishes/on-behalf', { id: newId(), ...draft })).body.id as string;
  };
  const open = async (): Promise<string> => {
    const id = await make();
    await app.as(desk).post(`/wishes/${id}/approve`, TEXT);
    return id;
  };
  const claim = (who: Somebody, id: string) => app.as(who).post(`/wishes/${id}/claim`, { as: 'person', pledgeDay: pledgeDay() });
  const statuses = (answers: readonly { status: number }[], status: number) => answers.filter((answer) => answer.status === status).length;
  const count = async (sql: string, id: string) =>
    (await app.db.query<{ n: number }[]>(`select count(*)::int as n from ${sql}`, [id]))[0]?.n;

  it(`${RUNNERS} people claim one wish: one has it, the others are told kindly`, async () => {
    const id = await open();
    const people = await Promise.all(Array.from({ length: RUNNERS }, () => app.make.person()));
    const answers = await Promise.all(people.map((who) => claim(who, id)));
    expect([statuses(answers, 200), statuses(answers, 409)]).toEqual([1, RUNNERS - 1]);
    expect(answers.filter(({ status }) => status === 409).every(({ body }) => body.state === 'claimed')).toBe(true);
    expect(await count(`wish_claims where wish_id = $1`, id)).toBe(1);
    expect(await count(`events where subject_id = $1 and action = 'claim' and outcome = 'done'`, id)).toBe(1);
  }, 60_000);

  it('one person claims ten at once: three at most', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 10; i++) ids.push(await open());
    const who = await app.make.person();
    const answers = await Promise.all(ids.map((id) => claim(who, id)));
    expect([statuses(answers, 200), statuses(answers, 409)]).toEqual([3, 7]);
  });

  it('one person makes ten at once: three at most', async () => {
    const who = await app.make.person();
    const draft = () => ({
      id: newId(),
      ...{ kind: 'micro', areaCode: COMMUNITY, title: '想要老花镜', what: 'thing', beneficiary: 'elder', valueYuan: 80 },
    });
    const answers = await Promise.all(Array.from({ length: 10 }, () => app.as(who).post('/wishes', draft())));
    expect([statuses(answers, 201), statuses(answers, 409)]).toEqual([3, 7]);
  });

  it('the same id sent 30 times at once is one wish', async () => {
    const who = await app.make.person();
    const draft = {
      id: newId(),
      kind: 'micro',
      areaCode: COMMUNITY,
      title: '想要老花镜',
      what: 'thing',
      beneficiary: 'elder',
      valueYuan: 80,
    };
    const answers = await Promise.all(Array.from({ length: 30 }, () => app.as(who).post('/wishes', draft)));
    expect([statuses(answers, 201), statuses(answers, 200)]).toEqual([1, 29]);
    expect(await count(`events where subject_id = $1 and action = 'submit'`, draft.id)).toBe(1);
  });

  it('claimed and withdrawn at once: one story, told in order', async () => {
    for (let i = 0; i < 10; i++) {
      const id = await open();
      const who = await app.make.person();
      const [taken] = await Promise.all([claim(who, id), app.as(author).post(`/wishes/${id}/withdraw`)]);
      const [row] = await app.db.query<{ state: string; claim_id: string | null }[]>(`select state, claim_id from wishes where id = $1`, [
        id,
      ]);
      expect(row).toEqual({ state: 'withdrawn', claim_id: null });
      expect([200, 404, 409]).toContain(taken.status);
      expect(await count(`wish_claims where wish_id = $1 and ended_at is null`, id)).toBe(0);
    }
  });

  it('the minute job on four connections puts each claim back once', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 20; i++) {
      const id = await open();
      ids.push(id);
      await claim(await app.make.person(), id);
    }
    app.clock.advance(5 * DAY);
    await Promise.all(Array.from({ length: 4 }, () => app.runJobs('wishes.claims')));
    for (const id of ids) expect(await count(`events where subject_id = $1 and action = 'expire'`, id)).toBe(1);
    expect(await count(`wishes where state = 'claimed' and id <> $1`, newId())).toBe(0);
  });

  describe('every action in every state', () => {
    const BODIES: Partial<Record<WishAction, object>> = {
      revise: { title: '想要老花镜', what: 'thing', beneficiary: 'elder', valueYuan: 80 },
      approve: TEXT,
      amend: TEXT,
      reject: { reason: '说明一下' },
      redo: { reason: '说明一下' },
      deliver: { note: '送到了', fileIds: [newId()] },
      thank: { text: '谢谢您' },
    };
    const BY: Record<WishAction, 'author' | 'desk' | 'claimer'> = {
      revise: 'author',
      withdraw: 'author',
      approve: 'desk',
      reject: 'desk',
      amend: 'desk',
      claim: 'claimer',
      give_back: 'claimer',
      expire: 'desk',
      deliver: 'claimer',
      fulfil: 'desk',
      redo: 'desk',
      thank: 'author',
    };
    const putInto = async (id: string, state: WishState, claimer: Somebody) => {
      await app.db.query(
        `update wishes set state = $2, period = '2026-03', published_at = created_at,
           claim_id = case when $3 then gen_random_uuid() end, claim_kind = case when $3 then 'person' end,
           claimer_id = case when $3 then $4::uuid end, claim_due_at = case when $3 then $5::timestamptz end,
           delivered_by = case when $3 then $4::uuid end, delivered_at = case when $3 then created_at end,
           fulfilled_at = case when $2 = 'fulfilled' then created_at end where id = $1`,
        [id, state, ['claimed', 'delivered', 'fulfilled'].includes(state), claimer.id, new Date(app.clock.now().getTime() + DAY)],
      );
    };
    const wrong = (action: WishAction): WishState[] => {
      const from: readonly string[] = WISH_WORKFLOW[action].from;
      return WISH_STATES.filter((state) => !from.includes(state));
    };

    it.each(WISH_ACTIONS.filter((action) => action !== 'expire'))(
      '%s where the table has none: refused, and the state stays',
      async (action) => {
        const id = await make();
        const claimer = await app.make.person();
        const who = { author, desk, claimer }[BY[action]];
        for (const state of wrong(action)) {
          await putInto(id, state, claimer);
          const body = action === 'claim' ? { as: 'person', pledgeDay: pledgeDay() } : BODIES[action];
          const answer = await app.as(who).post(`/wishes/${id}/${action.replace('_', '-')}`, body);
          // Whoever has no claim there is not its claimer, and what left the board is not there for them.
          const held = ['claimed', 'delivered', 'fulfilled'].includes(state);
          const expected = BY[action] !== 'claimer' || held ? 409 : state === 'open' ? 403 : 404;
          expect([state, answer.status]).toEqual([state, expected]);
          if (expected === 409) expect(answer.body.state).toBe(state);
          const [row] = await app.db.query<{ state: string }[]>(`select state from wishes where id = $1`, [id]);
          expect(row?.state).toBe(state);
        }
      },
    );
    it('expiring is no button', async () => {
      expect((await app.as(desk).post(`/wishes/${await make()}/expire`)).status).toBe(404);
    });
  });
});
