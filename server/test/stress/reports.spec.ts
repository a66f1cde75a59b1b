import {
  OPEN_REPORT_STATES,
  REPORT_ACTIONS,
  REPORT_STATES,
  REPORT_WORKFLOW,
  type ReportAction,
  type ReportState,
} from '@linli/shared/reports';
import { bootApp, HOUR, type Somebody, type TestApp } from '../harness.js';
import { newId } from '../makers.js';
import { buildStreet, draftOf, type Street } from '../street.js';
import { uploadPhoto } from '../upload.js';

describe('reports under pressure', () => {
  let app: TestApp;
  let street: Street;
  beforeAll(async () => {
    app = await bootApp();
    street = await buildStreet(app);
  });
  afterAll(() => app.close());

  const create = async (): Promise<string> => {
    const { body } = await app.as(street.resident).post('/reports', draftOf([], { categoryCode: 'E2199' }));
    return body.id as string;
  };
  const act = (who: Somebody, id: string, action: string, body: object = {}) =>
    app.as(who).post(`/reports/${id}/${action.replaceAll('_', '-')}`, body);
  const stateOf = async (id: string) =>
    (await app.db.query<{ state: string }[]>(`select state from reports where id = $1`, [id]))[0]?.state;
  const eventsOf = async (id: string, action: string) => {
    const rows = await app.db.query<{ n: number }[]>(
      `select count(*)::int as n from events where subject_id = $1 and action = $2 and outcome = 'done'`,
      [id, action],
    );
    return rows[0]?.n;
  };

  it('the same id sent 50 times at once is one report with one number', async () => {
    const draft = draftOf([await uploadPhoto(app, street.resident)]);
    const answers = await Promise.all(Array.from({ length: 50 }, () => app.as(street.resident).post('/reports', draft)));
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await eventsOf(draft.id, 'report')).toBe(1);
  });

  it('50 different ones at once have 50 numbers', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push(...(await Promise.all(Array.from({ length: 10 }, create))));
    const numbers = await app.db.query<{ case_no: string }[]>(`select distinct case_no from reports where id = any($1)`, [ids]);
    expect(numbers).toHaveLength(50);
  });

  it('two handlers start one case: one is its handler, the other finds it started', async () => {
    for (let i = 0; i < 10; i++) {
      const id = await create();
      await act(street.dispatcher, id, 'dispatch', { teamId: street.sanitation });
      const answers = await Promise.all([act(street.handler, id, 'start'), act(street.mate, id, 'start')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await eventsOf(id, 'start')).toBe(1);
    }
  });

  it('merging and self-handling at once: one of them happens', async () => {
    for (let i = 0; i < 10; i++) {
      const [one, other] = [await create(), await create()];
      const answers = await Promise.all([
        act(street.dispatcher, other, 'merge', { intoId: one }),
        act(street.dispatcher, one, 'reject', { reason: '不在范围' }),
      ]);
      const merged = answers[0].status === 200;
      expect(await stateOf(other)).toBe(merged ? 'merged' : 'reported');
      expect(await stateOf(one)).toBe('rejected');
      expect(answers[1].status).toBe(200);
    }
  });

  it('two merged into each other at once: only one goes', async () => {
    for (let i = 0; i < 10; i++) {
      const [one, other] = [await create(), await create()];
      const answers = await Promise.all([
        act(street.dispatcher, one, 'merge', { intoId: other }),
        act(street.streetDispatcher, other, 'merge', { intoId: one }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });

  it('the minute job on two connections at once tells each level once', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) ids.push(...(await Promise.all(Array.from({ length: 10 }, create))));
    app.clock.advance(24 * HOUR + 5 * HOUR);
    await Promise.all(Array.from({ length: 4 }, () => app.runJobs('reports.clocks')));
    for (const id of ids) expect(await eventsOf(id, 'escalate_response')).toBe(3);
    const waiting = await app.db.query<{ n: number }[]>(`select count(*)::int as n from reports where next_mark_at <= $1`, [
      app.clock.now(),
    ]);
    expect(waiting).toEqual([{ n: 0 }]);
  });

  it('a job that dies half way leaves nothing half', async () => {
    const id = await create();
    app.clock.advance(25 * HOUR);
    await app.db.query(`alter table report_marks add constraint no_more check (level < 0) not valid`);
    await expect(app.runJobs('reports.clocks')).rejects.toThrow();
    expect(await eventsOf(id, 'escalate_response')).toBe(0);
    await app.db.query(`alter table report_marks drop constraint no_more`);
    await app.runJobs('reports.clocks');
    expect(await eventsOf(id, 'escalate_response')).toBe(1);
  });

  describe('every action in every state', () => {
    const BODIES: Partial<Record<ReportAction, object>> = {
      reject: { reason: '不在范围' },
      dispatch: { teamId: '' },
      merge: { intoId: '' },
      reply: { text: '我们已经派人去看了，请放心。' },
      return: { reason: '不归我管' },
      handle: { outcome: 'cannot_now', note: '等配件', fileIds: [], until: '2027-01-01' },
      record_handle: { outcome: 'cannot_now', note: '等配件', fileIds: [], until: '2027-01-01' },
      rework: { reason: '没有好' },
      suspend: { reason: '下雨', until: '' },
      extend: { reason: '等配件', until: '2027-01-01T00:00:00Z' },
      refuse_extension: { reason: '不能再等' },
      self_handle: { fileIds: [newId()] },
      rate: { level: 5 },
      release: { text: '已经清理', fileIds: [], beforeCount: 0 },
      second_check: { passed: true },
    };
    const ACTOR: Record<ReportAction, keyof Street> = {
      withdraw: 'resident',
      accept: 'dispatcher',
      reject: 'dispatcher',
      restore: 'dispatcher',
      amend: 'dispatcher',
      dispatch: 'dispatcher',
      merge: 'dispatcher',
      unmerge: 'dispatcher',
      reply: 'dispatcher',
      start: 'handler',
      take_over: 'handler',
      return: 'handler',
      handle: 'handler',
      record_start: 'dispatcher',
      record_handle: 'dispatcher',
      approve: 'gridMember',
      rework: 'gridMember',
      suspend: 'chief',
      resume: 'chief',
      extend: 'handler',
      grant_extension: 'dispatcher',
      refuse_extension: 'dispatcher',
      self_handle: 'gridMember',
      rate: 'resident',
      reopen: 'resident',
      urge: 'resident',
      supervise: 'chief',
      release: 'dispatcher',
      unrelease: 'dispatcher',
      second_check: 'chief',
    };
    /** A row put straight into a state, with the least that its constraints ask for. */
    const putInto = async (id: string, state: ReportState, other: string) => {
      await app.db.query(
        `update reports set state = $2, team_id = $3, team_has_accounts = true, handler_id = $4, worked_by = '{}',
           closed_at = case when $2 = 'closed' then now() end, closed_as = case when $2 = 'closed' then 'checked' end,
           merged_into_id = case when $2 = 'merged' then $5::uuid end, suspended_until = case when $2 = 'suspended' then date '2027-01-01' end,
           suspended_at = case when $2 = 'suspended' then $6::timestamptz end, state_before = case when $2 in ('merged', 'suspended') then 'dispatched' end
         where id = $1`,
        [id, state, street.sanitation, street.handler.id, other, app.clock.now()],
      );
    };
    const wrong = (action: ReportAction): ReportState[] => {
      const from: readonly string[] = REPORT_WORKFLOW[action].from;
      return REPORT_STATES.filter((state) => !from.includes(state));
    };

    it.each(REPORT_ACTIONS.filter((action) => action !== 'reopen'))('%s where the table has none: 409 with the state', async (action) => {
      const [id, other] = [await create(), await create()];
      const today = app.clock.now().toISOString().slice(0, 10);
      const body: Record<string, unknown> = { ...BODIES[action] };
      if ('teamId' in body) body.teamId = street.sanitation;
      if ('intoId' in body) body.intoId = other;
      if (action === 'suspend') body.until = today;
      for (const state of wrong(action)) {
        await putInto(id, state, other);
        const answer = await act(street[ACTOR[action]] as Somebody, id, action, body);
        expect([state, answer.status, answer.body.state]).toEqual([state, 409, state]);
        expect(await stateOf(id)).toBe(state);
      }
    });

    it('reopening is no button', async () => {
      expect((await act(street.resident, await create(), 'reopen')).status).toBe(404);
      expect(OPEN_REPORT_STATES).toHaveLength(6);
    });
  });
});
