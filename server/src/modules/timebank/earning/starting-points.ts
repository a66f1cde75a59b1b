import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ageOn } from '@linli/shared/members';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { dayOf } from '../../../common/days.js';
import { type Started, ServingStarts } from '../../members/serving-starts.service.js';
import { idFrom } from './earning.queries.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { PoliciesService } from '../policies.service.js';

/** What a community gives those who join, where its rules say so: once for each person, wherever they join again. */
@Injectable()
export class StartingPoints implements OnModuleInit {
  constructor(
    private readonly starts: ServingStarts,
    private readonly clock: Clock,
    private readonly policies: PoliciesService,
    private readonly ledger: LedgerService,
  ) {}

  onModuleInit(): void {
    this.starts.onStarted((tx, started) => this.give(tx, started));
  }

  private async give(tx: EntityManager, { personId, communityCode, birthDay }: Started): Promise<void> {
    const now = this.clock.now();
    const { terms } = await this.policies.inForce(tx, communityCode, now);
    if (terms.initialPoints <= 0 || ageOn(birthDay, dayOf(now)) < terms.initialPointsFromAge) return;
    const id = idFrom('starting points', personId);
    const before = await tx.query<unknown[]>(`select from transfers where id = $1`, [id]);
    if (before.length) return;
    const [from, to] = await this.ledger.openAll(tx, [
      { kind: 'issuing', communityCode },
      { kind: 'person', personId, communityCode },
    ]);
    const amount = terms.initialPoints;
    await this.ledger.book(tx, {
      ...{ id, from: from!, to: to!, amount, communityCode, actorId: null },
      reason: 'grant_initial',
      ref: ['person', personId],
    });
  }
}
