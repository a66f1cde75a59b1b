import { Injectable } from '@nestjs/common';
import { publicTextFault } from '@linli/shared/wishes';
import type { ApproveWishDto, WishNoteDto, WishReasonDto, WishView } from '@linli/shared/wishes.dto';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../common/errors.js';
import type { WriteCall } from '../../common/writes.js';
import { ThanksService } from '../timebank/earning/thanks.service.js';
import { contactOf } from './units.queries.js';
import type { WishEntity } from './wish.entity.js';
import { againPromised, periodNow } from './wishes.clocks.js';
import { areaOf } from './wishes.policy.js';
import { WishSettings } from './wishes.settings.js';
import { type Moment, WishSteps } from './wishes.steps.js';

/** What the community does: words for the board, yes or no, and the review of what was delivered. */
@Injectable()
export class WishDesk {
  constructor(
    private readonly steps: WishSteps,
    private readonly settings: WishSettings,
    private readonly thanks: ThanksService,
  ) {}

  approve(call: WriteCall, id: string, dto: ApproveWishDto): Promise<WishView> {
    return this.steps.step(call, id, 'approve', async (moment) => {
      const { wish, now, actor } = moment;
      const changes = await this.publicWords(moment, dto);
      const period = periodNow(wish.kind, now);
      return { changes: { ...changes, period, publishedAt: now, reviewedBy: actor.personId }, data: { period } };
    });
  }

  /** Other words for the same wish, whatever has become of it meanwhile. */
  amend(call: WriteCall, id: string, dto: ApproveWishDto): Promise<WishView> {
    return this.steps.step(call, id, 'amend', async (moment) => ({ changes: await this.publicWords(moment, dto) }));
  }

  reject(call: WriteCall, id: string, { reason }: WishReasonDto): Promise<WishView> {
    return this.steps.step(call, id, 'reject', () => ({ note: reason }));
  }

  /** Only now it earns points, for a person who claimed it: units and shops have none. */
  fulfil(call: WriteCall, id: string, { note }: WishNoteDto): Promise<WishView> {
    return this.steps.step(call, id, 'fulfil', async ({ tx, wish, now, actor }) => {
      await this.thank(tx, wish);
      return {
        changes: { verifiedBy: actor.personId, fulfilledAt: now, claimRemindAt: null },
        note,
        claimEnds: 'fulfilled',
        data: { deliveredBy: wish.deliveredBy, valueYuan: wish.valueYuan, what: wish.what, redoCount: wish.redoCount },
      };
    });
  }

  private async thank(tx: EntityManager, { id, claimKind, claimerId, wisherId, communityCode, deliveredAt }: WishEntity): Promise<void> {
    if (claimKind !== 'person' || claimerId === null || deliveredAt === null) return;
    await this.thanks.forWish(tx, { id, claimerId, communityCode, wisherId, deliveredAt });
  }

  redo(call: WriteCall, id: string, { reason }: WishReasonDto): Promise<WishView> {
    return this.steps.step(call, id, 'redo', ({ wish, now }) => {
      const promise = againPromised(wish, now);
      const changes = { ...promise, redoCount: wish.redoCount + 1, deliveredBy: null, deliveredAt: null };
      return { changes, note: reason, data: { pledgeDay: promise.pledgeDay } };
    });
  }

  /** @throws 422 naming the field whose words would give somebody away. */
  private async publicWords({ tx, wish }: Moment, dto: ApproveWishDto): Promise<Partial<WishEntity>> {
    const beneficiary = dto.beneficiary ?? wish.beneficiary;
    const valueYuan = dto.valueYuan ?? wish.valueYuan;
    const { telltaleWords } = await this.settings.checkValue(tx, areaOf(wish), wish.kind, valueYuan);
    const [words] = await tx.query<{ contact_name: string | null }[]>(`select contact_name from wish_words where wish_id = $1`, [wish.id]);
    const { name } = await contactOf(tx, wish.wisherId);
    const names = [name, words?.contact_name ?? null].filter((one) => one !== null);
    for (const field of ['publicTitle', 'publicText'] as const) {
      const fault = publicTextFault(dto[field], { beneficiary, telltaleWords, names });
      if (fault !== null) throw new DomainError('unprocessable', 'public_text', fault, { fields: { [field]: fault } });
    }
    await tx.query(`update wish_words set public_title = $2, public_text = $3 where wish_id = $1`, [
      wish.id,
      dto.publicTitle,
      dto.publicText,
    ]);
    return { beneficiary, valueYuan };
  }
}
