import { createHash, randomBytes } from 'node:crypto';

export interface SandboxReply {
  status: number;
  body: unknown;
}
const ok = (body: unknown): SandboxReply => ({ status: 200, body });
const error = (errcode: number, errmsg: string): SandboxReply => ok({ errcode, errmsg });
const TOKEN_SECONDS = 7200;
const LETTERS_KEPT = 200;
/** Field kinds of a template and what WeChat takes in them. */
const FIELD_RULES: Readonly<Record<string, RegExp>> = {
  thing: /^.{1,20}$/su,
  phrase: /^\p{Script=Han}{1,5}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/,
  time: /^\d{4}年\d{1,2}月\d{1,2}日( \d{2}:\d{2})?$/,
};

export interface SandboxLetter {
  at: string;
  openid: string;
  templateId: string;
  page: string;
  data: Record<string, { value: string }>;
}
/** How the next calls for one openid end: an error number, a status, or the line goes dead (before or after it was delivered). */
export type Mishap = { errcode: number } | { status: number } | 'hang_up' | 'deliver_and_hang_up';

/**
 * WeChat as its documents describe it. Login codes are `wx-<who>-<nonce>`, phone codes `phone-<11 digits>-<nonce>`: each good once.
 * Some `who` behave badly on purpose: `busy` (-1), `limited` (45011), `risky` (40226), `slow` (no answer for 8 s); the phone 13000000000 is out
 * of quota, 13000000001 is foreign.
 */
export class WechatSandbox {
  private readonly used = new Set<string>();
  /** Subscription messages that were delivered, the last two hundred. */
  readonly letters: SandboxLetter[] = [];
  private readonly mishaps = new Map<string, Mishap[]>();
  private token = '';
  private expiresAt = 0;

  constructor(
    private readonly now: () => number,
    private readonly appId: string,
    private readonly secret: string,
  ) {}

  async codeToSession(query: URLSearchParams): Promise<SandboxReply> {
    if (query.get('appid') !== this.appId) return error(40013, 'invalid appid');
    if (query.get('secret') !== this.secret) return error(40125, 'invalid appsecret');
    if (query.get('grant_type') !== 'authorization_code') return error(40002, 'invalid grant_type');
    const code = query.get('js_code') ?? '';
    const who = /^wx-(\w{1,80})-[\w-]{1,80}$/.exec(code)?.[1];
    if (who === 'busy') return error(-1, 'system error');
    if (who === 'limited') return error(45011, 'api minute-quota reach limit, must slower, retry next minute');
    if (who === 'risky') return error(40226, 'code blocked');
    if (who === 'slow') await new Promise((resolve) => setTimeout(resolve, 8000).unref());
    if (!who || this.used.has(code)) return error(40029, 'invalid code');
    this.used.add(code);
    return ok({ openid: openidOf(who), session_key: randomBytes(16).toString('base64') });
  }

  stableToken(body: { grant_type?: string; appid?: string; secret?: string; force_refresh?: boolean }): SandboxReply {
    if (body.grant_type !== 'client_credential') return error(40002, 'invalid grant_type');
    if (body.appid !== this.appId) return error(40013, 'invalid appid');
    if (body.secret !== this.secret) return error(40125, 'invalid appsecret');
    if (this.expiresAt - this.now() < 300_000 || body.force_refresh) {
      this.token = randomBytes(64).toString('base64url');
      this.expiresAt = this.now() + TOKEN_SECONDS * 1000;
    }
    return ok({ access_token: this.token, expires_in: Math.floor((this.expiresAt - this.now()) / 1000) });
  }

  phoneNumber(query: URLSearchParams, body: { code?: string }): SandboxReply {
    if (!this.token || query.get('access_token') !== this.token)
      return error(40001, 'invalid credential, access_token is invalid or not latest');
    const code = body.code ?? '';
    const phone = /^phone-(\d{11})-[\w-]{1,80}$/.exec(code)?.[1];
    if (!phone || this.used.has(code)) return error(40029, 'invalid code');
    if (phone === '13000000000') return error(1400001, 'not enough quota');
    this.used.add(code);
    const countryCode = phone === '13000000001' ? '852' : '86';
    const watermark = { timestamp: Math.floor(this.now() / 1000), appid: this.appId };
    return ok({ errcode: 0, errmsg: 'ok', phone_info: { phoneNumber: phone, purePhoneNumber: phone, countryCode, watermark } });
  }

  /** The next calls for `openid` go wrong in this order. */
  goWrong(openid: string, ...mishaps: Mishap[]): void {
    this.mishaps.set(openid, [...(this.mishaps.get(openid) ?? []), ...mishaps]);
  }

  subscribeMessage(query: URLSearchParams, body: Partial<Record<string, unknown>>): SandboxReply {
    if (!this.token || query.get('access_token') !== this.token)
      return error(40001, 'invalid credential, access_token is invalid or not latest');
    const { touser, template_id: templateId, page = '', data } = body;
    if (typeof touser !== 'string' || !touser.startsWith('o')) return error(40003, 'invalid openid');
    if (typeof templateId !== 'string' || !templateId) return error(40037, 'invalid template_id');
    const bad = badField(data);
    if (bad !== null) return error(47003, `argument invalid! ${bad}`);
    const mishap = this.mishaps.get(touser)?.shift();
    if (mishap === 'hang_up') return HUNG_UP;
    if (mishap !== undefined && mishap !== 'deliver_and_hang_up')
      return 'status' in mishap ? { status: mishap.status, body: {} } : error(mishap.errcode, 'went wrong on purpose');
    const letter = { openid: touser, templateId, page: String(page), data: data as SandboxLetter['data'] };
    this.letters.push({ at: new Date(this.now()).toISOString(), ...letter });
    if (this.letters.length > LETTERS_KEPT) this.letters.shift();
    return mishap === undefined ? ok({ errcode: 0, errmsg: 'ok' }) : HUNG_UP;
  }

  /** As if WeChat had thrown the access token away. */
  forgetToken(): void {
    this.token = '';
    this.expiresAt = 0;
  }
}

/** The connection ends without an answer. */
export const HUNG_UP: SandboxReply = { status: 0, body: null };

function badField(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !Object.keys(data).length) return 'data';
  for (const [name, field] of Object.entries(data as Record<string, { value?: unknown } | null>)) {
    const rule = FIELD_RULES[name.replace(/\d+$/, '')];
    if (typeof field?.value !== 'string' || !field.value || (rule && !rule.test(field.value)))
      return `data.${name}.value is empty or invalid`;
  }
  return null;
}

export const openidOf = (who: string): string => `o${createHash('sha256').update(who).digest('base64url').slice(0, 27)}`;
