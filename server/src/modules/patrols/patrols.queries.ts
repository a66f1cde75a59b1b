import { Injectable } from '@nestjs/common';
import { dayFrom } from '@linli/shared/calendar';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { CheckpointVisitView, PatrolDetailView, PatrolListQuery, PatrolTodayView, PatrolView } from '@linli/shared/patrols.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { addDays, dayOf, dayStart } from '../../common/days.js';
import { forbidden, invalidField, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { EventsService } from '../events/events.service.js';
import { anchorRows } from './anchors.queries.js';
import { daysBetween, dutyDay } from './duty.js';
import { membersIn, NOBODY } from './duty.queries.js';
import { heldAreas, maySee, mustWalk, OVERSEERS, ownGrids } from './patrols.policy.js';
import { calledIn, lockWalker, patrolById, rowOf, runningOf } from './patrols.store.js';
import { detailView, type PatrolRow, patrolView } from './patrols.view.js';
import { ReckoningService } from './reckoning.service.js';

const SELECT = `
  select p.id, p.person_id as "personId", ${calledIn('pe')} as "personName", p.state, p.started_at as "startedAt", p.ended_at as "endedAt",
    p.ended_by as "endedBy", p.last_sign_at as "lastSignAt", p.counted_ms as "countedMs", p.uncounted_ms as "uncountedMs", p.metres,
    p.flags, p.reports, p.scans
  from patrols p left join people pe on pe.id = p.person_id`;
const LIST =
  SELECT +
  `
  where (p.person_id = $1 or p.scope_codes && $2::text[])
    and ($3::text is null or p.scope_codes @> array[$3::text])
    and ($4::timestamptz is null or p.started_at >= $4 and p.started_at < $5)
    and ($6::uuid is null or p.person_id = $6)
    and (not $7 or p.flags <> '{}')
    and ($8::timestamptz is null or (p.started_at, p.id) < ($8, $9::uuid))
  order by p.started_at desc, p.id desc limit $10`;
const OF_DAY =
  SELECT +
  ` where p.person_id = $1 and (p.started_at >= $2 or p.ended_at > $2 or p.ended_at is null) order by p.started_at desc, p.id desc limit 50`;
const CHECKPOINTS = `
  select c.id, c.name, json_build_object('lng', c.lng, 'lat', c.lat) as position, a.name as "gridName",
    (select max(s.at) from patrol_scans s where s.checkpoint_id = c.id) as "lastVisitAt"
  from checkpoints c left join areas a on a.code = c.grid_code
  where c.grid_code = any($1) and c.retired_at is null order by c.grid_code, c.name, c.id limit 500`;

/** Reads. Everybody sees their own patrols, overseers those of their areas. */
@Injectable()
export class PatrolsQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly calendar: CalendarService,
    private readonly events: EventsService,
    private readonly reckoning: ReckoningService,
  ) {}

  async today(actor: Actor): Promise<PatrolTodayView> {
    const grids = mustWalk(actor);
    await this.refresh(actor.personId);
    const now = this.clock.now();
    const day = dayOf(now);
    const tx = this.dataSource.manager;
    const [date] = daysBetween(await this.calendar.of(null, grids[0] ?? ''), day, day);
    const [member] = await membersIn(tx, { personId: actor.personId }, { from: day, to: day });
    const { duty, offReason, targetMinutes, countedMinutes } = dutyDay(member?.facts ?? NOBODY, date ?? { day, working: false });
    const rows = await tx.query<PatrolRow[]>(OF_DAY, [actor.personId, dayStart(day)]);
    const patrols = rows.map((row) => patrolView(row, true));
    const names = await this.areas.names(null, grids);
    return {
      day,
      duty,
      offReason,
      targetMinutes,
      countedMinutes,
      current: patrols.find((p) => p.state !== 'ended') ?? null,
      patrols,
      checkpoints: await this.visits(tx, grids, day),
      grids: grids.map((code) => ({ code, name: names.get(code) ?? '' })),
      serverTime: now.toISOString(),
    };
  }

  async list(actor: Actor, query: PatrolListQuery): Promise<Page<PatrolView>> {
    const areas = heldAreas(actor, OVERSEERS);
    if (!areas.length && !ownGrids(actor).length) throw forbidden();
    if (query.day !== undefined && dayFrom(query.day) === null) throw invalidField('day', '没有这一天');
    const limit = query.limit ?? PAGE_LIMIT_DEFAULT;
    const after = decodeCursor(query.cursor, ['time', 'uuid']);
    const rows = await this.dataSource.query<PatrolRow[]>(LIST, [
      actor.personId,
      areas,
      query.areaCode ?? null,
      query.day === undefined ? null : dayStart(query.day),
      query.day === undefined ? null : dayStart(addDays(query.day, 1)),
      query.personId ?? null,
      query.flagged === 'true',
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit + 1,
    ]);
    const { items, next } = page(rows, limit, (row) => [row.startedAt.toISOString(), row.id]);
    return { items: items.map((row) => patrolView(row, row.personId === actor.personId)), next };
  }

  /** The way somebody walked is sensitive: every look of another person is recorded. */
  async detail(actor: Actor, id: string): Promise<PatrolDetailView> {
    const tx = this.dataSource.manager;
    const patrol = await patrolById(tx, id);
    if (!patrol || !maySee(actor, patrol)) throw notFound();
    const mine = patrol.personId === actor.personId;
    const subject = ['patrol', patrol.id] as const;
    if (!mine) await this.events.look(null, { personId: actor.personId, subject, field: 'track', areaCode: patrol.gridCodes[0] ?? null });
    const [gone] = await tx.query<unknown[]>(`select 1 from patrol_batches where patrol_id = $1 and points is null limit 1`, [patrol.id]);
    return detailView(await rowOf(tx, patrol), mine, await anchorRows(tx, patrol), !gone);
  }

  /** What the minute job would do for this person: reports made since are counted, a silent patrol is ended. Doing it twice changes nothing. */
  private async refresh(personId: string): Promise<void> {
    if (!(await runningOf(this.dataSource.manager, personId))) return;
    await this.writes.transaction(async (tx) => {
      await lockWalker(tx, personId);
      const running = await runningOf(tx, personId);
      if (running) await this.reckoning.renew(tx, running);
    });
  }

  private async visits(tx: EntityManager, grids: readonly string[], today: string): Promise<CheckpointVisitView[]> {
    const rows = await tx.query<(Omit<CheckpointVisitView, 'lastVisitAt' | 'visitedToday'> & { lastVisitAt: Date | null })[]>(CHECKPOINTS, [
      grids,
    ]);
    return rows.map(({ id, name, position, gridName, lastVisitAt }) => ({
      id,
      name,
      position,
      gridName,
      lastVisitAt: lastVisitAt?.toISOString() ?? null,
      visitedToday: lastVisitAt !== null && dayOf(lastVisitAt) === today,
    }));
  }
}
