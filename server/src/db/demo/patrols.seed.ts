import { areaAt } from '@linli/shared/areas';
import { DAY_MS, dayText, HOUR_MS, startOfDay } from '@linli/shared/calendar';
import { type Anchor, reckon } from '@linli/shared/patrol-minutes';
import type { EntityManager } from 'typeorm';
import { scopeOf } from '../../modules/patrols/own-grids.js';
import { type Chance, chanceOf } from './chance.js';
import type { Person } from './people/person.js';
import type { Checkpoint } from './patrols/checkpoints.js';
import type { Leave, PatrolPlan } from './patrols/plan.js';
import type { World } from './reports/world.js';
import { insertRows } from './rows.js';

interface Event {
  at: number;
  subject: readonly [string, string];
  action: string;
  by: Person | null;
  role: string;
  principal?: Person;
  areaCode: string | undefined;
  data: Record<string, unknown>;
}

/** Walks with their tracks, scans and days, as the module would have kept them; checkpoints and leave. */
export async function seedPatrols(
  tx: EntityManager,
  world: World,
  plans: readonly PatrolPlan[],
  points: readonly Checkpoint[],
  leaves: readonly Leave[],
): Promise<void> {
  const chance = chanceOf('patrol rows');
  await insertRows(
    tx,
    'checkpoints',
    points.map((c) => checkpointRow(world, c)),
  );
  const walked = plans.map((plan) => ({
    plan,
    worth: reckon({ startedAt: plan.startedAt, stoppedAt: plan.stoppedAt, pauses: [], anchors: anchorsOf(plan) }),
  }));
  await insertRows(
    tx,
    'patrols',
    walked.map(({ plan, worth }) => ({
      id: plan.id,
      person_id: plan.person.id,
      request_hash: '',
      grid_codes: plan.gridCodes,
      scope_codes: scopeOf(plan.gridCodes),
      state: plan.stoppedAt === null ? 'walking' : 'ended',
      started_at: new Date(plan.startedAt),
      stopped_at: dateOf(plan.stoppedAt),
      ended_at: dateOf(plan.stoppedAt),
      ended_by: plan.stoppedAt === null ? null : 'person',
      last_sign_at: new Date(worth.lastSignAt),
      pauses: [],
      start_offset_ms: 0,
      offset_ms: 0,
      flags: chance.yes(0.01) ? ['clock_jump'] : [],
      counted_ms: worth.countedMs,
      uncounted_ms: worth.uncountedMs,
      metres: worth.metres,
      spans: worth.spans,
      reports: plan.reports.length,
      scans: plan.scans.length,
      created_at: new Date(plan.startedAt),
    })),
  );
  await insertRows(
    tx,
    'patrol_days',
    walked.flatMap(({ plan, worth }) =>
      [...worth.days].map(([day, ms]) => ({ patrol_id: plan.id, day: dayText(day), person_id: plan.person.id, counted_ms: ms })),
    ),
  );
  await insertRows(
    tx,
    'patrol_batches',
    plans.map(({ id, track, startedAt }) => ({
      id,
      patrol_id: id,
      request_hash: '',
      received_at: new Date((track.at(-1)?.at ?? startedAt) + 3000),
      last_at: new Date(track.at(-1)?.at ?? startedAt),
      taken: track.length,
      dropped: 0,
      points: track.map(({ at, position: [lng, lat] }) => [at, lng, lat, 8, 1]),
    })),
  );
  await insertRows(
    tx,
    'patrol_scans',
    plans.flatMap(({ id, scans }) =>
      scans.map(({ checkpoint, at }) => ({
        id: chance.uuid(),
        patrol_id: id,
        checkpoint_id: checkpoint.id,
        request_hash: '',
        at: new Date(at),
        received_at: new Date(at),
        nothing_found: true,
        off_metres: chance.whole(1, 18),
        inside: true,
      })),
    ),
  );
  const events = [
    ...walked.flatMap(({ plan, worth }) => eventsOf(plan, worth.countedMs)),
    ...(await seedLeaves(tx, world, chance, leaves)),
  ];
  await tellEvents(tx, events);
}

const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at));

