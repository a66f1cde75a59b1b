import { Injectable } from '@nestjs/common';
import { maskName } from '@linli/shared/accounts';
import { colourOf } from '@linli/shared/clocks';
import { DAY_MS } from '@linli/shared/calendar';
import { maskNumbers } from '@linli/shared/free-text';
import { metresBetween } from '@linli/shared/geo';
import { cellsAround } from '@linli/shared/geo-cells';
import type { Position } from '@linli/shared/areas';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import {
  BOX_COUNT_MOST,
  mainClassOf,
  REPORT_BOX_LABELS,
  SIMILAR_DAYS,
  SIMILAR_MAX,
  SIMILAR_METRES,
  SIMILAR_METRES_CLASS_01,
} from '@linli/shared/reports';
import type {
  LateByTeamView,
  NearQuery,
  ReportCardView,
  ReportCountView,
  ReportListQuery,
  ReportMapPoint,
  SimilarQuery,
} from '@linli/shared/reports.dto';
import type { PageQuery } from '@linli/shared/page.dto';
import { likePattern, searchQuery } from '@linli/shared/search';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError, forbidden } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { inAreas, Where } from '../../common/where.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { namesOf } from './people.queries.js';
import { ReportEntity } from './report.entity.js';
import { boxesOf, fillBox, mayRest, secondOf } from './reports.boxes.js';
import { areaOf, isStaff, seesNumbers, STAFF_WHO_SEE } from './reports.policy.js';
import { ReportPhotos } from './reports.photos.js';
import { areasOfRoles, teamsOf } from './reports.scope.js';
import { disposalClock, marksOf, responseClock } from './reports.view.js';

const NEAR_METRES = 300;
const MAP_MOST = 2_000;
const OPEN = `r.state in ('reported', 'accepted', 'dispatched', 'in_progress', 'suspended', 'handled')`;

interface CardRow {
  id: string;
  categoryName: string;
  description: string | null;
  placeText: string | null;
  teamName: string | null;
  following: boolean;
}
interface Listed {
  report: ReportEntity;
  words: CardRow;
}

