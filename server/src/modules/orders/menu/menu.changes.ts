import { type MenuSlot, slotsText, weekdaysText } from '@linli/shared/menu';
import type { MenuItem } from './menu.queries.js';

/** What an event keeps of a change: numbers and switches before and after. Words are only said to have changed. */
export type SettingChange = Record<string, number | boolean | null | number[]>;

const PLAIN = ['enabled', 'minutes', 'noticeHours', 'radiusMetres', 'maxPeople', 'needsReview', 'openToNeighbours'] as const;
const flat = (slots: readonly MenuSlot[]): number[] => slots.flatMap(({ fromMinute, toMinute }) => [fromMinute, toMinute]);
const unflat = (minutes: readonly number[]): MenuSlot[] =>
  minutes.flatMap((fromMinute, i) => (i % 2 ? [] : [{ fromMinute, toMinute: minutes[i + 1] ?? fromMinute }]));

export function changesBetween(before: MenuItem, after: MenuItem): SettingChange {
  const changes: SettingChange = {};
  for (const name of PLAIN)
    if (before[name] !== after[name]) Object.assign(changes, { [`${name}Before`]: before[name], [name]: after[name] });
  if (before.weekdays.join() !== after.weekdays.join())
    Object.assign(changes, { weekdaysBefore: before.weekdays, weekdays: after.weekdays });
  if (flat(before.slots).join() !== flat(after.slots).join())
    Object.assign(changes, { slotsBefore: flat(before.slots), slots: flat(after.slots) });
  if (before.description !== after.description) changes.description = true;
  return changes;
}

const amount = (label: string, unit: string) => (before: unknown, now: unknown) =>
  `${label} ${before === null ? '不限' : `${Number(before)}`} → ${Number(now)} ${unit}`;
const SENTENCES: Record<(typeof PLAIN)[number], (before: unknown, now: unknown) => string> = {
  enabled: (_, now) => (now ? '开通了服务' : '关闭了服务'),
  minutes: amount('时长', '分钟'),
  noticeHours: amount('提前预约', '小时'),
  radiusMetres: amount('服务半径', '米'),
  maxPeople: amount('最多人数', '人'),
  needsReview: (_, now) => (now ? '改为先审核' : '改为不用审核'),
  openToNeighbours: (_, now) => (now ? '向邻近社区开放' : '不再向邻近社区开放'),
};
const list = (value: unknown): number[] => (Array.isArray(value) ? (value as number[]) : []);

/** 时长 60 → 45 分钟 */
export function changeSentences(change: SettingChange): string[] {
  const sentences = PLAIN.filter((name) => change[name] !== undefined).map((name) =>
    SENTENCES[name](change[`${name}Before`] ?? null, change[name]),
  );
  if (change.weekdays) sentences.push(`服务日 ${weekdaysText(list(change.weekdaysBefore))} → ${weekdaysText(list(change.weekdays))}`);
  if (change.slots) sentences.push(`时段 ${slotsText(unflat(list(change.slotsBefore)))} → ${slotsText(unflat(list(change.slots)))}`);
  if (change.description) sentences.push('修改了服务说明');
  return sentences.length ? sentences : ['没有变化'];
}
