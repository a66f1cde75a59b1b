import { dayOf, sayDay } from '@/lib/times';

const DAY = 86_400_000;
export const HALL_DAYS = 7;

/** 今天 明天 后天 周三 …: a week of days to choose from. */
export const comingDays = (now: number): { value: string; label: string }[] =>
  Array.from({ length: HALL_DAYS }, (_, i) => ({ value: dayOf(now + i * DAY), label: sayDay(now + i * DAY, now) }));
