import { Injectable } from '@nestjs/common';
import { areaContains } from '@linli/shared/areas';
import { dayTextOf } from '@linli/shared/calendar';
import type { PostQuery, PostView } from '@linli/shared/orders-posts.dto';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { notFound } from '../../../common/errors.js';
import { decodeCursor, page } from '../../../common/pages.js';
import { asPatterns, scopesOf } from '../../../common/scopes.js';
import { AreasService } from '../../areas/areas.service.js';
import { MembersService } from '../../members/members.service.js';
import { ServiceTeams } from '../../members/service-teams.service.js';
import { postList, postOf, type PostRow, shiftsOf } from './posts.queries.js';
import { mayEdit, postView } from './posts.view.js';

const SHIFTS_ON_PAGE = 60;
const SHIFTS_IN_LIST = 5;

/** Posts as somebody may see them. */
@Injectable()
export class PostReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly members: MembersService,
    private readonly teams: ServiceTeams,
  ) {}

  /** @throws 404 unless it lies where the caller lives, serves or works, or is one of theirs. */
  async one(actor: Actor, id: string): Promise<PostView> {
    const tx = this.dataSource.manager;
    return this.view(tx, actor, await this.visible(tx, actor, id));
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
  async visible(tx: EntityManager, actor: Actor, id: string): Promise<PostRow> {
    const post = await postOf(tx, id);
    if (!post || !(await this.sees(tx, actor, post))) throw notFound();
    return post;
  }

  async view(tx: EntityManager, actor: Actor, post: PostRow): Promise<PostView> {
    const shifts = await shiftsOf(tx, [post.id], actor.personId, this.clock.now(), SHIFTS_ON_PAGE);
    return postView(actor, post, await this.areas.pathText(tx, post.areaCode), shifts);
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
}
