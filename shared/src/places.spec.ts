import { hoursFault, hoursText, isOpen, type OpenHours } from './places.js';

const at = (shanghai: string) => Date.parse(`${shanghai}+08:00`);
const WEEK = [1, 2, 3, 4, 5];
const HOURS: OpenHours[] = [
  { weekdays: WEEK, from: '08:30', to: '12:00' },
  { weekdays: WEEK, from: '14:30', to: '18:00' },
  { weekdays: [7], from: '09:00', to: '12:00' },
];

describe('opening hours', () => {
  it.each([
    ['2026-03-11T08:29:59', false],
    ['2026-03-11T08:30:00', true],
    ['2026-03-11T11:59:59', true],
    ['2026-03-11T12:00:00', false],
    ['2026-03-11T14:30:00', true],
    ['2026-03-14T10:00:00', false],
    ['2026-03-15T10:00:00', true],
    ['2026-03-16T00:30:00', false],
  ])('%s: %s', (moment, open) => {
    expect(isOpen(HOURS, at(moment))).toBe(open);
  });

  it('are said as people say them', () => {
    expect(hoursText(HOURS)).toBe('周一至周五 08:30–12:00，14:30–18:00；周日 09:00–12:00');
    expect(hoursText([{ weekdays: [7, 1, 2, 3, 4, 5, 6], from: '06:30', to: '21:00' }])).toBe('每天 06:30–21:00');
    expect(hoursText([{ weekdays: [3, 1], from: '09:00', to: '10:00' }])).toBe('周一、周三 09:00–10:00');
  });

  it('do not overlap, and end after they begin', () => {
    expect(hoursFault(HOURS)).toBeNull();
    expect(hoursFault([{ weekdays: [], from: '08:00', to: '09:00' }])).toBe('请选择开放的日子');
    expect(hoursFault([{ weekdays: [1], from: '09:00', to: '09:00' }])).toBe('结束时间要晚于开始时间');
    expect(hoursFault([...HOURS, { weekdays: [5], from: '11:00', to: '13:00' }])).toBe('同一天的开放时间有重叠');
    expect(hoursFault([...HOURS, { weekdays: [5], from: '12:00', to: '14:30' }])).toBeNull();
  });
});
