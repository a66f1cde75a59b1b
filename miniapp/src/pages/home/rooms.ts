import type { Role } from '@linli/shared/accounts';
import type { ReportBox } from '@linli/shared/reports';
import type { IconName } from '@/components/icon';

export interface Room {
  icon: IconName;
  title: string;
  note: string;
  path: string;
  /** whoever holds one of these sees the door */
  roles: readonly Role[];
}

/** The staff's rooms, in the order of a working day. A room is listed here when it exists. */
export const ROOMS: readonly Room[] = [];

/** The list that opens behind a count of the home page, or nothing where no room shows it. */
export const BOX_PATHS: Partial<Record<ReportBox, string>> = {};
