import { type Actor, holds } from '../../common/actor.js';
import type { BondRow, ElderRow } from './elders.queries.js';

/** How somebody stands to an elder. */
export interface Standing {
  self: boolean;
  helping: boolean;
  /** The desk of the community, or one above it. */
  desk: boolean;
}
export const DESK = 'dispatcher';

export const standingOf = (actor: Actor, elder: Pick<ElderRow, 'accountId' | 'communityCode'>, bonds: readonly BondRow[]): Standing => ({
  self: elder.accountId === actor.personId,
  helping: bonds.some(({ helperId }) => helperId === actor.personId),
  desk: holds(actor, DESK, elder.communityCode),
});

export const mayRead = ({ self, helping, desk }: Standing): boolean => self || helping || desk;
export const mayEdit = ({ self, desk }: Standing): boolean => self || desk;
/** A code is made on the elder's own phone, by nobody else. */
export const mayMakeCode = ({ self }: Standing): boolean => self;
export const mayAddHelper = ({ desk }: Standing): boolean => desk;
export const mayIssueCard = ({ desk }: Standing): boolean => desk;
export const mayRevokeCard = ({ self, desk }: Standing): boolean => self || desk;
/** Either of the two, or the desk. */
export const mayEndBond = (actor: Actor, { self, desk }: Standing, bond: BondRow): boolean =>
  self || desk || bond.helperId === actor.personId;

/** In which capacity the timeline says it was done. */
export function actingAs({ self, desk }: Standing): string {
  if (self) return 'principal';
  return desk ? DESK : 'helper';
}
