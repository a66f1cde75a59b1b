import { TELLINGS } from '@linli/shared/notification-kinds';
import { bootApp, DAY, HOUR, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId } from '../../../../test/makers.js';
import { buildStreet, draftOf, type Street } from '../../../../test/street.js';
import { timebankMatters } from '../../../../test/timebank-matters.js';
import { COMMUNITY, DISTRICT, GRID, STREET } from '../../../../test/town.js';
import { EventsService } from '../../events/events.service.js';

let app: TestApp;
let street: Street;
let member: Somebody;
const subjects: Record<string, string> = {};

beforeAll(async () => {
  app = await bootApp();
  street = await buildStreet(app);
  member = await app.make.person({ name: '钱帮忙', homeCommunityCode: COMMUNITY });
  const now = app.clock.now();
  const later = (ms: number) => new Date(now.getTime() + ms);
  const report = (await app.as(street.resident).post('/reports', draftOf([], { categoryCode: 'E2199' }))).body.id as string;
  await app.as(street.neighbour).post(`/reports/${report}/follow`);
  await app.as(street.dispatcher).post(`/reports/${report}/dispatch`, { teamId: street.sanitation });
  await app.db.query(`update reports set extension_asked_by = $2 where id = $1`, [report, street.mate.id]);
  const [order, wish, unit, qualification, notice, leave] = Array.from({ length: 6 }, newId) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  await app.db.query(
    `insert into orders (id, order_no, request_hash, source, district_code, street_code, community_code, item_code, title, category, mode, risk,
       two_person, insurance_required, served_by, open_to_neighbours, coefficient, notice_hours, requester_id, start_at, end_at, minutes, headcount,
       state, fill_by, secret, created_at, updated_at)
     values ($1, 'WF-0001', '', 'resident', $2, $3, $4, 'S0104', '陪同就医', 'elder_care', 'out', 'low', false, false, '{volunteer}', false, 100, 4, $5,
       $6, $7, 60, 1, 'offered', $8, decode(repeat('00', 32), 'hex'), $9, $9)`,
    [order, DISTRICT, STREET, COMMUNITY, street.resident.id, later(DAY), later(DAY + HOUR), later(12 * HOUR), now],
  );
  await app.db.query(
    `insert into wishes (id, wish_no, request_hash, kind, state, what, beneficiary, source, wisher_id, district_code, street_code, community_code,
       value_yuan, created_at, updated_at)
     values ($1, 'WX-0001', '', 'micro', 'submitted', 'thing', 'elder', 'resident', $2, $3, $4, $5, 100, $6, $6)`,
    [wish, street.resident.id, DISTRICT, STREET, COMMUNITY, now],
  );
  await app.db.query(
    `insert into units (id, path, kind, level, name, area_code, created_at) values ($1, array[$1]::uuid[], 'work_unit', 1, '区城管局', $2, $3)`,
    [unit, DISTRICT, now],
  );
  await app.db.query(
    `insert into members (person_id, state, community_code, birth_day, radius_metres, agreed_version, joined_at, changed_at)
     values ($1, 'active', $2, '1990-01-01', 2000, 1, $3, $3)`,
    [member.id, COMMUNITY, now],
  );
  await app.db.query(
    `insert into qualifications (id, person_id, code, file_ids, expires_on, state, request_hash, created_at) values ($1, $2, 'caregiver', '{}', '2026-04-01', 'pending', '', $3)`,
    [qualification, member.id, now],
  );
  await app.db.query(
    `insert into notices (id, request_hash, title, text, area_code, from_day, to_day, state, written_by, created_at)
     values ($1, '', '停水通知', '检修水管，请存水。', $2, '2026-03-11', '2026-03-12', 'submitted', array[$3]::uuid[], $4)`,
    [notice, COMMUNITY, street.dispatcher.id, now],
  );
  await app.db.query(
    `insert into patrol_leaves (id, person_id, request_hash, grid_codes, scope_codes, from_day, to_day, reason, state, created_at)
     values ($1, $2, '', array[$3], array[$3], '2026-03-12', '2026-03-13', '家里有事', 'asked', $4)`,
    [leave, street.gridMember.id, GRID, now],
  );
  await app.make
    .person({ name: '孙联络', roles: [] })
    .then((contact) =>
      app.db.query(
        `insert into role_grants (id, phone, name, person_id, role, area_code, unit_id, lead, from_day, created_at) values ($1, $2, $3, $4, 'unit_contact', $5, $6, false, '2020-01-01', $7)`,
        [newId(), contact.phone, contact.name, contact.id, DISTRICT, unit, now],
      ),
    );
  const elder = newId();
  await app.db.query(
    `insert into elders (id, request_hash, name, birth_year, community_code, address, created_by, created_at, updated_at)
     values ($1, '', '孙桂芳', 1940, $2, '幸福里1号', $3, $4, $4)`,
    [elder, COMMUNITY, street.dispatcher.id, now],
  );
  const [voucher, item] = [newId(), await app.make.shopItem(await app.make.shop())];
  await app.db.query(
    `insert into vouchers (id, voucher_no, item_id, shop_id, person_id, community_code, kind, title, points, state, secret, hold_ids, expires_at, request_hash,
       created_at)
     values ($1, 'DH260311-BJ001-0001', $2, $3, $4, $5, 'goods', '豆浆油条', 20, 'ready', decode(repeat('00', 32), 'hex'), array[$1]::uuid[], $6, '', $7)`,
    [voucher, item.id, item.shopId, street.resident.id, COMMUNITY, later(DAY), now],
  );
  const [shop, sheet] = [await app.make.shop(), newId()];
  await app.make.merchant(shop);
  await app.db.query(
    `insert into shop_sheets (id, shop_id, community_code, month, state, redeemed, redeemed_points, refunded, refunded_points, points, ledger_points, checked_at, closed_at)
     values ($1, $2, $3, '2026-02', 'closed', 2, 20, 0, 0, 20, 20, $4, $4)`,
    [sheet, shop.id, COMMUNITY, now],
  );
  const role = await app.make.grant(member, { role: 'volunteer', areaCode: COMMUNITY });
  Object.assign(subjects, {
    report,
    order,
    elder,
    wish,
    role,
    leave,
    notice,
    voucher,
    shop: shop.id,
    shop_sheet: sheet,
    unit_membership: unit,
    member: member.id,
    qualification,
    ...(await timebankMatters(app, { member, resident: street.resident })),
  });
});
afterAll(() => app.close());

