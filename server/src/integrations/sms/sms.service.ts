import { Injectable } from '@nestjs/common';
import { DomainError } from '../../common/errors.js';
import { Config } from '../../config.js';

const TIMEOUT = 5000;

/** The SMS gateway: POST /messages { phone, template, parameters } with a bearer key. An adapter for a vendor answers the same. */
@Injectable()
export class SmsService {
  constructor(private readonly config: Config) {}

  async send(phone: string, template: string, parameters: Record<string, string>): Promise<void> {
    const { gatewayUrl, key } = this.config.sms;
    try {
      const response = await fetch(`${gatewayUrl}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ phone, template, parameters }),
        signal: AbortSignal.timeout(TIMEOUT),
        redirect: 'error',
      });
      await response.body?.cancel();
      if (response.ok) return;
    } catch {
      // falls through: whatever the cause, the person is told the same
    }
    throw new DomainError('unavailable', 'sms_unavailable', '短信暂时发不出去，请稍后再试。', { retryAfterSeconds: 10 });
  }
}
