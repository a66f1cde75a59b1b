import { HOUR_MS, MINUTE_MS } from '@linli/shared/calendar';
import type { DataSource, EntityManager } from 'typeorm';
import type { Clock } from '../../common/clock.js';
import type { Config } from '../../config.js';
import { Album } from './album.js';
import { seedAreas } from './areas.seed.js';
import { chanceOf } from './chance.js';
import { seedElders } from './elders.seed.js';
import { seedOfficeHours } from './hours.seed.js';
import { seedMembers } from './members.seed.js';
import { seedMenu } from './menu.seed.js';
import { imagineElders } from './orders/elders.js';
import { checkpoints } from './patrols/checkpoints.js';
import { seedMessages } from './messages.seed.js';
import { seedNotices } from './notices.seed.js';
import { leaves } from './patrols/leaves.js';
import { gridsOf, patrolPlans, type PatrolPlan, walk } from './patrols/plan.js';
import { seedPatrols } from './patrols.seed.js';
import { cast, NAMED } from './people/cast.js';
import { seedPlaces } from './places.seed.js';
import { seedPeople } from './people.seed.js';
import { imagineOrders } from './orders/imagine.js';
import { Serving } from './orders/serving.js';
import { seedOrders } from './orders.seed.js';
import { seedPosts } from './posts.seed.js';
import { qrPoints } from './reports/points.js';
import { stagedCases } from './reports/staged.js';
import { townLife } from './reports/town-life.js';
import { World } from './reports/world.js';
import { seedReports } from './reports.seed.js';
import { seedSheets } from './rewards/sheets.seed.js';
import { seedShops, seedVouchers } from './rewards.seed.js';
import { imagineShops } from './rewards/stock.js';
import { seedTimebank } from './timebank.seed.js';
import { seedWishes } from './wishes.seed.js';
import { landmarks } from './town/landmarks.js';
import { town } from './town/town.js';

/** Fills an empty database with the fictional 临江区, always the same but for its dates, which end now. A second call does nothing. */
export async function seedDemo(dataSource: DataSource, clock: Clock, config: Config): Promise<void> {
  if (await isFilled(dataSource.manager)) return;
  // Imagined first, then written: the transaction waits for nobody's thoughts.
  const district = imagine(clock.now());
  await dataSource.transaction(async (tx) => {
    if (!(await isFilled(tx))) await write(tx, district, config, clock);
  });
}

const isFilled = async (tx: EntityManager): Promise<boolean> => (await tx.query<unknown[]>(`select 1 from areas limit 1`)).length > 0;

function imagine(now: Date) {
  const { areas } = town();
  const places = landmarks(areas);
  const world = new World(areas, cast(areas), now);
  const scanPoints = checkpoints(world.grids, places, chanceOf('checkpoints'));
  const away = leaves(world);
  const plans = withTheOneWalking(world, patrolPlans(world, scanPoints, away), scanPoints);
  const points = qrPoints(places, chanceOf('points'));
  const elders = imagineElders(world);
  const album = new Album();
  const cases = [...townLife(world, album, points, plans), ...stagedCases(world, album, plans)];
  // Whatever waits for people only: what time itself had to do until now is done.
  for (const { file } of cases) file.passTime(now);
  return { world, places, scanPoints, away, plans, points, elders, album, cases };
}

async function write(tx: EntityManager, district: ReturnType<typeof imagine>, config: Config, clock: Clock): Promise<void> {
  const { world, places, scanPoints, away, plans, points, elders, album, cases } = district;
  const { filesDir } = config;
  await seedAreas(tx, world.areas, places, world.now);
  await seedPeople(tx, world.cast, world.now);
  await seedOfficeHours(tx, world);
  await album.save(tx, filesDir);
  await seedReports(tx, world, cases, points);
  await seedPatrols(tx, world, plans, scanPoints, away);
  await seedMembers(tx, world);
  await seedMenu(tx, world);
  await seedElders(tx, world, elders);
  // Who serves is read from what has just been written: the same rows the module reads.
  const { services, posts } = imagineOrders(world, await Serving.load(tx), elders);
  await seedOrders(tx, services);
  await seedPosts(tx, posts, services, world.now);
  await seedWishes(tx, world, filesDir);
  const shops = imagineShops(world, places);
  await seedShops(tx, world, shops, filesDir);
  const { vouchers } = await seedTimebank(tx, world, shops, config, clock);
  await seedVouchers(tx, vouchers);
  await seedSheets(tx, world);
  await seedNotices(tx, world);
  await seedPlaces(tx, world, places);
  // Last: it reads what the others wrote.
  await seedMessages(tx, world);
}

/** The one-tap grid member has begun today's walk half an hour ago and is still out. */
function withTheOneWalking(world: World, plans: readonly PatrolPlan[], scanPoints: Parameters<typeof patrolPlans>[1]): PatrolPlan[] {
  const person = world.cast.people.find((p) => p.name === NAMED.gridMember)!;
  const gridCodes = gridsOf(world, person);
  const minutes = 34;
  const startedAt = world.now.getTime() - minutes * MINUTE_MS;
  const day = Math.floor((startedAt + 8 * HOUR_MS) / (24 * HOUR_MS));
  const wish = { person, gridCodes, gridCode: gridCodes[0]!, day, startedAt, minutes, checkpoints: scanPoints, running: true };
  return [
    ...plans.filter((p) => p.person !== person || (p.stoppedAt ?? 0) < startedAt - HOUR_MS * 12),
    walk(world, chanceOf('today'), wish),
  ];
}
