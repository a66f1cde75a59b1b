import { Injectable } from '@nestjs/common';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { PageQuery } from '@linli/shared/page.dto';
import { RECORD_CASE_WORKFLOW, type RecordCaseAction } from '@linli/shared/timebank-records';
import type { CorrectRecordDto, MyRecordCaseView, RecordCaseQuery, RecordCaseView } from '@linli/shared/timebank-records.dto';
import { nextState } from '@linli/shared/workflow';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { CLOSE_SENTENCE, type Close, closeTo, isAmong } from '../../../common/closeness.js';
import { conflictNow, DomainError, forbidden, notFound } from '../../../common/errors.js';
import { decodeCursor, page } from '../../../common/pages.js';
import { inAreas, Where } from '../../../common/where.js';
import { type WriteCall, Writes } from '../../../common/writes.js';
import { EventsService } from '../../events/events.service.js';
import { FilesService } from '../../files/files.service.js';
import { CASE_POLICY, caseActions, seesAsDesk } from './objections.policy.js';
import { myCase } from './objections.view.js';
import { RecordCaseEntity } from './record-parts.entity.js';
import { RecordCorrecting } from './records.correcting.js';
import { RecordEnds } from './records.ends.js';
import { mustRead } from './records.lists.js';
import { isClose } from './records.policy.js';
import { peopleByIds, recordsByIds } from './records.queries.js';
import { RecordReader } from './records.reader.js';
import { RecordSteps } from './records.steps.js';
import { masked } from './records.view.js';
import type { ServiceRecordEntity } from '../service-record.entity.js';

interface Key {
  id: string;
  at: Date;
}

const whyNever = (one: RecordCaseEntity, record: ServiceRecordEntity, close: Close): string =>
  isClose(record, close) || isAmong(close, one.raisedBy) ? CLOSE_SENTENCE : '这件事要由另一位同事处理。';

