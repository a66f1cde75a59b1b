import { DAY_MS, dayTextOf, HOUR_MS } from '@linli/shared/calendar';
import { publicityEnds } from '@linli/shared/publicity';
import { POLICY_DEFAULT, type PolicyTerms } from '@linli/shared/timebank-policy';
import type { EntityManager } from 'typeorm';
import { dayStart } from '../../common/days.js';
import type { Clock } from '../../common/clock.js';
import type { Config } from '../../config.js';
import { openDays, sealDay } from '../../modules/timebank/ledger/ledger.seals.js';
import { applyScores, scoreChanges } from '../../modules/timebank/honours/scores.js';
import { hashOfTerms } from '../../modules/timebank/policies/policies.queries.js';
import { chanceOf } from './chance.js';
import { HOME_COMMUNITY } from './people/cast.js';
import type { World } from './reports/world.js';
import type { DemoShop } from './rewards/stock.js';
import { insertRows } from './rows.js';
import { seedCertificates } from './timebank/certificates.seed.js';
import { seedAdjustments, seedBudgets, seedRelatives } from './timebank/desk-books.seed.js';
import { DeskCast } from './timebank/desk-cast.js';
import { seedDeskRecords } from './timebank/desk-records.seed.js';
import { Economy, type Earnt, type RuleInForce } from './timebank/economy.js';
import { seedFlags } from './timebank/flags.seed.js';
import { givenBy } from './timebank/given.js';
import { teamHistory } from './timebank/history.js';
import { seedPolicyDraft } from './timebank/policy-draft.seed.js';
import { type Served, servedByOrders } from './timebank/served.js';

/** Months of service, what it brought and what became of it: rules, records, books. Gives what was taken at the shops. */
export async function seedTimebank(
  tx: EntityManager,
  world: World,
  shops: readonly DemoShop[],
  config: Config,
  clock: Clock,
): Promise<Economy> {
  const rules = await seedRules(tx, world);
  const ends = (communityCode: string, from: Date): Date => new Date(publicityEnds(world.calendar(communityCode), from.getTime()));
  const orders = await servedByOrders(tx, ends);
  const served = [...teamHistory(world, orders), ...orders];
  const cast = new DeskCast(world);
  const given = givenBy(cast);
  const inForce = (code: string, at: Date) => rules.find((r) => code.startsWith(r.areaCode) && r.fromAt <= at) ?? null;
  const economy = new Economy(world, inForce, shops, Object.values(given), cast.debtor.id);
  economy.run(served);
  await economy.books.save(tx);
  await seedRecords(tx, served, economy.earnt);
  await seedBoards(tx, served, economy.earnt);
  await seedDonations(tx, economy);
  await seedAdjustments(tx, cast, given);
  await seedRelatives(tx, cast, given.gift, new Set(served.flatMap(({ servedId }) => servedId ?? [])));
  await sealBooks(tx, world.now);
  await seedBudgets(tx, cast);
  await seedDeskRecords(tx, cast, served);
  await seedCertificates(tx, cast, served, config, clock);
  await seedPolicyDraft(tx, cast, rules[0]!);
  await seedFlags(tx, cast);
  return economy;
}

/** The district's rules, and those of one community that wants more people at night. The newest and nearest first. */
async function seedRules(tx: EntityManager, world: World): Promise<(RuleInForce & { areaCode: string })[]> {
  const chance = chanceOf('rules');
  const admins = (code: string) => world.cast.grants.filter((g) => g.role === 'administrator' && g.areaCode === code).map((g) => g.person);
  const home = world.areaNamed(HOME_COMMUNITY);
  const rule = (areaCode: string, daysAgo: number, note: string, terms: Partial<PolicyTerms>) => ({
    id: chance.uuid(),
    areaCode,
    fromAt: new Date(world.now.getTime() - daysAgo * DAY_MS),
    note,
    terms: { ...POLICY_DEFAULT, ...terms },
  });
  const rules = [
    rule(home.code, 60, '夜里守望的人手不够：22 点以后按 1.5 倍计分，节假日按 1.2 倍。', {
      nightCoefficientPercent: 150,
      holidayCoefficientPercent: 120,
    }),
    rule(home.code.slice(0, 6), 400, '全区统一的第一版。', {}),
  ];
  const [district] = admins(home.code.slice(0, 6));
  const street = admins(home.code.slice(0, 9))[0] ?? district!;
  await insertRows(
    tx,
    'timebank_policies',
    rules.map(({ id, areaCode, fromAt, note, terms }) => ({
      id,
      area_code: areaCode,
      version: 1,
      state: 'published',
      terms,
      from_at: fromAt,
      note,
      created_by: street.id,
      created_at: new Date(fromAt.getTime() - 3 * DAY_MS),
      written_by: street.id,
      updated_at: new Date(fromAt.getTime() - 3 * DAY_MS),
      inherits: false,
      trial_month: dayTextOf(fromAt.getTime() - 40 * DAY_MS).slice(0, 7),
      trial_hash: hashOfTerms(terms, false),
      tried_by: street.id,
      tried_at: new Date(fromAt.getTime() - 2 * DAY_MS),
      published_by: district!.id,
      published_at: new Date(fromAt.getTime() - DAY_MS),
      request_hash: '',
    })),
  );
  return rules;
}

