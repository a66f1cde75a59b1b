import { dayOf, HOUR_MS, isWorkday, MINUTE_MS, startOfDay } from '@linli/shared/calendar';
import { chanceOf, type Chance } from '../chance.js';
import type { Person } from '../people/person.js';
import type { World } from '../reports/world.js';
import { pointIn } from '../town/landmarks.js';
import type { Point } from '../town/plan.js';
import type { Checkpoint } from './checkpoints.js';

export interface Step {
  at: number;
  position: Point;
}
/** One walk as it was walked; what it is worth is reckoned from it. */
export interface PatrolPlan {
  id: string;
  person: Person;
  gridCodes: string[];
  /** The grid walked this time. */
  gridCode: string;
  day: number;
  startedAt: number;
  /** Null: it is still going on. */
  stoppedAt: number | null;
  track: Step[];
  scans: { checkpoint: Checkpoint; at: number; position: Point }[];
  reports: Step[];
}
export interface Leave {
  person: Person;
  gridCodes: string[];
  fromDay: number;
  toDay: number;
  state: 'asked' | 'granted' | 'refused';
  reason: string;
}

const DAYS = 28;
const METRES_PER_DEGREE = 111_000;
const STEP_MS = 115_000;

/** Everybody's walks of four weeks: most reach the hour, some do not, some days are leave. */
export function patrolPlans(world: World, checkpoints: readonly Checkpoint[], leaves: readonly Leave[]): PatrolPlan[] {
  const chance = chanceOf('patrols');
  const today = dayOf(world.now.getTime());
  const members = [...new Set(world.cast.grants.filter((g) => g.role === 'grid_member').map((g) => g.person))];
  const plans: PatrolPlan[] = [];
  for (const person of members) {
    const gridCodes = gridsOf(world, person);
    const keen = chance.weighted([
      [0.97, 6],
      [0.88, 3],
      [0.65, 1],
    ]);
    for (let day = today - DAYS; day <= today; day++) {
      const gridCode = chance.pick(gridCodes);
      const calendar = world.calendar(gridCode);
      const away = leaves.some((l) => l.person === person && l.state === 'granted' && day >= l.fromDay && day <= l.toDay);
      const wants = isWorkday(calendar, day) ? chance.yes(keen) : chance.yes(0.04);
      if (!wants || away) continue;
      const startedAt = startOfDay(day) + Math.round((chance.yes(0.7) ? chance.between(8.6, 10.2) : chance.between(15, 16.6)) * HOUR_MS);
      const minutes = chance.weighted([
        [chance.between(61, 78), 8],
        [chance.between(38, 60), 2],
      ]);
      if (startedAt + minutes * MINUTE_MS > world.now.getTime() - MINUTE_MS) continue;
      plans.push(walk(world, chance, { person, gridCodes, gridCode, day, startedAt, minutes, checkpoints }));
    }
  }
  return plans;
}

export const gridsOf = (world: World, person: Person): string[] =>
  world.cast.grants.filter((g) => g.role === 'grid_member' && g.person === person).map((g) => g.areaCode);

interface Wish {
  person: Person;
  gridCodes: string[];
  gridCode: string;
  day: number;
  startedAt: number;
  minutes: number;
  checkpoints: readonly Checkpoint[];
  running?: boolean;
}
/** From corner to corner of the grid at a walking pace, by its checkpoints. */
export function walk(world: World, chance: Chance, wish: Wish): PatrolPlan {
  const { person, gridCodes, gridCode, day, startedAt, minutes, running = false } = wish;
  const ring = world.grids.find((g) => g.code === gridCode)!.ring;
  const here = wish.checkpoints.filter((c) => c.gridCode === gridCode);
  const end = startedAt + Math.round(minutes * MINUTE_MS);
  const visits = chance.shuffle(here).slice(0, Math.max(1, here.length - (chance.yes(0.25) ? 1 : 0)));
  const stops = [...visits.map((c) => c.position), ...Array.from({ length: 5 }, () => pointIn(ring, chance.next, 0.6))];
  const track: Step[] = [];
  const scans: PatrolPlan['scans'] = [];
  let position = pointIn(ring, chance.next, 0.5);
  let goal = 0;
  // Some put the phone away for a quarter of an hour.
  const silent = chance.yes(0.08) ? startedAt + chance.between(0.3, 0.6) * (end - startedAt) : Infinity;
  for (let at = startedAt + 20_000; at < end; at += STEP_MS + chance.whole(-15_000, 15_000)) {
    position = towards(position, stops[goal]!, chance.between(0.5, 1.15) * (STEP_MS / 1000));
    if (at < silent || at > silent + 13 * MINUTE_MS) track.push({ at, position });
    if (position !== stops[goal]) continue;
    const checkpoint = visits[goal];
    if (checkpoint) scans.push({ checkpoint, at: at + 4_000, position: checkpoint.position });
    goal = goal + 1 < stops.length ? goal + 1 : visits.length;
  }
  return { id: chance.uuid(), person, gridCodes, gridCode, day, startedAt, stoppedAt: running ? null : end, track, scans, reports: [] };
}

function towards(from: Point, to: Point, metres: number): Point {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const way = Math.hypot(dx * Math.cos((from[1] * Math.PI) / 180), dy) * METRES_PER_DEGREE;
  if (way <= metres) return to;
  const six = (value: number): number => Math.round(value * 1e6) / 1e6;
  return [six(from[0] + (dx * metres) / way), six(from[1] + (dy * metres) / way)];
}
