import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { areaLevel, areaPath } from '@linli/shared/areas';
import {
  DAY_MS,
  dayFrom,
  dayTextOf,
  DEFAULT_OFFICE_HOURS,
  officeHoursFault,
  type OfficeSegment,
  type WorkCalendar,
} from '@linli/shared/calendar';
import type { CalendarYearView, OfficeHoursView, OfficeSpanDto, SetCalendarDayDto } from '@linli/shared/calendar.dto';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError, forbidden, invalidField, notFound } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { EventsService } from '../events/events.service.js';
import { publishedDays } from './published-days.js';

/** Days around the present that a clock can reach: suspensions, long limits and late cases stay far inside. */
const REACH_DAYS = 400;

@Injectable()
export class CalendarService implements OnApplicationBootstrap {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly writes: Writes,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.fill();
  }

  /** Enters the published days of last year, this and the next, each year once; a day that was changed by hand stays. */
  async fill(): Promise<void> {
    const thisYear = yearOf(this.clock.now());
    for (const year of [thisYear - 1, thisYear, thisYear + 1]) {
      const days = publishedDays(year);
      if (!days.length) continue;
      await this.dataSource.query(
        `with filled as (insert into calendar_years (year, filled_at) values ($1, $2) on conflict do nothing returning year)
         insert into calendar_days (day, working, name)
         select d.day, d.working, d.name from jsonb_to_recordset($3::jsonb) as d(day date, working boolean, name text), filled
         on conflict do nothing`,
        [year, this.clock.now(), JSON.stringify(days)],
      );
    }
  }

  /** What the clocks of a matter in this area count by. */
  async of(tx: EntityManager | null, areaCode: string): Promise<WorkCalendar> {
    const manager = tx ?? this.dataSource.manager;
    const now = this.clock.now().getTime();
    const rows = await manager.query<{ day: string; working: boolean }[]>(
      `select day::text as day, working from calendar_days where day between $1 and $2`,
      [dayTextOf(now - REACH_DAYS * DAY_MS), dayTextOf(now + REACH_DAYS * DAY_MS)],
    );
    const days = new Map(rows.flatMap(({ day, working }) => [[dayFrom(day) ?? 0, working] as const]));
    return { days, segments: (await this.hoursAt(manager, areaCode)).segments };
  }

  async year(year: number = yearOf(this.clock.now())): Promise<CalendarYearView> {
    const days = await this.dataSource.query<CalendarYearView['days']>(
      `select day::text as day, working, name from calendar_days where day between $1 and $2 order by day`,
      [`${year}-01-01`, `${year}-12-31`],
    );
    return { year, complete: days.length > 0, warning: await this.warning(), days };
  }

  /** From 1 December on: the coming year is still empty and would count Monday to Friday. */
  async warning(): Promise<string | null> {
    const now = this.clock.now();
    if (dayTextOf(now.getTime()).slice(5, 7) !== '12') return null;
    const year = yearOf(now) + 1;
    const entered = await this.dataSource.query<unknown[]>(`select 1 from calendar_days where day between $1 and $2 limit 1`, [
      `${year}-01-01`,
      `${year}-12-31`,
    ]);
    return entered.length ? null : `${year} 年的放假和调休还没有录入，暂按周一至周五计算，请在工作日历中补录。`;
  }

  setDay(call: WriteCall, { day, working, name }: SetCalendarDayDto): Promise<CalendarYearView> {
    mustAdminister(call.actor);
    if (dayFrom(day) === null) throw invalidField('day', '没有这一天');
    return this.changeDay(call, 'set_day', day, { working }, (tx) =>
      tx.query(
        `insert into calendar_days (day, working, name) values ($1, $2, $3)
         on conflict (day) do update set working = excluded.working, name = excluded.name`,
        [day, working, name],
      ),
    );
  }

  removeDay(call: WriteCall, day: string): Promise<CalendarYearView> {
    mustAdminister(call.actor);
    if (dayFrom(day) === null) throw notFound();
    return this.changeDay(call, 'remove_day', day, {}, (tx) => tx.query(`delete from calendar_days where day = $1`, [day]));
  }

  async hours(areaCode: string): Promise<OfficeHoursView> {
    if (!areaLevel(areaCode)) throw notFound();
    return this.hoursView(this.dataSource.manager, areaCode);
  }

  async setHours(call: WriteCall, areaCode: string, spans: readonly OfficeSpanDto[]): Promise<OfficeHoursView> {
    mustAdminister(call.actor, areaCode);
    const segments = spans.map(({ from, to }) => ({ fromMinute: minuteOf(from), toMinute: minuteOf(to) }));
    const fault = officeHoursFault(segments);
    if (fault) throw invalidField('spans', fault);
    return this.changeHours(call, areaCode, 'set_office_hours', (tx) =>
      tx.query(
        `insert into office_hours (area_code, spans, updated_at) values ($1, $2, $3)
         on conflict (area_code) do update set spans = excluded.spans, updated_at = excluded.updated_at`,
        [areaCode, JSON.stringify(segments), this.clock.now()],
      ),
    );
  }

  async clearHours(call: WriteCall, areaCode: string): Promise<OfficeHoursView> {
    mustAdminister(call.actor, areaCode);
    return this.changeHours(call, areaCode, 'clear_office_hours', (tx) =>
      tx.query(`delete from office_hours where area_code = $1`, [areaCode]),
    );
  }

  private async changeDay(
    call: WriteCall,
    action: string,
    day: string,
    data: { working?: boolean },
    change: (tx: EntityManager) => Promise<unknown>,
  ): Promise<CalendarYearView> {
    await this.writes.once(call, async (tx) => {
      await change(tx);
      await this.events.record(tx, { subject: ['calendar', day], action, actor: call.actor, role: 'administrator', areaCode: null, data });
      return true;
    });
    return this.year(Number(day.slice(0, 4)));
  }

  private async changeHours(
    call: WriteCall,
    areaCode: string,
    action: string,
    change: (tx: EntityManager) => Promise<unknown>,
  ): Promise<OfficeHoursView> {
    return this.writes.once(call, async (tx) => {
      await change(tx);
      const subject = ['office_hours', areaCode] as const;
      await this.events.record(tx, { subject, action, actor: call.actor, role: 'administrator', areaCode });
      return this.hoursView(tx, areaCode);
    });
  }

  private async hoursView(manager: EntityManager, areaCode: string): Promise<OfficeHoursView> {
    const { segments, from } = await this.hoursAt(manager, areaCode);
    const spans = segments.map((s) => ({ from: timeText(s.fromMinute), to: timeText(s.toMinute) }));
    return { areaCode, spans, inheritedFrom: from === areaCode ? null : from };
  }

  private async hoursAt(manager: EntityManager, areaCode: string): Promise<{ segments: readonly OfficeSegment[]; from: string | null }> {
    const [row] = await manager.query<{ area_code: string; spans: OfficeSegment[] }[]>(
      `select area_code, spans from office_hours where area_code = any($1) order by length(area_code) desc limit 1`,
      [areaPath(areaCode)],
    );
    return row ? { segments: row.spans, from: row.area_code } : { segments: DEFAULT_OFFICE_HOURS, from: null };
  }
}

const yearOf = (now: Date): number => Number(dayTextOf(now.getTime()).slice(0, 4));
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const timeText = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The calendar is the whole district's; office hours are kept for streets and communities, by whoever administers them. */
function mustAdminister(actor: Actor, areaCode?: string): void {
  if (areaCode === undefined) {
    if (actor.roles.some((held) => held.role === 'administrator' && areaLevel(held.areaCode) === 'district')) return;
    throw forbidden('只有区级管理员可以修改工作日历。');
  }
  if (!holds(actor, 'administrator', areaCode)) throw forbidden();
  if (areaLevel(areaCode) === 'grid' || areaLevel(areaCode) === 'building')
    throw new DomainError('unprocessable', 'wrong_level', '办公时间按街道或社区设置。');
}
