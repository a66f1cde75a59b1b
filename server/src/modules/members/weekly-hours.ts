import { WEEKDAY_LABELS, WEEKLY_HOURS_MIN_MINUTES } from '@linli/shared/members';
import type { WeeklyHourView } from '@linli/shared/members.dto';
import { invalidField } from '../../common/errors.js';

/** In the order of the week. @throws 400 where two overlap or one is shorter than half an hour. */
export function checkedHours(hours: readonly WeeklyHourView[]): WeeklyHourView[] {
  const sorted = hours
    .map(({ weekday, fromMinute, toMinute }) => ({ weekday, fromMinute, toMinute }))
    .sort((a, b) => a.weekday - b.weekday || a.fromMinute - b.fromMinute);
  sorted.forEach((hour, i) => {
    const day = WEEKDAY_LABELS[hour.weekday - 1] ?? '';
    if (hour.toMinute - hour.fromMinute < WEEKLY_HOURS_MIN_MINUTES)
      throw invalidField('hours', `${day}的时间至少 ${WEEKLY_HOURS_MIN_MINUTES} 分钟，结束要晚于开始。`);
    const before = sorted[i - 1];
    if (before?.weekday === hour.weekday && before.toMinute > hour.fromMinute) throw invalidField('hours', `${day}的时间有重叠。`);
  });
  return sorted;
}
