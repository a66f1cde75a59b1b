import { Injectable } from '@nestjs/common';
import { dayFrom, dayTextOf, DAY_MS, HOUR_MS, startOfDay } from '@linli/shared/calendar';
import type { FileView } from '@linli/shared/files.dto';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { PublicFiguresView, PublicListQuery, PublicReportView } from '@linli/shared/reports.dto';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { DomainError, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { inAreas, Where } from '../../common/where.js';
import { AreasService } from '../areas/areas.service.js';
import { ReportPhotos } from './reports.photos.js';

/** Fewer would tell whose they are. */
const LEAST_CASES = 10;

interface ReleasedRow {
  id: string;
  categoryName: string;
  streetCode: string;
  communityCode: string | null;
  text: string | null;
  createdAt: Date;
  closedAt: Date;
  releasedAt: Date;
  answeredAt: Date | null;
  rating: number | null;
}
interface FigureRow {
  reported: number;
  closed: number;
  solved: number;
  answered: number;
  answeredInTime: number;
  closedInDay: number;
  hours: number | null;
  rated: number;
  satisfied: number;
}
const RELEASED = `select r.id, c.name as "categoryName", r.street_code as "streetCode", r.community_code as "communityCode",
    w.released_text as text, r.created_at as "createdAt", r.closed_at as "closedAt", r.released_at as "releasedAt",
    r.response_stopped_at as "answeredAt", r.rating
  from reports r join report_words w on w.report_id = r.id join report_categories c on c.code = r.category_code`;

/** What everybody may see without signing in: released cases in the words staff wrote for them, and figures. */
@Injectable()
export class PublicReports {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly photos: ReportPhotos,
  ) {}

  async list({ areaCode, cursor, limit = PAGE_LIMIT_DEFAULT }: PublicListQuery): Promise<Page<PublicReportView>> {
    const where = released();
    if (areaCode !== undefined) this.within(where, areaCode);
    const after = decodeCursor(cursor, ['time', 'uuid']);
    if (after) where.and('(r.released_at, r.id) < (?::timestamptz, ?::uuid)', ...after);
    const most = where.bound('?', [limit + 1]);
    const sql = `${RELEASED} where ${where.sql} order by r.released_at desc, r.id desc limit ${most}`;
    const rows = await this.dataSource.query<ReleasedRow[]>(sql, where.values);
    return { items: await this.views(rows.slice(0, limit)), next: page(rows, limit, (row) => [row.releasedAt, row.id]).next };
  }

  async one(id: string): Promise<PublicReportView> {
    const where = released().and('r.id = ?', id);
    const sql = `${RELEASED} where ${where.sql}`;
    const [view] = await this.views(await this.dataSource.query<ReleasedRow[]>(sql, where.values));
    if (!view) throw notFound();
    return view;
  }

  /** Of the running month, side by side. @throws 422 `too_few` for an area below the district with fewer than ten cases */
  async figures(areaCode: string | undefined): Promise<PublicFiguresView> {
    const today = dayTextOf(this.clock.now().getTime());
    const from = new Date(startOfDay(dayFrom(`${today.slice(0, 8)}01`) ?? 0));
    const where = new Where().and(`r.created_at >= ? and r.state not in ('withdrawn', 'merged')`, from);
    if (areaCode !== undefined) this.within(where, areaCode);
    const [day, sql] = [`interval '${DAY_MS / HOUR_MS} hours'`, where.sql];
    const query = `select count(*)::int as reported,
        count(*) filter (where state = 'closed')::int as closed,
        count(*) filter (where state = 'closed' and outcome in ('solved', 'partly'))::int as solved,
        count(*) filter (where response_stopped_at is not null)::int as answered,
        count(*) filter (where date_trunc('second', response_stopped_at) <= response_due_at)::int as "answeredInTime",
        count(*) filter (where closed_at <= created_at + ${day})::int as "closedInDay",
        avg(extract(epoch from response_stopped_at - created_at) / 3600)::float8 as hours,
        count(rating)::int as rated, count(*) filter (where rating >= 3)::int as satisfied
      from reports r where ${sql}`;
    const [row] = await this.dataSource.query<FigureRow[]>(query, where.values);
    if (!row) throw notFound();
    if (areaCode !== undefined && areaCode.length > 6 && row.reported < LEAST_CASES)
      throw new DomainError('unprocessable', 'too_few', '这里的件数太少，不单独公布。');
    const rate = (part: number, whole: number) => (whole ? Math.round((part / whole) * 1000) / 1000 : null);
    return {
      period: `${Number(today.slice(5, 7))}月`,
      reported: row.reported,
      closed: row.closed,
      solved: row.solved,
      answeredWithin24hRate: rate(row.answeredInTime, row.reported),
      closedWithin24hRate: rate(row.closedInDay, row.reported),
      averageAnswerHours: row.hours === null ? null : Math.round(row.hours * 10) / 10,
      satisfiedRate: rate(row.satisfied, row.rated),
    };
  }

  private within(where: Where, areaCode: string): void {
    const scope = inAreas([areaCode]);
    where.and(scope.sql, ...scope.values);
  }

  private async views(rows: readonly ReleasedRow[]): Promise<PublicReportView[]> {
    const manager = this.dataSource.manager;
    const photos = await this.photos.of(
      manager,
      rows.map(({ id }) => id),
      ['released'],
    );
    const files = await this.photos.views(
      null,
      photos.map(({ fileId }) => fileId),
    );
    const names = await this.areas.names(
      null,
      rows.flatMap((row) => [row.streetCode, row.communityCode ?? row.streetCode]),
    );
    const shown = (id: string, after: boolean): FileView[] =>
      photos
        .filter((photo) => photo.reportId === id && (photo.showsAfter ?? false) === after)
        .flatMap(({ fileId }) => files.get(fileId) ?? []);
    return rows.map((row) => ({
      id: row.id,
      categoryName: row.categoryName,
      placeText: [row.streetCode, row.communityCode].flatMap((code) => (code && names.get(code)) || []).join(' · '),
      text: row.text ?? '',
      before: shown(row.id, false),
      after: shown(row.id, true),
      reportedAt: row.createdAt.toISOString(),
      closedAt: row.closedAt.toISOString(),
      answeredHours: row.answeredAt ? Math.round(((row.answeredAt.getTime() - row.createdAt.getTime()) / HOUR_MS) * 10) / 10 : null,
      rating: row.rating,
    }));
  }
}

const released = (): Where => new Where().and(`r.released_at is not null and r.state = 'closed' and not r.confidential`);
