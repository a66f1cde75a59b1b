import { DAY_MS, dayTextOf } from '@linli/shared/calendar';
import type { EntityManager } from 'typeorm';
import { claimantsOf, type Member, type Unit } from './people/serving.js';
import type { World } from './reports/world.js';
import { insertRows, tellEvents } from './rows.js';

/** Those who serve, with their roles, times and proofs; work units and party organisations; service teams. */
export async function seedMembers(tx: EntityManager, world: World): Promise<void> {
  const { members } = world.cast.serving;
  const claimants = claimantsOf(world.cast.serving);
  await insertRows(
    tx,
    'members',
    members.map((m) => memberRow(world, m, claimants.has(m))),
  );
  await insertRows(
    tx,
    'member_hours',
    members.flatMap(({ person, hours }) =>
      hours.map((h) => ({ person_id: person.id, weekday: h.weekday, from_minute: h.fromMinute, to_minute: h.toMinute })),
    ),
  );
  await insertRows(
    tx,
    'qualifications',
    members.flatMap((m) => qualificationRows(world, m)),
  );
  await seedRoles(tx, world);
  await seedUnits(tx, world);
  await seedTeams(tx, world);
  await tellEvents(
    tx,
    members.map(({ person, communityCode }) => ({
      at: joinedAt(world, person.since),
      subject: ['member', person.id] as const,
      action: 'enrol',
      byId: person.id,
      role: 'resident',
      principalId: null,
      areaCode: communityCode,
      data: {},
    })),
  );
}

const daysAgo = (world: World, days: number): Date => new Date(world.now.getTime() - days * DAY_MS);
/** They looked around for some hours first. */
const joinedAt = (world: World, since: number): Date => new Date(daysAgo(world, since).getTime() + 5 * 3_600_000);
const deskOf = (world: World, areaCode: string): string => world.desksOf(areaCode)[0]!.id;

function memberRow(world: World, m: Member, claims: boolean): Record<string, unknown> {
  const year = Number(dayTextOf(world.now.getTime()).slice(0, 4));
  const month = 1 + ((m.age * 7 + m.skills.length) % 12);
  const young = m.state === 'applying';
  const suspended = m.state === 'suspended';
  const gone = m.state === 'left';
  return {
    person_id: m.person.id,
    state: m.state,
    community_code: m.communityCode,
    // Their birthday is past this year, or still to come: they are as old as their kind says, or a year younger.
    birth_day: gone ? null : `${year - m.age}-${String(month).padStart(2, '0')}-15`,
    skills: m.skills,
    lng: gone ? null : m.position[0],
    lat: gone ? null : m.position[1],
    radius_metres: m.radiusMetres,
    party_state: m.party ? 'confirmed' : claims ? 'claimed' : 'none',
    party_member: m.party,
    show_badge: m.badge,
    guardian_name: young ? `${m.person.name.slice(0, 1)}先生` : null,
    guardian_phone: young ? '16900006001' : null,
    guardian_relation: young ? 'father' : null,
    insured_until: m.insured ? dayTextOf(world.now.getTime() + 200 * DAY_MS) : null,
    agreed_version: 1,
    joined_at: young ? daysAgo(world, 2) : joinedAt(world, m.person.since),
    suspended_at: suspended ? daysAgo(world, 9) : null,
    suspended_until: suspended ? dayTextOf(world.now.getTime() + 21 * DAY_MS) : null,
    reason: suspended ? '连续两次约好没有到，先休息一个月。' : null,
    decided_by: suspended ? deskOf(world, m.communityCode) : null,
    changed_at: suspended ? daysAgo(world, 9) : joinedAt(world, m.person.since),
  };
}

function qualificationRows(world: World, { person, communityCode, qualifications }: Member): Record<string, unknown>[] {
  return qualifications.map((q) => {
    const reviewed = q.state !== 'pending';
    const handedIn = daysAgo(world, q.handedInDaysAgo);
    const at = new Date(handedIn.getTime() + 6 * 3_600_000);
    const over = q.expiresIn !== null && q.expiresIn < 0;
    return {
      id: q.id,
      person_id: person.id,
      code: q.code,
      number: null,
      file_ids: [],
      expires_on: q.expiresIn === null ? null : dayTextOf(world.now.getTime() + q.expiresIn * DAY_MS),
      state: q.state,
      reason: q.reason,
      reviewed_by: reviewed ? deskOf(world, communityCode) : null,
      reviewed_at: reviewed ? at : null,
      // What the nightly job had to say until now it has said.
      reminded_at: q.expiresIn !== null && q.expiresIn <= 30 && reviewed ? daysAgo(world, Math.min(12, 30 - q.expiresIn)) : null,
      expired_at: over ? daysAgo(world, 5) : null,
      request_hash: '',
      created_at: handedIn,
    };
  });
}

