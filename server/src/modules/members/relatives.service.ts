import { Injectable } from '@nestjs/common';
import { maskName, NAMELESS } from '@linli/shared/accounts';
import { type Relation, RELATION_LABELS } from '@linli/shared/members';
import type { AddRelativeDto, RelativeView } from '@linli/shared/members.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError, invalidField, notFound } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { EventsService } from '../events/events.service.js';
import { deskScopes, isDesk } from './members.policy.js';
import { findMember, lockMember, type MemberRow } from './members.queries.js';

/** What the first is to the second, seen from the second. */
const SEEN_FROM_THERE: Partial<Record<Relation, Relation>> = {
  parent: 'child',
  child: 'parent',
  grandparent: 'grandchild',
  grandchild: 'grandparent',
};

/** Close relatives the desk has seen a document of: they cannot serve each other. */
@Injectable()
export class Relatives {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
  ) {}

  async list(actor: Actor, personId: string): Promise<RelativeView[]> {
    const tx = this.dataSource.manager;
    const row = this.seen(actor, await findMember(tx, personId));
    await this.events.look(null, {
      personId: actor.personId,
      subject: ['member', personId],
      field: 'relatives',
      areaCode: row.community_code,
    });
    return this.views(tx, personId);
  }

  add(call: WriteCall, personId: string, dto: AddRelativeDto): Promise<RelativeView[]> {
    return this.writes.once(call, async (tx) => {
      const row = await this.mine(tx, call.actor, personId);
      if (!dto.documentSeen) throw new DomainError('unprocessable', 'document_needed', '请先核对户口簿、结婚证等证件。');
      const [relative] = await tx.query<{ id: string }[]>(`select id from people where phone = $1 and closed_at is null`, [dto.phone]);
      if (!relative) throw new DomainError('unprocessable', 'no_account', '这个手机号还没有账号，请亲属先登录一次。');
      if (relative.id === personId) throw invalidField('phone', '不能登记自己。');
      if (relative.id === call.actor.personId) throw new DomainError('forbidden', 'four_eyes', '自己的亲属关系要由别人登记。');
      await tx.query(`delete from relatives where person_id = $1 and relative_id = $2`, [relative.id, personId]);
      await tx.query(
        `insert into relatives (person_id, relative_id, relation, verified_by, verified_at) values ($1, $2, $3, $4, $5)
         on conflict (person_id, relative_id) do update
           set relation = excluded.relation, verified_by = excluded.verified_by, verified_at = excluded.verified_at`,
        [personId, relative.id, dto.relation, call.actor.personId, this.clock.now()],
      );
      await this.record(tx, call.actor, row, 'verify', { relativeId: relative.id, relation: dto.relation });
      return this.views(tx, personId);
    });
  }

  end(call: WriteCall, personId: string, relativeId: string): Promise<RelativeView[]> {
    return this.writes.once(call, async (tx) => {
      const row = await this.mine(tx, call.actor, personId);
      const before = await this.views(tx, personId);
      if (!before.some((view) => view.personId === relativeId)) throw notFound();
      if (relativeId === call.actor.personId) throw new DomainError('forbidden', 'four_eyes', '自己的亲属关系要由别人登记。');
      await tx.query(`delete from relatives where (person_id = $1 and relative_id = $2) or (person_id = $2 and relative_id = $1)`, [
        personId,
        relativeId,
      ]);
      await this.record(tx, call.actor, row, 'end', { relativeId });
      return this.views(tx, personId);
    });
  }

  private async mine(tx: EntityManager, actor: Actor, personId: string): Promise<MemberRow> {
    const row = this.seen(actor, await lockMember(tx, personId));
    if (personId === actor.personId) throw new DomainError('forbidden', 'four_eyes', '自己的亲属关系要由别人登记。');
    return row;
  }

  private seen(actor: Actor, row: MemberRow | null): MemberRow {
    deskScopes(actor);
    if (!row || !isDesk(actor, row.community_code)) throw notFound();
    return row;
  }

  private async views(tx: EntityManager, personId: string): Promise<RelativeView[]> {
    const rows = await tx.query<{ id: string; name: string; relation: Relation; turned: boolean; at: Date }[]>(
      `select p.id, p.name, r.relation, r.person_id <> $1 as turned, r.verified_at as at
         from relatives r join people p on p.id = case when r.person_id = $1 then r.relative_id else r.person_id end
        where r.person_id = $1 or r.relative_id = $1 order by r.verified_at, p.id`,
      [personId],
    );
    return rows.map(({ id, name, relation, turned, at }) => {
      const seen = turned ? (SEEN_FROM_THERE[relation] ?? relation) : relation;
      return {
        personId: id,
        name: maskName(name || NAMELESS),
        relation: seen,
        relationLabel: RELATION_LABELS[seen],
        verifiedAt: at.toISOString(),
      };
    });
  }

  private record(tx: EntityManager, actor: Actor, row: MemberRow, action: string, data: Record<string, string>): Promise<string> {
    return this.events.record(tx, {
      subject: ['relative', row.person_id],
      action,
      actor,
      principalId: row.person_id,
      areaCode: row.community_code,
      data,
    });
  }
}
