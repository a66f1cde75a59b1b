import { Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Config } from '../config.js';
import type { AccessClaims } from './actor.js';
import { Clock } from './clock.js';

/** How long an access token lives. The session behind it is asked at every request all the same. */
export const ACCESS_SECONDS = 30 * 60;
const HEADER = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');

/** Short-lived signed access tokens (JWT, HS256 only: the token's own header is compared, never obeyed). */
@Injectable()
export class AccessTokens {
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.key = createHmac('sha256', config.secret).update('linli access tokens').digest();
  }

  issue(claims: AccessClaims): { token: string; expiresAt: Date } {
    const seconds = Math.floor(this.clock.now().getTime() / 1000);
    const payload = { ...claims, use: 'access', iat: seconds, exp: seconds + ACCESS_SECONDS };
    const content = `${HEADER}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
    const expiresAt = this.clock.now();
    expiresAt.setTime(payload.exp * 1000);
    return { token: `${content}.${this.sign(content)}`, expiresAt };
  }

  /** The claims of an `Authorization: Bearer …` header, or null when anything about it is wrong. */
  read(header: string): AccessClaims | null {
    const [, head, body, signature] = /^Bearer ([\w-]{1,200})\.([\w-]{1,1000})\.([\w-]{43})$/.exec(header) ?? [];
    if (head !== HEADER || !body || !signature) return null;
    if (!timingSafeEqual(Buffer.from(this.sign(`${head}.${body}`)), Buffer.from(signature))) return null;
    // Ours by its signature, so it is JSON of our making.
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as AccessClaims & { use: string; exp: number };
    if (claims.use !== 'access' || claims.exp * 1000 <= this.clock.now().getTime()) return null;
    return { sub: claims.sub, sid: claims.sid };
  }

  private sign(content: string): string {
    return createHmac('sha256', this.key).update(content).digest('base64url');
  }
}
