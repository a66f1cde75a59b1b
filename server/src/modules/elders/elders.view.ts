import { maskName, maskPhone, NAMELESS } from '@linli/shared/accounts';
import type { ElderCardView, ElderView, HelperView } from '@linli/shared/elders.dto';
import type { Actor } from '../../common/actor.js';
import { mayEndBond, standingOf, type Standing } from './elders.policy.js';
import type { BondRow, ElderRow } from './elders.queries.js';

export const nameOf = (name: string): string => name || NAMELESS;

/** For the elder, a bound helper, or the desk: nobody else gets this far. */
export function elderView(elder: ElderRow, bonds: readonly BondRow[], actor: Actor, areaText: string): ElderView {
  const standing = standingOf(actor, elder, bonds);
  const { id, name, phone, birthYear, communityCode, address, lng, lat, needs, note } = elder;
  return {
    id,
    name: nameOf(name),
    phone,
    birthYear,
    communityCode,
    areaText,
    address,
    position: lng === null || lat === null ? null : { lng, lat },
    needs,
    note,
    self: standing.self,
    helping: standing.helping,
    hasAccount: elder.accountId !== null,
    cardIssuedAt: elder.cardIssuedAt?.toISOString() ?? null,
    helpers: bonds.map((bond) => helperView(bond, actor, standing)),
  };
}

function helperView(bond: BondRow, actor: Actor, standing: Standing): HelperView {
  const mine = bond.helperId === actor.personId;
  const whole = mine || standing.self || standing.desk;
  return {
    id: bond.id,
    name: bond.name === '' ? NAMELESS : whole ? bond.name : maskName(bond.name),
    relation: bond.relation,
    way: bond.way,
    since: bond.since.toISOString(),
    mine,
    mayEnd: mayEndBond(actor, standing, bond),
  };
}

/** A row of the desk's list: masked. */
export const elderCardView = (elder: ElderRow, areaText: string): ElderCardView => ({
  id: elder.id,
  name: elder.name ? maskName(elder.name) : NAMELESS,
  phone: elder.phone && maskPhone(elder.phone),
  areaText,
  birthYear: elder.birthYear,
  helpers: elder.helperCount,
  hasAccount: elder.accountId !== null,
  hasCard: elder.cardIssuedAt !== null,
});
