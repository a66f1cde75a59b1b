import { Clock } from '../src/common/clock.js';

/** Time stands still until a test moves it. */
export class StillClock extends Clock {
  private at: number;

  constructor(iso: string) {
    super();
    this.at = Date.parse(iso);
  }

  now(): Date {
    return new Date(this.at);
  }

  set(iso: string): void {
    this.at = Date.parse(iso);
  }

  advance(milliseconds: number): void {
    this.at += milliseconds;
  }
}
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
