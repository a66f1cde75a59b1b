import { Injectable } from '@nestjs/common';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { PageQuery } from '@linli/shared/page.dto';
import { FLAG_KIND_LABELS, FLAG_STATE_LABELS, FLAG_WORKFLOW, type FlagAction, flagSentence } from '@linli/shared/timebank-records';
import type { FlagQuery, FlagRecordView, FlagView, UpholdFlagDto } from '@linli/shared/timebank-records.dto';
import { nextState } from '@linli/shared/workflow';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { CLOSE_SENTENCE, closeTo } from '../../../common/closeness.js';
import { conflictNow, DomainError, forbidden, invalidField, notFound } from '../../../common/errors.js';
import { decodeCursor, page } from '../../../common/pages.js';
import { inAreas, Where } from '../../../common/where.js';
import { type WriteCall, Writes } from '../../../common/writes.js';
import { AreasService } from '../../areas/areas.service.js';
import { EventsService } from '../../events/events.service.js';
import { budgetSetters } from './flags.budgets.js';
import { type Flag, flagActions, isCloseFlag, notAbout, reviews, seesFlag } from './flags.policy.js';
import { RecordFlagEntity } from './record-flag.entity.js';
import { RecordEnds } from './records.ends.js';
import { mustRead } from './records.lists.js';
import { peopleByIds, recordsByIds } from './records.queries.js';
import { RecordReader } from './records.reader.js';
import { RecordSteps } from './records.steps.js';
import { masked } from './records.view.js';

