import { DAY_MS, dayOf, HOUR_MS, isWorkday, MINUTE_MS, startOfDay } from '@linli/shared/calendar';
import type { ReportSource } from '@linli/shared/reports';
import type { Album } from '../album.js';
import type { PatrolPlan } from '../patrols/plan.js';
import { type Chance, chanceOf } from '../chance.js';
import { HOME_COMMUNITY } from '../people/cast.js';
import type { Person } from '../people/person.js';
import type { TownArea } from '../town/town.js';
import { receive, type Lived } from './intake.js';
import { Life } from './life.js';
import type { QrPoint } from './points.js';
import { STORIES } from './stories.js';
import type { World } from './world.js';

const DAYS = 28;
const PER_WORKDAY = 58;
const PER_FREE_DAY = 40;

/** Four weeks of a district: when people report, what, where, and what became of it. */
export function townLife(world: World, album: Album, points: readonly QrPoint[], patrols: readonly PatrolPlan[]): Lived[] {
  const chance = chanceOf('town life');
  const life = new Life(world, chance);
  const today = dayOf(world.now.getTime());
  const cases: Lived[] = [];
  const byDay = new Map<number, PatrolPlan[]>();
  for (const patrol of patrols) byDay.set(patrol.day, [...(byDay.get(patrol.day) ?? []), patrol]);
  for (let day = today - DAYS; day <= today; day++) {
    const busy = isWorkday(world.calendar(world.grids[0]!.code), day);
    const count = (busy ? PER_WORKDAY : PER_FREE_DAY) + chance.whole(-8, 8);
    for (let i = 0; i < count; i++) {
      const at = momentOf(day, chance);
      if (at.getTime() > world.now.getTime() - 2 * MINUTE_MS) continue;
      const lived = comesIn(world, album, chance, at, points, byDay.get(day) ?? []);
      cases.push(lived);
      life.live(lived);
      if (chance.yes(0.035)) alsoSeen(world, album, chance, life, lived, cases);
      follow(world, chance, lived);
    }
  }
  return cases;
}

/** Mornings and evenings more than noon, hardly anybody at night. */
function momentOf(day: number, chance: Chance): Date {
  const hour = chance.weighted([
    [chance.between(6.5, 9), 24],
    [chance.between(9, 12), 30],
    [chance.between(12, 14.5), 10],
    [chance.between(14.5, 18), 24],
    [chance.between(18, 21.5), 20],
    [chance.between(21.5, 24), 3],
  ]);
  return new Date(Math.floor(startOfDay(day) + hour * HOUR_MS));
}

function comesIn(world: World, album: Album, chance: Chance, at: Date, points: readonly QrPoint[], walks: readonly PatrolPlan[]): Lived {
  const source = chance.weighted<ReportSource>([
    ['grid_patrol', 44],
    ['resident', 36],
    ['hotline_12345', 9],
    ['qr', 4],
    ['sentinel', 3],
    ['on_behalf', 3],
    ['letter_box', 1],
  ]);
  const grid = gridOf(world, chance);
  if (source === 'grid_patrol') {
    const home = world.areaNamed(HOME_COMMUNITY).code;
    const near = chance.yes(0.16) ? walks.filter((w) => w.gridCode.startsWith(home)) : walks;
    if (near.length > 0) return onPatrol(world, album, chance, chance.pick(near));
  }
  const river = /滨江|南岸|老城/.test(world.area(grid.code.slice(0, 9)).name);
  const story = chance.weighted(STORIES.filter((s) => !s.river || river).map((s) => [s, s.weight] as const));
  const base = { at, story, grid };
  if (source === 'hotline_12345') {
    const desk = world.holder('dispatcher', grid.code, 'street', chance);
    const no = `${String(world.now.getUTCFullYear()).slice(2)}${chance.whole(1000000, 9999999)}`;
    return receive(world, album, chance, {
      ...base,
      source,
      by: desk,
      external: { no, dueAt: new Date(at.getTime() + chance.whole(2, 5) * DAY_MS) },
    });
  }
  if (source === 'on_behalf' || source === 'letter_box')
    return receive(world, album, chance, { ...base, source, by: world.holder('dispatcher', grid.code, 'community', chance) });
  if (source === 'sentinel') {
    const sentinel = chance.pick(world.cast.grants.filter((g) => g.role === 'sentinel'));
    const own = chance.pick(world.grids.filter((g) => g.code.startsWith(sentinel.areaCode)));
    return receive(world, album, chance, { ...base, story: pictured(chance), grid: own, source, by: sentinel.person });
  }
  if (source === 'qr' && points.length > 0) {
    const point = chance.pick(points);
    const own = world.area(point.gridCode);
    return receive(world, album, chance, {
      ...base,
      story: pictured(chance),
      grid: own,
      source,
      by: chance.pick(world.cast.residents),
      pointId: point.id,
      position: point.position,
      placeText: point.placeText,
    });
  }
  return receive(world, album, chance, { ...base, source: 'resident', by: residentNear(world, chance, grid), anonymous: chance.yes(0.05) });
}

