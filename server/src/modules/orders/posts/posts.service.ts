import { Injectable } from '@nestjs/common';
import { areaAt, areaContains } from '@linli/shared/areas';
import type { CreatePostDto, EndPostDto, PostView, UpdatePostDto } from '@linli/shared/orders-posts.dto';
import type { EntityManager } from 'typeorm';
import { type Actor, holds } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { conflictNow, forbidden, idTaken, invalidField } from '../../../common/errors.js';
import { oneAtATime, type WriteCall, Writes } from '../../../common/writes.js';
import { AreasService } from '../../areas/areas.service.js';
import { EventsService } from '../../events/events.service.js';
import { ServiceTeams } from '../../members/service-teams.service.js';
import { MenuService } from '../menu/menu.service.js';
import { requirePhone } from '../orders.phone.js';
import { PostEntity } from './post.entity.js';
import { mayAnswerFor, postOf, type PostRow } from './posts.queries.js';
import { PostReader } from './posts.reader.js';
import { PostShifts } from './posts.shifts.js';
import { refuseUnfit, rowOf } from './posts.terms.js';
import { mayEdit } from './posts.view.js';

/** Posts 岗位: where and when people are needed again and again. */
@Injectable()
export class PostsService {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly teams: ServiceTeams,
    private readonly menu: MenuService,
    private readonly shifts: PostShifts,
    private readonly reader: PostReader,
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
        return this.reader.view(tx, actor, before);
      }
      const areaCode = await this.areaOf(tx, dto);
      await this.refuseStranger(tx, actor, areaCode, dto.teamId ?? null);
      const item = await this.menu.itemFor(tx, areaCode, dto.itemCode);
      refuseUnfit(item, dto.headcount);
      const inChargeId = await this.inCharge(tx, actor, dto.inChargeId);
      const post = rowOf(call, dto, { areaCode, inChargeId }, this.clock.now());
      await tx.insert(PostEntity, post);
      const made = await this.shifts.make(tx, post);
      const data = { itemCode: post.itemCode, headcount: post.headcount, weekly: post.weekdays !== null, shifts: made };
      await this.record(tx, actor, post, 'create', data);
      return this.reader.view(tx, actor, await this.reader.visible(tx, actor, dto.id));
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
      return this.reader.view(tx, actor, await this.reader.visible(tx, actor, id));
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
      return this.reader.view(tx, actor, await this.reader.visible(tx, actor, id));
    });
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
    const post = await this.reader.visible(tx, actor, id);
    if (!mayEdit(actor, post)) throw forbidden();
    if (post.endedAt !== null) throw conflictNow('ended', '这个岗位已经结束了。');
    return post;
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