function anchorsOf({ track, scans, reports }: PatrolPlan): Anchor[] {
  const anchor =
    (kind: Anchor['kind']) =>
    (step: { at: number; position: readonly [number, number] }): Anchor => ({
      at: step.at,
      kind,
      position: { lng: step.position[0], lat: step.position[1] },
      inside: true,
    });
  return [...track.map(anchor('track')), ...scans.map(anchor('scan')), ...reports.map(anchor('report'))];
}

function eventsOf(plan: PatrolPlan, countedMs: number): Event[] {
  const base = { subject: ['patrol', plan.id] as const, by: plan.person, role: 'grid_member', areaCode: plan.gridCodes[0] };
  const start = { ...base, at: plan.startedAt, action: 'patrol.start', data: {} };
  const scans = plan.scans.map(({ at, checkpoint }) => ({
    ...base,
    at,
    action: 'patrol.scan',
    areaCode: checkpoint.gridCode,
    data: { checkpointId: checkpoint.id, nothingFound: true },
  }));
  return plan.stoppedAt === null
    ? [start, ...scans]
    : [start, ...scans, { ...base, at: plan.stoppedAt, action: 'patrol.end', data: { countedMs } }];
}

function checkpointRow(world: World, point: Checkpoint): Record<string, unknown> {
  const leader = world.cast.grants.find((g) => g.role === 'grid_leader' && g.areaCode === areaAt(point.gridCode, 'community'))!.person;
  return {
    id: point.id,
    code: point.code,
    request_hash: '',
    name: point.name,
    lng: point.position[0],
    lat: point.position[1],
    grid_code: point.gridCode,
    created_by: leader.id,
    created_at: new Date(world.now.getTime() - 120 * DAY_MS),
  };
}

async function seedLeaves(tx: EntityManager, world: World, chance: Chance, leaves: readonly Leave[]): Promise<Event[]> {
  const events: Event[] = [];
  const rows = leaves.map((leave) => {
    const { person, gridCodes, fromDay, toDay, state, reason } = leave;
    const id = chance.uuid();
    const leader = world.cast.grants.find((g) => g.role === 'grid_leader' && g.areaCode === areaAt(gridCodes[0]!, 'community'))!.person;
    const before = state === 'asked' ? world.now.getTime() : startOfDay(fromDay);
    const askedAt = before - chance.between(1, 20) * HOUR_MS;
    const decidedAt = state === 'asked' ? null : askedAt + chance.between(0.1, 0.9) * HOUR_MS;
    const base = { subject: ['leave', id] as const, areaCode: gridCodes[0], data: {} };
    events.push({ ...base, at: askedAt, action: 'leave.ask', by: person, role: 'grid_member' });
    if (decidedAt)
      events.push({
        ...base,
        at: decidedAt,
        action: state === 'granted' ? 'leave.grant' : 'leave.refuse',
        by: leader,
        role: 'grid_leader',
        principal: person,
      });
    return {
      id,
      person_id: person.id,
      request_hash: '',
      grid_codes: gridCodes,
      scope_codes: scopeOf(gridCodes),
      from_day: dayText(fromDay),
      to_day: dayText(toDay),
      reason,
      state,
      note: state === 'refused' ? '那天全社区有活动，人手不够，请改一天。' : null,
      decided_by: decidedAt ? leader.id : null,
      decided_at: dateOf(decidedAt),
      created_at: new Date(askedAt),
    };
  });
  await insertRows(tx, 'patrol_leaves', rows);
  return events;
}

async function tellEvents(tx: EntityManager, events: readonly Event[]): Promise<void> {
  const [row] = await tx.query<{ last: string }[]>(`select coalesce(max(id), 0) as last from events`);
  const first = Number(row!.last) + 1;
  await insertRows(
    tx,
    'events',
    [...events]
      .sort((a, b) => a.at - b.at)
      .map(({ at, subject, action, by, role, principal, areaCode, data }, i) => ({
        id: first + i,
        at: new Date(at),
        subject_type: subject[0],
        subject_id: subject[1],
        action,
        outcome: 'done',
        actor_id: by?.id ?? null,
        actor_role: role,
        principal_id: principal?.id ?? null,
        area_code: areaCode ?? null,
        data,
      })),
  );
  await tx.query(`select setval(pg_get_serial_sequence('events', 'id'), greatest((select max(id) from events), 1))`);
}