const pictured = (chance: Chance) =>
  chance.weighted(STORIES.filter((s) => s.scene !== null && !s.river).map((s) => [s, s.weight] as const));

/** On a patrol: where the grid member walked just then; some of it is mended on the spot. */
export function onPatrol(world: World, album: Album, chance: Chance, walk: PatrolPlan): Lived {
  const step = walk.track[chance.whole(1, walk.track.length - 1)]!;
  const at = new Date(Math.min(step.at + 5000, world.now.getTime() - MINUTE_MS));
  const grid = world.area(walk.gridCode);
  const story = pictured(chance);
  const lived = receive(world, album, chance, {
    at,
    story,
    grid,
    source: 'grid_patrol',
    by: walk.person,
    patrolId: walk.id,
    position: step.position,
  });
  walk.reports.push({ at: lived.file.report.capturedAt!.getTime(), position: step.position });
  if (EASY.includes(story.scene ?? '') && chance.yes(0.4)) lived.file.selfHandle(at, walk.person, lived.shot(walk.person, 'after', at));
  return lived;
}
/** What one person can put right with two hands. */
const EASY = ['shared_bikes', 'small_ads', 'fallen_branch', 'corridor_clutter', 'ebike_indoors', 'pavement_stall'];

/** More than its share happens where the one-tap people live. */
function gridOf(world: World, chance: Chance): TownArea {
  if (!chance.yes(0.14)) return chance.pick(world.grids);
  const home = world.areaNamed(HOME_COMMUNITY).code;
  return chance.pick(world.grids.filter((g) => g.code.startsWith(home)));
}

function residentNear(world: World, chance: Chance, grid: TownArea): Person {
  const near = world.residentsOf(grid.code.slice(0, 12));
  return near.length > 0 && chance.yes(0.8) ? chance.pick(near) : chance.pick(world.cast.residents);
}

/** A neighbour reports the same: the desk puts both together while the first is open. */
function alsoSeen(world: World, album: Album, chance: Chance, life: Life, first: Lived, cases: Lived[]): void {
  const { report } = first.file;
  const grid = world.area(report.gridCode!);
  const at = new Date(report.createdAt.getTime() + chance.between(0.2, 5) * HOUR_MS);
  if (at >= world.now || report.confidential || first.story.scene === null) return;
  const position = [first.position[0] + chance.between(-2, 2) * 1e-4, first.position[1] + chance.between(-2, 2) * 1e-4] as const;
  const twin = receive(world, album, chance, {
    at,
    story: first.story,
    grid,
    source: 'resident',
    by: residentNear(world, chance, grid),
    position,
  });
  cases.push(twin);
  const merged = world.office(grid.code, at, chance.between(0.2, 2));
  const openThen = ['reported', 'accepted', 'dispatched', 'in_progress'].includes(stateAt(first, merged));
  if (merged >= world.now || !openThen || twin.file.report.reporterId === report.reporterId) return life.live(twin);
  twin.file.merge(merged, world.holder('dispatcher', grid.code, 'community', chance), first.file);
}

function stateAt({ file }: Lived, at: Date): string {
  const told = file.happenings.filter((h) => h.at <= at && typeof h.data.to === 'string');
  return (told.at(-1)?.data.to as string | undefined) ?? 'reported';
}

function follow(world: World, chance: Chance, { file }: Lived): void {
  if (file.report.confidential || !chance.yes(0.12)) return;
  const near = world.residentsOf(file.report.communityCode!);
  for (const person of chance.shuffle(near).slice(0, chance.whole(1, 3))) {
    const at = new Date(file.report.createdAt.getTime() + chance.between(0.3, 20) * HOUR_MS);
    if (person.id !== file.report.reporterId && at < world.now) file.followers.set(person.id, { at, viaId: null });
  }
}
