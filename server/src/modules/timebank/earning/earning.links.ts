import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountClosings, AccountData, AccountMoves } from '../../accounts/account-links.service.js';

/** What was earned, when an account is joined to another, read out, or closed. What stands in the books is the wallet's. */
@Injectable()
export class EarningLinks implements OnModuleInit {
  constructor(
    private readonly moves: AccountMoves,
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
  ) {}

  onModuleInit(): void {
    this.moves.register(move);
    this.data.register('earnings', dataOf);
    this.closings.erase(erase);
  }
}

/** Somebody known by WeChat alone earns by reports. */
async function move(tx: EntityManager, from: string, to: string): Promise<void> {
  await tx.query(
    `update service_records r set person_id = $2 where person_id = $1
        and not exists (select from service_records o where (o.source, o.source_id, o.person_id) = (r.source, r.source_id, $2))`,
    [from, to],
  );
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

const dataOf = (tx: EntityManager, personId: string): Promise<unknown> =>
  tx.query(
    `select ref_type as "for", day::text, points, surplus_points as "surplusPoints", limits, created_at as "createdAt"
       from earnings where person_id = $1 order by created_at, ref_id`,
    [personId],
  );
