import { Injectable } from '@nestjs/common';
import { DAY_MS } from '@linli/shared/calendar';
import {
  CLAIMS_AT_ONCE_MAX,
  type ClaimantKind,
  UNDONE_CLAIMS_MAX,
  UNDONE_DAYS,
  UNIT_CLAIMS_AT_ONCE_MAX,
  UNIT_UNDONE_CLAIMS_MAX,
} from '@linli/shared/wishes';
import type { ClaimWishDto, DeliverWishDto, WishNoteDto, WishView } from '@linli/shared/wishes.dto';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflictNow, DomainError, forbidden, notFound } from '../../common/errors.js';
import type { WriteCall } from '../../common/writes.js';
import { unitRows } from './units.queries.js';
import { WishEntity } from './wish.entity.js';
import { periodNow, pledged } from './wishes.clocks.js';
import { unitsOf } from './wishes.policy.js';
import { phoneNeeded } from './wishes.creation.js';
import { WishReader } from './wishes.reader.js';
import { UNCLAIMED, WishSteps } from './wishes.steps.js';

interface Claimant {
  kind: ClaimantKind;
  unitId: string | null;
}
/** The first one wins: the row says so, nobody has to wait for a lock and then look. */
const CLAIM = `
  update wishes set state = 'claimed', claim_id = $2, claim_kind = $3, claimer_id = $4, claim_unit_id = $5, pledge_day = $6,
    claim_due_at = $7, claim_remind_at = $8, updated_at = $9
   where id = $1 and state = 'open' returning id`;

/** What a claimer does: take a wish on, give it back, bring the proof. */
@Injectable()
export class WishClaims {
  constructor(
    private readonly clock: Clock,
    private readonly steps: WishSteps,
    private readonly reader: WishReader,
  ) {}

  claim(call: WriteCall, id: string, dto: ClaimWishDto): Promise<WishView> {
    const { actor } = call;
    return this.steps.attempt(call, id, 'claim', async (tx) => {
      const now = this.clock.now();
      const wish = await tx.findOneBy(WishEntity, { id });
      if (!wish) throw notFound();
      if (wish.state !== 'open') this.steps.permitted(wish, actor, 'claim', now);
      const claimant = await claimantOf(tx, actor, wish, dto);
      this.steps.permitted(wish, actor, 'claim', now);
      const promise = pledged(wish.kind, dto.pledgeDay, now);
      await refuseTooMany(tx, actor, claimant);
      await refuseUndone(tx, actor, claimant, now);
      const claimId = randomUUID();
      const { kind, unitId } = claimant;
      const { pledgeDay, claimDueAt, claimRemindAt } = promise;
      const values = [id, claimId, kind, actor.personId, unitId, pledgeDay, claimDueAt, claimRemindAt, now];
      const [won] = await tx.query<[unknown[], number]>(CLAIM, values);
      if (!won.length) throw await tooLate(tx, id);
      await tx.query(
        `insert into wish_claims (id, wish_id, kind, person_id, unit_id, pledge_day, claimed_at) values ($1, $2, $3, $4, $5, $6, $7)`,
        [claimId, id, kind, actor.personId, unitId, pledgeDay, now],
      );
      const after = await tx.findOneByOrFail(WishEntity, { id });
      await this.steps.record(tx, wish, after, actor, 'claim', { pledgeDay });
      return this.reader.view(tx, after, actor);
    });
  }

  /** Back on the board of now. */
  giveBack(call: WriteCall, id: string, { note }: WishNoteDto): Promise<WishView> {
    return this.steps.step(call, id, 'give_back', ({ wish, now }) => ({
      changes: { ...UNCLAIMED, period: periodNow(wish.kind, now) },
      note,
      claimEnds: 'given_back',
    }));
  }

  deliver(call: WriteCall, id: string, { note, fileIds }: DeliverWishDto): Promise<WishView> {
    return this.steps.step(call, id, 'deliver', ({ now, actor }) => ({
      changes: { deliveredBy: actor.personId, deliveredAt: now, claimRemindAt: null },
      note,
      fileIds,
    }));
  }
}

/** As whom. @throws 403 for what one cannot speak for */
async function claimantOf(tx: EntityManager, actor: Actor, wish: WishEntity, { as, unitId }: ClaimWishDto): Promise<Claimant> {
  if (!actor.phoneVerified) throw phoneNeeded();
  if (as === 'unit') {
    const unit =
      unitId !== undefined && unitsOf(actor, wish.districtCode).includes(unitId) ? (await unitRows(tx, [unitId])).get(unitId) : null;
    if (!unit || unit.retired) throw forbidden('您不是这个单位的联络员。');
    return { kind: unit.kind, unitId: unit.id };
  }
  if (wish.kind === 'project') throw forbidden('大事项由共建单位或党支部认领，请单位联络员来认领。');
  if (as === 'shop') {
    if (!actor.roles.some(({ role }) => role === 'merchant')) throw forbidden('爱心商家才能以店铺名义认领。');
    return { kind: 'shop', unitId: null };
  }
  return { kind: 'person', unitId: null };
}

/** Nobody takes on more than they can do: counted one claim after the other for each person and unit. */
async function refuseTooMany(tx: EntityManager, { personId }: Actor, { unitId }: Claimant): Promise<void> {
  const who = unitId ?? personId;
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 7))`, [who]);
  const [row] = await tx.query<{ n: number }[]>(
    `select count(*)::int as n from wish_claims c join wishes w on w.id = c.wish_id
      where c.ended_at is null and w.state = 'claimed' and (c.unit_id = $1::uuid or ($1::uuid is null and c.unit_id is null and c.person_id = $2))`,
    [unitId, personId],
  );
  const most = unitId === null ? CLAIMS_AT_ONCE_MAX : UNIT_CLAIMS_AT_ONCE_MAX;
  if ((row?.n ?? 0) >= most) throw new DomainError('conflict', 'too_many', `手上已有 ${most} 个认领还没完成，完成后再来认领。`);
}

/** Every claim opens somebody's name, phone and door: who gives one after the other back is let into no more of them for some days. */
async function refuseUndone(tx: EntityManager, { personId }: Actor, { unitId }: Claimant, now: Date): Promise<void> {
  const [row] = await tx.query<{ n: number }[]>(
    `select count(*)::int as n from wish_claims where outcome in ('given_back', 'expired') and ended_at > $3
       and (unit_id = $1::uuid or ($1::uuid is null and unit_id is null and person_id = $2))`,
    [unitId, personId, new Date(now.getTime() - UNDONE_DAYS * DAY_MS)],
  );
  const most = unitId === null ? UNDONE_CLAIMS_MAX : UNIT_UNDONE_CLAIMS_MAX;
  if ((row?.n ?? 0) >= most)
    throw new DomainError(
      'conflict',
      'too_many_undone',
      `近 ${UNDONE_DAYS} 天有 ${most} 个认领没有完成，过几天再来认领；有难处请联系社区。`,
    );
}

async function tooLate(tx: EntityManager, id: string): Promise<DomainError> {
  const { state } = await tx.findOneByOrFail(WishEntity, { id });
  return conflictNow(state, '慢了一步，刚刚被别人认领了。看看榜上别的心愿吧。');
}
