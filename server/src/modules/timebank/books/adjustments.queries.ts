import { Injectable } from '@nestjs/common';
import { CLOSED_ACCOUNT, maskName, NAMELESS } from '@linli/shared/accounts';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { TRANSFER_REASON_LABELS } from '@linli/shared/timebank';
import { ADJUSTMENT_KIND_LABELS, ADJUSTMENT_STATE_LABELS, REVERSAL_OBSTACLE_SENTENCES } from '@linli/shared/timebank-books';
import type { AdjustmentQuery, AdjustmentView, DeskTransferView, TransferSearchQuery } from '@linli/shared/timebank-books.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { closeTo } from '../../../common/closeness.js';
import { forbidden, invalidField, notFound } from '../../../common/errors.js';
import { decodeCursor, page } from '../../../common/pages.js';
import { asPatterns, narrowed, scopesOf } from '../../../common/scopes.js';
import { AreasService } from '../../areas/areas.service.js';
import { EventsService } from '../../events/events.service.js';
import { AdjustmentEntity } from './adjustment.entity.js';
import { adjustmentActions, isDesk, looksAsAuditor } from './adjustments.policy.js';
import { obstacleTo, transferOf, transfersOf } from './adjustments.transfers.js';

/** Reads of the desk: what was asked for, and what could be taken back. */
@Injectable()
export class AdjustmentQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly areas: AreasService,
    private readonly events: EventsService,
  ) {}

  async list(actor: Actor, { state, kind, areaCode, cursor, limit = PAGE_LIMIT_DEFAULT }: AdjustmentQuery): Promise<Page<AdjustmentView>> {
    const scope = scopesOf(actor, ['dispatcher', 'auditor']);
    if (!scope.length) throw forbidden();
    const after = decodeCursor(cursor, ['time', 'uuid']);
    const tx = this.dataSource.manager;
    const rows = await tx
      .createQueryBuilder(AdjustmentEntity, 'a')
      .where('a.communityCode like any(:scope)', { scope: asPatterns(narrowed(scope, areaCode)) })
      .andWhere(state === undefined ? 'true' : 'a.state = :state', { state })
      .andWhere(kind === undefined ? 'true' : 'a.kind = :kind', { kind })
      .andWhere(after ? '(a.requestedAt, a.id) < (:at::timestamptz, :id::uuid)' : 'true', after ? { at: after[0], id: after[1] } : {})
      .orderBy('a.requestedAt', 'DESC')
      .addOrderBy('a.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    const { items, next } = page(rows, limit, (row) => [row.requestedAt, row.id]);
    if (!scopesOf(actor, ['dispatcher']).length)
      await this.events.look(null, { personId: actor.personId, subject: ['adjustment', 'list'], field: 'rows', areaCode: scope[0]! });
    return { items: await this.views(tx, actor, items), next };
  }

  async one(actor: Actor, id: string): Promise<AdjustmentView> {
    const tx = this.dataSource.manager;
    const row = await tx.findOneBy(AdjustmentEntity, { id });
    if (!row || (!isDesk(actor, row) && !looksAsAuditor(actor, row))) throw notFound();
    if (looksAsAuditor(actor, row))
      await this.events.look(null, { personId: actor.personId, subject: ['adjustment', id], field: 'row', areaCode: row.communityCode });
    return this.view(tx, actor, row);
  }

  /** Somebody's rows in the communities of the desk; whose they are is known by the phone, and the look is recorded. */
  async transfers(actor: Actor, { phone, cursor, limit = PAGE_LIMIT_DEFAULT }: TransferSearchQuery): Promise<Page<DeskTransferView>> {
    const scope = scopesOf(actor, ['dispatcher']);
    if (!scope.length) throw forbidden();
    const tx = this.dataSource.manager;
    const after = decodeCursor(cursor, ['day', 'bigint']);
    const personId = await this.personOf(tx, phone);
    if (personId === null) throw invalidField('phone', '这个手机号还没有注册。');
    await this.events.look(null, { personId: actor.personId, subject: ['person', personId], field: 'points', areaCode: scope[0]! });
    const rows = await transfersOf(tx, personId, asPatterns(scope), after, limit + 1);
    const { items, next } = page(rows, limit, (row) => [row.day, row.seq]);
    const places = await this.areas.names(
      tx,
      items.map((row) => row.communityCode),
    );
    const views = items.map((row): DeskTransferView => {
      const obstacle = obstacleTo(row);
      return {
        id: row.id,
        at: row.at.toISOString(),
        reasonText: TRANSFER_REASON_LABELS[row.reason],
        points: Number(row.amount),
        incoming: row.toPersonId === personId,
        areaText: places.get(row.communityCode) ?? '',
        obstacle: obstacle && REVERSAL_OBSTACLE_SENTENCES[obstacle],
      };
    });
    return { items: views, next };
  }

  /** The account that has verified this phone. */
  async personOf(tx: EntityManager, phone: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string }[]>(
      `select id from people where phone = $1 and phone_verified_at is not null and closed_at is null`,
      [phone],
    );
    return row?.id ?? null;
  }

  async view(tx: EntityManager, actor: Actor, row: AdjustmentEntity): Promise<AdjustmentView> {
    const [view] = await this.views(tx, actor, [row]);
    return view!;
  }

  private async views(tx: EntityManager, actor: Actor, rows: readonly AdjustmentEntity[]): Promise<AdjustmentView[]> {
    const people = await namesOf(
      tx,
      rows.flatMap(({ personId, requestedBy, decidedBy }) => [personId, requestedBy, decidedBy].filter((id) => id !== null)),
    );
    const places = await this.areas.names(
      tx,
      rows.map((row) => row.communityCode),
    );
    const close = await closeTo(tx, actor.personId);
    const transfers = await Promise.all(rows.map(async ({ transferId }) => (transferId === null ? null : transferOf(tx, transferId))));
    return rows.map((row, index): AdjustmentView => {
      const transfer = transfers[index] ?? null;
      const taken = row.taken === null ? null : Number(row.taken);
      return {
        id: row.id,
        kind: row.kind,
        kindText: ADJUSTMENT_KIND_LABELS[row.kind],
        state: row.state,
        stateText: ADJUSTMENT_STATE_LABELS[row.state],
        communityCode: row.communityCode,
        areaText: places.get(row.communityCode) ?? '',
        points: Number(row.points),
        personName: row.personId === null ? null : maskName(people.get(row.personId) ?? NAMELESS),
        reasonText: transfer && TRANSFER_REASON_LABELS[transfer.reason],
        day: transfer?.day ?? null,
        note: row.note,
        requestedByName: people.get(row.requestedBy) ?? CLOSED_ACCOUNT,
        requestedAt: row.requestedAt.toISOString(),
        decidedByName: row.decidedBy === null ? null : (people.get(row.decidedBy) ?? CLOSED_ACCOUNT),
        decidedAt: row.decidedAt?.toISOString() ?? null,
        decisionNote: row.decisionNote,
        taken,
        debt: taken === null ? null : Number(row.points) - taken,
        actions: adjustmentActions(actor, row, close),
      };
    });
  }
}

async function namesOf(tx: EntityManager, ids: readonly string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map();
  const rows = await tx.query<{ id: string; name: string }[]>(
    `select id, coalesce(nullif(name, ''), $2) as name from people where id = any($1) and closed_at is null`,
    [ids, NAMELESS],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
