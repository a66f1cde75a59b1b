import type { Role } from '@linli/shared/accounts';
import type { MeView } from '@linli/shared/accounts.dto';

/** Which doors to draw. Whether they open is the server's to say. */
export const holdsAny = (me: Pick<MeView, 'roles'> | undefined, roles: readonly Role[]): boolean =>
  me?.roles.some((r) => roles.includes(r.role)) ?? false;

/** The widest area in which the person holds one of these roles: where their trees and filters begin. */
export const widestArea = (me: Pick<MeView, 'roles'> | undefined, roles: readonly Role[]): string | undefined =>
  me?.roles
    .filter((r) => roles.includes(r.role))
    .map((r) => r.areaCode)
    .sort((a, b) => a.length - b.length || a.localeCompare(b))
    .at(0);
