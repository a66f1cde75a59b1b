import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountClosings, AccountData, AccountMoves } from '../accounts/account-links.service.js';

/** What happens to records of service when an account is joined to another, read out, or closed. What stands in the books is the wallet's. */
@Injectable()
export class EarningLinks implements OnModuleInit {
  constructor(
    private readonly moves: AccountMoves,
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
  ) {}

  onModuleInit(): void {
    this.moves.register(move);
    this.data.register('service_records', dataOf);
    this.closings.erase(erase, '您的服务时长记录会保留，但不再有您的名字；说明文字会删除。');
  }
}

/** Somebody known by WeChat alone earns by reports, and may have been served. */
async function move(tx: EntityManager, from: string, to: string): Promise<void> {
  await tx.query(
    `update service_records r set person_id = $2 where person_id = $1
        and not exists (select from service_records o where (o.source, o.source_id, o.person_id) = (r.source, r.source_id, $2))`,
    [from, to],
  );
  await tx.query(`update service_records set served_id = $2 where served_id = $1`, [from, to]);
  await tx.query(
    `update earnings e set person_id = $2 where person_id = $1
        and not exists (select from earnings o where (o.ref_type, o.ref_id, o.person_id) = (e.ref_type, e.ref_id, $2))`,
    [from, to],
  );
}

/** They carry no name; what somebody wrote about them may. */
const erase = async (tx: EntityManager, personId: string): Promise<void> => {
  await tx.query(`update service_records set void_reason = null where person_id = $1 and void_reason is not null`, [personId]);
};

const dataOf = async (tx: EntityManager, personId: string): Promise<unknown> => ({
  records: await tx.query<Record<string, unknown>[]>(
    `select source, title, item_code as "itemCode", category, state, day::text, started_at as "startedAt", finished_at as "finishedAt", minutes,
            by_code as "byCode", silent, points, surplus_points as "surplusPoints", limits, confirmed_at as "confirmedAt",
            publicised_until as "publicisedUntil", voided_at as "voidedAt", void_reason as "voidReason"
       from service_records where person_id = $1 order by started_at, id`,
    [personId],
  ),
  earnings: await tx.query<Record<string, unknown>[]>(
    `select ref_type as "for", day::text, points, surplus_points as "surplusPoints", limits, created_at as "createdAt"
       from earnings where person_id = $1 order by created_at, ref_id`,
    [personId],
  ),
});
