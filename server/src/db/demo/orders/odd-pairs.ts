import { dayFrom, dayOf, dayTextOf, HOUR_MS, MINUTE_MS } from '@linli/shared/calendar';
import { HOME_COMMUNITY } from '../people/cast.js';
import { INSURANCE } from './course.js';
import type { Elder } from './elders.js';
import type { OrdersWorld } from './orders-world.js';
import type { By } from './service.js';
import type { Servant } from './serving.js';

/** Days of the month before, so that all of it lies in one month whatever day it is. */
const OFTEN_ON = [2, 5, 8, 11, 14, 17, 20, 23, 26, 28];
const SILENT_ON = [3, 9, 15, 21, 25];

/** What the nightly check shall find: a pair that meets very often, and one in which nobody ever confirms. */
export function oddPairs(orders: OrdersWorld): void {
  const home = orders.world.areaNamed(HOME_COMMUNITY).code;
  const elders = orders.elders.filter((e) => e.communityCode === home && e.person && !orders.reserved.has(e.person.id));
  const [often, quiet] = [elders.at(-1), elders.at(-2)];
  if (often) pair(orders, often, OFTEN_ON, 10, '想有人来坐坐，说说话。', true);
  if (quiet) pair(orders, quiet, SILENT_ON, 16, '买菜，钱当面给，请留小票。', false);
}

function pair(orders: OrdersWorld, elder: Elder, days: readonly number[], hour: number, remark: string, confirms: boolean): void {
  const today = dayOf(orders.now.getTime());
  const [year, month] = dayTextOf(orders.now.getTime()).split('-').map(Number) as [number, number];
  const first = dayFrom(month === 1 ? `${year - 1}-12-01` : `${year}-${String(month - 1).padStart(2, '0')}-01`)!;
  const desk: By = { id: orders.world.desksOf(elder.communityCode)[0]!.id, role: 'dispatcher' };
  let servant: Servant | undefined;
  for (const nth of days) {
    const startAt = orders.day(first + nth - 1 - today, hour);
    const createdAt = new Date(startAt.getTime() - 30 * HOUR_MS);
    const person = elder.person!;
    const item = orders.itemIn(elder.communityCode, 'S0102', createdAt);
    const by = { id: person.id, role: 'requester' } as const;
    const service = orders.make({
      item,
      source: 'resident',
      createdAt,
      startAt,
      gridCode: elder.gridCode,
      position: elder.position,
      by,
      principalId: person.id,
      elder,
      headcount: 1,
      words: { contactName: elder.name, contactPhone: person.phone, address: elder.address, remark },
    });
    servant ??= orders.candidates(service)[0];
    if (!servant) return;
    const at = (minutes: number) => new Date(createdAt.getTime() + minutes * MINUTE_MS);
    if (service.state === 'submitted') service.approve(at(20), desk);
    service.dispatch(at(40), desk, [{ personId: servant.id, reasons: orders.reasons(service, servant) }]);
    if (item.insuranceRequired) service.insure(at(50), desk, INSURANCE);
    orders.takes(service, servant.id);
    service.accept(at(70), servant.id);
    service.passTime(startAt);
    service.start(new Date(startAt.getTime() - 2 * MINUTE_MS), servant.id, 'display_code');
    service.finish(new Date(service.order.endAt.getTime() - 3 * MINUTE_MS), servant.id, 'display_code');
    if (confirms) service.confirm(new Date(service.lastAt.getTime() + 25 * MINUTE_MS), by);
    service.passTime(orders.now);
  }
  // Of the weeks after that the two are no longer sent to each other.
  orders.reserved.add(servant!.id);
}
