/** An order's points: whole, by the planned minutes, for the order and not for each who comes. */

export const ORDER_POINTS_PAYERS = ['person', 'pool'] as const;
export type OrderPointsPayer = (typeof ORDER_POINTS_PAYERS)[number];
/** `held` at submission; `settled` to the pool at confirmation, `released` when nothing was served, `returned` when that came out later. */
export const ORDER_POINTS_STATES = ['held', 'settled', 'released', 'returned'] as const;
export type OrderPointsState = (typeof ORDER_POINTS_STATES)[number];

/** Rounded down, like what a service earns: nobody pays for a started minute. */
export const orderPoints = (minutes: number, pointsPerHour: number): number => Math.floor((minutes * pointsPerHour) / 60);

/** What is due at the end: for the minutes really served, never more than was held. */
export const orderPointsDue = (servedMinutes: number, pointsPerHour: number, held: number): number =>
  Math.min(held, orderPoints(servedMinutes, pointsPerHour));

/** Whose points an order takes. `nobody`: it is free. */
export type OrderPayer = 'self' | 'elder' | 'pool' | 'nobody';

export interface OrderPrice {
  points: number;
  payer: OrderPayer;
  /** The caller's own free points; null where it is not theirs to know or not theirs to pay. */
  have: number | null;
  enough: boolean;
}

/** 需 20 积分，您有 35 */
export function orderPriceText({ points, payer, have, enough }: OrderPrice): string {
  if (points === 0 || payer === 'nobody') return '不用积分';
  if (payer === 'pool') return `需 ${points} 积分，由社区公益池支付，您不用出`;
  if (payer === 'elder') return enough ? `需 ${points} 积分，从老人的积分里出` : `需 ${points} 积分，老人的积分不够`;
  return enough ? `需 ${points} 积分，您有 ${have ?? 0}` : `需 ${points} 积分，您有 ${have ?? 0}，还差 ${points - (have ?? 0)}`;
}

/** How an order's points stand, for those who ordered and the desk. */
export function orderPointsText(points: {
  price: number;
  held: number;
  payer: OrderPointsPayer;
  state: OrderPointsState;
  settled: number | null;
}): string {
  const { price, held, payer, state, settled } = points;
  if (state === 'released') return payer === 'pool' ? '没有动用公益池的积分' : `预留的 ${held} 积分已退回`;
  // The pool may have spent them meanwhile and owe them: what has come back stands in the statement.
  if (state === 'returned') return payer === 'pool' ? `${settled ?? 0} 积分退回公益池` : `${settled ?? 0} 积分退回，以“我的积分”里到账为准`;
  if (state === 'settled') {
    if (payer === 'pool') return `公益池支付了 ${settled ?? 0} 积分`;
    const rest = held - (settled ?? 0);
    return rest > 0 ? `用了 ${settled ?? 0} 积分，退回 ${rest}` : `用了 ${settled ?? 0} 积分`;
  }
  if (payer === 'pool') return held < price ? `公益池支付 ${held} 积分（需 ${price}，其余免除）` : `公益池支付 ${held} 积分`;
  return `预留 ${held} 积分，服务确认后转入公益池`;
}
