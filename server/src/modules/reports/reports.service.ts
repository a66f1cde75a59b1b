import { Injectable } from '@nestjs/common';
import { areaLevel } from '@linli/shared/areas';
import { TEAM_TYPE_LABELS } from '@linli/shared/accounts';
import { OPEN_REPORT_STATES, type ReportState } from '@linli/shared/reports';
import type { FollowView, ReportCardView, TeamProposalView } from '@linli/shared/reports.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError, forbidden, notFound } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { CategoriesService } from './categories.service.js';
import { recount } from './followers.queries.js';
import { type TeamRow, teamsOver } from './people.queries.js';
import { ReportEntity } from './report.entity.js';
import { serves } from './reports.desk.js';
import { areaOf, canSee, isReporter, mayDispatchTo, REPORT_POLICY } from './reports.policy.js';
import { ReportQueries } from './reports.queries.js';
import { ReportReader } from './reports.reader.js';
import { areasOver, ReportSteps } from './reports.steps.js';

/** What is done around a report: following it, finding a team or an open report like it. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly areas: AreasService,
    private readonly categories: CategoriesService,
    private readonly steps: ReportSteps,
    private readonly reader: ReportReader,
    private readonly queries: ReportQueries,
  ) {}

  /** Somebody else with the same problem: no second case. Confidential ones cannot be followed, so they are not there. */
  follow(call: WriteCall, id: string): Promise<FollowView> {
    return this.change(call, id, 'follow', async (tx, report, person) => {
      if (!(OPEN_REPORT_STATES as readonly ReportState[]).includes(report.state))
        throw new DomainError('conflict', 'not_now', '这件事已经办结，有新的问题请直接上报。', { state: report.state });
      await tx.query(`insert into report_followers (report_id, person_id, created_at) values ($1, $2, $3) on conflict do nothing`, [
        id,
        person,
        this.clock.now(),
      ]);
    });
  }

  unfollow(call: WriteCall, id: string): Promise<FollowView> {
    return this.change(call, id, 'unfollow', (tx, _, person) =>
      tx.query(`delete from report_followers where report_id = $1 and person_id = $2`, [id, person]),
    );
  }

  /** Teams that could be sent: the nearest of the category's type first, then the others of the place. */
  async teams(actor: Actor, id: string): Promise<TeamProposalView[]> {
    const tx = this.dataSource.manager;
    const report = await this.reader.visible(tx, actor, id);
    if (!REPORT_POLICY.dispatch(actor, report)) throw forbidden();
    const category = await this.categories.find(tx, report.categoryCode);
    const teams = (await teamsOver(tx, areasOver(report))).filter((team) => serves(team, report) && mayDispatchTo(actor, report, team));
    const fits = (team: TeamRow) => team.type === category?.teamType;
    const depth = (team: TeamRow) => team.areaCode.length + (team.gridCodes.length ? 10 : 0);
    teams.sort(
      (a, b) => Number(fits(b)) - Number(fits(a)) || depth(b) - depth(a) || a.name.localeCompare(b.name, 'zh') || (a.id < b.id ? -1 : 1),
    );
    const [open, names] = await Promise.all([
      this.openCases(tx, teams),
      this.areas.names(
        tx,
        teams.map(({ areaCode }) => areaCode),
      ),
    ]);
    return teams.map((team, i) => ({
      teamId: team.id,
      name: team.name,
      type: team.type,
      areaText: names.get(team.areaCode) ?? '',
      reason: reasonFor(team, fits(team)),
      openCases: open.get(team.id) ?? 0,
      proposed: i === 0 && fits(team),
    }));
  }

  async mergeTargets(actor: Actor, id: string): Promise<ReportCardView[]> {
    const report = await this.reader.visible(this.dataSource.manager, actor, id);
    if (!REPORT_POLICY.merge(actor, report)) throw forbidden();
    return this.queries.mergeTargets(actor, report);
  }

  private change(
    call: WriteCall,
    id: string,
    action: string,
    work: (tx: EntityManager, report: ReportEntity, personId: string) => Promise<unknown>,
  ): Promise<FollowView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const report = await this.steps.lock(tx, id);
      if (report.confidential && !canSee(actor, report)) throw notFound();
      if (isReporter(actor, report)) throw new DomainError('conflict', 'own_report', '这是您自己的上报，进展会直接通知您。');
      await work(tx, report, actor.personId);
      await recount(tx, [id]);
      await this.events.record(tx, { subject: ['report', id], action, actor, role: 'resident', areaCode: areaOf(report) });
      const [row] = await tx.query<FollowView[]>(
        `select followers, exists (select 1 from report_followers f where f.report_id = r.id and f.person_id = $2) as following
           from reports r where r.id = $1`,
        [id, actor.personId],
      );
      return row ?? { following: false, followers: 0 };
    });
  }

  private async openCases(tx: EntityManager, teams: readonly TeamRow[]): Promise<Map<string, number>> {
    const rows = await tx.query<{ team_id: string; n: number }[]>(
      `select team_id, count(*)::int as n from reports
        where team_id = any($1) and state in ('dispatched', 'in_progress', 'suspended') group by 1`,
      [teams.map(({ id }) => id)],
    );
    return new Map(rows.map((row) => [row.team_id, row.n]));
  }
}

const PLACES = { district: '本区', street: '本街道', community: '本社区', grid: '本网格', building: '本楼' } as const;

function reasonFor(team: TeamRow, fits: boolean): string {
  const place = team.gridCodes.length ? '本小区' : PLACES[areaLevel(team.areaCode) ?? 'district'];
  const type = TEAM_TYPE_LABELS[team.type];
  return fits ? `${place}的${type}队伍，正是这一类的责任队伍` : `${place}的${type}队伍`;
}
