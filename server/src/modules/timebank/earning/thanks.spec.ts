import { POLICY_DEFAULT, type PolicyTerms } from '@linli/shared/timebank-policy';
import { bootApp, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId } from '../../../../test/makers.js';
import { buildStreet, draftOf, type Street } from '../../../../test/street.js';
import { COMMUNITY, DISTRICT, STREET } from '../../../../test/town.js';
import { LedgerService } from '../ledger/ledger.service.js';

let app: TestApp;
let street: Street;
beforeAll(async () => {
  app = await bootApp();
  street = await buildStreet(app);
});
afterAll(() => app.close());
beforeEach(() => app.db.query(`delete from timebank_policies`));

const balance = async (who: Somebody) => (await app.nest.get(LedgerService).standing(app.db.manager, who.id)).balance;
const publish = (terms: Partial<PolicyTerms>) =>
  app.db.query(
    `insert into timebank_policies (id, area_code, version, state, terms, from_at, created_at) values ($1, $2, 1, 'published', $3, '2026-01-01', '2026-01-01')`,
    [newId(), COMMUNITY, JSON.stringify({ ...POLICY_DEFAULT, ...terms })],
  );

describe('a report that was accepted and closed as true', () => {
  /** Reported by somebody, handled by the team, checked by the desk. */
  async function closed(who: Somebody, more: { source?: string; anonymous?: boolean } = {}): Promise<string> {
    const answer = await app.as(who).post('/reports', draftOf([], { categoryCode: 'E2199' }));
    const id = answer.body.id as string;
    await app.as(street.dispatcher).post(`/reports/${id}/dispatch`, { teamId: street.sanitation });
    await app.db.query(
      `update reports set state = 'handled', outcome = 'solved', handler_id = $2, worked_by = array[$2]::uuid[], source = coalesce($3, source),
         anonymous = coalesce($4, anonymous) where id = $1`,
      [id, newId(), more.source ?? null, more.anonymous ?? null],
    );
    const approved = await app.as(street.dispatcher).post(`/reports/${id}/approve`, {});
    if (approved.status !== 200) throw new Error(JSON.stringify(approved.body));
    return id;
  }

  it('brings a sentinel two points once, up to the month’s cap; a resident nothing until the rules say so', async () => {
    const [sentinel, resident] = [await app.make.person({ roles: [{ role: 'sentinel', areaCode: COMMUNITY }] }), await app.make.person()];
    await closed(sentinel, { source: 'sentinel' });
    await closed(resident, { source: 'resident' });
    expect([await balance(sentinel), await balance(resident)]).toEqual([2, 0]);
    await publish({ residentReportPoints: 4, reportMonthlyCapPoints: 6 });
    const id = await closed(resident, { source: 'resident' });
    expect(await balance(resident)).toBe(4);
    await closed(resident, { source: 'resident' });
    await closed(resident, { source: 'resident' });
    expect(await balance(resident)).toBe(6);
    // Opened again and closed again: once.
    await app.db.query(`update reports set state = 'handled', closed_at = null, closed_as = null where id = $1`, [id]);
    await app.db.query(`delete from earnings where ref_id <> $1`, [id]);
    expect((await app.as(street.dispatcher).post(`/reports/${id}/approve`, {})).status).toBe(200);
    expect(await balance(resident)).toBe(6);
    await app.runJobs();
    const [message] = await app.db.query<{ body: string }[]>(
      `select body from messages where person_id = $1 and kind = 'report.approve' and event_id in (select id from events where subject_id = $2) limit 1`,
      [resident.id, id],
    );
    expect(message!.body).toMatch(/谢谢您，\+4 积分。$/);
  });

  it('brings nothing to a grid member, to staff, to whoever stays unnamed', async () => {
    await publish({ residentReportPoints: 4 });
    const people = [
      await app.make.person({ roles: [{ role: 'grid_member', areaCode: COMMUNITY }] }),
      await app.make.person({ roles: [{ role: 'auditor', areaCode: DISTRICT }] }),
    ];
    for (const who of people) await closed(who, { source: 'resident' });
    const unnamed = await app.make.person();
    await closed(unnamed, { source: 'resident', anonymous: true });
    expect(await Promise.all([...people, unnamed].map(balance))).toEqual([0, 0, 0]);
  });
});

