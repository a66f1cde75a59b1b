import { chanceOf } from '../chance.js';
import type { World } from '../reports/world.js';
import type { Elder } from './elders.js';
import { habitShifts } from './habit-shifts.js';
import { oddPairs } from './odd-pairs.js';
import { OrdersWorld } from './orders-world.js';
import type { ServiceOrder } from './service.js';
import type { Serving } from './serving.js';
import { imaginePosts, type Post } from './posts.js';
import { stagedOrders } from './staged.js';
import { townOrders } from './town-orders.js';

/** Every order of the demo, lived through until now. What the one-tap people must find comes first: it takes their time. */
export function imagineOrders(world: World, serving: Serving, elders: readonly Elder[]): { services: ServiceOrder[]; posts: Post[] } {
  const orders = new OrdersWorld(world, serving, elders, chanceOf('orders'));
  const staged = stagedOrders(orders);
  oddPairs(orders);
  const posts = [...staged, ...imaginePosts(orders)];
  townOrders(orders);
  return { services: orders.services, posts: [...posts, ...habitShifts(orders)] };
}
