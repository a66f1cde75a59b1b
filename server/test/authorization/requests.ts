import { audit, health, me, signIn, staff, teams } from './accounts.js';
import { books } from './books.js';
import { elders } from './elders.js';
import { honours } from './honours.js';
import { members } from './members.js';
import { menu } from './menu.js';
import { notices, placesToGo } from './notices.js';
import { notifications } from './notifications.js';
import { orders } from './orders.js';
import { patrols } from './patrols.js';
import { areas, files } from './places.js';
import { policies } from './policies.js';
import { checks, posts } from './posts.js';
import { records } from './records.js';
import { calendar, reports } from './reports.js';
import { shops } from './shops.js';
import { vouchers } from './vouchers.js';
import { wishes } from './wishes.js';
import { units } from './units.js';
import { wallet } from './wallet.js';
import type { Requests } from './world.js';

/** Every module adds how its routes are asked; the rows of authorization.csv say who may. */
export const REQUESTS: Requests = {
  ...health,
  ...signIn,
  ...me,
  ...staff,
  ...teams,
  ...audit,
  ...notices,
  ...placesToGo,
  ...notifications,
  ...orders,
  ...patrols,
  ...areas,
  ...files,
  ...calendar,
  ...reports,
  ...menu,
  ...elders,
  ...posts,
  ...checks,
  ...policies,
  ...wishes,
  ...vouchers,
  ...units,
  ...wallet,
  ...shops,
  ...books,
  ...members,
  ...honours,
  ...records,
};