describe('a wish that was fulfilled', () => {
  async function fulfilled(claimer: Somebody, wisher: Somebody, claimKind = 'person'): Promise<{ id: string; status: number }> {
    const [id, claimId] = [newId(), newId()];
    const unitId = claimKind === 'unit' ? (await app.make.unit({ areaCode: COMMUNITY })).id : null;
    await app.db.query(
      `insert into wishes (id, wish_no, request_hash, kind, state, what, beneficiary, source, wisher_id, district_code, street_code, community_code,
         value_yuan, period, published_at, claim_id, claim_kind, claimer_id, claim_unit_id, pledge_day, claim_due_at, delivered_at, delivered_by,
         created_at, updated_at)
       values ($1, $1::uuid::text, '', 'micro', 'delivered', 'thing', 'elder', 'resident', $2, $3, $4, $5, 100, '2026-03', $6, $7, $8, $9, $10, '2026-03-20', $6,
         $6, $9, $6, $6)`,
      [id, wisher.id, DISTRICT, STREET, COMMUNITY, app.clock.now(), claimId, claimKind, claimer.id, unitId],
    );
    await app.db.query(
      `insert into wish_words (wish_id, title, public_title, public_text) values ($1, '一台收音机', '一台收音机', '想听戏')`,
      [id],
    );
    const { status } = await app.as(street.dispatcher).post(`/wishes/${id}/fulfil`, {});
    return { id, status };
  }

  it('brings points to the person who claimed it, and says so; to a unit and to relatives none', async () => {
    const [giver, wisher] = [await app.make.person({ homeCommunityCode: COMMUNITY }), await app.make.person()];
    const { id, status } = await fulfilled(giver, wisher);
    expect([status, await balance(giver)]).toEqual([200, 20]);
    expect((await app.as(giver).get(`/wishes/${id}`)).body.earned).toEqual({ points: 20, surplusPoints: 0, limits: [] });
    expect((await app.as(wisher).get(`/wishes/${id}`)).body.earned).toBeNull();
    await fulfilled(giver, wisher, 'unit');
    expect(await balance(giver)).toBe(20);
    const son = await app.make.person({ homeCommunityCode: COMMUNITY });
    await app.db.query(
      `insert into relatives (person_id, relative_id, relation, verified_by, verified_at) values ($1, $2, 'parent', $3, $4)`,
      [son.id, wisher.id, newId(), app.clock.now()],
    );
    const own = await fulfilled(son, wisher);
    expect(await balance(son)).toBe(0);
    expect((await app.as(son).get(`/wishes/${own.id}`)).body.earned).toMatchObject({ points: 0, limits: ['亲属之间的帮助不计积分'] });
  });
});

describe('starting points', () => {
  const enrol = (who: Somebody, birthDay: string) =>
    app.as(who).post('/members/me/enrol', { name: '周加入', communityCode: COMMUNITY, birthDay, skills: ['elder_care'], agreed: true });

  it('are given once to those old enough, where the rules say so', async () => {
    await publish({ initialPoints: 50, initialPointsFromAge: 60 });
    const [old, young] = [await app.make.person(), await app.make.person()];
    expect((await enrol(old, '1950-01-01')).status).toBeLessThan(300);
    await enrol(young, '1990-01-01');
    expect([await balance(old), await balance(young)]).toEqual([50, 0]);
    await app.as(old).post('/members/me/leave', {});
    await enrol(old, '1950-01-01');
    expect(await balance(old)).toBe(50);
  });
});

it('what an account known by WeChat alone has earned goes with it', async () => {
  const [from, to] = [await app.make.person({ phone: null }), await app.make.person()];
  await app.db.query(
    `insert into earnings (ref_type, ref_id, person_id, community_code, day, points, surplus_points, limits, transfer_ids, created_at)
     values ('report', $1, $2, $3, '2026-03-11', 2, 0, '{}', '{}', $4)`,
    [newId(), from.id, COMMUNITY, app.clock.now()],
  );
  const { AccountMoves } = await import('../../accounts/account-links.service.js');
  await app.db.transaction((tx) => app.nest.get(AccountMoves).move(tx, from.id, to.id));
  const rows = await app.db.query<unknown[]>(`select from earnings where person_id = $1`, [to.id]);
  expect(rows).toHaveLength(1);
});
