import { Injectable } from '@nestjs/common';
import { Config } from '../../config.js';
import { fitted } from './template-fields.js';
import { STALE_TOKEN, WechatService } from './wechat.service.js';

const TIMEOUT = 5000;
const OK = 0;
const BUSY = -1;
const TOO_OFTEN = [45009, 45011];
const SPENT = 43101;
/** The connection never stood: nothing has arrived. */
const NEVER_ARRIVED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH'];

export interface SubscribeMessage {
  openid: string;
  templateId: string;
  page: string;
  fields: Readonly<Record<string, string>>;
}
/**
 * sent; spent: the person has allowed no more (43101); refused: by WeChat's rules, asking again changes nothing;
 * again: certainly not delivered, may be tried again; unknown: no answer came, it may have been delivered.
 */
export interface Delivery {
  outcome: 'sent' | 'spent' | 'refused' | 'again' | 'unknown';
  errcode: number | null;
}

/** WeChat's subscription messages. One call is one attempt: whoever calls writes it down before. */
@Injectable()
export class SubscribeMessages {
  constructor(
    private readonly config: Config,
    private readonly wechat: WechatService,
  ) {}

  async send(message: SubscribeMessage): Promise<Delivery> {
    const token = await this.wechat.accessToken().catch(() => null);
    if (token === null) return { outcome: 'again', errcode: null };
    const first = await this.post(token, message);
    if (first.errcode === null || !STALE_TOKEN.includes(first.errcode)) return first;
    // Refused at the door: nothing was sent with the old token.
    const fresh = await this.wechat.newToken().catch(() => null);
    return fresh === null ? { outcome: 'again', errcode: first.errcode } : this.post(fresh, message);
  }

  private async post(token: string, { openid, templateId, page, fields }: SubscribeMessage): Promise<Delivery> {
    const { apiBase, miniprogramState } = this.config.wechat;
    const body = {
      touser: openid,
      template_id: templateId,
      page,
      data: fitted(fields),
      miniprogram_state: miniprogramState,
      lang: 'zh_CN',
    };
    try {
      const response = await fetch(`${apiBase}/cgi-bin/message/subscribe/send?access_token=${encodeURIComponent(token)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT),
        redirect: 'error',
      });
      if (response.status >= 500) return { outcome: 'again', errcode: null };
      const { errcode } = (await response.json()) as { errcode?: unknown };
      return typeof errcode === 'number' ? { outcome: outcomeOf(errcode), errcode } : { outcome: 'unknown', errcode: null };
    } catch (error) {
      return { outcome: neverArrived(error) ? 'again' : 'unknown', errcode: null };
    }
  }
}

function outcomeOf(errcode: number): Delivery['outcome'] {
  if (errcode === OK) return 'sent';
  if (errcode === SPENT) return 'spent';
  return errcode === BUSY || TOO_OFTEN.includes(errcode) ? 'again' : 'refused';
}

function neverArrived(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause && NEVER_ARRIVED.includes(String(cause.code));
}