/** Flags as the desk reviews them. */
@Injectable()
export class FlagDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly reader: RecordReader,
    private readonly steps: RecordSteps,
    private readonly ends: RecordEnds,
  ) {}

  async list(actor: Actor, { kind, state, cursor, limit = PAGE_LIMIT_DEFAULT }: FlagQuery): Promise<Page<FlagView>> {
    const area = inAreas(mustRead(actor));
    const where = new Where().and(area.sql, ...area.values);
    where.and(notAbout(where, actor));
    if (kind) where.and('r.kind = ?', kind);
    // Written out, so that the open ones come from their own index.
    if (state) where.and(state === 'open' ? `r.state = 'open'` : 'r.state = ?', ...(state === 'open' ? [] : [state]));
    const after = decodeCursor(cursor, ['time', 'uuid']);
    if (after) where.and('(r.raised_at, r.id) < (?, ?)', ...after);
    const tx = this.dataSource.manager;
    const listing = `select r.id, r.raised_at as at from record_flags r where ${where.sql} order by r.raised_at desc, r.id desc limit ${where.bound('?', [limit + 1])}`;
    const rows = await tx.query<{ id: string; at: Date }[]>(listing, where.values);
    const { items, next } = page(rows, limit, ({ at, id }) => [at, id]);
    const flags = await this.flags(
      tx,
      items.map(({ id }) => id),
    );
    return { items: await this.views(tx, actor, flags), next };
  }

  async one(actor: Actor, id: string): Promise<FlagView> {
    const tx = this.dataSource.manager;
    const flag = await this.visible(tx, actor, id);
    const [view] = await this.views(tx, actor, [flag]);
    return view!;
  }

  /** The records behind it, the latest day first. */
  async records(actor: Actor, id: string, { cursor, limit = PAGE_LIMIT_DEFAULT }: PageQuery): Promise<Page<FlagRecordView>> {
    const tx = this.dataSource.manager;
    await this.visible(tx, actor, id);
    const after = decodeCursor(cursor, ['day', 'uuid']);
    const rows = await tx.query<{ id: string; day: string }[]>(
      `select r.id, r.day::text from record_flag_records f join service_records r on r.id = f.record_id
        where f.flag_id = $1 and ($2::date is null or (r.day, r.id) < ($2, $3::uuid)) order by r.day desc, r.id desc limit $4`,
      [id, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const { items, next } = page(rows, limit, (row) => [row.day, row.id]);
    const records = await recordsByIds(
      tx,
      items.map((row) => row.id),
    );
    const cards = await this.reader.cards(tx, records);
    return { items: cards.map((card, i) => ({ ...card, byCode: records[i]!.byCode, silent: records[i]!.silent })), next };
  }

  clear(call: WriteCall, id: string, reason: string): Promise<FlagView> {
    return this.decide(call, id, 'clear', reason, () => Promise.resolve(0));
  }

  /** There was something wrong: the records chosen of those behind it are voided, each by the rules of voiding. */
  uphold(call: WriteCall, id: string, { reason, voidRecordIds }: UpholdFlagDto): Promise<FlagView> {
    return this.decide(call, id, 'uphold', reason, async (tx) => {
      const behind = await tx.query<unknown[]>(`select 1 from record_flag_records where flag_id = $1 and record_id = any($2)`, [
        id,
        voidRecordIds,
      ]);
      if (behind.length < voidRecordIds.length) throw invalidField('voidRecordIds', '只能作废这条疑点里的记录。');
      for (const recordId of [...voidRecordIds].sort())
        await this.ends.end(tx, await this.steps.lock(tx, recordId), call.actor, { reason, why: 'flag' });
      return voidRecordIds.length;
    });
  }

  private async decide(
    call: WriteCall,
    id: string,
    action: FlagAction,
    reason: string,
    effect: (tx: EntityManager) => Promise<number>,
  ): Promise<FlagView> {
    const { actor } = call;
    try {
      return await this.writes.once(call, async (tx) => {
        await tx.query(`select from record_flags where id = $1 for update`, [id]);
        const flag = await this.visible(tx, actor, id);
        const close = await closeTo(tx, actor.personId);
        if (!reviews(actor, flag, close)) throw forbidden(isCloseFlag(flag, close) ? CLOSE_SENTENCE : undefined);
        const state = nextState(FLAG_WORKFLOW, flag.state, action);
        if (state === null) throw conflictNow(flag.state);
        const voided = await effect(tx);
        const now = this.clock.now();
        const changes = { state, reason, decidedBy: actor.personId, decidedAt: now, updatedAt: now };
        await tx.update(RecordFlagEntity, { id }, changes);
        await this.events.record(tx, {
          subject: ['record_flag', id],
          action,
          actor,
          areaCode: flag.communityCode,
          data: { kind: flag.kind, to: state, voided },
        });
        const [view] = await this.views(tx, actor, [{ ...flag, ...changes }]);
        return view!;
      });
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden')
        await this.events.refused({ subject: ['record_flag', id], action, actor, areaCode: null });
      throw error;
    }
  }

  private async visible(tx: EntityManager, actor: Actor, id: string): Promise<Flag> {
    const [flag] = await this.flags(tx, [id]);
    if (!flag || !seesFlag(actor, flag)) throw notFound();
    return flag;
  }

  private async flags(tx: EntityManager, ids: readonly string[]): Promise<Flag[]> {
    if (!ids.length) return [];
    const rows = await tx.createQueryBuilder(RecordFlagEntity, 'flag').where('flag.id = any(:ids)', { ids }).getMany();
    const elders = await tx.query<{ id: string; person_id: string | null }[]>(`select id, person_id from elders where id = any($1)`, [
      rows.flatMap(({ otherId }) => otherId ?? []),
    ]);
    const hands = await tx.query<{ id: string; handIds: string[] }[]>(
      `select f.flag_id as id, array_remove(array_agg(distinct h.id::text), null) as "handIds"
         from record_flag_records f join service_records r on r.id = f.record_id cross join unnest(array[r.entered_by, r.confirmed_by]) as h (id)
        where f.flag_id = any($1) group by 1`,
      [ids],
    );
    const handsOf = new Map(hands.map(({ id, handIds }) => [id, handIds]));
    for (const { id, setBy } of await budgetSetters(tx, ids)) handsOf.set(id, [setBy]);
    const accounts = new Map(elders.map(({ id, person_id: personId }) => [id, personId]));
    return ids.flatMap((id) => {
      const row = rows.find((each) => each.id === id);
      return row ? [{ ...row, otherPersonId: (row.otherId && accounts.get(row.otherId)) ?? null, handIds: handsOf.get(id) ?? [] }] : [];
    });
  }

  private async views(tx: EntityManager, actor: Actor, flags: readonly Flag[]): Promise<FlagView[]> {
    const people = await peopleByIds(
      tx,
      flags.flatMap(({ personId, otherId }) => [personId, otherId]),
    );
    const names = await this.areas.names(
      tx,
      flags.map(({ communityCode }) => communityCode),
    );
    const counted = await tx.query<{ id: string; n: number }[]>(
      `select flag_id as id, count(*)::int as n from record_flag_records where flag_id = any($1) group by 1`,
      [flags.map(({ id }) => id)],
    );
    const close = await closeTo(tx, actor.personId);
    const behind = new Map(counted.map(({ id, n }) => [id, n]));
    return flags.map((flag) => {
      const { id, kind, month, state, part, whole, reopened, reason, raisedAt, decidedAt, communityCode } = flag;
      return {
        ...{ id, kind, month, state, reopened, reason },
        kindText: FLAG_KIND_LABELS[kind],
        stateText: FLAG_STATE_LABELS[state],
        personName: flag.personId === null ? null : masked(people.get(flag.personId)),
        otherName: flag.otherId === null ? null : masked(people.get(flag.otherId)),
        communityText: names.get(communityCode) ?? '',
        figures: { part, whole },
        sentence: flagSentence(kind, { part, whole }),
        records: behind.get(id) ?? 0,
        raisedAt: raisedAt.toISOString(),
        decidedAt: decidedAt?.toISOString() ?? null,
        actions: flagActions(actor, flag, close),
      };
    });
  }
}