/** Data with which every condition of the table holds for one of its lines. */
const RICH = {
  personIds: ['', ''],
  filled: true,
  first: true,
  last: true,
  reopened: true,
  passed: false,
  toChief: true,
  priority: 'critical',
  source: 'helper',
  of: 'service',
  to: 'submitted',
  hours: 24,
  answerBy: '2026-03-11T06:00:00.000Z',
  until: '2026-03-20',
  pledgeDay: '2026-03-20',
  why: 'desk',
};
const DATA: Readonly<Record<string, (level: number) => object>> = {
  star: (level) => ({ to: level }),
  adjustment: () => ({ kind: 'grant_fund', points: 5 }),
  record_case: (level) => ({ kind: level === 2 ? 'correction' : 'objection' }),
};
const CASES = Object.entries(TELLINGS).flatMap(([subject, table]) => Object.keys(table).map((action) => [subject, action] as const));

describe('everything that is told', () => {
  it('has a matter to speak of', () => {
    expect(Object.keys(TELLINGS).filter((subject) => subjects[subject] === undefined)).toEqual([]);
  });

  it.each(CASES)('%s %s reaches somebody, in whole sentences', async (subject, action) => {
    const lines = TELLINGS[subject]![action]!;
    for (const level of [1, 2, 3]) {
      const data = {
        ...RICH,
        level,
        personIds: [member.id],
        personId: member.id,
        claimerId: street.neighbour.id,
        ...DATA[subject]?.(level),
      };
      await app.db.transaction((tx) =>
        app.nest.get(EventsService).record(tx, {
          subject: [subject, subjects[subject]!],
          action,
          actor: null,
          principalId: street.resident.id,
          areaCode: COMMUNITY,
          data,
        }),
      );
    }
    await app.runJobs();
    const told = await app.db.query<{ title: string; body: string; path: string | null }[]>(
      `select title, body, path from messages where kind = $1`,
      [`${subject}.${action}`],
    );
    expect(told.length).toBeGreaterThanOrEqual(lines.some(({ when }) => when === undefined) ? 3 : 1);
    for (const { title, body, path } of told) {
      expect([title, body].join()).not.toMatch(/[{}]|“”|（）|undefined|null|NaN|，，/);
      if (subject === 'qualification' && action === 'submit') expect(path).toContain('/pages/review/');
      if (lines.every(({ opens }) => opens === false)) expect(path).toBeNull();
      else expect(path).toMatch(/^\/(features|pages)\//);
    }
  });
});
