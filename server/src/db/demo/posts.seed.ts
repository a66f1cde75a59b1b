import { DAY_MS, dayTextOf } from '@linli/shared/calendar';
import { POST_DAYS_AHEAD } from '@linli/shared/orders';
import type { EntityManager } from 'typeorm';
import type { Post } from './orders/posts.js';
import type { ServiceOrder } from './orders/service.js';
import { insertRows, tellEvents } from './rows.js';

/** The posts whose shifts are among the orders. */
export async function seedPosts(tx: EntityManager, posts: readonly Post[], services: readonly ServiceOrder[], now: Date): Promise<void> {
  const ahead = dayTextOf(now.getTime() + POST_DAYS_AHEAD * DAY_MS);
  await insertRows(
    tx,
    'posts',
    posts.map((post) => ({
      id: post.id,
      request_hash: '',
      title: post.title,
      item_code: post.itemCode,
      remark: post.remark,
      area_code: post.gridCode,
      place_text: post.placeText,
      lng: post.position[0],
      lat: post.position[1],
      first_start_at: post.startAt,
      minutes: post.minutes,
      headcount: post.headcount,
      weekdays: post.weekdays,
      team_id: post.teamId,
      in_charge_id: post.inChargeId,
      created_by: post.createdBy,
      created_at: post.createdAt,
      updated_at: post.createdAt,
      // No later day is left for the nightly job: every shift there is has been made.
      made_until: post.weekdays ? ahead : dayTextOf(post.startAt.getTime()),
    })),
  );
  const madeThen = (post: Post): number =>
    services.filter(({ order }) => order.sourceId === post.id && order.createdAt.getTime() === post.createdAt.getTime()).length;
  await tellEvents(
    tx,
    posts.map((post) => ({
      at: post.createdAt,
      subject: ['post', post.id] as const,
      action: 'create',
      byId: post.createdBy,
      role: 'dispatcher',
      principalId: null,
      areaCode: post.gridCode,
      data: { itemCode: post.itemCode, headcount: post.headcount, weekly: post.weekdays !== null, shifts: madeThen(post) },
    })),
  );
}
