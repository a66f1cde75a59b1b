import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';
import { AccountClosings, AccountData } from '../accounts/account-links.service.js';
import { DataSource } from 'typeorm';

const DAY = 24 * 3_600_000;

/** What happens to profiles and bonds when an account is read out or closed. An account without a verified phone has neither: joining moves nothing. */
@Injectable()
export class ElderLinks implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
  ) {}

  onModuleInit(): void {
    this.data.register('elders', dataOf);
    this.closings.erase(
      (tx, personId) => this.erase(tx, personId),
      '您的长辈资料（地址、需求、亲情卡）会立即清除，所有亲情代办的绑定会结束。',
    );
    this.jobs.define('elders.forget_codes', () => this.forgetCodes());
    this.jobs.every('35 19 * * *', 'elders.forget_codes');
  }

  private async erase(tx: EntityManager, personId: string): Promise<void> {
    const now = this.clock.now();
    const own = await tx.query<{ id: string }[]>(
      `select id from elders where (person_id = $1 or phone = (select phone from people where id = $1)) and closed_at is null order by id for update`,
      [personId],
    );
    const ids = own.map(({ id }) => id);
    await tx.query(
      `update elder_helpers set ended_at = $2, ended_by = $3 where (elder_id = any($1) or helper_id = $3) and ended_at is null`,
      [ids, now, personId],
    );
    await tx.query(`update elder_cards set revoked_at = $2, revoked_by = $3 where elder_id = any($1) and revoked_at is null`, [
      ids,
      now,
      personId,
    ]);
    await tx.query(`delete from elder_codes where elder_id = any($1)`, [ids]);
    await tx.query(
      `update elders set person_id = null, name = '', phone = null, address = '', lng = null, lat = null, note = null, needs = '{}',
         closed_at = $2, updated_at = $2 where id = any($1)`,
      [ids, now],
    );
  }

  private async forgetCodes(): Promise<void> {
    await this.dataSource.query(`delete from elder_codes where created_at < $1`, [new Date(this.clock.now().getTime() - DAY)]);
  }
}

async function dataOf(tx: EntityManager, personId: string): Promise<unknown> {
  const [profile] = await tx.query<Record<string, unknown>[]>(
    `select id, birth_year as "birthYear", community_code as "communityCode", grid_code as "gridCode", address, lng, lat, needs, note,
            created_at as "createdAt" from elders where person_id = $1`,
    [personId],
  );
  const bonds = await tx.query<Record<string, unknown>[]>(
    `select h.elder_id as "elderId", e.person_id is not distinct from $1 as "asElder", h.relation, h.way, h.since, h.ended_at as "endedAt"
       from elder_helpers h join elders e on e.id = h.elder_id where h.helper_id = $1 or e.person_id = $1 order by h.since, h.id`,
    [personId],
  );
  const looks = await tx.query<Record<string, unknown>[]>(
    `select a.at, a.field from accesses a join elders e on a.subject_type = 'elder' and a.subject_id = e.id::text
      where e.person_id = $1 order by a.id desc limit 1000`,
    [personId],
  );
  return { profile: profile ?? null, bonds, looksAtMe: looks };
}
