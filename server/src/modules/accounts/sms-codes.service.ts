import { Injectable } from '@nestjs/common';
import type { SmsSentView } from '@linli/shared/accounts.dto';
import { createHmac, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { tooMany } from '../../common/rate-limits.js';
import { Writes } from '../../common/writes.js';
import { Config } from '../../config.js';
import { SmsService } from '../../integrations/sms/sms.service.js';
import { LockoutsService } from './lockouts.service.js';

const VALID_MINUTES = 5;
const AGAIN_AFTER_SECONDS = 60;
const MOST_GUESSES = 5;
/** Codes to one phone, and from one address, per window. */
const QUOTAS = [
  { column: 'phone', most: 5, minutes: 60 },
  { column: 'phone', most: 10, minutes: 24 * 60 },
  { column: 'address', most: 60, minutes: 60 },
] as const;

/** Six digits to a phone. Quotas and guesses are rows, so they hold over all processes. */
@Injectable()
export class SmsCodesService {
  private readonly key: Buffer;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly sms: SmsService,
    private readonly lockouts: LockoutsService,
  ) {
    this.key = createHmac('sha256', config.secret).update('linli sms codes').digest();
  }

  /** Nothing in the answer, nor its time, tells whether the phone has an account. */
  async send(phone: string, address: string): Promise<SmsSentView> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const id = await this.writes.transaction((tx) => this.book(tx, phone, address, code));
    try {
      await this.sms.send(phone, 'sign_in_code', { code, minutes: String(VALID_MINUTES) });
    } catch (error) {
      await this.writes.transaction((tx) => tx.query(`delete from sms_codes where id = $1`, [id]));
      throw error;
    }
    return { retryAfterSeconds: AGAIN_AFTER_SECONDS, demoCode: this.config.open ? code : null };
  }

  /** Spends the phone's newest code when `guess` is it; a wrong guess is counted. The caller commits in both cases. */
  async spend(tx: EntityManager, phone: string, guess: string): Promise<boolean> {
    const now = this.clock.now();
    const [newest] = await tx.query<{ id: string; code_hash: string; attempts: number; created_at: Date; spent_at: Date | null }[]>(
      `select id, code_hash, attempts, created_at, spent_at from sms_codes where phone = $1 order by created_at desc limit 1 for update`,
      [phone],
    );
    const right = same(newest?.code_hash ?? this.hash(phone, 'none'), this.hash(phone, guess));
    const usable =
      newest && !newest.spent_at && newest.attempts < MOST_GUESSES && now.getTime() - newest.created_at.getTime() <= VALID_MINUTES * 60_000;
    if (newest && usable && right) {
      await tx.query(`update sms_codes set spent_at = $2 where id = $1`, [newest.id, now]);
      return true;
    }
    await tx.query(`update sms_codes set attempts = attempts + 1 where id = $1`, [newest?.id ?? randomUUID()]);
    return false;
  }

  private async book(tx: EntityManager, phone: string, address: string, code: string): Promise<string> {
    // Two requests for one phone at once: one after the other.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 1))`, [`sms ${phone}`]);
    await this.lockouts.refuseLocked(tx, phone, address);
    const now = this.clock.now().getTime();
    const last = await lastOf(tx, phone);
    if (last && now - last < AGAIN_AFTER_SECONDS * 1000) throw tooMany(Math.ceil((last + AGAIN_AFTER_SECONDS * 1000 - now) / 1000));
    for (const quota of QUOTAS) await this.refuseAbove(tx, quota, quota.column === 'phone' ? phone : address);
    const id = randomUUID();
    await tx.query(`insert into sms_codes (id, phone, code_hash, address, created_at) values ($1, $2, $3, $4, $5)`, [
      id,
      phone,
      this.hash(phone, code),
      address,
      this.clock.now(),
    ]);
    return id;
  }

  private async refuseAbove(tx: EntityManager, quota: (typeof QUOTAS)[number], value: string): Promise<void> {
    const now = this.clock.now().getTime();
    const since = new Date(now - quota.minutes * 60_000);
    const [row] = await tx.query<{ sent: string; oldest: Date }[]>(
      quota.column === 'phone'
        ? `select count(*) as sent, min(created_at) as oldest from sms_codes where phone = $1 and created_at > $2`
        : `select count(*) as sent, min(created_at) as oldest from sms_codes where address = $1 and created_at > $2`,
      [value, since],
    );
    if (!row || Number(row.sent) < quota.most) return;
    throw tooMany(Math.ceil((row.oldest.getTime() + quota.minutes * 60_000 - now) / 1000));
  }

  private hash(phone: string, code: string): string {
    return createHmac('sha256', this.key).update(`${phone} ${code}`).digest('hex');
  }
}

async function lastOf(tx: EntityManager, phone: string): Promise<number | null> {
  const [row] = await tx.query<{ created_at: Date }[]>(
    `select created_at from sms_codes where phone = $1 order by created_at desc limit 1`,
    [phone],
  );
  return row?.created_at.getTime() ?? null;
}

const same = (a: string, b: string) => timingSafeEqual(Buffer.from(a), Buffer.from(b));
