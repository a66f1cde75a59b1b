import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { tooMany } from '../../common/rate-limits.js';

const MINUTES = 15;
const MOST_FAILURES = { phone: 5, address: 30 } as const;

/** Failed sign-ins in a row lock further ones of that phone or address for a quarter of an hour. Living sessions are not touched. */
@Injectable()
export class LockoutsService {
  constructor(private readonly clock: Clock) {}

  /** @throws DomainError 429 while one of them is locked; the same whether the phone has an account or not. */
  async refuseLocked(tx: EntityManager, phone: string, address: string): Promise<void> {
    const now = this.clock.now();
    const [row] = await tx.query<{ until: Date | null }[]>(
      `select max(locked_until) as until from sign_in_failures where who in ($1, $2) and locked_until > $3`,
      [`phone:${phone}`, `address:${address}`, now],
    );
    if (row?.until) throw tooMany(Math.ceil((row.until.getTime() - now.getTime()) / 1000));
  }

  async failed(tx: EntityManager, phone: string, address: string): Promise<void> {
    await this.count(tx, `phone:${phone}`, MOST_FAILURES.phone);
    await this.count(tx, `address:${address}`, MOST_FAILURES.address);
  }

  async succeeded(tx: EntityManager, phone: string): Promise<void> {
    await tx.query(`delete from sign_in_failures where who = $1`, [`phone:${phone}`]);
  }

  private async count(tx: EntityManager, who: string, most: number): Promise<void> {
    const now = this.clock.now();
    const windowStart = new Date(now.getTime() - MINUTES * 60_000);
    const lockedUntil = new Date(now.getTime() + MINUTES * 60_000);
    await tx.query(
      `insert into sign_in_failures as f (who, failures, since) values ($1, 1, $2)
       on conflict (who) do update set
         failures = case when f.since < $3 then 1 else f.failures + 1 end,
         since = case when f.since < $3 then excluded.since else f.since end,
         locked_until = case when f.since >= $3 and f.failures + 1 >= $4 then $5::timestamptz else null end`,
      [who, now, windowStart, most, lockedUntil],
    );
  }
}
