import { DAY_MS, dayFrom, dayOf, dayText, MINUTE_MS } from '@linli/shared/calendar';
import type { CreatePostDto } from '@linli/shared/orders-posts.dto';
import { shiftStarts } from '@linli/shared/posts';
import { invalidField } from '../../../common/errors.js';
import type { WriteCall } from '../../../common/writes.js';
import type { MenuItem } from '../menu/menu.service.js';
import { PostEntity } from './post.entity.js';

const DAYS_AHEAD = 90;

/** The post that was asked for. @throws 400 for times that are none, or a pattern without a shift */
export function rowOf(call: WriteCall, dto: CreatePostDto, place: { areaCode: string; inChargeId: string }, now: Date): PostEntity {
  const startAt = startOf(dto, now);
  const weekdays = dto.weekly ? dto.weekly.weekdays.toSorted((a, b) => a - b) : null;
  if (weekdays?.length === 0) throw invalidField('weekly.weekdays', '请选择每周的哪几天。');
  const until = dto.weekly?.until ?? null;
  const untilDay = until === null ? null : dayFrom(until);
  const firstDay = dayOf(startAt.getTime());
  if (until !== null && untilDay === null) throw invalidField('weekly.until', '没有这一天。');
  const firstWeek = shiftStarts({ firstStart: startAt.getTime(), weekdays, untilDay }, firstDay, firstDay + 6);
  if (firstWeek.length === 0) throw invalidField('weekly.until', '截止日期前没有一个班次，请核对星期和日期。');
  return Object.assign(new PostEntity(), {
    id: dto.id,
    requestHash: call.bodyHash,
    title: dto.title.trim(),
    itemCode: dto.itemCode,
    remark: dto.remark?.trim() || null,
    areaCode: place.areaCode,
    placeText: dto.placeText.trim(),
    lng: dto.position?.lng ?? null,
    lat: dto.position?.lat ?? null,
    firstStartAt: startAt,
    minutes: dto.minutes,
    headcount: dto.headcount,
    weekdays,
    until,
    teamId: dto.teamId ?? null,
    inChargeId: place.inChargeId,
    createdBy: call.actor.personId,
    createdAt: now,
    updatedAt: now,
    madeUntil: dayText(firstDay - 1),
    endedAt: null,
    endedBy: null,
    endReason: null,
  });
}

function startOf({ startAt: text }: CreatePostDto, now: Date): Date {
  if (!/(Z|[+-]\d\d:?\d\d)$/.test(text)) throw invalidField('startAt', '开始时间要带时区。');
  const startAt = new Date(text);
  if (startAt.getTime() % MINUTE_MS !== 0) throw invalidField('startAt', '开始时间请精确到分钟。');
  if (startAt <= now) throw invalidField('startAt', '开始时间已经过去了。');
  if (startAt.getTime() > now.getTime() + DAYS_AHEAD * DAY_MS) throw invalidField('startAt', `最多提前 ${DAYS_AHEAD} 天安排。`);
  return startAt;
}

/** @throws 400 for a service in the home, or for one alone where two are needed */
export function refuseUnfit(item: MenuItem | null, headcount: number): void {
  if (!item) return;
  if (item.mode === 'home' || item.mode === 'remote') throw invalidField('itemCode', '岗位请选户外或到点的服务。');
  if (item.twoPersonRule && headcount < 2) throw invalidField('headcount', '这项服务须两人同行，至少 2 人。');
}
