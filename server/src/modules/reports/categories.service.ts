import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Position } from '@linli/shared/areas';
import { HOUR_MS, startOfDay, dayOf } from '@linli/shared/calendar';
import { cellsAround } from '@linli/shared/geo-cells';
import type { CategoryView, UpdateCategoryDto } from '@linli/shared/reports.dto';
import { likePattern, searchQuery } from '@linli/shared/search';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { forbidden, notFound } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { EventsService } from '../events/events.service.js';
import { fillCatalogue } from './categories.catalogue.js';
import { CategoryEntity } from './category.entity.js';

const SUGGESTED = 6;
const SUGGEST_METRES = 500;
const SUGGEST_DAYS = 60;
/** What people report most, for a place and hour about which nothing is known. */
const USUAL = ['E0110', 'E0410', 'C0137', 'E0409', 'E0113', 'E2101', 'E0192', 'E0407'];

@Injectable()
export class CategoriesService implements OnApplicationBootstrap {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly writes: Writes,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return fillCatalogue(this.dataSource.manager, this.clock.now());
  }

  /** The whole catalogue, or what fits the words; switched-off ones last. */
  async list(words: string | undefined): Promise<CategoryView[]> {
    const all = this.dataSource.manager;
    if (!words?.trim()) return (await all.find(CategoryEntity, { order: { enabled: 'DESC', code: 'DESC' } })).map(categoryView);
    const tokens = searchQuery(words);
    const found = await all
      .createQueryBuilder(CategoryEntity, 'c')
      .where(`c.name ilike :like or (cardinality(:tokens::text[]) > 0 and c.search @@ cast(:query as tsquery))`, {
        like: likePattern(words),
        tokens,
        query: tokens.map((token) => `'${token}'`).join(' & '),
      })
      .orderBy('c.enabled', 'DESC')
      .addOrderBy('c.code', 'DESC')
      .getMany();
    return found.map(categoryView);
  }

  /** The six most reported of late around this place, those of this time of day first; what is usual fills the rest. */
  async suggested(position: Position | null): Promise<CategoryView[]> {
    const now = this.clock.now();
    const hour = Math.floor((now.getTime() - startOfDay(dayOf(now.getTime()))) / HOUR_MS);
    const cells = position ? cellsAround(position, SUGGEST_METRES) : [];
    const near = await this.dataSource.query<{ code: string }[]>(
      `select category_code as code
         from reports
        where cell = any($1) and created_at > $2 and not confidential
        group by 1
        order by sum(case when abs(extract(hour from created_at at time zone 'UTC' + interval '8 hours') - $3) in (0, 1, 2, 22, 23)
                     then 2 else 1 end) desc, 1
        limit $4`,
      [cells, new Date(now.getTime() - SUGGEST_DAYS * 24 * HOUR_MS), hour, SUGGESTED],
    );
    const wanted = [...new Set([...near.map(({ code }) => code), ...USUAL])];
    const rows = await this.dataSource.manager.find(CategoryEntity, { where: { enabled: true, residentMayReport: true } });
    const byCode = new Map(rows.map((row) => [row.code, row]));
    return wanted
      .flatMap((code) => byCode.get(code) ?? [])
      .slice(0, SUGGESTED)
      .map(categoryView);
  }

  find(tx: EntityManager, code: string): Promise<CategoryEntity | null> {
    return tx.findOneBy(CategoryEntity, { code });
  }

  /** Limits, team, guidance, on and off: for an administrator of the district. It moves no promise that was given. */
  update(call: WriteCall, code: string, changes: UpdateCategoryDto): Promise<CategoryView> {
    const { actor } = call;
    if (!actor.roles.some(({ role, areaCode }) => role === 'administrator' && areaCode.length === 6)) throw forbidden();
    return this.writes.once(call, async (tx) => {
      const category = await tx.findOne(CategoryEntity, { where: { code }, lock: { mode: 'pessimistic_write' } });
      if (!category) throw notFound();
      const before = { ...category };
      const { guidance, ...others } = changes;
      const next = { ...others, ...(guidance === undefined ? {} : { guidance: guidance.trim() || null }) };
      Object.assign(category, next);
      if (Object.keys(next).length) await tx.update(CategoryEntity, { code }, { ...next, updatedAt: this.clock.now() });
      await this.events.record(tx, {
        subject: ['category', code],
        action: 'update',
        actor,
        role: 'administrator',
        areaCode: null,
        data: {
          changed: Object.keys(next),
          deadlineBefore: `${before.deadlineType} ${before.deadlineValue}`,
          deadline: `${category.deadlineType} ${category.deadlineValue}`,
          team: category.teamType,
          enabled: category.enabled,
        },
      });
      return categoryView(category);
    });
  }
}

export function categoryView(c: CategoryEntity): CategoryView {
  const { code, mainClass, name, teamType, priority, residentMayReport, confidential, photoRequired, guidance, emergency, enabled } = c;
  const deadline = { type: c.deadlineType, value: c.deadlineValue };
  return {
    code,
    mainClass,
    name,
    deadline,
    teamType,
    priority,
    residentMayReport,
    confidential,
    photoRequired,
    guidance,
    emergency,
    enabled,
  };
}
