import type { PolicyTerms } from './timebank-policy.js';
import { STAR_LABELS, starOf } from './timebank.js';
import { type ItemState, REDEEM_OBSTACLE_SENTENCES, REDEEM_OBSTACLES, type RedeemObstacle, type ShopState } from './rewards.js';

/** Of the item and its shop. Days in Asia/Shanghai. */
export interface RedeemTerms {
  shopState: ShopState;
  agreementFrom: string;
  agreementTo: string;
  itemState: ItemState;
  points: number;
  stock: number | null;
  perPerson: number | null;
  perPersonMonth: number | null;
  starLeast: number;
  minutesLeast: number;
}
/** Of the person, now. Vouchers: those ready and used. */
export interface RedeemStanding {
  today: string;
  /** of this item, ever and in this month */
  vouchers: number;
  vouchersThisMonth: number;
  /** of all items, in this month */
  pointsThisMonth: number;
  /** confirmed */
  minutes: number;
  free: number;
  debt: number;
}
export type RedeemPolicy = Pick<PolicyTerms, 'minMinutesBeforeRedeem' | 'redeemMonthlyCapPoints' | 'starHours'>;

const RULES: Record<RedeemObstacle, (terms: RedeemTerms, own: RedeemStanding, policy: RedeemPolicy) => boolean> = {
  shop_not_open: (terms, own) => terms.shopState !== 'open' || own.today < terms.agreementFrom || own.today > terms.agreementTo,
  item_off: ({ itemState }) => itemState !== 'on',
  sold_out: ({ stock }) => stock === 0,
  person_limit: ({ perPerson }, own) => perPerson !== null && own.vouchers >= perPerson,
  month_limit: ({ perPersonMonth }, own) => perPersonMonth !== null && own.vouchersThisMonth >= perPersonMonth,
  star_too_low: ({ starLeast }, own, { starHours }) => starOf(own.minutes, starHours).star < starLeast,
  minutes_too_few: ({ minutesLeast }, own) => own.minutes < minutesLeast,
  hours_before_redeem: (_, own, { minMinutesBeforeRedeem }) => own.minutes < minMinutesBeforeRedeem,
  month_points_limit: ({ points }, own, { redeemMonthlyCapPoints: cap }) => cap !== null && own.pointsThisMonth + points > cap,
  in_debt: (_, own) => own.debt > 0,
  not_enough_points: ({ points }, own) => own.free < points,
};

/** Everything that stands between somebody and an item, the weightiest first. The shop page and the redemption itself ask the same. */
export const redeemObstacles = (terms: RedeemTerms, own: RedeemStanding, policy: RedeemPolicy): RedeemObstacle[] =>
  REDEEM_OBSTACLES.filter((obstacle) => RULES[obstacle](terms, own, policy));

/** As it is said to that person: with what is missing, where that is a number. */
export function obstacleSentence(obstacle: RedeemObstacle, terms: RedeemTerms, own: RedeemStanding, policy: RedeemPolicy): string {
  const hours = (minutes: number) => `${Math.ceil((minutes - own.minutes) / 6) / 10} 小时`;
  if (obstacle === 'not_enough_points') return `还差 ${terms.points - Math.max(0, own.free)} 积分。`;
  if (obstacle === 'minutes_too_few') return `再服务 ${hours(terms.minutesLeast)}就可以兑换。`;
  if (obstacle === 'hours_before_redeem') return `本社区规定服务满一定时长后才能兑换，还差 ${hours(policy.minMinutesBeforeRedeem)}。`;
  if (obstacle === 'star_too_low') return `这一项为${STAR_LABELS[terms.starLeast] ?? ''}及以上的志愿者准备。`;
  if (obstacle === 'shop_not_open' && terms.shopState === 'open' && own.today < terms.agreementFrom)
    return `这家店从 ${terms.agreementFrom} 起可以兑换。`;
  return REDEEM_OBSTACLE_SENTENCES[obstacle];
}

/** What is asked of everybody, in short lines. */
export function itemConditions(
  item: Pick<RedeemTerms, 'perPerson' | 'perPersonMonth' | 'starLeast' | 'minutesLeast'> & { validDays: number },
): string[] {
  return [
    item.perPerson !== null && `每人限兑 ${item.perPerson} 份`,
    item.perPersonMonth !== null && `每人每月限兑 ${item.perPersonMonth} 份`,
    item.starLeast > 0 && `${STAR_LABELS[item.starLeast]}及以上志愿者可兑`,
    item.minutesLeast > 0 && `服务满 ${Math.round(item.minutesLeast / 6) / 10} 小时可兑`,
    `兑换后 ${item.validDays} 天内有效`,
  ].filter((line) => line !== false);
}
