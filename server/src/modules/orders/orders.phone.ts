import type { Actor } from '../../common/actor.js';
import { DomainError } from '../../common/errors.js';

/** Ordering and serving need a phone that was verified: somebody must be reachable. @throws 403 phone_needed */
export function requirePhone({ phoneVerified }: Pick<Actor, 'phoneVerified'>): void {
  if (!phoneVerified) throw new DomainError('forbidden', 'phone_needed', '请先验证手机号，社区才能联系到您。');
}
