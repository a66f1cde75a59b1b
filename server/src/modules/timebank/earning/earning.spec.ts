import { POLICY_DEFAULT, type PolicyTerms } from '@linli/shared/timebank-policy';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { EntityManager } from 'typeorm';
import { bootApp, type TestApp } from '../../../../test/harness.js';
import { somebodyWaits } from '../../../../test/locks.js';
import { buildTown, COMMUNITY, DISTRICT, STREET } from '../../../../test/town.js';
import { EarningService, type Served } from './earning.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { PaidDuty } from './paid-duty.service.js';
import { RecordChanges, type RecordChange } from '../record-changes.service.js';

let app: TestApp;
let earning: EarningService;
const told: RecordChange[] = [];
const onPatrol: { personId: string; from: Date; to: Date }[] = [];
const tx = <T>(work: (manager: EntityManager) => Promise<T>) => app.db.transaction(work);
beforeAll(async () => {
  app = await bootApp();
  await buildTown(app.db.manager, app.clock.now());
  earning = app.nest.get(EarningService);
  app.nest.get(RecordChanges).onChange((_, change) => Promise.resolve(void told.push(change)));
  app.nest.get(PaidDuty).register(() => Promise.resolve(onPatrol));
});
afterAll(() => app.close());
beforeEach(() => app.db.query(`delete from timebank_policies`));

const at = (text: string) => new Date(`2026-03-${text}+08:00`);
/** Friday evening, two hours, by code. */
const served = (more: Partial<Served> = {}): Served => {
  const startedAt = more.startedAt ?? at('13T18:00:00');
  const minutes = more.minutes ?? 120;
  return {
    source: 'order',
    sourceId: randomUUID(),
    personId: randomUUID(),
    districtCode: DISTRICT,
    streetCode: STREET,
    communityCode: COMMUNITY,
    title: '代买代取',
    itemCode: 'S0102',
    category: 'elder_care',
    coefficient: 100,
    finishedAt: new Date(startedAt.getTime() + minutes * 60_000),
    servedId: null,
    orderedBy: [],
    inChargeId: null,
    teamId: null,
    byCode: true,
    silent: false,
    confirmedBy: null,
    ...more,
    startedAt,
    minutes,
  };
};
const confirm = (...all: Served[]) => tx((manager) => earning.confirm(manager, all));
const one = async (more: Partial<Served> = {}) => (await confirm(served(more)))[0]!;
const standing = (personId: string) => app.nest.get(LedgerService).standing(app.db.manager, personId);
const pool = async () => {
  const [row] = await app.db.query<{ balance: string }[]>(
    `select coalesce(sum(b.balance), 0) as balance from ledger_accounts a join ledger_balances b on b.account_id = a.id where a.kind = 'pool'`,
  );
  return Number(row!.balance);
};
async function publish(terms: Partial<PolicyTerms>, from = '2026-01-01T00:00:00Z', areaCode = COMMUNITY): Promise<string> {
  const id = randomUUID();
  const [{ version }] = await app.db.query<[{ version: number }]>(
    `select count(*)::int + 1 as version from timebank_policies where area_code = $1`,
    [areaCode],
  );
  await app.db.query(
    `insert into timebank_policies (id, area_code, version, state, terms, from_at, created_at) values ($1, $2, $3, 'published', $4, $5, $5)`,
    [id, areaCode, version, JSON.stringify({ ...POLICY_DEFAULT, ...terms }), from],
  );
  return id;
}

