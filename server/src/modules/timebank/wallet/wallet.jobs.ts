import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { Jobs } from '../../../common/jobs.js';
import { Writes } from '../../../common/writes.js';
import { WalletLinks } from './wallet.links.js';

/** At night, after the day was sealed: months are folded, and points that came free on closed accounts find their way. */
@Injectable()
export class WalletJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly links: WalletLinks,
  ) {}

  onModuleInit(): void {
    this.jobs.define('wallet.fold', () => this.fold());
    this.jobs.define('wallet.sweep', () => this.sweep());
    this.jobs.every('10 17 * * *', 'wallet.fold');
    this.jobs.every('30 17 * * *', 'wallet.sweep');
  }

  private async fold(): Promise<void> {
    await this.writes.transaction((tx) => tx.query(`select ledger_fold($1)`, [this.clock.now()]));
  }

  /** What came to an account after it was closed or joined: a price given back, a service confirmed late. Debts need no night: they go at once. */
  private async sweep(): Promise<void> {
    const rows = await this.dataSource.query<{ personId: string; joinedTo: string | null }[]>(
      `select distinct p.id as "personId", p.joined_to as "joinedTo" from people p
         join ledger_accounts a on a.owner_id = p.id and a.kind = 'person' join ledger_balances b on b.account_id = a.id
        where p.closed_at is not null and b.balance > b.held`,
    );
    for (const { personId, joinedTo } of rows)
      await this.writes.transaction((tx) => (joinedTo ? this.links.join(tx, personId, joinedTo) : this.links.close(tx, personId)));
  }
}
