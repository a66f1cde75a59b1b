import { Injectable } from '@nestjs/common';
import { maskName, NAMELESS } from '@linli/shared/accounts';
import { areaAt, areaContains } from '@linli/shared/areas';
import { DAY_MS, dayFrom, dayOf, dayText, dayTextOf, MINUTE_MS } from '@linli/shared/calendar';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { CreatePostDto, EndPostDto, PostQuery, PostView, UpdatePostDto } from '@linli/shared/orders-posts.dto';
import { postWhenText, shiftStarts } from '@linli/shared/posts';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflictNow, forbidden, idTaken, invalidField, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { asPatterns, scopesOf } from '../../common/scopes.js';
import { oneAtATime, type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { MembersService } from '../members/members.service.js';
import { ServiceTeams } from '../members/service-teams.service.js';
import { type MenuItem, MenuService } from './menu.service.js';
import { requirePhone } from './orders.phone.js';
import { PostEntity } from './post.entity.js';
import { mayAnswerFor, postList, postOf, type PostRow, type ShiftRow, shiftsOf } from './posts.queries.js';
import { PostShifts } from './posts.shifts.js';

const DAYS_AHEAD = 90;
const SHIFTS_ON_PAGE = 60;
const SHIFTS_IN_LIST = 5;

/** Posts 岗位: where and when people are needed again and again. */
@Injectable()
export class PostsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly members: MembersService,
    private readonly teams: ServiceTeams,
    private readonly menu: MenuService,
    private readonly shifts: PostShifts,
  ) {}

  create(call: WriteCall, dto: CreatePostDto): Promise<PostView> {
    const { actor } = call;
    requirePhone(actor);
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, dto.id);
      const before = await postOf(tx, dto.id);
      if (before) {
        if (before.createdBy !== actor.personId || before.requestHash !== call.bodyHash) throw idTaken();
        call.repeated();
        return this.view(tx, actor, before, SHIFTS_ON_PAGE);
      }
      const areaCode = await this.areaOf(tx, dto);
      await this.refuseStranger(tx, actor, areaCode, dto.teamId ?? null);
      const item = await this.menu.itemFor(tx, areaCode, dto.itemCode);
      refuseUnfit(item, dto.headcount);
      const inChargeId = await this.inCharge(tx, actor, dto.inChargeId);
      const post = this.row(call, dto, areaCode, inChargeId);
      await tx.insert(PostEntity, post);
      const made = await this.shifts.make(tx, post);
      const data = { itemCode: post.itemCode, headcount: post.headcount, weekly: post.weekdays !== null, shifts: made };
      await this.record(tx, actor, post, 'create', data);
      return this.view(tx, actor, await this.found(tx, dto.id), SHIFTS_ON_PAGE);
    });
  }

  update(call: WriteCall, id: string, dto: UpdatePostDto): Promise<PostView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const post = await this.editable(tx, actor, id);
      if (dto.headcount !== undefined) refuseUnfit(await this.menu.find(tx, post.areaCode, post.itemCode), dto.headcount);
      const changes = {
        title: dto.title?.trim() ?? post.title,
        placeText: dto.placeText?.trim() ?? post.placeText,
        lng: dto.position?.lng ?? post.lng,
        lat: dto.position?.lat ?? post.lat,
        headcount: dto.headcount ?? post.headcount,
        inChargeId: dto.inChargeId === undefined ? post.inChargeId : await this.inCharge(tx, actor, dto.inChargeId),
        updatedAt: this.clock.now(),
      };
      await tx.update(PostEntity, { id }, changes);
      await this.shifts.follow(tx, Object.assign(new PostEntity(), post, changes));
      await this.record(tx, actor, post, 'update', { changed: Object.keys(dto).sort() });
      return this.view(tx, actor, await this.found(tx, id), SHIFTS_ON_PAGE);
    });
  }

  end(call: WriteCall, id: string, { reason }: EndPostDto): Promise<PostView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const post = await this.editable(tx, actor, id);
      const now = this.clock.now();
      await tx.update(PostEntity, { id }, { endedAt: now, endedBy: actor.personId, endReason: reason.trim(), updatedAt: now });
      const cancelled = await this.shifts.cancelEmpty(tx, post, actor.personId);
      await this.record(tx, actor, post, 'end', { cancelled });
      return this.view(tx, actor, await this.found(tx, id), SHIFTS_ON_PAGE);
    });
  }

  /** @throws 404 unless it lies where the caller lives, serves or works, or is one of theirs. */
  async one(actor: Actor, id: string): Promise<PostView> {
    const tx = this.dataSource.manager;
    const post = await this.found(tx, id);
    if (!(await this.sees(tx, actor, post))) throw notFound();
    return this.view(tx, actor, post, SHIFTS_ON_PAGE);
  }

  /** Those in use, the newest first. */
  async list(actor: Actor, { areaCode, teamId, cursor, limit = PAGE_LIMIT_DEFAULT }: PostQuery): Promise<Page<PostView>> {
    const tx = this.dataSource.manager;
    const now = this.clock.now();
    const rows = await postList(tx, {
      patterns: asPatterns(await this.scopes(tx, actor)),
      teamIds: (await this.teams.teamsOf(tx, actor.personId)).map(({ id }) => id),
      personId: actor.personId,
      narrow: areaCode === undefined ? null : asPatterns([areaCode]),
      teamId: teamId ?? null,
      today: dayTextOf(now.getTime()),
      now,
      after: decodeCursor(cursor, ['time', 'uuid']),
      limit: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const shifts = await shiftsOf(
      tx,
      shown.map(({ id }) => id),
      actor.personId,
      now,
      SHIFTS_IN_LIST,
    );
    const texts = new Map<string, string>();
    for (const code of new Set(shown.map((row) => row.areaCode))) texts.set(code, await this.areas.pathText(tx, code));
    const views = shown.map((row) =>
      postView(
        actor,
        row,
        texts.get(row.areaCode) ?? '',
        shifts.filter(({ postId }) => postId === row.id),
      ),
    );
    return { items: views, next: page(rows, limit, (row) => [row.createdAt, row.id]).next };
  }

  private row(call: WriteCall, dto: CreatePostDto, areaCode: string, inChargeId: string): PostEntity {
    const now = this.clock.now();
    const startAt = this.startOf(dto);
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
      areaCode,
      placeText: dto.placeText.trim(),
      lng: dto.position?.lng ?? null,
      lat: dto.position?.lat ?? null,
      firstStartAt: startAt,
      minutes: dto.minutes,
      headcount: dto.headcount,
      weekdays,
      until,
      teamId: dto.teamId ?? null,
      inChargeId,
      createdBy: call.actor.personId,
      createdAt: now,
      updatedAt: now,
      madeUntil: dayText(firstDay - 1),
      endedAt: null,
      endedBy: null,
      endReason: null,
    });
  }

  private startOf({ startAt: text }: CreatePostDto): Date {
    const now = this.clock.now();
    if (!/(Z|[+-]\d\d:?\d\d)$/.test(text)) throw invalidField('startAt', '开始时间要带时区。');
    const startAt = new Date(text);
    if (startAt.getTime() % MINUTE_MS !== 0) throw invalidField('startAt', '开始时间请精确到分钟。');
    if (startAt <= now) throw invalidField('startAt', '开始时间已经过去了。');
    if (startAt.getTime() > now.getTime() + DAYS_AHEAD * DAY_MS) throw invalidField('startAt', `最多提前 ${DAYS_AHEAD} 天安排。`);
    return startAt;
  }

  /** The community, or the grid of it in which the position lies. */
  private async areaOf(tx: EntityManager, { areaCode, position }: CreatePostDto): Promise<string> {
    await this.areas.requireInUse(tx, areaCode, 'areaCode');
    if (areaCode.length < 12) throw invalidField('areaCode', '请选择社区。');
    const located = position ? await this.areas.locate(tx, position) : null;
    if (located?.gridCode && areaContains(areaCode, located.gridCode)) return located.gridCode;
    return areaAt(areaCode, 'grid') ?? areaAt(areaCode, 'community') ?? areaCode;
  }

  /** The desk of the place; or the leader of a service team, for the own team in its area. */
  private async refuseStranger(tx: EntityManager, actor: Actor, areaCode: string, teamId: string | null): Promise<void> {
    const team = teamId === null ? null : await this.teams.find(tx, teamId);
    if (teamId !== null && (!team || team.retired)) throw invalidField('teamId', '没有这支服务队。');
    if (holds(actor, 'dispatcher', areaCode)) return;
    if (team?.leaderId !== actor.personId || !areaContains(team.areaCode, areaCode)) throw forbidden();
  }

  private async inCharge(tx: EntityManager, actor: Actor, personId: string | undefined): Promise<string> {
    if (personId === undefined || personId === actor.personId) return actor.personId;
    if (!(await mayAnswerFor(tx, personId))) throw invalidField('inChargeId', '负责人要是社区工作人员或已登记的志愿者。');
    return personId;
  }

  private async editable(tx: EntityManager, actor: Actor, id: string): Promise<PostRow> {
    await tx.query(`select from posts where id = $1 for update`, [id]);
    const post = await this.found(tx, id);
    if (!(await this.sees(tx, actor, post))) throw notFound();
    if (!mayEdit(actor, post)) throw forbidden();
    if (post.endedAt !== null) throw conflictNow('ended', '这个岗位已经结束了。');
    return post;
  }

  private async found(tx: EntityManager, id: string): Promise<PostRow> {
    const post = await postOf(tx, id);
    if (!post) throw notFound();
    return post;
  }

  /** Where the caller lives, serves, or keeps the desk. */
  private async scopes(tx: EntityManager, actor: Actor): Promise<string[]> {
    const member = await this.members.active(tx, actor.personId);
    const codes = [actor.homeCommunityCode, member?.communityCode ?? null].filter((code) => code !== null);
    return [...new Set([...codes, ...scopesOf(actor, ['dispatcher'])])];
  }

  private async sees(tx: EntityManager, actor: Actor, post: PostRow): Promise<boolean> {
    if (post.inChargeId === actor.personId || mayEdit(actor, post)) return true;
    if ((await this.scopes(tx, actor)).some((scope) => areaContains(scope, post.areaCode))) return true;
    return (await this.teams.teamsOf(tx, actor.personId)).some(({ id }) => id === post.teamId);
  }

  private async view(tx: EntityManager, actor: Actor, post: PostRow, most: number): Promise<PostView> {
    const shifts = await shiftsOf(tx, [post.id], actor.personId, this.clock.now(), most);
    return postView(actor, post, await this.areas.pathText(tx, post.areaCode), shifts);
  }

  private record(
    tx: EntityManager,
    actor: Actor,
    post: Pick<PostEntity, 'id' | 'areaCode'>,
    action: string,
    data: Record<string, string | number | boolean | string[]>,
  ): Promise<string> {
    const role = holds(actor, 'dispatcher', post.areaCode) ? 'dispatcher' : 'team_leader';
    return this.events.record(tx, { subject: ['post', post.id], action, actor, role, areaCode: post.areaCode, data });
  }
}

/** The desk of the place, or the leader of the team whose post it is. */
const mayEdit = (actor: Actor, post: PostRow): boolean =>
  holds(actor, 'dispatcher', post.areaCode) || (post.teamId !== null && post.teamLeaderId === actor.personId);

function refuseUnfit(item: MenuItem | null, headcount: number): void {
  if (!item) return;
  if (item.mode === 'home' || item.mode === 'remote') throw invalidField('itemCode', '岗位请选户外或到点的服务。');
  if (item.twoPersonRule && headcount < 2) throw invalidField('headcount', '这项服务须两人同行，至少 2 人。');
}

function postView(actor: Actor, post: PostRow, areaText: string, shifts: readonly ShiftRow[]): PostView {
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
