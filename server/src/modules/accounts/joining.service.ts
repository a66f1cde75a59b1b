import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError } from '../../common/errors.js';
import { EventsService } from '../events/events.service.js';
import { AccountMoves } from './account-links.service.js';

/** One phone, one account: what happens when somebody signed in by WeChat verifies a phone. */
@Injectable()
export class JoiningService {
  constructor(
    private readonly clock: Clock,
    private readonly moves: AccountMoves,
    private readonly events: EventsService,
  ) {}

  /** Gives the person the session belongs to afterwards. */
  async join(tx: EntityManager, actor: Actor, phone: string): Promise<string> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 3))`, [phone]);
    const people = await tx.query<{ id: string; phone: string | null; closed_at: Date | null }[]>(
      `select id, phone, closed_at from people where id = $1 or phone = $2 order by id for update`,
      [actor.personId, phone],
    );
    const me = people.find((p) => p.id === actor.personId);
    const owner = people.find((p) => p.phone === phone);
    if (!me || me.closed_at) throw new DomainError('unauthenticated', 'session_over', '登录已过期，请重新登录。');
    if (owner?.id === me.id) return me.id;
    if (owner && me.phone) throw new DomainError('conflict', 'phone_has_account', '这个手机号已有账号，请退出后用它登录。');
    if (owner) return this.joinTo(tx, me.id, owner.id);
    await tx.query(`update people set phone = $2, phone_verified_at = $3 where id = $1`, [me.id, phone, this.clock.now()]);
    await tx.query(`update role_grants set phone = $2 where person_id = $1 and ended_at is null`, [me.id, phone]);
    await this.events.record(tx, { subject: ['account', me.id], action: 'phone_verified', actor, areaCode: null });
    return me.id;
  }

  private async joinTo(tx: EntityManager, from: string, to: string): Promise<string> {
    const now = this.clock.now();
    await tx.query(`update openids set person_id = $2 where person_id = $1`, [from, to]);
    await tx.query(`update sessions set person_id = $2 where person_id = $1`, [from, to]);
    await tx.query(
      `update people t set name = case when t.name = '' then f.name else t.name end,
                           home_community_code = coalesce(t.home_community_code, f.home_community_code)
         from people f where f.id = $1 and t.id = $2`,
      [from, to],
    );
    await tx.query(
      `insert into consents (person_id, purpose, version, granted, at)
       select $2, c.purpose, c.version, c.granted, c.at from consents c
        where c.person_id = $1 and not exists (select 1 from consents o where o.person_id = $2 and o.purpose = c.purpose) order by c.id`,
      [from, to],
    );
    await this.moves.move(tx, from, to);
    await tx.query(`update people set name = '', home_community_code = null, closed_at = $3, joined_to = $2 where id = $1`, [
      from,
      to,
      now,
    ]);
    await this.events.record(tx, { subject: ['account', to], action: 'joined', actor: { personId: to }, areaCode: null, data: { from } });
    return to;
  }
}
