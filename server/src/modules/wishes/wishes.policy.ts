import { areaAt } from '@linli/shared/areas';
import { BOARD_STATES, type WishAction, type WishKind, type WishState } from '@linli/shared/wishes';
import { type Actor, holds } from '../../common/actor.js';
import type { WishEntity } from './wish.entity.js';

export type Rule = (actor: Actor, wish: WishEntity) => boolean;

/** Where a wish belongs: its grid, or what is known of it. */
export const areaOf = ({ gridCode, communityCode, streetCode }: Pick<WishEntity, 'gridCode' | 'communityCode' | 'streetCode'>): string =>
  gridCode ?? communityCode ?? streetCode;

const any =
  (...rules: Rule[]): Rule =>
  (actor, wish) =>
    rules.some((rule) => rule(actor, wish));

export const isDesk: Rule = (actor, wish) => holds(actor, 'dispatcher', areaOf(wish));
/** Writes wishes down for others there: a grid member for the grids walked and the community they lie in; a grid leader alike. */
export const entersFor = (actor: Actor, areaCode: string): boolean =>
  holds(actor, ['grid_member', 'grid_leader'], areaCode) ||
  actor.roles.some(({ role, areaCode: own }) => role === 'grid_member' && areaAt(own, 'community') === areaCode);
/** Whose hand was in it, whatever they are by now: no verdict on it and no claim. */
export const wrote: Rule = (actor, { wisherId, enteredBy }) => wisherId === actor.personId || enteredBy === actor.personId;
/** Whoever wishes; whoever wrote it down for somebody, as long as they still serve there. */
export const isAuthor: Rule = (actor, wish) => {
  if (wish.wisherId === actor.personId) return true;
  return wish.enteredBy === actor.personId && (isDesk(actor, wish) || entersFor(actor, areaOf(wish)));
};
/** Entered for somebody without an account: any of the desk's people goes on with it. */
const isDeskForAnother: Rule = (actor, wish) => wish.wisherId === null && isDesk(actor, wish);
/** Reads the matter only because of the audit role: the look is recorded. */
export const looksAsAuditor: Rule = (actor, wish) => !any(isAuthor, isDesk)(actor, wish) && holds(actor, 'auditor', areaOf(wish));

/** The units somebody speaks for, of one district. */
export const unitsOf = (actor: Actor, districtCode?: string): string[] =>
  actor.roles.flatMap(({ role, unitId, areaCode }) => {
    if (role !== 'unit_contact' || unitId === null) return [];
    return districtCode === undefined || areaAt(areaCode, 'district') === districtCode ? [unitId] : [];
  });
const isOfClaimingUnit: Rule = (actor, { claimUnitId }) => claimUnitId !== null && unitsOf(actor).includes(claimUnitId);
/** A unit's claim is any of its contacts' to go on with; who is its contact no more has left it. */
export const holdsClaim: Rule = (actor, wish) => {
  if (wish.claimId === null) return false;
  return wish.claimUnitId === null ? wish.claimerId === actor.personId : isOfClaimingUnit(actor, wish);
};

const mayReview: Rule = (actor, wish) => isDesk(actor, wish) && !wrote(actor, wish);
/** Four eyes: never what one wished, wrote down, claimed or delivered, nor what one's own unit did. */
const mayVerify: Rule = (actor, wish) => {
  const { claimerId, deliveredBy } = wish;
  if (claimerId === actor.personId || deliveredBy === actor.personId) return false;
  return mayReview(actor, wish) && !isOfClaimingUnit(actor, wish);
};

/** As a person anybody, as a unit its contacts; 大事项 are for units alone. */
const mayClaim: Rule = (actor, { kind, districtCode }) => maySpeak(actor, kind, districtCode);
const maySpeak = (actor: Actor, kind: WishKind, districtCode: string): boolean =>
  kind === 'micro' || unitsOf(actor, districtCode).length > 0;

/** Who may ever do what. Whether it can be done now is said by the workflow and by the obstacles of each verb. */
export const WISH_POLICY: Readonly<Record<WishAction, Rule>> = {
  revise: any(isAuthor, isDeskForAnother),
  withdraw: any(isAuthor, isDeskForAnother),
  approve: mayReview,
  reject: mayReview,
  // What it is worth, too: never of a wish one has taken on.
  amend: mayVerify,
  claim: mayClaim,
  give_back: holdsClaim,
  // What the deadline does by itself; nobody presses it.
  expire: () => false,
  deliver: holdsClaim,
  fulfil: mayVerify,
  redo: mayVerify,
  thank: any(isAuthor, isDeskForAnother),
};

const BOARD: readonly WishState[] = BOARD_STATES;
export const isOnBoard = ({ state }: Pick<WishEntity, 'state'>): boolean => BOARD.includes(state);
/** What stands on a board is for everybody; the rest for its author, the desk and the auditor. */
export const canSee: Rule = (actor, wish) => isOnBoard(wish) || any(isAuthor, isDesk, looksAsAuditor)(actor, wish);
/** The first wording. */
export const seesOriginal: Rule = any(isAuthor, isDesk, looksAsAuditor);
/** What passes between the claimer and the community. */
export const seesInside: Rule = any(seesOriginal, holdsClaim);
/** Name, phone, place: the desk, and whoever holds the claim until it was reviewed. */
export const maySeeContact: Rule = (actor, wish) =>
  isDesk(actor, wish) || (holdsClaim(actor, wish) && (wish.state === 'claimed' || wish.state === 'delivered'));

/** In which capacity: what the timeline says instead of a name. */
export function actingAs(actor: Actor, wish: WishEntity, action: WishAction): 'wisher' | 'claimer' | 'dispatcher' {
  if (action === 'claim' || action === 'give_back' || action === 'deliver') return 'claimer';
  return isAuthor(actor, wish) ? 'wisher' : 'dispatcher';
}