/** What the desk answers: objections and correction requests. */
@Injectable()
export class CaseDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly reader: RecordReader,
    private readonly steps: RecordSteps,
    private readonly ends: RecordEnds,
    private readonly correcting: RecordCorrecting,
  ) {}

  async mine(actor: Actor, { cursor, limit = PAGE_LIMIT_DEFAULT }: PageQuery): Promise<Page<MyRecordCaseView>> {
    const after = decodeCursor(cursor, ['time', 'uuid']);
    const tx = this.dataSource.manager;
    const rows = await tx.query<Key[]>(
      `select id, created_at as at from record_cases where raised_by = $1 and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
        order by created_at desc, id desc limit $4`,
      [actor.personId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const { items, next } = page(rows, limit, ({ at, id }) => [at, id]);
    const pairs = await this.load(tx, items);
    return { items: pairs.map(([one, record]) => myCase(one, record)), next };
  }

  /** Open ones by what is due first, the others by when they were answered. Without those about oneself or raised by oneself. */
  async list(actor: Actor, { kind, state = 'open', cursor, limit = PAGE_LIMIT_DEFAULT }: RecordCaseQuery): Promise<Page<RecordCaseView>> {
    const area = inAreas(mustRead(actor));
    const open = state === 'open';
    const column = open ? 'r.due_at' : 'r.decided_at';
    const where = new Where()
      .and(area.sql, ...area.values)
      .and('r.state = ?', state)
      .and('r.raised_by <> ?', actor.personId);
    where.and('not exists (select from service_records s where s.id = r.record_id and s.person_id = ?)', actor.personId);
    if (kind) where.and('r.kind = ?', kind);
    const after = decodeCursor(cursor, ['time', 'uuid']);
    if (after) where.and(`(${column}, r.id) ${open ? '>' : '<'} (?, ?)`, ...after);
    const direction = open ? '' : ' desc';
    const tx = this.dataSource.manager;
    const listing = `select r.id, ${column} as at from record_cases r where ${where.sql}
        order by ${column}${direction}, r.id${direction} limit ${where.bound('?', [limit + 1])}`;
    const rows = await tx.query<Key[]>(listing, where.values);
    const { items, next } = page(rows, limit, ({ at, id }) => [at, id]);
    const pairs = await this.load(tx, items);
    return { items: await Promise.all(pairs.map(([one, record]) => this.view(tx, actor, one, record))), next };
  }

  async one(actor: Actor, id: string): Promise<RecordCaseView> {
    const tx = this.dataSource.manager;
    const one = await tx.findOneBy(RecordCaseEntity, { id });
    if (!one) throw notFound();
    const [[, record] = []] = await this.load(tx, [one]);
    if (!record || !seesAsDesk(actor, one, record)) throw notFound();
    return this.view(tx, actor, one, record);
  }

  /** The objection was right: the record is voided, or refused while it was not confirmed. */
  uphold(call: WriteCall, id: string, answer: string): Promise<RecordCaseView> {
    return this.decide(call, id, 'uphold', answer, async (tx, record) => {
      await this.ends.end(tx, record, call.actor, { reason: answer, why: 'objection' }, id);
      return null;
    });
  }

  dismiss(call: WriteCall, id: string, answer: string): Promise<RecordCaseView> {
    return this.decide(call, id, 'dismiss', answer, () => Promise.resolve(null));
  }

  /** The old record comes to nothing, a new one by hand begins its own way through a second person. */
  correct(call: WriteCall, id: string, draft: CorrectRecordDto): Promise<RecordCaseView> {
    return this.decide(call, id, 'correct', draft.answer, async (tx, record) => {
      await this.ends.end(tx, record, call.actor, { reason: draft.answer, why: 'correction' }, id);
      return this.correcting.enter(tx, call, record, draft);
    });
  }

  private async decide(
    call: WriteCall,
    id: string,
    action: RecordCaseAction,
    answer: string,
    effect: (tx: EntityManager, record: ServiceRecordEntity) => Promise<string | null>,
  ): Promise<RecordCaseView> {
    const { actor } = call;
    try {
      return await this.writes.once(call, async (tx) => {
        const seen = await tx.findOneBy(RecordCaseEntity, { id });
        if (!seen) throw notFound();
        // The record first, as everybody else does who ends its cases.
        const record = await this.steps.lock(tx, seen.recordId);
        const one = await tx.findOneOrFail(RecordCaseEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
        if (!seesAsDesk(actor, one, record)) throw notFound();
        const close = await closeTo(tx, actor.personId);
        if (!CASE_POLICY[action](actor, one, record, close)) throw forbidden(whyNever(one, record, close));
        const state = nextState(RECORD_CASE_WORKFLOW, one.state, action);
        if (state === null) throw conflictNow(one.state);
        const newRecordId = await effect(tx, record);
        const changes = { state, answer, decidedBy: actor.personId, decidedAt: this.clock.now(), newRecordId };
        await tx.update(RecordCaseEntity, { id }, changes);
        await this.events.record(tx, {
          subject: ['record_case', id],
          action,
          actor,
          principalId: record.personId,
          areaCode: one.communityCode,
          data: { kind: one.kind, to: state, recordId: record.id, newRecordId },
        });
        const [[, after] = []] = await this.load(tx, [one]);
        return this.view(tx, actor, Object.assign(new RecordCaseEntity(), one, changes), after ?? record);
      });
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden')
        await this.events.refused({ subject: ['record_case', id], action, actor, areaCode: null });
      throw error;
    }
  }

  private async load(tx: EntityManager, keys: readonly { id: string }[]): Promise<[RecordCaseEntity, ServiceRecordEntity][]> {
    const ids = keys.map(({ id }) => id);
    if (!ids.length) return [];
    const cases = await tx.createQueryBuilder(RecordCaseEntity, 'one').where('one.id = any(:ids)', { ids }).getMany();
    const records = await recordsByIds(
      tx,
      cases.map(({ recordId }) => recordId),
    );
    return ids.flatMap((id) => {
      const one = cases.find((each) => each.id === id);
      const record = records.find((each) => each.id === one?.recordId);
      return one && record ? [[one, record] as [RecordCaseEntity, ServiceRecordEntity]] : [];
    });
  }

  private async view(tx: EntityManager, actor: Actor, one: RecordCaseEntity, record: ServiceRecordEntity): Promise<RecordCaseView> {
    const [card] = await this.reader.cards(tx, [record]);
    const people = await peopleByIds(tx, [record.personId]);
    const photos = await this.files.views(tx, one.fileIds);
    return {
      ...myCase(one, record),
      photos: [...photos.values()],
      late: one.state === 'open' && one.dueAt < this.clock.now(),
      personName: masked(people.get(record.personId)),
      communityText: card!.communityText,
      record: card!,
      newRecordId: one.newRecordId,
      actions: caseActions(actor, one, record, await closeTo(tx, actor.personId)),
    };
  }
}
