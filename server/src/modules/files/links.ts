import { PHOTO_VARIANTS, type PhotoVariant } from '@linli/shared/files';
import { Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Clock } from '../../common/clock.js';
import { DomainError, notFound } from '../../common/errors.js';
import { Config } from '../../config.js';

const HOUR_SECONDS = 3600;
const SIGNATURE_BYTES = 16;

/**
 * `<image>` sends no token, so the link itself is the right to look: signed, and good for one to two hours.
 * Expiry is rounded to the hour: within one hour a photo has one address, and caches hit.
 */
@Injectable()
export class FileLinks {
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.key = createHmac('sha256', config.secret).update('linli file links').digest();
  }

  make(id: string, variant: PhotoVariant): string {
    const expires = (Math.floor(this.seconds() / HOUR_SECONDS) + 2) * HOUR_SECONDS;
    return `/api/v1/files/${id}/${variant}?exp=${expires}&sig=${this.sign(id, variant, expires)}`;
  }

  /** How many seconds the link is still good. @throws 404 for a link we did not make, 410 for one that is over. */
  check(id: string, variant: string, exp: string, sig: string): number {
    const expires = /^\d{10}$/.test(exp) ? Number(exp) : 0;
    // compared as text: several texts decode to the same bytes
    const [given, ours] = [Buffer.from(sig), Buffer.from(this.sign(id, variant, expires))];
    const honest = Object.hasOwn(PHOTO_VARIANTS, variant) && given.length === ours.length;
    if (!honest || !timingSafeEqual(given, ours)) throw notFound();
    const left = expires - this.seconds();
    if (left <= 0) throw new DomainError('gone', 'link_expired', '照片的链接已过期，请刷新页面。');
    return left;
  }

  private sign(id: string, variant: string, expires: number): string {
    return createHmac('sha256', this.key).update(`${id} ${variant} ${expires}`).digest().subarray(0, SIGNATURE_BYTES).toString('base64url');
  }

  private seconds(): number {
    return Math.floor(this.clock.now().getTime() / 1000);
  }
}
