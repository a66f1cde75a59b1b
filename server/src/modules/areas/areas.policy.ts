import { type Actor, holds } from '../../common/actor.js';
import { forbidden, notFound } from '../../common/errors.js';

/** The tree can be seen by all and is kept by administrators, each in the own area and below: elsewhere there is nothing for them to manage. */
export function manage(actor: Actor, code: string): void {
  if (!actor.roles.some(({ role }) => role === 'administrator')) throw forbidden();
  if (!manages(actor, code)) throw notFound();
}

export const manages = (actor: Actor, code: string): boolean => holds(actor, 'administrator', code);
