import { Injectable } from '@nestjs/common';
import type { SessionView } from '@linli/shared/accounts.dto';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { dayOf } from '../../common/days.js';
import { DomainError } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { WechatService } from '../../integrations/wechat/wechat.service.js';
import { EventsService } from '../events/events.service.js';
import { nameFromGrants } from './grants.queries.js';
import { JoiningService } from './joining.service.js';
import { LockoutsService } from './lockouts.service.js';
import { SessionsService } from './sessions.service.js';
import { SmsCodesService } from './sms-codes.service.js';

const codeWrong = () => new DomainError('unprocessable', 'code_wrong', '验证码不对或已过期，请检查后再试。');

/** The ways in: WeChat's silent sign-in, phone and code on H5; and the phone of somebody who came by WeChat. There are no passwords. */
@Injectable()
export class SignInService {
  constructor(
    private readonly writes: Writes,
    private readonly clock: Clock,
    private readonly wechat: WechatService,
    private readonly smsCodes: SmsCodesService,
    private readonly lockouts: LockoutsService,
    private readonly sessions: SessionsService,
    private readonly joining: JoiningService,
    private readonly events: EventsService,
  ) {}

  async byWechat(code: string): Promise<SessionView> {
    const { openid, unionid } = await this.wechat.identify(code);
    return this.writes.transaction(async (tx) => {
      const personId = await this.personOfOpenid(tx, openid, unionid);
      await this.bindGrants(tx, personId);
      return this.sessions.open(tx, personId, 'wechat');
    });
  }

  /** The failure is committed before it is told: guesses count even though they are refused. */
  async bySms(phone: string, code: string, address: string): Promise<SessionView> {
    const session = await this.writes.transaction(async (tx) => {
      await this.lockouts.refuseLocked(tx, phone, address);
      if (!(await this.smsCodes.spend(tx, phone, code))) {
        await this.lockouts.failed(tx, phone, address);
        await this.events.record(tx, { subject: ['account', 'unknown'], action: 'sign_in_failed', actor: null, areaCode: null });
        return null;
      }
      await this.lockouts.succeeded(tx, phone);
      const personId = await this.personOfPhone(tx, phone);
      await this.bindGrants(tx, personId);
      return this.sessions.open(tx, personId, 'sms');
    });
    if (!session) throw codeWrong();
    return session;
  }

  /**
   * The verified phone of somebody signed in by WeChat. Where the phone has an account already, this one is joined to it; the session goes along,
   * so the phone keeps its tokens. WeChat's code is good once: a lost answer is repeated from the key's row without asking WeChat again.
   */
  async addPhone(call: WriteCall, code: string): Promise<SessionView> {
    // The key belongs to the session: the person may be another one afterwards.
    const own: WriteCall = { ...call, actor: { ...call.actor, personId: call.actor.sessionId } };
    if (await this.writes.answered(own)) return this.sessions.again(call.actor.sessionId);
    const phone = await this.wechat.phoneNumber(code);
    await this.writes.once(own, async (tx) => {
      const personId = await this.joining.join(tx, call.actor, phone);
      await this.bindGrants(tx, personId);
      return null;
    });
    // Tokens are not among the kept answers: they are made anew.
    return this.sessions.again(call.actor.sessionId);
  }

  private async personOfOpenid(tx: EntityManager, openid: string, unionid: string | null): Promise<string> {
    // Two first sign-ins at once: the second waits here and finds the first one's person.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 2))`, [openid]);
    const [known] = await tx.query<{ person_id: string }[]>(`select person_id from openids where openid = $1`, [openid]);
    if (known) return known.person_id;
    const id = randomUUID();
    const now = this.clock.now();
    await tx.query(`insert into people (id, created_at) values ($1, $2)`, [id, now]);
    await tx.query(`insert into openids (openid, person_id, unionid, added_at) values ($1, $2, $3, $4)`, [openid, id, unionid, now]);
    return id;
  }

  private async personOfPhone(tx: EntityManager, phone: string): Promise<string> {
    await tx.query(
      `insert into people (id, phone, phone_verified_at, created_at) values ($1, $2, $3, $3) on conflict (phone) where phone is not null do nothing`,
      [randomUUID(), phone, this.clock.now()],
    );
    const [person] = await tx.query<{ id: string }[]>(`select id from people where phone = $1`, [phone]);
    return person!.id;
  }

  /** Roles given to the person's verified phone become theirs; the nameless get the name that came with them. */
  private async bindGrants(tx: EntityManager, personId: string): Promise<void> {
    await tx.query(
      `update role_grants g set person_id = p.id from people p
        where p.id = $1 and g.phone = p.phone and g.person_id is null and g.ended_at is null`,
      [personId],
    );
    await nameFromGrants(tx, personId, dayOf(this.clock.now()));
  }
}
