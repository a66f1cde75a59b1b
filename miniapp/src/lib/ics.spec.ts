import { icsOf } from './ics';

const entry = {
  id: 'o1',
  title: '陪同就医；早到，带卡',
  startAt: '2026-11-23T01:00:00.000Z',
  endAt: '2026-11-23T04:00:00.000Z',
  place: null,
  notes: '第一行\n第二行, 逗号; 分号',
};

test('one event in UTC with its reminder', () => {
  const lines = icsOf(entry, '2026-11-21T00:00:00Z').split('\r\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'UID:o1@linli',
      'DTSTART:20261123T010000Z',
      'DTEND:20261123T040000Z',
      'DTSTAMP:20261121T000000Z',
      'TRIGGER:-PT1H',
    ]),
  );
  expect(lines).toContain('DESCRIPTION:第一行\\n第二行\\, 逗号\\; 分号');
  expect(lines.some((l) => l.startsWith('LOCATION'))).toBe(false);
  expect(lines[0]).toBe('BEGIN:VCALENDAR');
  expect(lines.at(-2)).toBe('END:VCALENDAR');
});

test('no line is longer than 75 bytes, and folding loses nothing', () => {
  const text = icsOf({ ...entry, place: '万福社区'.repeat(30) }, '2026-11-21T00:00:00Z');
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replace(/\r\n /g, '')).toContain(`LOCATION:${'万福社区'.repeat(30)}`);
});
