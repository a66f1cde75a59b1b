import { VOUCHER_WORKFLOW, type VoucherAction } from '@linli/shared/rewards';
import { actionsFrom } from '@linli/shared/workflow';
import { type Actor, holds } from '../../../common/actor.js';
import { type Close, isAmong, NOBODY_CLOSE } from '../../../common/closeness.js';
import { dayOf } from '../../../common/days.js';
import { merchantShops } from '../shops/shops.policy.js';
import type { VoucherEntity } from './voucher.entity.js';

export type Rule = (actor: Actor, voucher: VoucherEntity) => boolean;

/** The shops somebody serves in. */
export const shopsOf = (actor: Actor): string[] => [...new Set(merchantShops(actor))];

const isOwner: Rule = (actor, { personId }) => personId === actor.personId;
export const isOfShop: Rule = (actor, { shopId }) => shopsOf(actor).includes(shopId);
export const isDesk: Rule = (actor, { communityCode }) => holds(actor, 'dispatcher', communityCode);
export const seesHanded: Rule = (actor, voucher) => isOfShop(actor, voucher) || isDesk(actor, voucher);
export const canSee: Rule = (actor, voucher) => isOwner(actor, voucher) || seesHanded(actor, voucher);

/** Who may ever do what; nobody gives out, or gives back, what is their own. */
export const VOUCHER_POLICY: Readonly<Record<VoucherAction, Rule>> = {
  redeem: (actor, voucher) => isOfShop(actor, voucher) && !isOwner(actor, voucher),
  cancel: isOwner,
  // What time does, and what the end of a shop does.
  expire: () => false,
  release: () => false,
  refund: (actor, voucher) => seesHanded(actor, voucher) && !isOwner(actor, voucher),
};

/** The desk gives nothing back to its own people: another colleague does. */
export const refundIsAnothers = (actor: Actor, voucher: VoucherEntity, close: Close): boolean =>
  !isOfShop(actor, voucher) && isAmong(close, voucher.personId);

/** A shop gives back on the day of Shanghai it handed out; the community's desk later too. */
export const refundIsLate = (actor: Actor, voucher: VoucherEntity, now: Date, close: Close): boolean =>
  (!isDesk(actor, voucher) || isAmong(close, voucher.personId)) && voucher.redeemedAt !== null && dayOf(voucher.redeemedAt) !== dayOf(now);

/** What this caller may do now. A voucher is used with its code, never by a button beside it. */
export function actionsFor(actor: Actor, voucher: VoucherEntity, now: Date, close: Close = NOBODY_CLOSE): VoucherAction[] {
  const noRefund = refundIsAnothers(actor, voucher, close) || refundIsLate(actor, voucher, now, close);
  return actionsFrom<VoucherAction, VoucherEntity['state']>(VOUCHER_WORKFLOW, voucher.state).filter(
    (action) => action !== 'redeem' && VOUCHER_POLICY[action](actor, voucher) && !(action === 'refund' && noRefund),
  );
}

/** In which capacity, as the record of what happened says it. */
export function actingAs(actor: Actor, voucher: VoucherEntity): 'owner' | 'merchant' | 'dispatcher' {
  if (isOwner(actor, voucher)) return 'owner';
  return isOfShop(actor, voucher) ? 'merchant' : 'dispatcher';
}
