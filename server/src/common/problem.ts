import { HttpException } from '@nestjs/common';
import type { Problem } from '@linli/shared/errors';
import { DomainError, type ErrorExtra } from './errors.js';
import { isDatabaseAway, pgCodeOf } from './pg-errors.js';

const TITLES = new Map<number, string>([
  [400, '填写有误'],
  [401, '请先登录'],
  [403, '没有权限'],
  [404, '没有找到'],
  [405, '不支持的操作'],
  [408, '请求超时'],
  [409, '情况已变化'],
  [410, '已失效'],
  [413, '内容太大'],
  [414, '地址太长'],
  [415, '格式不支持'],
  [422, '无法处理'],
  [429, '太频繁'],
  [431, '请求头太大'],
  [503, '服务繁忙'],
  [507, '空间不足'],
]);
const SENTENCES = new Map<number, readonly [code: string, sentence: string]>([
  [400, ['bad_request', '请求的内容有误，请检查后再试。']],
  [401, ['sign_in_required', '请先登录。']],
  [403, ['forbidden', '您没有权限进行这项操作。']],
  [404, ['not_found', '没有找到，可能已被删除，或您无权查看。']],
  [405, ['method_not_allowed', '不支持这种操作。']],
  [408, ['request_timeout', '网络太慢，请求没有传完，请再试一次。']],
  [413, ['too_large', '提交的内容太大。']],
  [414, ['uri_too_long', '请求的地址太长。']],
  [415, ['unsupported_media_type', '不支持这种格式。']],
  [429, ['too_many_requests', '操作太频繁了，请稍后再试。']],
  [431, ['headers_too_large', '请求头太大。']],
  [503, ['try_again', '服务繁忙，请稍后再试。']],
]);
const RETRY_SECONDS = 2;
/** The reader of forms gives its errors neither a class nor a code. */
const BROKEN_FORM = /^(Unexpected end of (form|multipart data|file)|Malformed (part header|content type)|Part terminated early)/;

export interface ProblemAnswer {
  body: Problem;
  retryAfterSeconds: number | null;
}

/** What the caller is told about `error`. Pure. */
export function problemOf(error: unknown, requestId: string): ProblemAnswer {
  if (error instanceof DomainError) return answer(error.status, error.code, error.sentence, requestId, error.extra);
  if (error instanceof HttpException) return plain(error.getStatus(), requestId);
  if (isDatabaseAway(error)) return plain(503, requestId);
  const pg = pgCodeOf(error);
  if (pg === '23505') return answer(409, 'already_there', '内容已存在或刚被修改，请刷新后再试。', requestId);
  if (pg && /^(22|23502|23503|23514|23P01)/.test(pg)) return plain(400, requestId);
  if (error instanceof URIError) return plain(400, requestId);
  if (error instanceof Error && BROKEN_FORM.test(error.message)) return plain(400, requestId);
  // Fastify's and its plugins' own refusals: broken gzip, charset, too large, bad content type.
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return plain(status >= 400 && status < 600 ? status : 500, requestId);
}

function plain(status: number, requestId: string): ProblemAnswer {
  const [code, sentence] =
    SENTENCES.get(status) ?? (status >= 500 ? ['internal', '系统出了点问题，我们会尽快处理。'] : ['bad_request', '请求的内容有误。']);
  return answer(status, code, sentence, requestId, status === 503 ? { retryAfterSeconds: RETRY_SECONDS } : {});
}

function answer(status: number, code: string, detail: string, requestId: string, extra: ErrorExtra = {}): ProblemAnswer {
  const { retryAfterSeconds, ...shown } = extra;
  const title = TITLES.get(status) ?? (status >= 500 ? '系统故障' : '请求有误');
  return {
    body: { type: `https://linli.dev/problems/${code}`, title, status, code, detail, requestId, ...shown },
    retryAfterSeconds: retryAfterSeconds ?? (status === 503 ? RETRY_SECONDS : null),
  };
}
