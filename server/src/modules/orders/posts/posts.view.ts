import { maskName, NAMELESS } from '@linli/shared/accounts';
import type { PostView } from '@linli/shared/orders-posts.dto';
import { postWhenText } from '@linli/shared/posts';
import { type Actor, holds } from '../../../common/actor.js';
import type { PostRow, ShiftRow } from './posts.queries.js';

/** The desk of the place, or the leader of the team whose post it is. */
export const mayEdit = (actor: Actor, post: PostRow): boolean =>
  holds(actor, 'dispatcher', post.areaCode) || (post.teamId !== null && post.teamLeaderId === actor.personId);

/** The person in charge has a whole name for those who go, and for those who arrange it. */
export function postView(actor: Actor, post: PostRow, areaText: string, shifts: readonly ShiftRow[]): PostView {
  const { id, title, itemCode, itemName, category, remark, areaCode, placeText, lng, lat, minutes, headcount, weekdays } = post;
  const inCharge = post.inChargeId === actor.personId;
  const whole = inCharge || mayEdit(actor, post) || shifts.some(({ mine }) => mine);
  return {
    id,
    title,
    itemCode,
    itemName,
    category,
    remark,
    areaCode,
    areaText,
    placeText,
    position: lng === null || lat === null ? null : { lng, lat },
    minutes,
    headcount,
    whenText: postWhenText({ firstStart: post.firstStartAt.getTime(), weekdays }, minutes),
    weekdays,
    until: post.until,
    teamId: post.teamId,
    teamName: post.teamName,
    inChargeName: post.inChargeName === '' ? NAMELESS : whole ? post.inChargeName : maskName(post.inChargeName),
    inCharge,
    endedAt: post.endedAt?.toISOString() ?? null,
    shifts: shifts.map(({ orderId, startAt, endAt, headcount: places, accepted, mine }) => ({
      orderId,
      startAt: startAt.toISOString(),
      endAt: endAt.toISOString(),
      headcount: places,
      accepted,
      mine,
    })),
    mayEdit: mayEdit(actor, post) && post.endedAt === null,
  };
}
