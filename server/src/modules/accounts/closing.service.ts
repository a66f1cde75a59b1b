import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { CloseAccountDto, ClosingView } from '@linli/shared/accounts.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { dayOf } from '../../common/days.js';
import { DomainError, invalidField } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { EventsService } from '../events/events.service.js';
import { AccountClosings, AccountData } from './account-links.service.js';

const CONSEQUENCES = [
  '您的姓名、手机号、微信绑定和所在社区会立即清除，无法找回。',
  '您的工作角色会立即结束，所有设备上的登录会立即退出。',
  '您提交过的事项会保留，但不再有您的姓名和电话。',
];

/** Closing an account in two steps: what it would do, then the words 注销账号. */
@Injectable()
export class ClosingService implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly closings: AccountClosings,
    private readonly data: AccountData,
  ) {}

  onModuleInit(): void {
    this.closings.refuse((tx, personId) => this.lastAdministrator(tx, personId));
    this.data.register('account', accountData);
  }

  async view(actor: Actor): Promise<ClosingView> {
    const obstacles = await this.closings.obstacles(this.dataSource.manager, actor.personId);
    const points = await this.closings.points(this.dataSource.manager, actor.personId);
    return { obstacles, consequences: [...CONSEQUENCES, ...this.closings.consequences], points };
  }

  /** `confirm` are the words the person typed: nobody closes an account by a slip of the finger; `points` the figure they saw. */
  close(call: WriteCall, { confirm, points = 0 }: CloseAccountDto): Promise<null> {
    const { personId } = call.actor;
    if (confirm !== '注销账号') throw invalidField('confirm', '请输入“注销账号”四个字。');
    return this.writes.once(call, async (tx) => {
      await tx.query(`select id from people where id = $1 for update`, [personId]);
      const [obstacle] = await this.closings.obstacles(tx, personId);
      if (obstacle) throw new DomainError('conflict', 'closing_refused', obstacle);
      await this.closings.releaseAll(tx, personId);
      const held = await this.closings.held(tx, personId);
      if (held > 0)
        throw new DomainError('conflict', 'points_held', `您还有 ${held} 积分留给了没用的兑换券或点单，请先使用或取消。`, {
          state: String(held),
        });
      const given = await this.closings.points(tx, personId);
      if (given !== points)
        throw new DomainError('conflict', 'points_changed', `您的积分现在是 ${given} 分，将转入公益池，请再确认一次。`, {
          state: String(given),
        });
      await this.closings.eraseAll(tx, personId);
      await this.eraseOwn(tx, personId);
      await this.events.record(tx, { subject: ['account', personId], action: 'close', actor: call.actor, areaCode: null });
      return null;
    });
  }

  private async eraseOwn(tx: EntityManager, personId: string): Promise<void> {
    const now = this.clock.now();
    await tx.query(`delete from sms_codes where phone = (select phone from people where id = $1)`, [personId]);
    await tx.query(`delete from sign_in_failures where who = (select 'phone:' || phone from people where id = $1)`, [personId]);
    await tx.query(`delete from openids where person_id = $1`, [personId]);
    await tx.query(`delete from demo_people where person_id = $1`, [personId]);
    await tx.query(`update role_grants set phone = null, name = '', ended_at = coalesce(ended_at, $2) where person_id = $1`, [
      personId,
      now,
    ]);
    await tx.query(`update sessions set ended_at = $2, ended_why = 'closed' where person_id = $1 and ended_at is null`, [personId, now]);
    // Kept answers may show what has just been erased.
    await tx.query(`update idempotency_keys set answer = '{"value":null}' where person_id = $1`, [personId]);
    await tx.query(
      `update people set name = '', phone = null, phone_verified_at = null, home_community_code = null, closed_at = $2 where id = $1`,
      [personId, now],
    );
  }

  /** A district without any administrator could not be helped from within. */
  private async lastAdministrator(tx: EntityManager, personId: string): Promise<string | null> {
    const [row] = await tx.query<{ alone: boolean }[]>(
      `select exists (select 1 from role_grants mine
         where mine.person_id = $1 and mine.role = 'administrator' and length(mine.area_code) = 6 and mine.ended_at is null
           and mine.from_day <= $2 and (mine.to_day is null or mine.to_day >= $2)
           and not exists (select 1 from role_grants other join people p on p.id = other.person_id
             where other.person_id <> $1 and p.closed_at is null and other.role = 'administrator' and other.area_code = mine.area_code
               and other.ended_at is null and other.from_day <= $2 and (other.to_day is null or other.to_day >= $2))) as alone`,
      [personId, dayOf(this.clock.now())],
    );
    return row?.alone ? '您是本区唯一的管理员，请先授权另一位管理员。' : null;
  }
}

async function accountData(tx: EntityManager, personId: string): Promise<unknown> {
  const one = async (sql: string) => (await tx.query<Record<string, unknown>[]>(sql, [personId]))[0];
  const many = (sql: string) => tx.query<Record<string, unknown>[]>(sql, [personId]);
  return {
    person: await one(`select id, name, phone, phone_verified_at, home_community_code, created_at from people where id = $1`),
    wechat: await many(`select openid, unionid, added_at from openids where person_id = $1 order by added_at`),
    roles: await many(
      `select role, area_code, team_id, lead, from_day::text, to_day::text, created_at, ended_at from role_grants where person_id = $1 order by created_at`,
    ),
    consents: await many(`select purpose, version, granted, at from consents where person_id = $1 order by id`),
    sessions: await many(
      `select client, created_at, rotated_at, ended_at, ended_why from sessions where person_id = $1 order by created_at`,
    ),
    joined: await many(`select id, created_at, closed_at from people where joined_to = $1 order by closed_at`),
    looksAtMe: await many(
      `select at, field from accesses where subject_type = 'account' and subject_id = $1::text order by id desc limit 1000`,
    ),
  };
}
