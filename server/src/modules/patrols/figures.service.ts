import { Injectable } from '@nestjs/common';
import { areaLevel } from '@linli/shared/areas';
import { dayFrom, dayText } from '@linli/shared/calendar';
import { COVERAGE_DAYS } from '@linli/shared/patrols';
import type { MonthQuery, PatrolFiguresQuery, PatrolFigureView, PatrolMonthView } from '@linli/shared/patrols.dto';
import { DataSource } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { addDays, dayOf, dayStart } from '../../common/days.js';
import { forbidden, invalidField, notFound } from '../../common/errors.js';
import { AreasService } from '../areas/areas.service.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { EventsService } from '../events/events.service.js';
import { type CalendarDay, type Completion, completionOf, daysBetween, dutyDay, type DutyFacts, sumOf } from './duty.js';
import { type Member, membersIn, NOBODY, type Period } from './duty.queries.js';
import { OVERSEERS, over, mustWalk } from './patrols.policy.js';

/** The calendar reaches back a year and a month. */
const MONTHS_BACK = 12;

/** Months of one person, completion and coverage of areas. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly calendar: CalendarService,
    private readonly events: EventsService,
  ) {}

  async month(actor: Actor, { month, personId }: MonthQuery): Promise<PatrolMonthView> {
    const period = this.period(month);
    const who = personId ?? actor.personId;
    if (who === actor.personId) mustWalk(actor);
    const calendar = await this.calendar.of(null, actor.roles[0]?.areaCode ?? '');
    const [member] = await membersIn(this.dataSource.manager, { personId: who }, period);
    const grids = member?.facts.held.map((h) => h.areaCode) ?? [];
    if (who !== actor.personId) {
      if (!over(actor, OVERSEERS, grids)) throw notFound();
      await this.events.look(null, {
        personId: actor.personId,
        subject: ['person', who],
        field: 'patrol_month',
        areaCode: grids[0] ?? null,
      });
    }
    const facts = member?.facts ?? NOBODY;
    const days = daysBetween(calendar, period.from, period.to).map((date) => dutyDay(facts, date));
    const today = dayOf(this.clock.now());
    return { month: period.from.slice(0, 7), days, ...completionOf(days.filter((d) => d.day <= today)) };
  }

  /** The area itself, then those one level below, down to grids. */
  async figures(actor: Actor, { areaCode, month }: PatrolFiguresQuery): Promise<PatrolFigureView[]> {
    if (!holds(actor, OVERSEERS, areaCode)) throw forbidden();
    const period = this.period(month);
    const tx = this.dataSource.manager;
    const today = dayOf(this.clock.now());
    const calendar = await this.calendar.of(null, areaCode);
    const days = daysBetween(calendar, period.from, period.to < today ? period.to : today);
    const members = (await membersIn(tx, { areaCode }, period)).map((m) => ({ ...m, whole: completionIn(m.facts, days) }));
    const visits = await this.visits(areaCode, period);
    const below = areaLevel(areaCode) === 'grid' ? [] : await this.areas.children(areaCode, false);
    const own = await this.areas.view(null, areaCode);
    return [own, ...below].map((area) => figureOf(area, days, members, visits));
  }

  /** Coverage looks back 7 days: from now, or from the end of a month that is over. */
  private visits(areaCode: string, { to }: Period): Promise<Visit[]> {
    const now = this.clock.now();
    const monthEnd = dayStart(addDays(to, 1));
    const until = monthEnd < now ? monthEnd : now;
    const since = new Date(until.getTime() - COVERAGE_DAYS * 86_400_000);
    return this.dataSource.query<Visit[]>(
      `select c.grid_code as "gridCode",
              exists (select from patrol_scans s where s.checkpoint_id = c.id and s.at between $2 and $3) as visited
         from checkpoints c
        where c.grid_code like $1 || '%' and c.created_at <= $3 and (c.retired_at is null or c.retired_at > $3)`,
      [areaCode, since, until],
    );
  }

  private period(month = dayOf(this.clock.now()).slice(0, 7)): Period {
    const first = dayFrom(`${month}-01`);
    const thisMonth = dayOf(this.clock.now()).slice(0, 7);
    const back = monthNumber(thisMonth) - monthNumber(month);
    if (first === null || back < -1 || back > MONTHS_BACK) throw invalidField('month', `只能查看最近 ${MONTHS_BACK} 个月。`);
    const from = dayText(first);
    const next = dayText(first + 31).slice(0, 7);
    return { from, to: addDays(`${next}-01`, -1) };
  }
}

type Counted = Member & { whole: Completion };

const completionIn = (facts: DutyFacts, days: readonly CalendarDay[]): Completion => completionOf(days.map((date) => dutyDay(facts, date)));

function figureOf(
  { code, name }: { code: string; name: string },
  days: readonly CalendarDay[],
  members: readonly Counted[],
  visits: readonly Visit[],
): PatrolFigureView {
  const own = members.flatMap(({ personId, name: personName, facts, whole }) => {
    const held = facts.held.filter((h) => h.areaCode.startsWith(code));
    if (!held.length) return [];
    const completion = held.length === facts.held.length ? whole : completionIn({ ...facts, held }, days);
    return [{ personId, name: personName, ...completion }];
  });
  const points = visits.filter((v) => v.gridCode.startsWith(code));
  const visited = points.filter((v) => v.visited).length;
  const level = areaLevel(code);
  return {
    areaCode: code,
    areaName: name,
    people: own.length,
    ...sumOf(own),
    checkpoints: points.length,
    visited,
    coverage: points.length ? visited / points.length : null,
    members: level === 'grid' || level === 'community' ? own : null,
  };
}

interface Visit {
  gridCode: string;
  visited: boolean;
}

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