async function seedRecords(tx: EntityManager, served: readonly Served[], earnt: ReadonlyMap<string, Earnt>): Promise<void> {
  await insertRows(
    tx,
    'service_records',
    served.map((one) => {
      const worth = earnt.get(one.id);
      const base = {
        id: one.id,
        source: one.source,
        source_id: one.sourceId,
        person_id: one.personId,
        district_code: one.communityCode.slice(0, 6),
        street_code: one.communityCode.slice(0, 9),
        community_code: one.communityCode,
        title: one.title,
        item_code: one.itemCode,
        category: one.category,
        coefficient: one.coefficient,
        started_at: one.startedAt,
        finished_at: one.finishedAt,
        day: dayTextOf(one.startedAt.getTime()),
        minutes: one.minutes,
        served_id: one.servedId,
        in_charge_id: one.inChargeId,
        team_id: one.teamId,
        by_code: one.byCode,
        silent: one.silent,
        entered_by: one.enteredBy,
        publicised_until: one.publicisedUntil,
        request_hash: '',
        created_at: one.createdAt,
      };
      if (!worth) return { ...base, ...WAITING, state: 'publicised', updated_at: one.createdAt };
      return {
        ...base,
        state: 'confirmed',
        policy_id: worth.policyId,
        points: worth.points,
        surplus_points: worth.surplus,
        earning_minutes: worth.earningMinutes,
        limits: worth.limits,
        transfer_ids: worth.transferIds,
        confirmed_by: one.confirmedBy,
        confirmed_at: one.confirmedAt,
        updated_at: one.confirmedAt,
      };
    }),
  );
}

/** Publicised, and its second person has not come to it yet. */
const WAITING = {
  policy_id: null,
  points: 0,
  surplus_points: 0,
  earning_minutes: 0,
  limits: [],
  transfer_ids: [],
  confirmed_by: null,
  confirmed_at: null,
};

/** The boards, folded: who wants to be seen on them stands there already. */
async function seedBoards(tx: EntityManager, served: readonly Served[], earnt: ReadonlyMap<string, Earnt>): Promise<void> {
  const changes = served.flatMap(({ id, personId, communityCode, startedAt, minutes }) => {
    const worth = earnt.get(id);
    return worth ? [{ personId, communityCode, day: dayTextOf(startedAt.getTime()), minutes, points: worth.points }] : [];
  });
  await applyScores(tx, scoreChanges(changes));
}

/** Whom the pools thank, as each wished to be shown. */
async function seedDonations(tx: EntityManager, { donations }: Economy): Promise<void> {
  await insertRows(
    tx,
    'pool_donations',
    donations.map(({ id, personId, communityCode, points, shown, at }) => ({
      id,
      person_id: personId,
      community_code: communityCode,
      points,
      shown,
      request_hash: '',
      created_at: at,
    })),
  );
}

/** Every day that is over is closed, as the nightly job does it. */
async function sealBooks(tx: EntityManager, now: Date): Promise<void> {
  for (const day of await openDays(tx, dayTextOf(now.getTime()))) {
    const night = dayStart(day).getTime() + 24.25 * HOUR_MS;
    await sealDay(tx, day, new Date(Math.min(night, now.getTime())));
  }
}
