// The package's data, not its functions: those read the process's time zone and name the day before in America.
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

export interface PublishedDay {
  day: string;
  working: boolean;
  name: string;
}

/** The State Council's holidays and swapped days of a year; empty for a year not published yet. Names stand as “Spring Festival,春节,4”. */
export function publishedDays(year: number): PublishedDay[] {
  const chinese = (name: string) => name.split(',')[1] ?? name;
  const of = (days: Record<string, string>, working: boolean) =>
    Object.entries(days)
      .filter(([day]) => day.startsWith(`${year}-`))
      .map(([day, name]) => ({ day, working, name: working ? `${chinese(name)}调休上班` : chinese(name) }));
  return [...of(published.holidays, false), ...of(published.workdays, true)].sort((a, b) => (a.day < b.day ? -1 : 1));
}