/** Serving roles come with enrolling and carry no phone; contacts of units are given to one. */
async function seedRoles(tx: EntityManager, world: World): Promise<void> {
  const { members, units } = world.cast.serving;
  const administrator = world.cast.grants.find((g) => g.role === 'administrator' && g.areaCode.length === 6)!.person;
  const served = members
    .filter(({ state }) => state === 'active')
    .flatMap((m) =>
      ['volunteer', ...(m.party ? ['party_member'] : [])].map((role, i) => ({
        id: idBeside(m.person.id, i),
        person_id: m.person.id,
        role,
        area_code: m.communityCode,
        lead: false,
        from_day: dayTextOf(joinedAt(world, m.person.since).getTime()),
        name: '',
        phone: null,
        unit_id: null,
        granted_by: null,
        request_hash: '',
        created_at: joinedAt(world, m.person.since),
      })),
    );
  const contacts = units.flatMap((unit) =>
    unit.contact
      ? [
          {
            id: idBeside(unit.id, 0),
            person_id: unit.contact.id,
            role: 'unit_contact',
            area_code: unit.areaCode,
            lead: false,
            from_day: dayTextOf(daysAgo(world, unit.contact.since).getTime()),
            name: unit.contact.name,
            phone: unit.contact.phone,
            unit_id: unit.id,
            granted_by: administrator.id,
            request_hash: '',
            created_at: daysAgo(world, unit.contact.since),
          },
        ]
      : [],
  );
  await insertRows(tx, 'role_grants', [...served, ...contacts]);
}

/** An id of the same shape that belongs to another. */
const idBeside = (id: string, nth: number): string => `${nth + 1}${id.slice(1, 14)}4${id.slice(15, 35)}${nth}`;

const pathOf = (unit: Unit): string[] => [...(unit.parent ? pathOf(unit.parent) : []), unit.id];

async function seedUnits(tx: EntityManager, world: World): Promise<void> {
  const { units, memberships } = world.cast.serving;
  const administrator = world.cast.grants.find((g) => g.role === 'administrator' && g.areaCode.length === 6)!.person;
  await insertRows(
    tx,
    'units',
    units.map((unit) => ({
      id: unit.id,
      parent_id: unit.parent?.id ?? null,
      path: pathOf(unit),
      kind: unit.kind,
      level: unit.level,
      name: unit.name,
      area_code: unit.areaCode,
      partner: unit.partner,
      created_by: administrator.id,
      request_hash: '',
      created_at: daysAgo(world, 320),
    })),
  );
  await insertRows(
    tx,
    'unit_memberships',
    memberships.map(({ member, unit, state, consent }) => {
      const appliedAt = state === 'applying' ? daysAgo(world, 2) : new Date(joinedAt(world, member.person.since).getTime() + 3_600_000);
      const decidedBy = unit.contact?.id ?? unit.parent?.contact?.id ?? deskOf(world, member.communityCode);
      return {
        person_id: member.person.id,
        unit_id: unit.id,
        kind: unit.kind,
        state,
        summary_consent: consent,
        decided_by: state === 'active' ? decidedBy : null,
        applied_at: appliedAt,
        changed_at: state === 'active' ? new Date(appliedAt.getTime() + DAY_MS) : appliedAt,
      };
    }),
  );
}

async function seedTeams(tx: EntityManager, world: World): Promise<void> {
  const { serviceTeams } = world.cast.serving;
  await insertRows(
    tx,
    'service_teams',
    serviceTeams.map((t) => ({
      id: t.id,
      type: t.type,
      name: t.name,
      area_code: t.areaCode,
      about: t.about,
      open: t.open,
      unit_id: t.unit?.id ?? null,
      leader_id: t.leader?.person.id ?? null,
      created_by: deskOf(world, t.areaCode),
      request_hash: '',
      created_at: daysAgo(world, 300),
    })),
  );
  await insertRows(
    tx,
    'service_team_members',
    serviceTeams.flatMap((t) =>
      t.members.map(({ person }, i) => ({
        team_id: t.id,
        person_id: person.id,
        since: new Date(joinedAt(world, person.since).getTime() + (i + 1) * 60_000),
      })),
    ),
  );
}
