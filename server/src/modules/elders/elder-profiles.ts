import { Injectable } from '@nestjs/common';
import type { Position } from '@linli/shared/areas';
import { ELDER_AGE } from '@linli/shared/elders';
import type { CreateElderDto, ElderView, UpdateElderDto } from '@linli/shared/elders.dto';
import type { EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { dayOf } from '../../common/days.js';
import { DomainError, forbidden, idTaken, invalidField } from '../../common/errors.js';
import { oneAtATime, type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { actingAs, DESK, mayEdit } from './elders.policy.js';
import { accountOf, elderOf, linkByPhone, ownProfile } from './elders.queries.js';
import { ElderReader } from './elders.reader.js';

const OLDEST = 120;

/** Profiles: made by oneself, or by the desk for somebody who perhaps has no phone. */
@Injectable()
export class ElderProfiles {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly reader: ElderReader,
  ) {}

  create(call: WriteCall, dto: CreateElderDto): Promise<ElderView> {
    const { actor } = call;
    const byDesk = dto.name !== undefined;
    if (!byDesk && !actor.phoneVerified) throw new DomainError('forbidden', 'phone_needed', '请先绑定手机号，再填写长辈资料。');
    if (!byDesk && dto.phone !== undefined) throw invalidField('phone', '您自己的资料用账号的手机号，不用另填。');
    this.refuseAge(dto.birthYear);
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, dto.id);
      const before = await elderOf(tx, dto.id);
      if (before) {
        if (before.createdBy !== actor.personId || before.requestHash !== call.bodyHash) throw idTaken();
        call.repeated();
        return this.reader.fresh(tx, actor, dto.id);
      }
      const place = await this.placeOf(tx, actor, dto, byDesk);
      if (byDesk && !holds(actor, DESK, place.communityCode)) throw forbidden();
      const accountId = byDesk ? await this.accountFor(tx, dto.phone) : await this.ownAccount(tx, actor);
      await this.insert(tx, call, dto, place, accountId);
      await this.events.record(tx, {
        subject: ['elder', dto.id],
        action: 'create',
        actor,
        role: byDesk ? DESK : 'principal',
        principalId: byDesk ? accountId : null,
        areaCode: place.communityCode,
        data: { byDesk, hasAccount: accountId !== null },
      });
      return this.reader.fresh(tx, actor, dto.id);
    });
  }

  update(call: WriteCall, id: string, dto: UpdateElderDto): Promise<ElderView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const { elder, standing } = await this.reader.locked(tx, actor, id);
      if (!mayEdit(standing)) throw forbidden();
      const gridCode = dto.position ? await this.gridOf(tx, dto.position, elder.communityCode) : elder.gridCode;
      await tx.query(
        `update elders set address = coalesce($2, address), lng = coalesce($3, lng), lat = coalesce($4, lat), grid_code = $5,
           needs = coalesce($6, needs), note = case when $7::text is null then note else nullif($7, '') end, updated_at = $8 where id = $1`,
        [
          id,
          dto.address?.trim() ?? null,
          dto.position?.lng ?? null,
          dto.position?.lat ?? null,
          gridCode,
          dto.needs ?? null,
          dto.note?.trim() ?? null,
          this.clock.now(),
        ],
      );
      await this.events.record(tx, {
        subject: ['elder', id],
        action: 'update',
        actor,
        role: actingAs(standing),
        principalId: standing.self ? null : elder.accountId,
        areaCode: elder.communityCode,
        data: { changed: Object.keys(dto).sort() },
      });
      return this.reader.fresh(tx, actor, id);
    });
  }

  private refuseAge(birthYear: number): void {
    const age = Number(dayOf(this.clock.now()).slice(0, 4)) - birthYear;
    if (age < ELDER_AGE) throw new DomainError('unprocessable', 'too_young', `亲情代办面向年满 ${ELDER_AGE} 周岁的长辈。`);
    if (age > OLDEST) throw invalidField('birthYear', '请核对出生年份。');
  }

  private async ownAccount(tx: EntityManager, actor: Actor): Promise<string> {
    await tx.query(`select from people where id = $1 for update`, [actor.personId]);
    await linkByPhone(tx, actor.personId);
    if (await ownProfile(tx, actor.personId)) throw alreadyThere('您已经有长辈资料了，可以直接修改。');
    return actor.personId;
  }

  /** Two elders may share a phone: only the first joins its account. */
  private async accountFor(tx: EntityManager, phone: string | undefined): Promise<string | null> {
    const accountId = phone === undefined ? null : await accountOf(tx, phone);
    if (accountId === null) return null;
    await tx.query(`select from people where id = $1 for update`, [accountId]);
    return (await ownProfile(tx, accountId)) ? null : accountId;
  }

  /** The community that was named, else the position's, else the caller's own. */
  private async placeOf(
    tx: EntityManager,
    actor: Actor,
    { communityCode, position }: CreateElderDto,
    byDesk: boolean,
  ): Promise<{ communityCode: string; gridCode: string | null }> {
    const located = position ? await this.areas.locate(tx, position) : null;
    const code = communityCode ?? located?.communityCode ?? (byDesk ? undefined : actor.homeCommunityCode);
    if (!code) throw invalidField('communityCode', '请选择长辈所在的社区。');
    const community = await this.areas.requireInUse(tx, code, 'communityCode', 'community');
    return { communityCode: community.code, gridCode: located?.communityCode === community.code ? located.gridCode : null };
  }

  private async gridOf(tx: EntityManager, position: Position, communityCode: string): Promise<string | null> {
    const located = await this.areas.locate(tx, position);
    return located?.communityCode === communityCode ? located.gridCode : null;
  }

  private async insert(
    tx: EntityManager,
    call: WriteCall,
    dto: CreateElderDto,
    { communityCode, gridCode }: { communityCode: string; gridCode: string | null },
    accountId: string | null,
  ): Promise<void> {
    await tx.query(
      `insert into elders (id, request_hash, person_id, name, phone, birth_year, community_code, grid_code, address, lng, lat, needs, note,
         created_by, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15)`,
      [
        dto.id,
        call.bodyHash,
        accountId,
        dto.name?.trim() ?? '',
        accountId === null ? (dto.phone ?? null) : null,
        dto.birthYear,
        communityCode,
        gridCode,
        dto.address.trim(),
        dto.position?.lng ?? null,
        dto.position?.lat ?? null,
        dto.needs ?? [],
        dto.note?.trim() || null,
        call.actor.personId,
        this.clock.now(),
      ],
    );
  }
}

const alreadyThere = (sentence: string): DomainError => new DomainError('conflict', 'elder_exists', sentence);
