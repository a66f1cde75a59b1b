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
      updated_at: post.ended?.at ?? post.createdAt,
      until: post.ended?.until ?? null,
      ended_at: post.ended?.at ?? null,
      ended_by: post.ended ? post.createdBy : null,
      end_reason: post.ended ? '这一期结束，另排新的时间。' : null,
      // No later day is left for the nightly job: every shift there is has been made.
      made_until: post.ended?.until ?? (post.weekdays ? ahead : dayTextOf(post.startAt.getTime())),
    })),
  );
  const madeThen = (post: Post): number =>
    services.filter(({ order }) => order.sourceId === post.id && order.createdAt.getTime() === post.createdAt.getTime()).length;
  await tellEvents(
    tx,
    posts.flatMap((post) => {
      const told = (at: Date, action: string, data: object) => ({
        at,
        subject: ['post', post.id] as const,
        action,
        byId: post.createdBy,
        role: 'dispatcher',
        principalId: null,
        areaCode: post.gridCode,
        data,
      });
      const { itemCode, headcount, weekdays } = post;
      const made = told(post.createdAt, 'create', { itemCode, headcount, weekly: weekdays !== null, shifts: madeThen(post) });
      return post.ended ? [made, told(post.ended.at, 'end', { cancelled: 0 })] : [made];
    }),
  );
}
