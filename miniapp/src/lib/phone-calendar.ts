import Taro from '@tarojs/taro';
import type { CalendarEntry } from './ics';

/** WeChat's own: asks the person first. Says what was done. */
export async function addToCalendar(entry: CalendarEntry): Promise<string> {
  try {
    await Taro.addPhoneCalendar({
      title: entry.title,
      startTime: Math.floor(Date.parse(entry.startAt) / 1000),
      endTime: String(Math.floor(Date.parse(entry.endAt) / 1000)),
      description: entry.notes,
      ...(entry.place ? { location: entry.place } : {}),
      alarm: true,
      alarmOffset: 3600,
    });
    return '已加进手机日历，提前一小时提醒您';
  } catch {
    return '没有加进日历，可以在微信设置里打开日历权限';
  }
}
