import { Injectable, type OnModuleInit } from '@nestjs/common';
import { areaAt } from '@linli/shared/areas';
import { STAR_LABELS, starOf } from '@linli/shared/timebank';
import type { StarView } from '@linli/shared/timebank-honours.dto';
import type { PolicyTerms } from '@linli/shared/timebank-policy';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { Jobs } from '../../../common/jobs.js';
import { Writes } from '../../../common/writes.js';
import { AreasService } from '../../areas/areas.service.js';
import { EventsService } from '../../events/events.service.js';
import { PoliciesService } from '../policies.service.js';
import { RecordChanges } from '../record-changes.service.js';

const YEARS = `select extract(year from day)::int as year, sum(minutes)::int as minutes, count(*)::int as services from service_records
  where person_id = $1 and state = 'confirmed' group by 1 order by 1 desc`;
const MINUTES = `select coalesce(sum(minutes), 0)::int as minutes from service_records where person_id = $1 and state = 'confirmed'`;

/** Stars by confirmed minutes, wherever they were served; ladder and benefits are those of the home community. */
@Injectable()
export class StarsService implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly jobs: Jobs,
    private readonly events: EventsService,
    private readonly areas: AreasService,
    private readonly policies: PoliciesService,
    private readonly changes: RecordChanges,
  ) {}

  /** Reckoned after the transaction that confirms or voids: the record may be written after it is told of. */
  onModuleInit(): void {
    this.changes.onChange(async (tx, { personId, minutes }) => {
      if (minutes !== 0) await this.jobs.enqueue(tx, 'stars.reckon', { personId }, { key: `stars.reckon:${personId}` });
    });
    this.jobs.define('stars.reckon', ({ personId }) => this.reckon(String(personId)));
  }

  async mine(actor: Actor): Promise<StarView> {
    const tx = this.dataSource.manager;
    const communityCode = await homeOf(tx, actor.personId);
    const { starHours, starBenefits } = await this.terms(tx, communityCode);
    const years = await tx.query<StarView['years']>(YEARS, [actor.personId]);
    const minutes = years.reduce((sum, year) => sum + year.minutes, 0);
    const { star, missingMinutes } = starOf(minutes, starHours);
    return {
      star,
      label: STAR_LABELS[star] ?? '',
      minutes,
      missingMinutes,
      communityText: communityCode === null ? null : await this.areas.pathText(null, communityCode),
      ladder: starHours.map((hours, i) => ({
        star: i + 1,
        label: STAR_LABELS[i + 1] ?? '',
        hours,
        benefit: starBenefits[i] ?? '',
        reached: star > i,
      })),
      years,
    };
  }

  /** One event for each change, however often it runs: the star last told of stands in its row. */
  reckon(personId: string): Promise<void> {
    return this.writes.transaction(async (tx) => {
      const [person] = await tx.query<unknown[]>(`select from people where id = $1 and closed_at is null`, [personId]);
      if (!person) return;
      const now = this.clock.now();
      await tx.query(`insert into stars (person_id, star, changed_at) values ($1, 0, $2) on conflict do nothing`, [personId, now]);
      const [told] = await tx.query<{ star: number }[]>(`select star from stars where person_id = $1 for update`, [personId]);
      const communityCode = await homeOf(tx, personId);
      const [sum] = await tx.query<{ minutes: number }[]>(MINUTES, [personId]);
      const { star } = starOf(sum?.minutes ?? 0, (await this.terms(tx, communityCode)).starHours);
      const from = told?.star ?? 0;
      if (star === from) return;
      await tx.query(`update stars set star = $2, changed_at = $3 where person_id = $1`, [personId, star, now]);
      await this.events.record(tx, {
        subject: ['star', personId],
        action: star > from ? 'rise' : 'fall',
        actor: null,
        role: 'system',
        areaCode: communityCode,
        data: { from, to: star },
      });
    });
  }

  private async terms(tx: EntityManager, communityCode: string | null): Promise<PolicyTerms> {
    return (await this.policies.inForce(tx, communityCode ?? '', this.clock.now())).terms;
  }
}

/** Where somebody lives by their own word, else where they registered to serve. */
async function homeOf(tx: EntityManager, personId: string): Promise<string | null> {
  const [row] = await tx.query<{ code: string | null }[]>(
    `select coalesce(p.home_community_code, m.community_code) as code from people p left join members m on m.person_id = p.id where p.id = $1`,
    [personId],
  );
  return row?.code ? areaAt(row.code, 'community') : null;
}
