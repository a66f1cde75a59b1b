import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountClosings, AccountData, AccountMoves } from '../../accounts/account-links.service.js';
import { EventsService } from '../../events/events.service.js';
import { LedgerService } from '../ledger/ledger.service.js';

/** What becomes of points when an account is closed or joined to another one: rows of the books, as everything else. */
@Injectable()
export class WalletLinks implements OnModuleInit {
  constructor(
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
    private readonly moves: AccountMoves,
    private readonly events: EventsService,
    private readonly ledger: LedgerService,
  ) {}

  onModuleInit(): void {
    this.data.register('points', pointsData);
    this.moves.register((tx, from, to) => this.join(tx, from, to));
    this.closings.refuse(heldByOrders);
    this.closings.count({ given: goesToPool, held: async (tx, personId) => (await this.ledger.standing(tx, personId)).held });
    this.closings.erase((tx, personId) => this.close(tx, personId), '您的积分余额转入社区公益池，不能收回；积分明细保留，不再带有您的姓名');
  }

  async join(tx: EntityManager, from: string, to: string): Promise<void> {
    const points = await this.ledger.handOver(tx, {
      personId: from,
      to: { heirId: to },
      reason: 'joining',
      ref: ['person', to],
      actorId: to,
    });
    await this.ledger.moveDebts(tx, from, to);
    await tx.query(`update pool_donations set person_id = $2 where person_id = $1`, [from, to]);
    await tx.query(`update gifts set giver_id = $2 where giver_id = $1 and receiver_id <> $2`, [from, to]);
    await tx.query(`update gifts set receiver_id = $2 where receiver_id = $1 and giver_id <> $2`, [from, to]);
    await tx.query(`update statement_files set person_id = $2 where person_id = $1`, [from, to]);
    if (points > 0)
      await this.events.record(tx, {
        subject: ['account', to],
        action: 'points_joined',
        actor: { personId: to },
        areaCode: null,
        data: { from, points },
      });
  }

  async close(tx: EntityManager, personId: string): Promise<void> {
    const communityCode = await poolOf(tx, personId);
    if (!communityCode) return;
    const poolId = await this.ledger.open(tx, { kind: 'pool', communityCode });
    const points = await this.ledger.handOver(tx, {
      personId,
      to: { poolId },
      reason: 'closing',
      ref: ['person', personId],
      actorId: personId,
    });
    if (points > 0)
      await this.events.record(tx, {
        subject: ['account', personId],
        action: 'points_to_pool',
        actor: { personId },
        areaCode: communityCode,
        data: { points },
      });
  }
}

/** Of the home community; whose home is not known, of where the points came from. */
async function poolOf(tx: EntityManager, personId: string): Promise<string | null> {
  const [row] = await tx.query<{ code: string }[]>(
    `select coalesce(p.home_community_code, a.community_code) as code from ledger_accounts a join people p on p.id = a.owner_id
      where a.owner_id = $1 and a.kind = 'person' order by a.opened_at, a.id limit 1`,
    [personId],
  );
  return row?.code ?? null;
}

/** What is left when held points have come back and debts are paid out of them. */
async function goesToPool(tx: EntityManager, personId: string): Promise<number> {
  const [row] = await tx.query<{ points: string }[]>(
    `select coalesce(sum(greatest(b.balance - b.debt, 0)), 0) as points from ledger_accounts a join ledger_balances b on b.account_id = a.id
      where a.owner_id = $1 and a.kind = 'person'`,
    [personId],
  );
  return Number(row!.points);
}

/** Vouchers are given back by closing; an order that was paid for comes to its end first. */
async function heldByOrders(tx: EntityManager, personId: string): Promise<string | null> {
  const [row] = await tx.query<{ points: string }[]>(
    `select coalesce(sum(t.amount), 0) as points from ledger_accounts a join ledger_balances b on b.account_id = a.id
       join transfers t on t.from_account_id = a.id
      where a.owner_id = $1 and a.kind = 'person' and b.held > 0 and t.kind = 'hold' and t.ref_type <> 'voucher'
        and (select c.id from transfers c where c.hold_id = t.id) is null`,
    [personId],
  );
  return Number(row!.points) > 0 ? `您有 ${row!.points} 积分留给了未完成的点单，请先完成或取消。` : null;
}

async function pointsData(tx: EntityManager, personId: string): Promise<unknown> {
  const many = (sql: string) => tx.query<object[]>(sql, [personId]);
  return {
    accounts: await many(
      `select a.community_code as "communityCode", b.balance::int, b.held::int, b.debt::int from ledger_accounts a
         join ledger_balances b on b.account_id = a.id where a.owner_id = $1 and a.kind = 'person' order by a.opened_at`,
    ),
    transfers: await many(
      `select t.booked_at as at, t.kind, t.reason, t.amount::int, t.to_account_id = a.id as incoming from ledger_accounts a
         join transfers t on t.from_account_id = a.id or t.to_account_id = a.id where a.owner_id = $1 and a.kind = 'person' order by t.seq`,
    ),
    donations: await many(
      `select community_code as "communityCode", points, shown, created_at as at from pool_donations where person_id = $1 order by created_at`,
    ),
    gifts: await many(
      `select giver_id = $1 as given, relation, points, created_at as at from gifts where giver_id = $1 or receiver_id = $1 order by created_at`,
    ),
    statements: await many(
      `select statement_no as "statementNo", from_month as "from", to_month as "to", format, created_at as at from statement_files
        where person_id = $1 order by created_at`,
    ),
  };
}
