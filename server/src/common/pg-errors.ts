import { QueryFailedError } from 'typeorm';

/** The SQLSTATE of an error that came from Postgres (through TypeORM or not), else null. */
export function pgCodeOf(error: unknown): string | null {
  const inner: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!(inner instanceof Error) || !('code' in inner) || typeof inner.code !== 'string') return null;
  return /^[0-9A-Z]{5}$/.test(inner.code) ? inner.code : null;
}

const LOST =
  /Connection terminated|timeout exceeded when trying to connect|connection timeout|connection error|ECONNREFUSED|ECONNRESET|EPIPE|Driver not Connected|not queryable|query runner (was )?already released/i;

/** The database is away, full, or too slow just now: asking again later may work. */
export function isDatabaseAway(error: unknown): boolean {
  const code = pgCodeOf(error);
  if (code && code !== 'EPIPE') return /^(08|53|55|57)/.test(code) || ['25P03', '40001', '40P01'].includes(code);
  const inner: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return inner instanceof Error && LOST.test(`${inner.message} ${'code' in inner ? String(inner.code) : ''}`);
}
