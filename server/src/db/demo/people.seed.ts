import { CONSENT_PURPOSES, CONSENT_VERSION, type ConsentPurpose } from '@linli/shared/accounts';
import { DAY_MS, dayTextOf } from '@linli/shared/calendar';
import type { EntityManager } from 'typeorm';
import type { Cast } from './people/cast.js';
import type { Person } from './people/person.js';
import { claimantsOf } from './people/serving.js';
import { insertRows } from './rows.js';

/** Accounts, teams, roles, consents and the one-tap people. */
export async function seedPeople(tx: EntityManager, cast: Cast, now: Date): Promise<void> {
  const madeAt = (p: Person): Date => new Date(now.getTime() - p.since * DAY_MS);
  await insertRows(
    tx,
    'people',
    cast.people.map((p) => ({
      id: p.id,
      name: p.name,
      phone: p.phone,
      phone_verified_at: p.phone && madeAt(p),
      home_community_code: p.homeCommunityCode,
      created_at: madeAt(p),
    })),
  );
  await insertRows(
    tx,
    'teams',
    cast.teams.map((t) => ({
      id: t.id,
      type: t.type,
      name: t.name,
      area_code: t.areaCode,
      grid_codes: t.gridCodes,
      phone: t.phone,
      has_accounts: t.hasAccounts,
      request_hash: '',
      created_at: new Date(now.getTime() - 700 * DAY_MS),
    })),
  );
  const administrator = cast.grants.find((g) => g.role === 'administrator' && g.areaCode.length === 6)!.person;
  await insertRows(
    tx,
    'role_grants',
    cast.grants.map((g) => ({
      id: g.id,
      phone: g.person.phone,
      name: g.person.name,
      person_id: g.person.id,
      role: g.role,
      area_code: g.areaCode,
      team_id: g.teamId,
      lead: g.lead,
      from_day: dayTextOf(madeAt(g.person).getTime()),
      granted_by: g.person === administrator ? null : administrator.id,
      request_hash: '',
      created_at: madeAt(g.person),
    })),
  );
  const claimants = claimantsOf(cast.serving);
  const party = new Set(cast.serving.members.filter((m) => m.party || claimants.has(m)).map((m) => m.person));
  const given = (purpose: ConsentPurpose, p: Person): boolean => {
    if (purpose === 'patrol_track') return walking.has(p);
    if (purpose === 'leaderboard') return listed.has(p);
    // Sensitive: only from those who said they are.
    return purpose !== 'party_membership' || party.has(p);
  };
  const listed = new Set(cast.serving.members.filter((_, i) => i % 3 !== 0).map((m) => m.person));
  const walking = new Set(cast.grants.filter((g) => g.role === 'grid_member').map((g) => g.person));
  await insertRows(
    tx,
    'consents',
    cast.people.flatMap((p, i) =>
      CONSENT_PURPOSES.filter((purpose) => given(purpose, p)).map((purpose, k) => ({
        id: i * CONSENT_PURPOSES.length + k + 1,
        person_id: p.id,
        purpose,
        version: CONSENT_VERSION,
        granted: true,
        at: madeAt(p),
      })),
    ),
  );
  await tx.query(`select setval(pg_get_serial_sequence('consents', 'id'), (select max(id) from consents))`);
  await tx.query(
    `insert into board_people (person_id, version, since) select person_id, version, at from consents where purpose = 'leaderboard'`,
  );
  await insertRows(
    tx,
    'demo_people',
    cast.oneTap.map(({ person, title, hint }, i) => ({ person_id: person.id, position: i + 1, title, hint })),
  );
}
