import { Injectable } from '@nestjs/common';
import { maskName, NAMELESS } from '@linli/shared/accounts';
import type { FileView } from '@linli/shared/files.dto';
import {
  QUALIFICATION_LABELS,
  QUALIFICATION_REMIND_DAYS,
  QUALIFICATION_STATE_LABELS,
  QUALIFICATION_WORKFLOW,
  type QualificationAction,
  type QualificationState,
} from '@linli/shared/members';
import type { QualificationQuery, QualificationView, SubmitQualificationDto } from '@linli/shared/members.dto';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { actionsFrom, nextState } from '@linli/shared/workflow';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { addDays, dayOf, isDay } from '../../common/days.js';
import { conflictNow, DomainError, forbidden, idTaken, invalidField, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { asPatterns, narrowed } from '../../common/scopes.js';
import { oneAtATime, type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { FilesService } from '../files/files.service.js';
import { deskScopes, isDesk } from './members.policy.js';
import { findMember } from './members.queries.js';
import { Proofs } from './proofs.service.js';
import { findQualification, qualificationsOf, type QualificationRow, searchQualifications } from './qualifications.queries.js';

/** Proof handed in by the owner, reviewed by the desk, never by oneself. The photos are seen by these two alone. */
@Injectable()
export class Qualifications {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly proofs: Proofs,
  ) {}

  async mine(actor: Actor): Promise<QualificationView[]> {
    const tx = this.dataSource.manager;
    const rows = await qualificationsOf(tx, actor.personId);
    const photos = await this.files.views(
      tx,
      rows.flatMap((row) => row.file_ids),
    );
    return this.views(tx, actor, rows, photos);
  }

  async list(actor: Actor, query: QualificationQuery): Promise<Page<QualificationView>> {
    const scopes = narrowed(deskScopes(actor), query.areaCode);
    const tx = this.dataSource.manager;
    const limit = query.limit ?? PAGE_LIMIT_DEFAULT;
    const rows = await searchQualifications(tx, {
      patterns: asPatterns(scopes),
      state: query.state ?? null,
      code: query.code ?? null,
      endingBy: query.ending ? addDays(dayOf(this.clock.now()), QUALIFICATION_REMIND_DAYS) : null,
      after: decodeCursor(query.cursor, ['time', 'uuid']),
      limit: limit + 1,
    });
    const { items, next } = page(rows, limit, (row) => [row.created_at, row.id]);
    return { items: await this.views(tx, actor, items, new Map()), next };
  }

  async find(actor: Actor, id: string): Promise<QualificationView> {
    const tx = this.dataSource.manager;
    const row = this.seen(actor, await findQualification(tx, id));
    if (row.person_id !== actor.personId)
      await this.events.look(null, {
        personId: actor.personId,
        subject: ['qualification', id],
        field: 'photos',
        areaCode: row.community_code,
      });
    return this.one(tx, actor, row);
  }

  submit(call: WriteCall, dto: SubmitQualificationDto): Promise<QualificationView> {
    const { actor } = call;
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, actor.personId);
      const before = await findQualification(tx, dto.id, true);
      if (before) {
        if (before.person_id !== actor.personId || before.request_hash !== call.bodyHash) throw idTaken();
        call.repeated();
        return this.one(tx, actor, before);
      }
      await this.refuseUnready(tx, actor, dto);
      await this.files.claim(tx, actor.personId, dto.fileIds, ['qualification', dto.id]);
      await tx.query(
        `insert into qualifications (id, person_id, code, number, file_ids, expires_on, state, request_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, 'pending', $7, $8)`,
        [dto.id, actor.personId, dto.code, dto.number ?? null, dto.fileIds, dto.expiresOn ?? null, call.bodyHash, this.clock.now()],
      );
      const row = (await findQualification(tx, dto.id))!;
      await this.record(tx, actor, row, 'submit');
      return this.one(tx, actor, row);
    });
  }

  verify(call: WriteCall, id: string, expiresOn: string | undefined): Promise<QualificationView> {
    return this.step(call, id, 'verify', async (tx, row) => {
      const until = expiresOn ?? row.expires_on;
      this.refuseEnded(until);
      await this.review(tx, call.actor, row, 'verified', null, until);
    });
  }

  decide(call: WriteCall, id: string, action: 'reject' | 'revoke', reason: string): Promise<QualificationView> {
    return this.step(call, id, action, (tx, row, state) => this.review(tx, call.actor, row, state, reason, row.expires_on));
  }

  withdraw(call: WriteCall, id: string): Promise<QualificationView> {
    return this.step(call, id, 'withdraw', async (tx, row) => {
      await this.proofs.drop(tx, row.file_ids);
      await tx.query(`update qualifications set state = 'withdrawn', file_ids = '{}', number = null where id = $1`, [id]);
    });
  }

  /** Lock, see, whose, four eyes, workflow, effect, record. @throws 404, 403, 409 with the state */
  private step(
    call: WriteCall,
    id: string,
    action: QualificationAction,
    effect: (tx: EntityManager, row: QualificationRow, state: QualificationState) => Promise<void>,
  ): Promise<QualificationView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const row = this.seen(actor, await findQualification(tx, id, true));
      const own = row.person_id === actor.personId;
      if (action === 'withdraw' && !own) throw forbidden('只有本人可以撤回。');
      if (action !== 'withdraw' && own) throw new DomainError('forbidden', 'four_eyes', '自己的证件要由别人审核。');
      const state = nextState<QualificationAction, QualificationState>(QUALIFICATION_WORKFLOW, row.state, action);
      if (!state) throw conflictNow(row.state, `这份证件${QUALIFICATION_STATE_LABELS[row.state]}，不能再处理。`);
      await effect(tx, row, state);
      await this.record(tx, actor, row, action);
      return this.one(tx, actor, (await findQualification(tx, id))!);
    });
  }

  private async review(
    tx: EntityManager,
    actor: Actor,
    row: QualificationRow,
    state: QualificationState,
    reason: string | null,
    expiresOn: string | null,
  ): Promise<void> {
    await tx.query(`update qualifications set state = $2, reason = $3, expires_on = $4, reviewed_by = $5, reviewed_at = $6 where id = $1`, [
      row.id,
      state,
      reason,
      expiresOn,
      actor.personId,
      this.clock.now(),
    ]);
  }

  private async refuseUnready(tx: EntityManager, actor: Actor, dto: SubmitQualificationDto): Promise<void> {
    const member = await findMember(tx, actor.personId);
    if (!member || member.state === 'left')
      throw new DomainError('conflict', 'not_enrolled', '请先加入志愿服务，再提交证件。', { state: member?.state ?? 'none' });
    this.refuseEnded(dto.expiresOn ?? null);
    const [pending] = await tx.query<unknown[]>(`select 1 from qualifications where person_id = $1 and code = $2 and state = 'pending'`, [
      actor.personId,
      dto.code,
    ]);
    if (pending) throw new DomainError('conflict', 'already_pending', '同样的证件正在审核，请等待结果。', { state: 'pending' });
  }

  private refuseEnded(expiresOn: string | null): void {
    if (expiresOn === null) return;
    if (!isDay(expiresOn)) throw invalidField('expiresOn', '没有这一天。');
    if (expiresOn < dayOf(this.clock.now())) throw new DomainError('unprocessable', 'expired', '证件已经过期，请提交在有效期内的。');
  }

  /** The owner and the desk of the home community; for everybody else it is not there. */
  private seen(actor: Actor, row: QualificationRow | null): QualificationRow {
    if (row && (row.person_id === actor.personId || isDesk(actor, row.community_code))) return row;
    throw notFound();
  }

  private async one(tx: EntityManager, actor: Actor, row: QualificationRow): Promise<QualificationView> {
    const [view] = await this.views(tx, actor, [row], await this.files.views(tx, row.file_ids), true);
    return view!;
  }

  private async views(
    tx: EntityManager,
    actor: Actor,
    rows: readonly QualificationRow[],
    photos: ReadonlyMap<string, FileView>,
    whole = false,
  ): Promise<QualificationView[]> {
    const today = dayOf(this.clock.now());
    const names = await this.areas.names(
      tx,
      rows.map((row) => row.community_code),
    );
    return rows.map((row) => {
      const own = row.person_id === actor.personId;
      const expired = row.state === 'verified' && row.expires_on !== null && row.expires_on < today;
      const name = row.name || NAMELESS;
      return {
        id: row.id,
        code: row.code,
        label: QUALIFICATION_LABELS[row.code],
        number: own || whole ? row.number : null,
        state: row.state,
        stateLabel: expired ? '已过期' : QUALIFICATION_STATE_LABELS[row.state],
        expiresOn: row.expires_on,
        expired,
        reason: row.reason,
        photos: row.file_ids.flatMap((id) => photos.get(id) ?? []),
        personId: row.person_id,
        personName: own || whole ? name : maskName(name),
        communityCode: row.community_code,
        communityName: names.get(row.community_code) ?? '',
        submittedAt: row.created_at.toISOString(),
        reviewedAt: row.reviewed_at?.toISOString() ?? null,
        actions: actionsFrom(QUALIFICATION_WORKFLOW, row.state).filter((action) => (action === 'withdraw') === own),
      };
    });
  }

  private record(tx: EntityManager, actor: Actor, row: QualificationRow, action: string): Promise<string> {
    return this.events.record(tx, {
      subject: ['qualification', row.id],
      action,
      actor,
      principalId: row.person_id,
      areaCode: row.community_code,
      data: { code: row.code },
    });
  }
}
