/** Days of the calendar by plain UTC arithmetic on their names: no time zone can move them. */
const DAY_MS = 86_400_000;
const two = (n: number) => String(n).padStart(2, '0');
const nameOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** Whole weeks from Monday that hold the month: days of other months too. */
export function weeksOf(month: string): string[][] {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const start = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY_MS;
  const weeks: string[][] = [];
  for (let week = 0; week < 6; week++) {
    const days = Array.from({ length: 7 }, (_, d) => nameOf(start + (week * 7 + d) * DAY_MS));
    if (week > 0 && !days.some((d) => d.startsWith(month))) break;
    weeks.push(days);
  }
  return weeks;
}

export const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

export function shiftMonth(month: string, by: number): string {
  const [y = 2000, m = 1] = month.split('-').map(Number);
  const at = y * 12 + (m - 1) + by;
  return `${Math.floor(at / 12)}-${two((at % 12) + 1)}`;
}

export const sayMonth = (month: string) => `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`;
