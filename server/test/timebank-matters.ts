import type { Somebody, TestApp } from './harness.js';
import { newId } from './makers.js';
import { recordOf } from './service-records.js';
import { COMMUNITY, DISTRICT, STREET } from './town.js';

const DAY = 86_400_000;
interface Parties {
  /** Who served and speaks for themselves. */
  member: Somebody;
  /** Whom it reached, and who objects. */
  resident: Somebody;
}

/** One of everything in the time bank that messages speak of, by the type of its events. */
export async function timebankMatters(app: TestApp, { member, resident }: Parties): Promise<Record<string, string>> {
  const now = app.clock.now();
  const soon = new Date(now.getTime() + 3 * DAY);
  const record = await recordOf(app, member, { publicisedUntil: soon });
  const [recordCase, flag, certificate, gift] = [newId(), newId(), newId(), newId()];
  await app.db.query(
    `insert into record_cases (id, kind, record_id, district_code, street_code, community_code, raised_by, text, state, due_at, request_hash, created_at)
     values ($1, 'objection', $2, $3, $4, $5, $6, '那天没有人来', 'open', $7, '', $8)`,
    [recordCase, record, DISTRICT, STREET, COMMUNITY, resident.id, soon, now],
  );
  await app.db.query(
    `insert into record_flags (id, kind, person_id, other_id, month, district_code, street_code, community_code, state, part, whole, raised_at, updated_at)
     values ($1, 'pair_often', $2, $3, '2026-03', $4, $5, $6, 'open', 9, 10, $7, $7)`,
    [flag, member.id, resident.id, DISTRICT, STREET, COMMUNITY, now],
  );
  await app.db.query(
    `insert into certificates (id, request_hash, state, person_id, community_code, from_day, to_day, applied_at)
     values ($1, '', 'applied', $2, $3, '2026-01-01', '2026-03-01', $4)`,
    [certificate, member.id, COMMUNITY, now],
  );
  await app.db.query(
    `insert into gifts (id, giver_id, receiver_id, relation, points, year, request_hash, created_at) values ($1, $2, $3, 'parent', 10, 2026, '', $4)`,
    [gift, member.id, resident.id, now],
  );
  const adjustment = newId();
  await app.db.query(
    `insert into timebank_adjustments (id, kind, state, community_code, points, person_id, note, requested_by, requested_at, request_hash)
     values ($1, 'grant_fund', 'requested', $2, 5, $3, '端午节慰问', $4, $5, '')`,
    [adjustment, COMMUNITY, member.id, resident.id, now],
  );
  return { adjustment, service_record: record, record_case: recordCase, record_flag: flag, certificate, gift, star: member.id };
}
