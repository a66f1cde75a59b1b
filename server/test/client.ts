import { randomUUID } from 'node:crypto';

export interface Answer {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}
export interface RequestOptions {
  /** Null: sends no Idempotency-Key. */
  key?: string | null;
  headers?: Record<string, string>;
}
export type Body = object | FormData | string | undefined;

/** What is served beside the API: printed links, health. */
const OUTSIDE = /^\/(api|q|c|health|ready)(\/|$)/;

/** Speaks HTTP as the mini-program does: JSON, a token, an Idempotency-Key on every write unless told. Paths are below /api/v1. */
export class Client {
  constructor(
    private readonly origin: string,
    readonly token: string | null,
  ) {}

  get(path: string, options?: RequestOptions): Promise<Answer> {
    return this.send('GET', path, undefined, options);
  }
  post(path: string, body: Body = {}, options?: RequestOptions): Promise<Answer> {
    return this.send('POST', path, body, options);
  }
  put(path: string, body: Body = {}, options?: RequestOptions): Promise<Answer> {
    return this.send('PUT', path, body, options);
  }
  patch(path: string, body: Body = {}, options?: RequestOptions): Promise<Answer> {
    return this.send('PATCH', path, body, options);
  }
  delete(path: string, options?: RequestOptions): Promise<Answer> {
    return this.send('DELETE', path, undefined, options);
  }

  async send(method: string, path: string, body?: Body, options: RequestOptions = {}): Promise<Answer> {
    const headers: Record<string, string> = { ...(this.token ? { authorization: `Bearer ${this.token}` } : {}), ...options.headers };
    if (method !== 'GET' && options.key !== null) headers['idempotency-key'] = options.key ?? randomUUID();
    const isText = typeof body === 'string';
    if (body !== undefined && !(body instanceof FormData) && !headers['content-type']) headers['content-type'] = 'application/json';
    const sent = body === undefined || isText || body instanceof FormData ? body : JSON.stringify(body);
    const url = OUTSIDE.test(path) ? path : `/api/v1${path}`;
    const response = await fetch(`${this.origin}${url}`, { method, headers, body: sent, redirect: 'manual' });
    const type = response.headers.get('content-type') ?? '';
    const content: unknown = /json/.test(type)
      ? await response.json().catch(() => null)
      : /^text|csv|[/+]xml/.test(type)
        ? await response.text()
        : Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, body: content };
  }
}
