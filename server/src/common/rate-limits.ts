import { Injectable } from '@nestjs/common';
import { Config } from '../config.js';
import { Clock } from './clock.js';
import { DomainError } from './errors.js';

interface Window {
  endsAt: number;
  count: number;
}
const MINUTE = 60_000;
/** Windows kept at once; the oldest go first. A flood of addresses must not fill the memory. */
const MOST_WINDOWS = 50_000;

/** Counts per minute in this process's memory: against floods, not for promises (those are rows, such as the SMS quota). */
@Injectable()
export class RateLimits {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Before anything else is done for this address. */
  address(address: string): void {
    this.take(`ip:${address}`, this.config.limits.perAddress);
  }

  account(personId: string, method: string): void {
    this.take(`all:${personId}`, this.config.limits.perAccount);
    if (method !== 'GET' && method !== 'HEAD') this.take(`write:${personId}`, this.config.limits.writesPerAccount);
  }

  /** Counts one use of `name`; above `limit` in the running window: 429 with Retry-After. */
  take(name: string, limit: number, windowMs = MINUTE): void {
    const now = this.clock.now().getTime();
    const running = this.windows.get(name);
    const window = running && running.endsAt > now ? running : { endsAt: now + windowMs, count: 0 };
    window.count += 1;
    this.windows.delete(name);
    this.windows.set(name, window);
    for (const oldest of this.windows.keys()) {
      if (this.windows.size <= MOST_WINDOWS) break;
      this.windows.delete(oldest);
    }
    if (window.count <= limit) return;
    throw tooMany(Math.max(1, Math.ceil((window.endsAt - now) / 1000)));
  }
}

export const tooMany = (retryAfterSeconds: number): DomainError =>
  new DomainError('rate_limited', 'too_many_requests', `操作太频繁了，请${inWords(retryAfterSeconds)}后再试。`, { retryAfterSeconds });

const inWords = (seconds: number): string => (seconds < 90 ? ` ${seconds} 秒` : ` ${Math.ceil(seconds / 60)} 分钟`);
