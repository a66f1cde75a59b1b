export interface CalendarEntry {
  id: string;
  title: string;
  startAt: string;
  endAt: string;
  /** only what the person may carry in a calendar: never an address of a home */
  place: string | null;
  notes: string;
}

const plain = (text: string) => text.replace(/[\\;,]/g, (c) => `\\${c}`).replace(/\r?\n/g, '\\n');
/** 20261121T030000Z */
const stamp = (iso: string) => `${new Date(iso).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;

/** Lines longer than 75 bytes are folded; cut by letters, as a Chinese one has three bytes. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const letter of line) {
    const size = letter.charCodeAt(0) < 0x80 ? 1 : letter.length > 1 ? 4 : 3;
    if (bytes + size > 73) {
      parts.push(part);
      part = '';
      bytes = 0;
    }
    part += letter;
    bytes += size;
  }
  return [...parts, part].join('\r\n ');
}

/** One appointment as RFC 5545, with a reminder an hour before. */
export function icsOf(entry: CalendarEntry, now: string): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//linli//orders//ZH',
    'BEGIN:VEVENT',
    `UID:${entry.id}@linli`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(entry.startAt)}`,
    `DTEND:${stamp(entry.endAt)}`,
    `SUMMARY:${plain(entry.title)}`,
    ...(entry.place ? [`LOCATION:${plain(entry.place)}`] : []),
    `DESCRIPTION:${plain(entry.notes)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${plain(entry.title)}`,
    'TRIGGER:-PT1H',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
}
