import { icsOf, type CalendarEntry } from './ics';

/** A file the calendar of the phone or the desk opens. Says what was done. */
export function addToCalendar(entry: CalendarEntry): Promise<string> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([icsOf(entry, new Date().toISOString())], { type: 'text/calendar' }));
  link.download = `${entry.title.replace(/[\\/:*?"<>|]/g, ' ')}.ics`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return Promise.resolve('日历文件已下载，打开就能加进日历');
}
