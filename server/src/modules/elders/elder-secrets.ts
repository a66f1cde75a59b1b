import { Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Config } from '../../config.js';

const TOKEN_BYTES = 16;
const DIGITS = 12;
const CODE_DIGITS = 8;

/**
 * Codes and cards come from an id and the server's secret: the tables hold hashes only, and an answer that has to be given again
 * (the same Idempotency-Key) can be, without having been kept.
 */
@Injectable()
export class ElderSecrets {
  private readonly key: Buffer;

  constructor(config: Config) {
    this.key = createHmac('sha256', config.secret).update('linli elder codes').digest();
  }

  /** The eight digits of a binding code. */
  code(codeId: string): string {
    return digitsOf(this.mac('code', codeId), CODE_DIGITS);
  }

  /** What stands on a paper card: `LC1.…` for the QR, twelve digits for typing. */
  card(cardId: string): { qrText: string; digits: string } {
    const qrText = `LC1.${this.mac('card', cardId).subarray(0, TOKEN_BYTES).toString('hex')}`;
    return { qrText, digits: digitsOf(this.mac('card digits', cardId), DIGITS) };
  }

  hash(text: string): string {
    return this.mac('hash', text).toString('hex');
  }

  /** Without telling by its time how much was right. */
  matches(text: string, hash: string): boolean {
    return timingSafeEqual(Buffer.from(this.hash(text)), Buffer.from(hash));
  }

  private mac(use: string, text: string): Buffer {
    return createHmac('sha256', this.key).update(`${use} ${text}`).digest();
  }
}

const digitsOf = (mac: Buffer, count: number): string => String(mac.readBigUInt64BE(0) % 10n ** BigInt(count)).padStart(count, '0');
