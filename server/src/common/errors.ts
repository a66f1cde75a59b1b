/** What can go wrong by the rules, and its HTTP status. */
export const ERROR_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unprocessable: 422,
  rate_limited: 429,
  unavailable: 503,
  storage_full: 507,
} as const;
export type ErrorKind = keyof typeof ERROR_STATUS;

export interface ErrorExtra {
  /** Path of the field → sentence. */
  fields?: Record<string, string>;
  /** The state the thing is in now, for 409. */
  state?: string;
  /** What would make the request acceptable. */
  choices?: { code: string; name: string }[];
  retryAfterSeconds?: number;
}

/** A refusal by the rules. `code` is stable and for programs, `sentence` is Chinese and for the person. */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly sentence: string,
    readonly extra: ErrorExtra = {},
  ) {
    super(`${code}: ${sentence}`);
    this.name = 'DomainError';
  }

  get status(): number {
    return ERROR_STATUS[this.kind];
  }
}

/** A refusal as a value, where what was written must stay all the same; whatever else goes wrong is thrown on. */
export async function refusalOr<T>(work: Promise<T>): Promise<{ value: T } | { error: DomainError }> {
  try {
    return { value: await work };
  } catch (error) {
    if (error instanceof DomainError) return { error };
    throw error;
  }
}

/** Not there, or not for this person: the two look the same. */
export const notFound = (sentence = '没有找到，可能已被删除，或您无权查看。'): DomainError =>
  new DomainError('not_found', 'not_found', sentence);

/** Visible to this person, but never theirs to do. */
export const forbidden = (sentence = '您没有权限进行这项操作。'): DomainError => new DomainError('forbidden', 'forbidden', sentence);

/** Theirs to do, but not now: the matter has moved on to `state`. */
export const conflictNow = (state: string, sentence = '情况已经变化，请刷新后再试。'): DomainError =>
  new DomainError('conflict', 'not_now', sentence, { state });

/** A new thing arrived with an id that something else has; says nothing about that. */
export const idTaken = (): DomainError => new DomainError('conflict', 'id_taken', '提交的编号已被使用，请重新提交。');

/** One field is wrong by a rule that only the database knows. */
export const invalidField = (field: string, sentence: string): DomainError =>
  new DomainError('invalid', 'invalid_input', sentence, { fields: { [field]: sentence } });
