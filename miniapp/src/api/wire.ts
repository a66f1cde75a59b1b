import Taro from '@tarojs/taro';
import { hearServerTime } from '@/lib/server-clock';
import { OfflineError, ProblemError } from './problem';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type QueryOf = Record<string, string | number | boolean | null | undefined>;

export interface Sending {
  method?: Method;
  query?: object;
  body?: object;
  token?: string | null;
  /** Idempotency-Key */
  key?: string;
  signal?: AbortSignal;
  timeoutMs?: number;
}

export function withQuery(path: string, query: object = {}): string {
  const pairs = Object.entries(query as QueryOf).flatMap(([k, v]) =>
    v === undefined || v === null || v === '' ? [] : [`${k}=${encodeURIComponent(v)}`],
  );
  return pairs.length ? `${path}?${pairs.join('&')}` : path;
}

const headerOf = (header: Record<string, string> | undefined, name: string): string | undefined =>
  Object.entries(header ?? {}).find(([k]) => k.toLowerCase() === name)?.[1];

/** WeChat cannot say PATCH: it goes as POST with the word for what is meant. */
const spoken = (method: Method) =>
  method === 'PATCH' && process.env.TARO_ENV === 'weapp'
    ? { method: 'POST' as const, header: { 'x-http-method-override': 'PATCH' } }
    : { method, header: {} };

/** One request as it is. In WeChat every status is a success, so it is looked at here. */
export async function wire<T>(
  path: string,
  { method = 'GET', query, body, token, key, signal, timeoutMs = 12_000 }: Sending = {},
): Promise<T> {
  const said = spoken(method);
  const sentAt = Date.now();
  const task = Taro.request<unknown>({
    url: API_BASE + withQuery(path, query),
    method: said.method,
    // a body-less POST with a JSON content type is refused, so there is always one
    data: method === 'GET' ? undefined : (body ?? {}),
    dataType: 'json',
    timeout: timeoutMs,
    header: {
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
      ...said.header,
    },
  });
  const abort = () => task.abort?.();
  signal?.addEventListener('abort', abort);
  try {
    const res = await task.catch(() => {
      throw new OfflineError();
    });
    hearServerTime(headerOf(res.header, 'date'), sentAt, Date.now());
    if (res.statusCode >= 200 && res.statusCode < 300) return res.data as T;
    throw new ProblemError(res.statusCode, typeof res.data === 'object' && res.data ? res.data : {});
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
