import { createHash, randomBytes } from 'node:crypto';

export interface SandboxReply {
  status: number;
  body: unknown;
}
const ok = (body: unknown): SandboxReply => ({ status: 200, body });
const error = (errcode: number, errmsg: string): SandboxReply => ok({ errcode, errmsg });
const TOKEN_SECONDS = 7200;

/**
 * WeChat as its documents describe it. Login codes are `wx-<who>-<nonce>`, phone codes `phone-<11 digits>-<nonce>`: each good once.
 * Some `who` behave badly on purpose: `busy` (-1), `limited` (45011), `risky` (40226), `slow` (no answer for 8 s); the phone 13000000000 is out
 * of quota, 13000000001 is foreign.
 */
export class WechatSandbox {
  private readonly used = new Set<string>();
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

  /** As if WeChat had thrown the access token away. */
  forgetToken(): void {
    this.token = '';
    this.expiresAt = 0;
  }
}

export const openidOf = (who: string): string => `o${createHash('sha256').update(who).digest('base64url').slice(0, 27)}`;