describe('a confirmed service', () => {
  it('writes the server’s minutes and brings points, once however often it is confirmed', async () => {
    const service = served();
    const [record] = await confirm(service);
    expect(record).toMatchObject({
      state: 'confirmed',
      minutes: 120,
      points: 20,
      surplusPoints: 0,
      earningMinutes: 120,
      limits: [],
      day: '2026-03-13',
    });
    // Confirmed on a Wednesday: listed until the end of Monday.
    expect(record!.publicisedUntil).toEqual(at('17T00:00:00'));
    expect(await confirm(service)).toEqual([]);
    await Promise.all(Array.from({ length: 8 }, () => confirm(service)));
    expect(await standing(service.personId)).toMatchObject({ balance: 20, free: 20 });
    const rows = await app.db.query<unknown[]>(`select from service_records where source_id = $1`, [service.sourceId]);
    expect(rows).toHaveLength(1);
    expect(told.filter(({ personId }) => personId === service.personId)).toEqual([
      { personId: service.personId, communityCode: COMMUNITY, day: '2026-03-13', minutes: 120, points: 20 },
    ]);
  });

  it('is written at most as a day’s work, and not at all without a minute', async () => {
    expect(await one({ minutes: 700, startedAt: at('13T08:00:00') })).toMatchObject({ minutes: 480, points: 80 });
    expect(await confirm(served({ minutes: 0 }))).toEqual([]);
  });

  it('goes by the rules in force at check-in, whatever is published later', async () => {
    const old = await publish({ pointsPerHour: 10, nightCoefficientPercent: 150 });
    const record = await one({ startedAt: at('13T21:30:00'), minutes: 90 });
    expect(record).toMatchObject({ points: 20, policyId: old });
    const fresh = await publish({ pointsPerHour: 20 }, at('13T22:00:00').toISOString());
    expect(await one({ startedAt: at('13T21:30:00'), minutes: 90 })).toMatchObject({ points: 20, policyId: old });
    const late = at('13T22:00:00');
    const both = await confirm(served({ startedAt: at('13T21:59:59'), minutes: 60 }), served({ startedAt: late, minutes: 60 }));
    expect(both.map(({ points, policyId }) => [points, policyId])).toEqual([
      [14, old],
      [20, fresh],
    ]);
    const [kept] = await app.db.query<{ points: number; policy_id: string }[]>(
      `select points, policy_id from service_records where id = $1`,
      [record.id],
    );
    expect(kept).toEqual({ points: 20, policy_id: old });
  });

  it('counts a holiday of the State Council, and the service’s own coefficient when it is higher', async () => {
    await publish({ holidayCoefficientPercent: 130 });
    expect(await one({ startedAt: new Date('2026-04-05T10:00:00+08:00'), minutes: 60 })).toMatchObject({ points: 13 });
    expect(await one({ startedAt: new Date('2026-04-05T10:00:00+08:00'), minutes: 60, coefficient: 140 })).toMatchObject({ points: 14 });
    expect(await one({ startedAt: new Date('2026-04-12T10:00:00+08:00'), minutes: 60 })).toMatchObject({ points: 10 });
  });
});

describe('nothing is earned', () => {
  it('for oneself, by whoever ordered, by a bound helper, for a relative', async () => {
    const [elder, child, cousin] = [await app.make.person(), await app.make.person(), await app.make.person()];
    const elderId = randomUUID();
    await app.db.query(
      `insert into elders (id, request_hash, person_id, birth_year, community_code, address, created_by, created_at, updated_at)
       values ($1, '', $2, 1945, $3, '某处', $2, $4, $4)`,
      [elderId, elder.id, COMMUNITY, at('01T00:00:00')],
    );
    await app.db.query(
      `insert into elder_helpers (id, elder_id, helper_id, relation, way, made_by, since) values ($1, $2, $3, 'child', 'code', $3, $4)`,
      [randomUUID(), elderId, child.id, at('01T00:00:00')],
    );
    await app.db.query(
      `insert into relatives (person_id, relative_id, relation, verified_by, verified_at) values ($1, $2, 'sibling', $3, $4)`,
      [cousin.id, elder.id, randomUUID(), at('01T00:00:00')],
    );
    const own = { points: 0, surplusPoints: 0, limits: ['own_household'], minutes: 120 };
    expect(await one({ personId: elder.id, servedId: elder.id })).toMatchObject(own);
    expect(await one({ personId: elder.id, servedId: elderId })).toMatchObject(own);
    expect(await one({ personId: child.id, servedId: elderId })).toMatchObject(own);
    expect(await one({ personId: child.id, servedId: elder.id, startedAt: at('14T18:00:00') })).toMatchObject(own);
    expect(await one({ personId: cousin.id, servedId: elderId })).toMatchObject({ ...own, limits: ['relative'] });
    const friend = randomUUID();
    expect(await one({ personId: friend, servedId: elderId, orderedBy: [friend] })).toMatchObject(own);
    expect(await one({ personId: friend, servedId: elderId, orderedBy: [child.id] })).toMatchObject({ points: 20, limits: [] });
    expect(await one({ personId: cousin.id, servedId: randomUUID() })).toMatchObject({ points: 20 });
  });

  it('on paid duty: in office hours by whoever works at the desk or in a team, on patrol by a grid member', async () => {
    const desk = await app.make.person({
      roles: [
        { role: 'handler', areaCode: COMMUNITY, teamId: (await app.make.team({ areaCode: COMMUNITY, type: 'property_management' })).id },
      ],
    });
    // 17:30–19:30: half an hour of it is office time.
    expect(await one({ personId: desk.id, startedAt: at('13T17:30:00') })).toMatchObject({
      points: 15,
      earningMinutes: 90,
      limits: ['paid_duty'],
    });
    expect(await one({ personId: desk.id, startedAt: at('14T10:00:00') })).toMatchObject({ points: 20, limits: [] });
    const former = await app.make.person({
      roles: [
        {
          role: 'handler',
          areaCode: COMMUNITY,
          teamId: (await app.make.team({ areaCode: COMMUNITY, type: 'property_management' })).id,
          to: '2026-03-12',
        },
      ],
    });
    expect(await one({ personId: former.id, startedAt: at('13T10:00:00') })).toMatchObject({ points: 20, limits: [] });
    const walker = await app.make.person({ roles: [{ role: 'grid_member', areaCode: COMMUNITY }] });
    onPatrol.push({ personId: walker.id, from: at('13T18:00:00'), to: at('13T19:00:00') });
    expect(await one({ personId: walker.id })).toMatchObject({ points: 10, limits: ['paid_duty'] });
  });

  it('twice for the same minutes', async () => {
    const personId = randomUUID();
    await one({ personId });
    expect(await one({ personId, startedAt: at('13T19:00:00') })).toMatchObject({
      minutes: 120,
      points: 10,
      earningMinutes: 60,
      limits: ['same_minutes'],
    });
    expect(await one({ personId, startedAt: at('13T19:30:00'), minutes: 60 })).toMatchObject({
      points: 0,
      surplusPoints: 0,
      limits: ['same_minutes'],
    });
  });
});

