import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { addDays, dayOf, dayStart } from '../../common/days.js';
import { Jobs } from '../../common/jobs.js';
import { brokenSeals, KEPT_YEARS, SEALED, type Sealed, sealOf } from './events.seals.js';

/** The daily seal over events and looks, and the end of looks that are older than three years. Both may run twice. */
@Injectable()
export class EventsJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.define('events.seal', () => this.seal());
    this.jobs.define('events.forget_looks', () => this.forgetLooks());
    // 00:20 and 03:10 in Shanghai.
    this.jobs.every('20 16 * * *', 'events.seal');
    this.jobs.every('10 19 * * *', 'events.forget_looks');
  }

  /** Seals every day that is over and has rows but no seal: a server that slept through a night catches up. */
  async seal(): Promise<void> {
    for (const table of SEALED) {
      for (const day of await this.openDays(table)) {
        await this.dataSource.transaction(async (tx) => {
          const { rows, hash } = await sealOf(tx, table, day);
          await tx.query(
            `insert into seals (sealed_table, day, rows, hash, sealed_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
            [table, day, rows, hash, this.clock.now()],
          );
        });
      }
    }
  }

  /** Days whose rows no longer give the hash that was sealed: somebody changed the past. */
  broken(): Promise<{ table: Sealed; day: string }[]> {
    return brokenSeals(this.dataSource.manager, this.clock.now());
  }

  private async openDays(table: Sealed): Promise<string[]> {
    const yesterday = addDays(dayOf(this.clock.now()), -1);
    const [row] = await this.dataSource.query<{ from: Date | null }[]>(
      table === 'events' ? `select min(at) as from from events` : `select min(at) as from from accesses`,
    );
    const sealed = await this.dataSource.query<{ day: string }[]>(`select day::text from seals where sealed_table = $1`, [table]);
    const done = new Set(sealed.map((s) => s.day));
    const days: string[] = [];
    for (let day = row?.from ? dayOf(row.from) : addDays(yesterday, 1); day <= yesterday; day = addDays(day, 1))
      if (!done.has(day)) days.push(day);
    return days;
  }

  private async forgetLooks(): Promise<void> {
    const before = new Date(dayStart(dayOf(this.clock.now())).getTime() - (KEPT_YEARS * 365 + 2) * 86_400_000);
    await this.dataSource.query(`delete from accesses where at < $1`, [before]);
  }
}
