const EIGHT_HOURS = 8 * 3_600_000;

/** The day (YYYY-MM-DD) in Asia/Shanghai; China has had no summer time since 1991. */
export const dayOf = (at: Date): string => new Date(at.getTime() + EIGHT_HOURS).toISOString().slice(0, 10);

/** The instant a day begins in Asia/Shanghai. */
export const dayStart = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - EIGHT_HOURS);

/** The day `days` later (or earlier, when negative). */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A day that is in the calendar: 2026-02-30 is not. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};
