import type { Role } from '@linli/shared/accounts';
import type { MeView } from '@linli/shared/accounts.dto';
import type { IconName } from '@/components/icon';
import { holdsAny } from '@/lib/roles';
import { swap } from '@/lib/router';

interface Place {
  key: string;
  icon: IconName;
  label: string;
  note: string;
  path: string;
  /** whoever holds one of these sees the door; what they may do inside is the server's answer */
  roles: readonly Role[];
}

/** The time bank's rooms for the staff, one line each, in the order of a working day. A room is listed here when it exists. */
export const PLACES: readonly Place[] = [];

export const placesOf = (me: MeView | undefined): Place[] => (me ? PLACES.filter((place) => holdsAny(me, place.roles)) : []);

export const roomsOf = (me: MeView | undefined) =>
  placesOf(me).map(({ key, label, icon, path }) => ({ key, label, icon, onPress: () => swap(path) }));
