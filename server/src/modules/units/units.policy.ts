import type { UnitKind } from '@linli/shared/units';
import { type Actor, holds } from '../../common/actor.js';
import { forbidden } from '../../common/errors.js';
import { contactOf } from './units.service.js';

interface Place {
  kind: UnitKind;
  area_code: string;
  path: readonly string[];
}

export const administers = (actor: Actor, areaCode: string): boolean => holds(actor, 'administrator', areaCode);

/** @throws 403 to whoever does not keep the trees here. */
export function mustAdminister(actor: Actor, areaCode: string): void {
  if (!administers(actor, areaCode)) throw forbidden('单位由所在区域的管理员维护。');
}

/**
 * Who reads and confirms who belongs to a unit: its contact or one above; the desk where it sits. Of a party organisation only the very
 * community's (or street's) desk, not those above it: membership is sensitive, and nobody there needs it.
 */
export function seesMembers(actor: Actor, unit: Place): boolean {
  if (contactOf(actor, unit.path)) return true;
  if (unit.kind === 'work_unit') return holds(actor, 'dispatcher', unit.area_code);
  return actor.roles.some((held) => held.role === 'dispatcher' && held.areaCode === unit.area_code);
}

/** @throws 403 */
export function mustSeeMembers(actor: Actor, unit: Place): void {
  if (!seesMembers(actor, unit)) throw forbidden('只有单位联络员和所在社区的值班员可以查看成员。');
}

/** Hours and the half-yearly summary: for the unit, so for its contacts alone. @throws 403 */
export function mustContact(actor: Actor, unit: Place): void {
  if (!contactOf(actor, unit.path)) throw forbidden('只有单位联络员可以查看小结。');
}
