import type { Role } from '@linli/shared/accounts';
import { areaContains } from '@linli/shared/areas';

export interface HeldRole {
  role: Role;
  /** The role counts in this area and below. */
  areaCode: string;
  /** The response team of a handler, else null. */
  teamId: string | null;
  /** The unit of a unit contact, else null. */
  unitId: string | null;
  /** The shop of a merchant, else null. */
  shopId: string | null;
  lead: boolean;
}

/** Who asks, as the database knows them at this request: roles withdrawn a second ago are not here. */
export interface Actor {
  personId: string;
  sessionId: string;
  phoneVerified: boolean;
  homeCommunityCode: string | null;
  roles: readonly HeldRole[];
}

/** Whether one of `roles` is held at `areaCode` or above it. */
export function holds(actor: Actor, roles: Role | readonly Role[], areaCode: string): boolean {
  const wanted: readonly Role[] = typeof roles === 'string' ? [roles] : roles;
  return actor.roles.some((held) => wanted.includes(held.role) && areaContains(held.areaCode, areaCode));
}

export interface AccessClaims {
  /** Person at the time of issue; the session's person is who counts. */
  sub: string;
  /** Session. */
  sid: string;
}

/** Implemented by accounts. One query a request, nothing remembered: revocation is immediate. Null: the session or account is over. */
export abstract class ActorSource {
  abstract load(claims: AccessClaims): Promise<Actor | null>;
}
