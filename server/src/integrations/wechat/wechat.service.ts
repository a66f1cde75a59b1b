import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { DomainError } from '../../common/errors.js';
import { Config } from '../../config.js';

const TIMEOUT = 5000;
/** A token is renewed while it still has this long: WeChat's normal mode gives the new one in its last five minutes. */
const RENEW_SECONDS = 300;
export const STALE_TOKEN = [40001, 40014, 42001];

interface Reply {
  errcode?: number;
  errmsg?: string;
}
interface SessionReply extends Reply {
  openid?: string;
  unionid?: string;
}
interface TokenReply extends Reply {
  access_token?: string;
  expires_in?: number;
}
interface PhoneReply extends Reply {
  phone_info?: { purePhoneNumber?: string; countryCode?: string };
}
export interface WechatIdentity {
  openid: string;
  unionid: string | null;
}

/** WeChat's server side: who a login code is, and the phone number behind a phone code. session_key is dropped here. */
@Injectable()
export class WechatService {
  constructor(
    private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async identify(code: string): Promise<WechatIdentity> {
    const { appId, secret } = this.config.wechat;
    const query = new URLSearchParams({ appid: appId, secret, js_code: code, grant_type: 'authorization_code' });
    const reply = await this.ask<SessionReply>(`/sns/jscode2session?${query.toString()}`);
    if (reply.errcode) throw refusal(reply.errcode);
    if (!reply.openid) throw unavailable();
    return { openid: reply.openid, unionid: reply.unionid ?? null };
  }

  /** The number without its country code; foreign numbers are refused. */
  async phoneNumber(code: string): Promise<string> {
    const first = await this.askForPhone(code, await this.accessToken());
    const reply = STALE_TOKEN.includes(first.errcode ?? 0) ? await this.askForPhone(code, await this.newToken()) : first;
    if (reply.errcode) throw refusal(reply.errcode);
    const { purePhoneNumber, countryCode } = reply.phone_info ?? {};
    if (!purePhoneNumber) throw unavailable();
    if (countryCode !== '86') throw new DomainError('unprocessable', 'phone_foreign', '目前只支持中国大陆的手机号。');
    return purePhoneNumber;
  }

  private askForPhone(code: string, token: string): Promise<PhoneReply> {
    return this.ask<PhoneReply>(`/wxa/business/getuserphonenumber?access_token=${encodeURIComponent(token)}`, { code });
  }

  /** One row for all processes. Two that renew at once get the same token from WeChat, so nothing is locked. */
  async accessToken(): Promise<string> {
    const [row] = await this.dataSource.query<{ value: { token: string; expiresAt: string } }[]>(
      `select value from installation where key = 'wechat_token'`,
    );
    const good = row && Date.parse(row.value.expiresAt) - this.clock.now().getTime() > RENEW_SECONDS * 1000;
    return good ? row.value.token : this.newToken();
  }

  async newToken(): Promise<string> {
    const { appId: appid, secret } = this.config.wechat;
    const reply = await this.ask<TokenReply>('/cgi-bin/stable_token', { grant_type: 'client_credential', appid, secret });
    if (!reply.access_token || !reply.expires_in) throw unavailable();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + reply.expires_in * 1000).toISOString();
    await this.dataSource.query(
      `insert into installation (key, value, updated_at) values ('wechat_token', $1, $2)
       on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
      [{ token: reply.access_token, expiresAt }, now],
    );
    return reply.access_token;
  }

  private async ask<T extends Reply>(path: string, body?: object): Promise<T> {
    try {
      const response = await fetch(`${this.config.wechat.apiBase}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: body ? { 'content-type': 'application/json' } : {},
        body: body ? JSON.stringify(body) : undefined,
        signal: AbortSignal.timeout(TIMEOUT),
        redirect: 'error',
      });
      if (!response.ok) throw unavailable();
      return (await response.json()) as T;
    } catch {
      // The address carries the app secret and the code: the cause is not passed on.
      throw unavailable();
    }
  }
}

const unavailable = () => new DomainError('unavailable', 'wechat_unavailable', '微信暂时没有回应，请稍后再试。', { retryAfterSeconds: 3 });

/** WeChat's error numbers, as DOMAIN-known ones; anything else is theirs to mend. */
function refusal(errcode: number): DomainError {
  if (errcode === 40029 || errcode === 40163)
    return new DomainError('unprocessable', 'wechat_code_invalid', '微信登录凭证已失效，请再试一次。');
  if (errcode === 45011)
    return new DomainError('rate_limited', 'too_many_requests', '操作太频繁了，请一分钟后再试。', { retryAfterSeconds: 60 });
  if (errcode === 40226) return new DomainError('forbidden', 'wechat_blocked', '微信认为此账号有风险，暂时不能登录。');
  if (errcode === 1400001) return new DomainError('unavailable', 'wechat_phone_quota', '微信手机号验证暂不可用，请改用短信验证码。');
  return unavailable();
}
