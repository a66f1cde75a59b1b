import { Injectable } from '@nestjs/common';
import { type ClaimOutcome, WISH_WORKFLOW, type WishAction, type WishState } from '@linli/shared/wishes';
import type { WishView } from '@linli/shared/wishes.dto';
import { nextState } from '@linli/shared/workflow';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflictNow, DomainError, forbidden, notFound } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { type EventData, EventsService } from '../events/events.service.js';
import { FilesService } from '../files/files.service.js';
import { WishEntity } from './wish.entity.js';
import { actingAs, areaOf, canSee, WISH_POLICY } from './wishes.policy.js';
import { WishReader } from './wishes.reader.js';
import { whyNot } from './wishes.view.js';

/** What a verb has to go by: the locked row, the time, who acts. */
export interface Moment {
  tx: EntityManager;
  wish: WishEntity;
  now: Date;
  actor: Actor;
}
/** What a verb does. */
export interface Effect {
  changes?: Partial<WishEntity>;
  /** Words of this event: reason, proof, note. */
  note?: string | undefined;
  fileIds?: readonly string[];
  data?: EventData;
  /** How the claim in hand ends with it. */
  claimEnds?: ClaimOutcome;
}
export type Verb = (moment: Moment) => Effect | Promise<Effect>;

/** Every verb goes through `step`: lock the row → policy → next state → effect → save → events.record → view. Claiming alone begins otherwise. */
@Injectable()
export class WishSteps {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly reader: WishReader,
  ) {}

  step(call: WriteCall, id: string, action: WishAction, verb: Verb): Promise<WishView> {
    return this.attempt(call, id, action, async (tx) => {
      const wish = await this.lock(tx, id);
      const now = this.clock.now();
      const { actor } = call;
      const state = this.permitted(wish, actor, action, now);
      const effect = await verb({ tx, wish, now, actor });
      const after = await this.save(tx, wish, { state, ...effect.changes }, now);
      if (effect.claimEnds) await endClaim(tx, wish, effect.claimEnds, now);
      const eventId = await this.record(tx, wish, after, actor, action, effect.data);
      if (effect.note?.trim()) await this.note(tx, id, eventId, action, actor.personId, effect.note.trim());
      if (effect.fileIds?.length) await this.addPhotos(tx, actor, id, eventId, effect.fileIds);
      return this.reader.view(tx, after, actor);
    });
  }

  /** A write of somebody; a refusal for lack of rights is kept in the audit. */
  async attempt(call: WriteCall, id: string, action: WishAction, work: (tx: EntityManager) => Promise<WishView>): Promise<WishView> {
    try {
      return await this.writes.once(call, work);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden')
        await this.events.refused({ subject: ['wish', id], action, actor: call.actor, areaCode: null });
      throw error;
    }
  }

  /** In the order of refusals; the state after. */
  permitted(wish: WishEntity, actor: Actor, action: WishAction, now: Date): WishState {
    if (!canSee(actor, wish)) throw notFound();
    if (!WISH_POLICY[action](actor, wish)) throw forbidden();
    const state = nextState<WishAction, WishState>(WISH_WORKFLOW, wish.state, action);
    if (state === null) throw conflictNow(wish.state);
    const obstacle = whyNot(action, wish, actor, now);
    if (obstacle !== null) throw conflictNow(wish.state, obstacle);
    return state;
  }

  async save(tx: EntityManager, wish: WishEntity, changes: Partial<WishEntity>, now: Date): Promise<WishEntity> {
    const written = { ...changes, updatedAt: now };
    await tx.update(WishEntity, { id: wish.id }, written);
    return Object.assign(new WishEntity(), wish, written);
  }

  /** Every event of a claim says whose it is or was: whoever tells people reads it there. */
  record(
    tx: EntityManager,
    before: WishEntity,
    after: WishEntity,
    actor: Actor | null,
    action: WishAction,
    data: EventData = {},
  ): Promise<string> {
    const claim = after.claimId ? after : before;
    const whose: EventData = claim.claimId
      ? { claimId: claim.claimId, claimKind: claim.claimKind, claimerId: claim.claimerId, unitId: claim.claimUnitId }
      : {};
    return this.events.record(tx, {
      subject: ['wish', after.id],
      action,
      actor,
      role: actor ? actingAs(actor, before, action) : 'system',
      principalId: actor && before.wisherId !== actor.personId ? before.wisherId : null,
      areaCode: areaOf(after),
      data: { from: before.state, to: after.state, kind: after.kind, ...whose, ...data },
    });
  }

  async note(tx: EntityManager, wishId: string, eventId: string, kind: string, authorId: string | null, text: string): Promise<void> {
    await tx.query(`insert into wish_notes (event_id, wish_id, kind, author_id, text) values ($1, $2, $3, $4, $5)`, [
      eventId,
      wishId,
      kind,
      authorId,
      text,
    ]);
  }

  private async lock(tx: EntityManager, id: string): Promise<WishEntity> {
    const wish = await tx.findOne(WishEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!wish) throw notFound();
    return wish;
  }

  private async addPhotos(tx: EntityManager, actor: Actor, wishId: string, eventId: string, fileIds: readonly string[]): Promise<void> {
    const claimed = await this.files.claim(tx, actor.personId, fileIds, ['wish', wishId]);
    const earlier = await tx.query<{ file_id: string }[]>(`select file_id from wish_photos where wish_id = $1`, [wishId]);
    const known = await this.files.hashes(
      tx,
      earlier.map(({ file_id: fileId }) => fileId),
    );
    const seen = new Set(known.values());
    if (claimed.some(({ sha256 }) => seen.has(sha256)))
      throw new DomainError('unprocessable', 'same_photo', '有照片上次已经交过，请重新拍照。');
    await tx.query(
      `insert into wish_photos (wish_id, file_id, event_id, position)
       select $1, f.id, $2, f.position from unnest($3::uuid[]) with ordinality as f(id, position)`,
      [wishId, eventId, fileIds],
    );
  }
}

/** Nobody's any more. */
export const UNCLAIMED = {
  claimId: null,
  claimKind: null,
  claimerId: null,
  claimUnitId: null,
  pledgeDay: null,
  claimDueAt: null,
  claimRemindAt: null,
  deliveredBy: null,
  deliveredAt: null,
} as const satisfies Partial<WishEntity>;

export async function endClaim(tx: EntityManager, { claimId }: WishEntity, outcome: ClaimOutcome, now: Date): Promise<void> {
  await tx.query(`update wish_claims set ended_at = $2, outcome = $3 where id = $1 and ended_at is null`, [claimId, now, outcome]);
}