describe('caps send the rest to the pool', () => {
  it('of a day, in minutes', async () => {
    await publish({ dailyEarnCapMinutes: 180 });
    const [personId, before] = [randomUUID(), await pool()];
    await one({ personId, startedAt: at('14T08:00:00') });
    expect(await one({ personId, startedAt: at('14T12:00:00') })).toMatchObject({ points: 10, surplusPoints: 10, limits: ['daily_cap'] });
    expect(await one({ personId, startedAt: at('15T08:00:00') })).toMatchObject({ points: 20, limits: [] });
    expect((await pool()) - before).toBe(10);
  });

  it('of a month and of the balance, in points', async () => {
    await publish({ monthlyEarnCapPoints: 30 });
    const personId = randomUUID();
    await one({ personId, startedAt: new Date('2026-02-28T20:00:00+08:00') });
    await one({ personId, startedAt: at('01T20:00:00') });
    expect(await one({ personId, startedAt: at('02T20:00:00') })).toMatchObject({ points: 10, surplusPoints: 10, limits: ['monthly_cap'] });
    await app.db.query(`delete from timebank_policies`);
    await publish({ balanceCapPoints: 55 });
    expect(await one({ personId, startedAt: at('03T20:00:00') })).toMatchObject({ points: 5, surplusPoints: 15, limits: ['balance_cap'] });
    expect(await standing(personId)).toMatchObject({ balance: 55 });
  });

  it('holds when two services are confirmed at once: the second counts what the first has brought', async () => {
    await publish({ dailyEarnCapMinutes: 120 });
    const personId = randomUUID();
    let commit!: () => void;
    const committing = new Promise<void>((resolve) => (commit = resolve));
    let confirmed!: () => void;
    const first = new Promise<void>((resolve) => (confirmed = resolve));
    const both = [
      tx(async (manager) => {
        await earning.confirm(manager, [served({ personId, startedAt: at('14T08:00:00') })]);
        confirmed();
        await committing;
      }),
      first.then(() => one({ personId, startedAt: at('14T11:00:00') })),
    ];
    // Whoever does not wait for the person waits for their account at the latest, with everything reckoned before the first one's points.
    await somebodyWaits(app.db);
    commit();
    await Promise.all(both);
    expect(await standing(personId)).toMatchObject({ balance: 20 });
  });

  it('and public servants’ points as the rules say', async () => {
    const person = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
    const before = await pool();
    expect(await one({ personId: person.id })).toMatchObject({ points: 0, surplusPoints: 20, limits: ['public_servant'] });
    expect((await pool()) - before).toBe(20);
    await publish({ publicServants: 'spendable' });
    expect(await one({ personId: person.id, startedAt: at('14T18:00:00') })).toMatchObject({ points: 20, limits: [] });
  });
});

it('a team’s shift brings a bonus to the pool in the team’s name, rounded once for all', async () => {
  await publish({ teamBonusPercent: 5 });
  const [teamId, sourceId, before] = [randomUUID(), randomUUID(), await pool()];
  const people = Array.from({ length: 10 }, () => served({ source: 'shift', sourceId, teamId, minutes: 90 }));
  await confirm(...people);
  expect((await pool()) - before).toBe(7);
  const rows = await app.db.query<{ sum: string }[]>(
    `select sum(amount) from transfers where reason = 'team_bonus' and ref_type = 'team' and ref_id = $1`,
    [teamId],
  );
  expect(Number(rows[0]!.sum)).toBe(7);
});

