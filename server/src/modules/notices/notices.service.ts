import { Injectable } from '@nestjs/common';
import { areaLevel, areaPath } from '@linli/shared/areas';
import { NOTICE_DAYS_MAX, NOTICE_WORKFLOW, type NoticeAction } from '@linli/shared/notices';
import type { CreateNoticeDto, NoticeDeskQuery, NoticeQuery, NoticeView, ReviseNoticeDto } from '@linli/shared/notices.dto';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { nextState } from '@linli/shared/workflow';
import { createHash } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { addDays, dayOf, isDay } from '../../common/days.js';
import { conflictNow, forbidden, idTaken, invalidField, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { asPatterns, scopesOf } from '../../common/scopes.js';
import { oneAtATime, type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { NoticeEntity } from './notice.entity.js';
import { actionsOf, APPROVERS, isOn, NOTICE_POLICY, seesUnpublished, WRITERS, wrote } from './notices.policy.js';

const ON = `state = 'published' and from_day <= $1 and to_day >= $1`;
const IDS_ON = `select id, published_at as at from notices where ${ON} and area_code = any($2)
  and ($3::timestamptz is null or (published_at, id) < ($3, $4::uuid)) order by published_at desc, id desc limit $5`;
const IDS_DESK = `select id, created_at as at from notices where area_code like any($1) and ($2::text is null or state = $2)
  and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid)) order by created_at desc, id desc limit $5`;

type Changes = Partial<Omit<NoticeEntity, 'id'>>;

/** Notices: written by a dispatcher, published by a second person, read by everybody of the area from the first day to the last. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly areas: AreasService,
  ) {}

  /** What is on today: of the area asked for, else of one's own community, else of the whole district. */
  async on(actor: Actor | null, { areaCode, cursor, limit = PAGE_LIMIT_DEFAULT }: NoticeQuery): Promise<Page<NoticeView>> {
    const wanted = areaCode ?? actor?.homeCommunityCode ?? null;
    const codes = wanted === null ? await this.districts() : areaPath(wanted);
    const after = decodeCursor(cursor, ['time', 'uuid']);
    return this.pageOf(actor, IDS_ON, [this.today(), codes, after?.[0] ?? null, after?.[1] ?? null], limit);
  }

  /** Of the areas one writes, approves or audits for, in every state. */
  async desk(actor: Actor, { state, cursor, limit = PAGE_LIMIT_DEFAULT }: NoticeDeskQuery): Promise<Page<NoticeView>> {
    const scopes = scopesOf(actor, [...APPROVERS, 'auditor']);
    if (!scopes.length) throw forbidden();
    const after = decodeCursor(cursor, ['time', 'uuid']);
    return this.pageOf(actor, IDS_DESK, [asPatterns(scopes), state ?? null, after?.[0] ?? null, after?.[1] ?? null], limit);
  }

  async find(actor: Actor | null, id: string): Promise<NoticeView> {
    const notice = await this.dataSource.manager.findOneBy(NoticeEntity, { id });
    if (!notice) throw notFound('这条公告已经撤下。');
    if (!isOn(notice, this.today()) && !(actor && seesUnpublished(actor, notice))) throw notFound('这条公告已经撤下。');
    return this.view(this.dataSource.manager, actor, notice);
  }

  create(call: WriteCall, draft: CreateNoticeDto): Promise<NoticeView> {
    const { actor } = call;
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, draft.id);
      const before = await tx.findOneBy(NoticeEntity, { id: draft.id });
      if (before) {
        if (before.writtenBy[0] !== actor.personId || before.requestHash !== call.bodyHash) throw idTaken();
        call.repeated();
        return this.view(tx, actor, before);
      }
      const notice = Object.assign(new NoticeEntity(), {
        ...(await this.words(tx, actor, draft)),
        id: draft.id,
        requestHash: call.bodyHash,
        state: 'submitted',
        writtenBy: [actor.personId],
        createdAt: this.clock.now(),
      });
      await tx.insert(NoticeEntity, notice);
      await this.record(tx, actor, notice, 'submit');
      return this.view(tx, actor, notice);
    });
  }

  revise(call: WriteCall, id: string, draft: ReviseNoticeDto): Promise<NoticeView> {
    return this.step(call, id, 'revise', async (tx, notice) => ({
      ...(await this.words(tx, call.actor, draft)),
      writtenBy: [...new Set([...notice.writtenBy, call.actor.personId])],
      decidedBy: null,
      refuseReason: null,
    }));
  }

  /** Only what was read: words changed between reading and tapping would be published unseen by a second person. */
  approve(call: WriteCall, id: string, version?: string): Promise<NoticeView> {
    return this.step(call, id, 'approve', (_, notice) => {
      if (version !== undefined && version !== versionOf(notice)) throw conflictNow(notice.state, '公告刚刚改过，请看过新的内容再发布。');
      if (notice.toDay < this.today()) throw conflictNow(notice.state, '公告的最后一天已经过了，请先改日期。');
      return { decidedBy: call.actor.personId, publishedAt: this.clock.now() };
    });
  }

  refuse(call: WriteCall, id: string, reason: string): Promise<NoticeView> {
    return this.step(call, id, 'refuse', () => ({ decidedBy: call.actor.personId, refuseReason: reason.trim() }));
  }

  withdraw(call: WriteCall, id: string): Promise<NoticeView> {
    return this.step(call, id, 'withdraw', () => ({}));
  }

  private step(
    call: WriteCall,
    id: string,
    action: NoticeAction,
    effect: (tx: EntityManager, notice: NoticeEntity) => Changes | Promise<Changes>,
  ): Promise<NoticeView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const notice = await tx.findOne(NoticeEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!notice || !(seesUnpublished(actor, notice) || isOn(notice, this.today()))) throw notFound();
      if (!NOTICE_POLICY[action](actor, notice)) throw forbidden(wrote(actor, notice) ? '自己写的公告要由另一位同事审批。' : undefined);
      const state = nextState(NOTICE_WORKFLOW, notice.state, action);
      if (state === null) throw conflictNow(notice.state);
      const changes = { state, ...(await effect(tx, notice)) };
      await tx.update(NoticeEntity, { id }, changes);
      const after = Object.assign(new NoticeEntity(), notice, changes);
      await this.record(tx, actor, after, action);
      return this.view(tx, actor, after);
    });
  }

  /** The words and for whom they are, if this person may say them there. */
  private async words(tx: EntityManager, actor: Actor, draft: ReviseNoticeDto): Promise<Changes> {
    const { title, text, areaCode, from, to } = draft;
    const area = await this.areas.requireInUse(tx, areaCode, 'areaCode');
    if (areaLevel(area.code) === 'grid' || areaLevel(area.code) === 'building') throw invalidField('areaCode', '请选择区、街道或社区。');
    if (!holds(actor, WRITERS, areaCode)) throw forbidden('只能给您负责的范围写公告。');
    if (!isDay(from)) throw invalidField('from', '请选择开始日期。');
    if (!isDay(to) || to < from || to < this.today()) throw invalidField('to', '结束日期不能早于开始日期，也不能早于今天。');
    if (to > addDays(from, NOTICE_DAYS_MAX)) throw invalidField('to', '公告最长一年。');
    return { title: title.trim(), text: text.trim(), areaCode, fromDay: from, toDay: to };
  }

  private async pageOf(actor: Actor | null, ids: string, values: readonly unknown[], limit: number): Promise<Page<NoticeView>> {
    const rows = await this.dataSource.query<{ id: string; at: Date }[]>(ids, [...values, limit + 1]);
    const { items, next } = page(rows, limit, (row) => [row.at, row.id]);
    const notices = items.length
      ? await this.dataSource.manager.findBy(
          NoticeEntity,
          items.map(({ id }) => ({ id })),
        )
      : [];
    const inOrder = items.flatMap(({ id }) => notices.find((notice) => notice.id === id) ?? []);
    return { items: await Promise.all(inOrder.map((notice) => this.view(this.dataSource.manager, actor, notice))), next };
  }

  private async view(tx: EntityManager, actor: Actor | null, notice: NoticeEntity): Promise<NoticeView> {
    const inside = actor !== null && seesUnpublished(actor, notice);
    const { id, title, text, areaCode, fromDay, toDay, state, publishedAt, createdAt } = notice;
    return {
      id,
      title,
      text,
      areaCode,
      areaText: await this.areas.pathText(tx, areaCode),
      from: fromDay,
      to: toDay,
      state,
      on: isOn(notice, this.today()),
      publishedAt: publishedAt?.toISOString() ?? null,
      createdAt: createdAt.toISOString(),
      refuseReason: inside ? (notice.refuseReason ?? null) : null,
      mine: inside && wrote(actor, notice),
      version: versionOf(notice),
      actions: actionsOf(actor, notice),
    };
  }

  private record(tx: EntityManager, actor: Actor, notice: NoticeEntity, action: string): Promise<string> {
    return this.events.record(tx, {
      subject: ['notice', notice.id],
      action,
      actor,
      areaCode: notice.areaCode,
      data: { to: notice.state },
    });
  }

  private async districts(): Promise<string[]> {
    const rows = await this.dataSource.query<{ code: string }[]>(`select code from areas where level = 'district'`);
    return rows.map(({ code }) => code);
  }

  private today(): string {
    return dayOf(this.clock.now());
  }
}

const versionOf = ({ title, text, areaCode, fromDay, toDay }: NoticeEntity): string =>
  createHash('sha256')
    .update(JSON.stringify([title, text, areaCode, fromDay, toDay]))
    .digest('hex')
    .slice(0, 16);
