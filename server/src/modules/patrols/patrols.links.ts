import { Injectable, type OnModuleInit } from '@nestjs/common';
import { wholeMinutes } from '@linli/shared/patrol-minutes';
import { AccountClosings, AccountData } from '../accounts/account-links.service.js';

/** What patrols know of a person, and what of it goes when the account is closed. */
@Injectable()
export class PatrolsLinks implements OnModuleInit {
  constructor(
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
  ) {}

  onModuleInit(): void {
    this.data.register('patrols', async (tx, personId) => {
      const patrols = await tx.query<{ countedMs: string }[]>(
        `select p.id, p.started_at as "startedAt", p.ended_at as "endedAt", p.counted_ms as "countedMs", p.metres, p.flags, p.scans, p.reports,
                (select jsonb_agg(b.points order by b.last_at) from patrol_batches b where b.patrol_id = p.id and b.points is not null) as track
           from patrols p where p.person_id = $1 order by p.started_at`,
        [personId],
      );
      return patrols.map(({ countedMs, ...patrol }) => ({ ...patrol, countedMinutes: wholeMinutes(Number(countedMs)) }));
    });
    this.data.register('leaves', (tx, personId) =>
      tx.query(
        `select from_day::text as "from", to_day::text as "to", reason, state, note from patrol_leaves where person_id = $1 order by from_day`,
        [personId],
      ),
    );
    this.closings.erase(async (tx, personId) => {
      await tx.query(
        `update patrol_batches set points = null where points is not null and patrol_id in (select id from patrols where person_id = $1)`,
        [personId],
      );
      await tx.query(`update patrol_leaves set reason = '', note = null where person_id = $1`, [personId]);
    }, '巡查轨迹和请假原因立即删除，巡查时长保留，不再带有您的姓名');
  }
}