/** Lists, counts and maps: always inside the caller's areas, one indexed look at the rows and one at what hangs on them. */
@Injectable()
export class ReportQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly photos: ReportPhotos,
  ) {}

  /** What staff see of their areas and teams; a box, a state, a colour … narrow it. */
  async list(actor: Actor, query: ReportListQuery): Promise<Page<ReportCardView>> {
    const now = this.clock.now();
    const where = new Where();
    if (!this.scope(where, actor, query, now)) throw forbidden('这里是工作人员的列表。');
    narrow(where, query, now);
    const limit = query.limit ?? PAGE_LIMIT_DEFAULT;
    const found = query.order === 'due' ? await this.byDue(where, query, limit) : await this.newest(where, query, limit);
    if (onlyAudits(actor))
      await this.events.look(null, {
        personId: actor.personId,
        subject: ['report_list', query.areaCode ?? 'all'],
        field: 'list',
        areaCode: query.areaCode ?? null,
      });
    return { ...found, items: await this.cards(actor, found.items) };
  }

  private async newest(where: Where, { cursor }: ReportListQuery, limit: number): Promise<Page<ReportEntity>> {
    const after = decodeCursor(cursor, ['time', 'uuid']);
    if (after) where.and('(r.created_at, r.id) < (?::timestamptz, ?::uuid)', ...after);
    return page(await this.rows(where, 'r.created_at desc, r.id desc', limit + 1), limit, (r) => [r.createdAt, r.id]);
  }

  /**
   * First what a clock runs for, the earliest due time on top. A box or a state may hold others too, suspended or handled ones: they come
   * after those, newest first, so that the list has every row its count counts. Two looks, because each comes out of an index in order.
   */
  private async byDue(where: Where, query: ReportListQuery, limit: number): Promise<Page<ReportEntity>> {
    const [part, at, id] = decodeCursor(query.cursor, ['text', 'time', 'uuid']) ?? ['running', null, null];
    const running = where.copy().and('r.open_due_at is not null');
    if (at !== null) running.and('(r.open_due_at, r.id) > (?::timestamptz, ?::uuid)', at, id);
    const rows = part === 'running' ? await this.rows(running, 'r.open_due_at, r.id', limit + 1) : [];
    if (rows.length <= limit && mayRest(query)) {
      const others = where.copy().and('r.open_due_at is null');
      if (part !== 'running') others.and('(r.created_at, r.id) < (?::timestamptz, ?::uuid)', at, id);
      rows.push(...(await this.rows(others, 'r.created_at desc, r.id desc', limit + 1 - rows.length)));
    }
    return page(rows, limit, (r) => (r.openDueAt ? ['running', r.openDueAt, r.id] : ['others', r.createdAt, r.id]));
  }

  /** What the caller reported, newest first. */
  async mine(actor: Actor, { cursor, limit = PAGE_LIMIT_DEFAULT }: PageQuery): Promise<Page<ReportCardView>> {
    const where = new Where().and('r.reporter_id = ?', actor.personId);
    const after = decodeCursor(cursor, ['time', 'uuid']);
    if (after) where.and('(r.created_at, r.id) < (?::timestamptz, ?::uuid)', ...after);
    const reports = await this.rows(where, 'r.created_at desc, r.id desc', limit + 1);
    return { items: await this.cards(actor, reports.slice(0, limit)), next: page(reports, limit, (r) => [r.createdAt, r.id]).next };
  }

  /** What the caller follows, in its reduced form. */
  async following(actor: Actor, { cursor, limit = PAGE_LIMIT_DEFAULT }: PageQuery): Promise<Page<ReportCardView>> {
    const after = decodeCursor(cursor, ['time', 'uuid']);
    const rows = await this.dataSource.query<{ reportId: string; at: Date }[]>(
      `select f.report_id as "reportId", f.created_at as at from report_followers f join reports r on r.id = f.report_id
        where f.person_id = $1 and not r.confidential and ($2::timestamptz is null or (f.created_at, f.report_id) < ($2, $3::uuid))
        order by f.created_at desc, f.report_id desc limit $4`,
      [actor.personId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const wanted = rows.slice(0, limit).map(({ reportId }) => reportId);
    const found = await this.rows(new Where().and('r.id = any(?)', wanted), 'r.id', limit);
    const byId = new Map(found.map((report) => [report.id, report]));
    const items = await this.reduced(
      actor,
      wanted.flatMap((id) => byId.get(id) ?? []),
    );
    return { items, next: page(rows, limit, (row) => [row.at, row.reportId]).next };
  }

  async counts(actor: Actor): Promise<ReportCountView[]> {
    const now = this.clock.now();
    return Promise.all(
      boxesOf(actor).map(async (box) => {
        const where = new Where();
        const count = fillBox(where, box, actor, now) ? await this.count(where) : 0;
        return { box, label: REPORT_BOX_LABELS[box], count };
      }),
    );
  }

  /** Open matters of the caller's areas around a place, the nearest first. */
  async near(actor: Actor, { lng, lat, radiusMetres = NEAR_METRES, limit = PAGE_LIMIT_DEFAULT }: NearQuery): Promise<ReportCardView[]> {
    const where = new Where();
    if (!this.scope(where, actor, {}, this.clock.now())) throw forbidden();
    where.and(OPEN);
    const found = await this.around(where, { lng, lat }, radiusMetres, 500);
    const nearest = found.slice(0, limit);
    const cards = await this.cards(
      actor,
      nearest.map(({ report }) => report),
    );
    return cards.map((card, i) => ({ ...card, distanceMetres: Math.round(nearest[i]?.metres ?? 0) }));
  }

  /** “是这个问题吗？”: open ones of the same class close by, in their reduced form. */
  async similar(actor: Actor, { lng, lat, categoryCode }: SimilarQuery): Promise<ReportCardView[]> {
    const mainClass = mainClassOf(categoryCode);
    const since = new Date(this.clock.now().getTime() - SIMILAR_DAYS * DAY_MS);
    const where = new Where().and(`${OPEN} and not r.confidential and r.main_class = ? and r.created_at > ?`, mainClass, since);
    const radius = mainClass.endsWith('01') ? SIMILAR_METRES_CLASS_01 : SIMILAR_METRES;
    const found = await this.around(where, { lng, lat }, radius, 100);
    return this.reduced(
      actor,
      found.slice(0, SIMILAR_MAX).map(({ report }) => report),
    );
  }

  /** Open reports a dispatcher could merge this one into, the nearest first. */
  async mergeTargets(actor: Actor, report: ReportEntity): Promise<ReportCardView[]> {
    if (report.lng === null || report.lat === null) return [];
    const dispatches = inAreas(areasOfRoles(actor, ['dispatcher']));
    const where = new Where()
      .and(dispatches.sql, ...dispatches.values)
      .and(`${OPEN} and r.id <> ? and r.main_class = ?`, report.id, report.mainClass);
    if (!report.confidential) where.and('not r.confidential');
    const found = await this.around(where, { lng: report.lng, lat: report.lat }, SIMILAR_METRES_CLASS_01 * 2, 50);
    const nearest = found.slice(0, 10);
    const cards = await this.cards(
      actor,
      nearest.map((near) => near.report),
    );
    return cards.map((card, i) => ({ ...card, distanceMetres: Math.round(nearest[i]?.metres ?? 0) }));
  }

  /** Open matters on the map, late ones first where there are too many to draw; confidential ones are never mapped (PRODUCT.md §1). */
  async map(actor: Actor, areaCode: string | undefined): Promise<ReportMapPoint[]> {
    const now = this.clock.now();
    const where = new Where();
    if (!this.scope(where, actor, areaCode === undefined ? {} : { areaCode }, now)) throw forbidden();
    where.and(`${OPEN} and not r.confidential and r.lng is not null`);
    const reports = await this.rows(where, 'r.open_due_at nulls last, r.id', MAP_MOST);
    const names = await this.categoryNames();
    return reports.map((report) => ({
      id: report.id,
      position: { lng: report.lng ?? 0, lat: report.lat ?? 0 },
      colour: openColour(report, now) ?? 'green',
      state: report.state,
      categoryName: names.get(report.categoryCode) ?? '',
    }));
  }

  /** Whose is late: for the street chief. */
  async lateByTeam(actor: Actor, areaCode: string | undefined): Promise<LateByTeamView[]> {
    const now = this.clock.now();
    const areas = areasOfRoles(actor, ['street_chief', 'dispatcher'], areaCode);
    if (!areas.length) throw forbidden();
    const scope = inAreas(areas);
    const where = new Where().and(scope.sql, ...scope.values).and('r.open_due_at is not null');
    const second = where.bound('?', [secondOf(now)]);
    const present = where.bound('?', [now]);
    const sql = `select r.team_id as "teamId", coalesce(min(t.name), '尚未派遣') as "teamName",
        count(*) filter (where r.open_due_at < ${second})::int as late,
        count(*) filter (where r.open_due_at >= ${second} and r.open_amber_at <= ${present})::int as "dueSoon", count(*)::int as open
      from reports r left join teams t on t.id = r.team_id where ${where.sql} group by r.team_id order by late desc, open desc, 2`;
    return this.dataSource.query<LateByTeamView[]>(sql, where.values);
  }

  async cards(actor: Actor, reports: readonly ReportEntity[]): Promise<ReportCardView[]> {
    const listed = await this.words(actor, reports);
    const manager = this.dataSource.manager;
    const firsts = await this.photos.firsts(
      manager,
      reports.map(({ id }) => id),
    );
    const [files, names, places] = await Promise.all([
      this.photos.views(null, [...firsts.values()]),
      namesOf(
        manager,
        reports.map(({ handlerId }) => handlerId),
      ),
      this.placeNames(reports),
    ]);
    const now = this.clock.now();
    return listed.map(({ report, words }) => {
      const free = (text: string | null) => (text && !seesNumbers(actor, report) ? maskNumbers(text) : text);
      const handler = (report.handlerId && names.get(report.handlerId)) || null;
      return {
        id: report.id,
        caseNo: report.caseNo,
        state: report.state,
        categoryCode: report.categoryCode,
        categoryName: words.categoryName,
        priority: report.priority,
        placeText: [places.get(areaOf(report)), free(words.placeText)].filter(Boolean).join(' · '),
        description: free(words.description),
        photo: files.get(firsts.get(report.id) ?? '') ?? null,
        createdAt: report.createdAt.toISOString(),
        clock: openClock(report, now),
        teamName: words.teamName,
        handlerName: handler && !isStaff(actor, report) ? maskName(handler) : handler,
        marks: marksOf(report, now),
        distanceMetres: null,
        following: words.following,
      };
    });
  }

  /** Category, street, time, state: all that others may see. */
  private async reduced(actor: Actor, reports: readonly ReportEntity[]): Promise<ReportCardView[]> {
    const listed = await this.words(actor, reports);
    const streets = await this.areas.names(
      null,
      reports.map(({ streetCode }) => streetCode),
    );
    return listed.map(({ report, words }) => ({
      id: report.id,
      caseNo: null,
      state: report.state,
      categoryCode: report.categoryCode,
      categoryName: words.categoryName,
      priority: 'normal',
      placeText: streets.get(report.streetCode) ?? '',
      description: null,
      photo: null,
      createdAt: report.createdAt.toISOString(),
      clock: null,
      teamName: null,
      handlerName: null,
      marks: [],
      distanceMetres: null,
      following: words.following || report.reporterId === actor.personId,
    }));
  }

  /** False: the caller has no list at all. */
  private scope(where: Where, actor: Actor, { box, areaCode }: Pick<ReportListQuery, 'box' | 'areaCode'>, now: Date): boolean {
    if (box !== undefined) return fillBox(where, box, actor, now, areaCode);
    const areas = areasOfRoles(actor, STAFF_WHO_SEE, areaCode);
    const teams = teamsOf(actor);
    const anywhere = areasOfRoles(actor, STAFF_WHO_SEE).length > 0;
    if (!anywhere && !teams.length) return false;
    const scope = inAreas(areas);
    const pieces = [...(areas.length ? [scope.sql] : []), ...(teams.length ? ['r.team_id = any(?)'] : [])];
    where.and(pieces.join(' or ') || 'false', ...(areas.length ? scope.values : []), ...(teams.length ? [teams] : []));
    if (teams.length && areaCode !== undefined) {
      const place = inAreas([areaCode]);
      where.and(place.sql, ...place.values);
    }
    return true;
  }

  private async rows(where: Where, order: string, limit: number): Promise<ReportEntity[]> {
    const sql = `select ${SELECT} from reports r left join report_words w on w.report_id = r.id where ${where.sql} order by ${order} limit ${limit}`;
    return this.dataSource.query<ReportEntity[]>(sql, where.values);
  }

  private async count(where: Where): Promise<number> {
    const sql = `select count(*)::int as n from (select 1 from reports r where ${where.sql} limit ${BOX_COUNT_MOST}) x`;
    const [row] = await this.dataSource.query<{ n: number }[]>(sql, where.values);
    return row?.n ?? 0;
  }

  /** One look into the index for each cell the circle touches; the corners are cut off afterwards. */
  private async around(where: Where, centre: Position, metres: number, most: number): Promise<{ report: ReportEntity; metres: number }[]> {
    where.and('r.cell = any(?)', cellsAround(centre, metres));
    const reports = await this.rows(where, 'r.created_at desc, r.id desc', most);
    return reports
      .map((report) => ({ report, metres: metresBetween(centre, { lng: report.lng ?? 0, lat: report.lat ?? 0 }) }))
      .filter((found) => found.metres <= metres)
      .sort((a, b) => a.metres - b.metres);
  }

  private async words(actor: Actor, reports: readonly ReportEntity[]): Promise<Listed[]> {
    if (!reports.length) return [];
    const rows = await this.dataSource.query<CardRow[]>(
      `select r.id, c.name as "categoryName", w.description, w.place_text as "placeText", t.name as "teamName",
              f.person_id is not null as following
         from reports r
         join report_categories c on c.code = r.category_code
         left join report_words w on w.report_id = r.id
         left join teams t on t.id = r.team_id
         left join report_followers f on f.report_id = r.id and f.person_id = $2
        where r.id = any($1)`,
      [reports.map(({ id }) => id), actor.personId],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return reports.flatMap((report) => {
      const words = byId.get(report.id);
      return words ? [{ report, words }] : [];
    });
  }

  /** 万福社区 · 第三网格 */
  private async placeNames(reports: readonly ReportEntity[]): Promise<Map<string, string>> {
    const names = await this.areas.names(
      null,
      reports.flatMap(({ streetCode, communityCode, gridCode }) => [streetCode, communityCode, gridCode].filter((code) => code !== null)),
    );
    return new Map(
      reports.map((report) => {
        const { streetCode, communityCode, gridCode } = report;
        const parts = communityCode === null ? [streetCode] : [communityCode, gridCode];
        return [areaOf(report), parts.flatMap((code) => (code && names.get(code)) || []).join(' · ')];
      }),
    );
  }

  private async categoryNames(): Promise<Map<string, string>> {
    const rows = await this.dataSource.query<{ code: string; name: string }[]>(`select code, name from report_categories`);
    return new Map(rows.map(({ code, name }) => [code, name]));
  }
}

/** Columns of a row, named as the entity names them. */
const SELECT = [
  'id',
  'case_no',
  'reporter_id',
  'entered_by',
  'source',
  'category_code',
  'main_class',
  'priority',
  'confidential',
  'state',
  'district_code',
  'street_code',
  'community_code',
  'grid_code',
  'lng',
  'lat',
  'contactable',
  'anonymous',
  'created_at',
  'response_due_at',
  'response_amber_at',
  'response_stopped_at',
  'response_level',
  'external_no',
  'external_due_at',
  'disposal_first_due_at',
  'run_started_at',
  'own_due_at',
  'disposal_due_at',
  'disposal_amber_at',
  'disposal_stopped_at',
  'disposal_late',
  'disposal_level',
  'open_due_at',
  'open_amber_at',
  'team_id',
  'handler_id',
  'outcome',
  'rework_count',
  'return_count',
  'urge_count',
  'supervised_at',
  'extension_state',
  'suspended_at',
  'check_due_at',
  'closed_as',
  'rating',
]
  .map((column) => `r.${column} as "${column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}"`)
  .concat(`r.suspended_until::text as "suspendedUntil"`)
  .join(', ');

const openColour = ({ openDueAt, openAmberAt }: ReportEntity, now: Date) =>
  openDueAt && openAmberAt ? colourOf({ dueAt: openDueAt.getTime(), amberAt: openAmberAt.getTime() }, now.getTime()) : null;

/** The clock that runs; a suspended or finished case has none to hurry. */
function openClock(report: ReportEntity, now: Date): ReportCardView['clock'] {
  if (!report.openDueAt || !report.openAmberAt) return null;
  const clock = report.responseStoppedAt ? disposalClock(report, now) : responseClock(report, now);
  const base = clock ?? responseClock(report, now);
  const colour = openColour(report, now) ?? base.colour;
  return {
    ...base,
    kind: report.responseStoppedAt ? 'disposal' : 'response',
    dueAt: report.openDueAt.toISOString(),
    amberAt: report.openAmberAt.toISOString(),
    stoppedAt: null,
    colour,
  };
}

function narrow(where: Where, query: ReportListQuery, now: Date): void {
  const { state, category, teamId, withoutTeam, colour, q } = query;
  if (state !== undefined) where.and('r.state = ?', state);
  if (category !== undefined) where.and(category.length === 3 ? 'r.main_class = ?' : 'r.category_code = ?', category);
  if (teamId !== undefined) where.and('r.team_id = ?', teamId);
  if (withoutTeam !== undefined) where.and(`r.team_id is null and ${OPEN}`);
  if (colour === 'red') where.and('r.open_due_at < ?', secondOf(now));
  if (colour === 'amber') where.and('r.open_amber_at <= ? and r.open_due_at >= ?', now, secondOf(now));
  if (colour === 'green') where.and('r.open_amber_at > ? and r.open_due_at >= ?', now, secondOf(now));
  if (q?.trim()) search(where, q);
}

/**
 * The index finds rows with all pairs of characters; LIKE makes sure they stand together. It is wrapped, because the planner takes a bare
 * LIKE for very rare and then sorts every row that has a word which most rows have.
 */
function search(where: Where, q: string): void {
  const tokens = searchQuery(q);
  if (!tokens.length) throw new DomainError('invalid', 'invalid_input', '请输入要查找的文字。', { fields: { q: '请输入文字或数字' } });
  where.and(`w.search @@ ?::tsquery`, tokens.map((token) => `'${token}'`).join(' & '));
  for (const part of q
    .trim()
    .split(/\s+/)
    .filter((word) => /^[\u3400-\u9fff]+$/.test(word)))
    where.and(`case when concat_ws(' ', w.description, w.place_text) like ? then true else false end`, likePattern(part));
}

const onlyAudits = (actor: Actor): boolean => actor.roles.length > 0 && actor.roles.every(({ role }) => role === 'auditor');
