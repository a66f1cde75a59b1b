import { areaAt } from '@linli/shared/areas';
import { dayOf } from '../src/common/days.js';
import { RecordChanges } from '../src/modules/timebank/record-changes.service.js';
import type { Somebody, TestApp } from './harness.js';
import { newId } from './makers.js';
import { COMMUNITY } from './town.js';

export interface RecordWishes {
  communityCode?: string;
  /** Day of the service; the clock's otherwise. */
  day?: string;
  minutes?: number;
  title?: string;
  state?: 'pending' | 'publicised' | 'confirmed';
  publicisedUntil?: Date | null;
}

/** A service as it stands when it is confirmed: its record, told of in the same transaction. */
export async function recordOf(app: TestApp, person: Somebody, wishes: RecordWishes = {}): Promise<string> {
  const id = newId();
  const {
    communityCode = COMMUNITY,
    day = dayOf(app.clock.now()),
    minutes = 120,
    title = '陪伴聊天、探访关爱',
    state = 'confirmed',
  } = wishes;
  const begun = new Date(`${day}T01:00:00.000Z`);
  const confirmed = state === 'confirmed';
  await app.db.transaction(async (tx) => {
    await tx.query(
      `insert into service_records (id, source, source_id, person_id, district_code, street_code, community_code, state, title, category, started_at,
         finished_at, day, minutes, by_code, points, confirmed_at, publicised_until, created_at, updated_at)
       values ($1, 'order', $1, $2, $3, $4, $5, $6, $7, 'elder_care', $8, $9, $10, $11, true, $12, $13, $14, $15, $15)`,
      [
        id,
        person.id,
        areaAt(communityCode, 'district'),
        areaAt(communityCode, 'street'),
        communityCode,
        state,
        title,
        begun,
        new Date(begun.getTime() + minutes * 60_000),
        day,
        minutes,
        Math.floor(minutes / 6),
        confirmed ? app.clock.now() : null,
        wishes.publicisedUntil ?? null,
        app.clock.now(),
      ],
    );
    if (confirmed)
      await app.nest.get(RecordChanges).tell(tx, { personId: person.id, communityCode, day, minutes, points: Math.floor(minutes / 6) });
  });
  return id;
}

/** Taken back, as an objection that was upheld does it. */
export async function voidRecord(app: TestApp, id: string): Promise<void> {
  await app.db.transaction(async (tx) => {
    const rows = await tx.query<{ person_id: string; community_code: string; day: string; minutes: number; points: number }[]>(
      `select person_id, community_code, day::text, minutes, points from service_records where id = $1`,
      [id],
    );
    const row = rows[0]!;
    await tx.query(`update service_records set state = 'voided', voided_at = $2 where id = $1`, [id, app.clock.now()]);
    await app.nest.get(RecordChanges).tell(tx, {
      personId: row.person_id,
      communityCode: row.community_code,
      day: row.day,
      minutes: -row.minutes,
      points: -row.points,
    });
  });
}
