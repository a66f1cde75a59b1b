import { Injectable } from '@nestjs/common';
import type { MemberRole } from '@linli/shared/accounts';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { dayOf } from '../../common/days.js';

/**
 * `volunteer` and `party_member` are roles like the others, so that they count at the next request; but they come with enrolling and go with
 * leaving. They carry no phone: lists of staff go by phones and never show them.
 */
@Injectable()
export class ServingRoles {
  constructor(private readonly clock: Clock) {}

  /** Afterwards the person holds exactly `wanted` of them, in this area. What happened is the caller's event. */
  async hold(tx: EntityManager, personId: string, wanted: readonly MemberRole[], areaCode: string): Promise<void> {
    await tx.query(
      `update role_grants set ended_at = $2 where person_id = $1 and ended_at is null and role in ('volunteer', 'party_member')
         and (role <> all($3) or area_code <> $4)`,
      [personId, this.clock.now(), wanted, areaCode],
    );
    for (const role of wanted)
      await tx.query(
        `insert into role_grants (id, person_id, role, area_code, from_day, created_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (person_id, role) where ended_at is null and role in ('volunteer', 'party_member') do nothing`,
        [randomUUID(), personId, role, areaCode, dayOf(this.clock.now()), this.clock.now()],
      );
  }
}
