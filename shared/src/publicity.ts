import { dayOf, isWorkday, startOfDay, type WorkCalendar } from './calendar.js';
import { PUBLICISED_WORKING_DAYS } from './timebank.js';

/** Until when a record that is listed from `from` on stands there for objections: the end of the third working day after that day. */
export function publicityEnds(calendar: WorkCalendar, from: number): number {
  let day = dayOf(from);
  for (let passed = 0; passed < PUBLICISED_WORKING_DAYS;) if (isWorkday(calendar, ++day)) passed++;
  return startOfDay(day + 1);
}
