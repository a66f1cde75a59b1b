import type { MenuSettingView, SlotView, UpdateMenuSettingDto } from '@linli/shared/orders-menu.dto';

/** What the form holds. */
export interface MenuRules {
  minutes: number;
  noticeHours: number;
  radiusMetres: number | null;
  maxPeople: number;
  needsReview: boolean;
  openToNeighbours: boolean;
  description: string;
  weekdays: number[];
  slots: SlotView[];
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Only what differs from what stands: the history then names what somebody really changed. */
export function changesOf(item: MenuSettingView, now: MenuRules): UpdateMenuSettingDto {
  const before: MenuRules = { ...item, description: item.description ?? '' };
  const changes: Partial<Record<keyof MenuRules, unknown>> = {};
  for (const key of Object.keys(now) as (keyof MenuRules)[]) {
    if (now[key] !== null && !same(before[key], now[key])) changes[key] = now[key];
  }
  return changes as UpdateMenuSettingDto;
}
