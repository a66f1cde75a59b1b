import { Injectable } from '@nestjs/common';
import type { SessionView } from '@linli/shared/accounts.dto';
import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { DomainError } from '../../common/errors.js';
import { AccessTokens } from '../../common/tokens.js';
import { Writes } from '../../common/writes.js';
import { Config } from '../../config.js';
import { EventsService } from '../events/events.service.js';
import type { SessionEntity } from './session.entity.js';

/** An answer can be lost on the way: the token that was just replaced gives its successor once more for this long. */
const GRACE_SECONDS = 60;
/** A session nobody uses ends by itself. */
const IDLE_DAYS = 60;

interface Row {
  id: string;
  person_id: string;
  salt: string;
  generation: number;
  rotated_at: Date;
  ended_at: Date | null;
  closed_at: Date | null;
}

/** Living sign-ins: made, renewed with rotation, ended. */
@Injectable()
export class SessionsService {
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly tokens: AccessTokens,
    private readonly writes: Writes,
    private readonly events: EventsService,
  ) {
    this.key = createHmac('sha256', config.secret).update('linli refresh tokens').digest();
  }

  async open(tx: EntityManager, personId: string, client: SessionEntity['client']): Promise<SessionView> {
    const id = randomUUID();
    const salt = randomBytes(16).toString('hex');
    const now = this.clock.now();
    await tx.query(`insert into sessions (id, person_id, client, salt, rotated_at, created_at) values ($1, $2, $3, $4, $5, $5)`, [
      id,
      personId,
      client,
      salt,
      now,
    ]);
    await this.events.record(tx, {
      subject: ['account', personId],
      action: 'sign_in',
      actor: { personId },
      areaCode: null,
      data: { client },
    });
    return this.view(personId, id, this.tokenOf(id, 1, salt));
  }

  /**
   * A new pair for a refresh token. The newest token rotates; the one before it, within a minute and while its successor is unused, gets the same
   * successor again; anything older is theft and ends the session.
   */
  async refresh(token: string): Promise<SessionView> {
    const outcome = await this.writes.transaction((tx) => this.rotate(tx, token));
    if (!outcome) throw sessionOver();
    return outcome;
  }

  /** The pair of a living session as it stands now, without rotating. */
  async again(sessionId: string): Promise<SessionView> {
    const row = await this.writes.transaction((tx) => this.find(tx, sessionId));
    if (!row || row.ended_at || row.closed_at) throw sessionOver();
    return this.view(row.person_id, row.id, this.tokenOf(row.id, row.generation, row.salt));
  }

  /** Whoever holds a refresh token of the session, new or old, may end it. */
  async logout(token: string): Promise<void> {
    await this.writes.transaction(async (tx) => {
      const read = await this.read(tx, token);
      if (read) await this.end(tx, read.row.id, 'signed_out');
    });
  }

  async end(tx: EntityManager, sessionId: string, why: string): Promise<void> {
    await tx.query(`update sessions set ended_at = $2, ended_why = $3 where id = $1 and ended_at is null`, [
      sessionId,
      this.clock.now(),
      why,
    ]);
  }

  async endAll(tx: EntityManager, personId: string, why: string): Promise<void> {
    await tx.query(`update sessions set ended_at = $2, ended_why = $3 where person_id = $1 and ended_at is null`, [
      personId,
      this.clock.now(),
      why,
    ]);
  }

  private async rotate(tx: EntityManager, token: string): Promise<SessionView | null> {
    const read = await this.read(tx, token);
    if (!read || read.row.ended_at || read.row.closed_at) return null;
    const { row, generation } = read;
    const { id } = row;
    const now = this.clock.now();
    const age = now.getTime() - row.rotated_at.getTime();
    if (generation === row.generation) {
      if (age > IDLE_DAYS * 86_400_000) return null;
      await tx.query(`update sessions set generation = generation + 1, rotated_at = $2 where id = $1`, [id, now]);
      return this.view(row.person_id, id, this.tokenOf(id, generation + 1, row.salt));
    }
    if (generation === row.generation - 1 && age <= GRACE_SECONDS * 1000)
      return this.view(row.person_id, id, this.tokenOf(id, row.generation, row.salt));
    await this.end(tx, id, 'token_reused');
    const subject = ['account', row.person_id] as const;
    await this.events.record(tx, { subject, action: 'refresh_token_reused', actor: null, areaCode: null, data: { sessionId: id } });
    return null;
  }

  /** The session of a token that is really ours, locked. */
  private async read(tx: EntityManager, token: string): Promise<{ row: Row; generation: number } | null> {
    const [, id, generationText, mac] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})\.([\w-]{43})$/.exec(token) ?? [];
    if (!id || !generationText || !mac) return null;
    const row = await this.find(tx, id);
    const generation = Number(generationText);
    return row && sameText(mac, this.macOf(id, generation, row.salt)) ? { row, generation } : null;
  }

  private async find(tx: EntityManager, id: string): Promise<Row | null> {
    const [row] = await tx.query<Row[]>(
      `select s.id, s.person_id, s.salt, s.generation, s.rotated_at, s.ended_at, p.closed_at
         from sessions s join people p on p.id = s.person_id where s.id = $1 for update of s`,
      [id],
    );
    return row ?? null;
  }

  private view(personId: string, sessionId: string, refreshToken: string): SessionView {
    const { token, expiresAt } = this.tokens.issue({ sub: personId, sid: sessionId });
    return { accessToken: token, refreshToken, accessExpiresAt: expiresAt.toISOString(), personId };
  }

  private tokenOf(id: string, generation: number, salt: string): string {
    return `${id}.${generation}.${this.macOf(id, generation, salt)}`;
  }

  private macOf(id: string, generation: number, salt: string): string {
    return createHmac('sha256', this.key).update(`${id}.${generation}.${salt}`).digest('base64url');
  }
}

const sessionOver = () => new DomainError('unauthenticated', 'session_over', '登录已过期，请重新登录。');
const sameText = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