describe('a voided record', () => {
  const voiding = { actor: null, role: 'system', reason: '没有去', why: 'objection' };
  it('stays, and what it brought goes back; what was spent is a debt', async () => {
    const [personId, ledger] = [randomUUID(), app.nest.get(LedgerService)];
    const record = await one({ personId });
    await tx(async (manager) => {
      const to = await ledger.open(manager, { kind: 'pool', communityCode: COMMUNITY });
      await ledger.spend(manager, 'transfer', {
        id: randomUUID(),
        personId,
        to,
        amount: 15,
        reason: 'donate',
        ref: ['donation', randomUUID()],
        actorId: personId,
      });
    });
    await tx((manager) => earning.void(manager, record.id, voiding));
    expect(await standing(personId)).toEqual({ balance: 0, held: 0, debt: 15, free: 0 });
    const [row] = await app.db.query<Record<string, unknown>[]>(
      `select state, void_reason, points, minutes from service_records where id = $1`,
      [record.id],
    );
    expect(row).toEqual({ state: 'voided', void_reason: '没有去', points: 20, minutes: 120 });
    expect(told.filter((change) => change.personId === personId).map(({ minutes, points }) => [minutes, points])).toEqual([
      [120, 20],
      [-120, -20],
    ]);
    await expect(tx((manager) => earning.void(manager, record.id, voiding))).rejects.toMatchObject({ code: 'not_now' });
    // The minutes are free again.
    expect(await one({ personId })).toMatchObject({ points: 20, limits: [] });
    expect(await standing(personId)).toMatchObject({ balance: 5, debt: 0 });
  });

  it('gives the surplus of the pool and the team’s part back too', async () => {
    await publish({ dailyEarnCapMinutes: 60, teamBonusPercent: 50 });
    const before = await pool();
    const record = await one({ teamId: randomUUID() });
    expect((await pool()) - before).toBe(20);
    await tx((manager) => earning.void(manager, record.id, voiding));
    expect(await pool()).toBe(before);
  });

  it('goes on where the desk took a part of it back before', async () => {
    await publish({ teamBonusPercent: 50 });
    const [before, personId] = [await pool(), randomUUID()];
    const record = await one({ teamId: randomUUID(), personId });
    const [bonus] = await app.db.query<{ id: string }[]>(`select id from transfers where id = any($1) and reason = 'team_bonus'`, [
      record.transferIds,
    ]);
    const ledger = app.nest.get(LedgerService);
    await tx((manager) =>
      ledger.reverse(manager, { id: randomUUID(), transferId: bonus!.id, ref: ['correction', randomUUID()], actorId: null }),
    );
    expect((await tx((manager) => earning.void(manager, record.id, voiding))).state).toBe('voided');
    expect(await pool()).toBe(before);
    expect(await standing(personId)).toEqual({ balance: 0, held: 0, debt: 0, free: 0 });
  });
});

it('a hand-entered record earns when a second person confirms it', async () => {
  const [personId, entered, second] = [randomUUID(), randomUUID(), randomUUID()];
  const id = randomUUID();
  await app.db.query(
    `insert into service_records (id, source, source_id, person_id, district_code, street_code, community_code, state, title, started_at, finished_at, day,
       minutes, by_code, entered_by, created_at, updated_at)
     values ($1, 'manual', $1, $2, $3, $4, $5, 'publicised', '义诊', $6, $7, '2026-03-01', 120, false, $8, $6, $6)`,
    [id, personId, DISTRICT, STREET, COMMUNITY, at('01T08:00:00'), at('01T10:00:00'), entered],
  );
  const { ServiceRecordEntity } = await import('../service-record.entity.js');
  const row = await app.db.manager.findOneByOrFail(ServiceRecordEntity, { id });
  const record = await tx((manager) => earning.award(manager, row, second));
  expect(record).toMatchObject({ state: 'confirmed', points: 20, confirmedBy: second });
  expect(await standing(personId)).toMatchObject({ balance: 20 });
});

it('two hundred people at once are asked about together: one more takes two statements more, for the boards', async () => {
  const statements = async (count: number) => {
    const sourceId = randomUUID();
    const people = Array.from({ length: count }, () => served({ source: 'shift', sourceId }));
    const sent = jest.spyOn(pg.Client.prototype, 'query');
    expect(await confirm(...people)).toHaveLength(count);
    const { length } = sent.mock.calls;
    sent.mockRestore();
    return length;
  };
  expect((await statements(200)) - (await statements(2))).toBeLessThanOrEqual(2 * 198);
});
