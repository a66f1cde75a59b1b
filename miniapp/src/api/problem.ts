import type { Problem } from '@linli/shared/errors';

/** The server said no, and why: `message` is the Chinese sentence to show. */
export class ProblemError extends Error {
  name = 'ProblemError';
  readonly status: number;
  readonly code: string;
  /** per field of the request: path → sentence */
  readonly fields: Record<string, string>;
  readonly state: string | null;
  readonly choices: { code: string; name: string }[];
  readonly requestId: string | null;

  constructor(status: number, body: Partial<Problem>) {
    super(body.detail ?? (status >= 500 ? '服务器忙，请稍后再试' : '没有成功，请再试一次'));
    this.status = status;
    this.code = body.code ?? `http_${status}`;
    this.fields = body.fields ?? {};
    this.state = body.state ?? null;
    this.choices = body.choices ?? [];
    this.requestId = body.requestId ?? null;
  }
}

/** No answer came: it may or may not have arrived. Sending the same again is safe. */
export class OfflineError extends Error {
  name = 'OfflineError';
  constructor() {
    super('没有网络，或信号太弱');
  }
}

export const isProblem = (e: unknown, code?: string): e is ProblemError =>
  e instanceof ProblemError && (code === undefined || e.code === code);
export const needsSignIn = (e: unknown): boolean => e instanceof ProblemError && e.status === 401;
/** Worth sending again by itself: nobody answered, or the server was busy. */
export const mayPass = (e: unknown): boolean =>
  e instanceof OfflineError || (e instanceof ProblemError && (e.status >= 500 || e.status === 429 || e.status === 401));
export const fieldError = (e: unknown, path: string): string | null => (e instanceof ProblemError ? (e.fields[path] ?? null) : null);
