import { areaAt } from '@linli/shared/areas';
import type { PartnerItemAction } from '@linli/shared/wishes';
import { type Actor, holds } from '../../common/actor.js';
import type { PartnerItemEntity } from './partner-item.entity.js';
import { unitsOf } from './wishes.policy.js';

type Rule = (actor: Actor, item: PartnerItemEntity) => boolean;

export const isDeskOf: Rule = (actor, { areaCode }) => holds(actor, 'dispatcher', areaCode);
const isOf = (actor: Actor, unitId: string | null): boolean => unitId !== null && unitsOf(actor).includes(unitId);
/** A unit's entry is its contacts' to go on with; the community's own is the desk's. */
export const isFrom: Rule = (actor, item) => (item.unitId === null ? isDeskOf(actor, item) : isOf(actor, item.unitId));
const isTaker: Rule = (actor, item) => {
  if (item.takenBy === null) return false;
  return item.takenUnitId === null ? isDeskOf(actor, item) : isOf(actor, item.takenUnitId);
};
/** Somebody who speaks for a unit of the district, or for the community. */
export const mayMeet: Rule = (actor, item) =>
  isDeskOf(actor, item) || unitsOf(actor, areaAt(item.areaCode, 'district') ?? undefined).length > 0;
/** As whom they could take it up: never the entry's own side. */
export const takers = (actor: Actor, item: PartnerItemEntity): { units: string[]; desk: boolean } => ({
  units: unitsOf(actor, areaAt(item.areaCode, 'district') ?? undefined).filter((id) => id !== item.unitId),
  desk: item.unitId !== null && isDeskOf(actor, item),
});

const any =
  (...rules: Rule[]): Rule =>
  (actor, item) =>
    rules.some((rule) => rule(actor, item));

export const PARTNER_ITEM_POLICY: Readonly<Record<PartnerItemAction, Rule>> = {
  revise: isFrom,
  take_up: mayMeet,
  let_go: any(isFrom, isTaker),
  finish: any(isFrom, isDeskOf),
  close: any(isFrom, isDeskOf),
};
/** Whom to ring about it: the two sides and the desk; before somebody took it up every unit that might. */
export const maySeeContact: Rule = (actor, item) =>
  any(isFrom, isTaker, isDeskOf)(actor, item) || (item.state === 'open' && mayMeet(actor, item));
