import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Role, TeamType } from '@linli/shared/accounts';
import { officeSpans, type WorkCalendar } from '@linli/shared/calendar';
import type { EntityManager } from 'typeorm';
import { addDays, dayOf, dayStart } from '../../../common/days.js';
import { CalendarService } from '../../calendar/calendar.service.js';
import { type DutySpan, PaidDuty } from './paid-duty.service.js';

/** At the desk or in a team: on duty in the office hours of their area. Grid members and leaders are on duty while they patrol. */
const AT_THE_OFFICE: readonly Role[] = ['dispatcher', 'street_chief', 'handler', 'auditor', 'administrator'];
/** 公职人员: whose points the policy may send to the pool. */
const PUBLIC_ROLES: readonly Role[] = ['dispatcher', 'street_chief', 'auditor', 'administrator'];
const PUBLIC_TEAMS: readonly TeamType[] = ['urban_management', 'public_security', 'fire_rescue', 'traffic_police', 'market_regulation'];
/** Who never earns by a report: seeing and reporting is their work. */
const REPORTING_ROLES: readonly Role[] = ['grid_member', 'grid_leader', ...AT_THE_OFFICE];

/** Roles held at any time between two instants. */
const HELD = `
  select g.person_id as "personId", g.role, t.type as team, g.area_code as area, g.from_day::text as "fromDay", g.to_day::text as "toDay",
         g.ended_at as ended
    from role_grants g left join teams t on t.id = g.team_id
   where g.person_id = any($1) and g.role = any($2) and g.from_day <= $4 and (g.to_day is null or g.to_day >= $3)
     and (g.ended_at is null or g.ended_at > $5)`;
interface Held {
  personId: string;
  role: Role;
  team: TeamType | null;
  area: string;
  fromDay: string;
  toDay: string | null;
  ended: Date | null;
}

/** Who works for the public, and when, as far as roles and the calendar of office hours say. */
@Injectable()
export class OfficeDuty implements OnModuleInit {
  constructor(
    private readonly calendars: CalendarService,
    private readonly duty: PaidDuty,
  ) {}

  onModuleInit(): void {
    this.duty.register((tx, personIds, from, to) => this.spans(tx, personIds, from, to));
  }

  async publicServants(tx: EntityManager, personIds: readonly string[], at: Date): Promise<Set<string>> {
    const grants = await held(tx, personIds, [...PUBLIC_ROLES, 'handler'], at, at);
    const served = grants.filter(({ role, team }) => role !== 'handler' || (team !== null && PUBLIC_TEAMS.includes(team)));
    return new Set(served.map(({ personId }) => personId));
  }

  async reportsForWork(tx: EntityManager, personId: string, at: Date): Promise<boolean> {
    return (await held(tx, [personId], REPORTING_ROLES, at, at)).length > 0;
  }

  private async spans(tx: EntityManager, personIds: readonly string[], from: Date, to: Date): Promise<DutySpan[]> {
    const grants = await held(tx, personIds, AT_THE_OFFICE, from, to);
    const calendars = new Map<string, WorkCalendar>();
    for (const area of new Set(grants.map((grant) => grant.area))) calendars.set(area, await this.calendars.of(tx, area));
    return grants.flatMap(({ personId, area, fromDay, toDay, ended }) => {
      const begin = Math.max(from.getTime(), dayStart(fromDay).getTime());
      const end = Math.min(to.getTime(), ended?.getTime() ?? Infinity, toDay === null ? Infinity : dayStart(addDays(toDay, 1)).getTime());
      const spans = end > begin ? officeSpans(calendars.get(area)!, begin, end) : [];
      return spans.map((span) => ({ personId, from: new Date(span.from), to: new Date(span.to) }));
    });
  }
}

const held = (tx: EntityManager, personIds: readonly string[], roles: readonly Role[], from: Date, to: Date): Promise<Held[]> =>
  tx.query<Held[]>(HELD, [personIds, roles, dayOf(from), dayOf(to), from]);
