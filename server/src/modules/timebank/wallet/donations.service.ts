import { Injectable } from '@nestjs/common';
import type { DonateDto, DonationView } from '@linli/shared/timebank-wallet.dto';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { idTaken } from '../../../common/errors.js';
import { oneAtATime, type WriteCall, Writes } from '../../../common/writes.js';
import { AreasService } from '../../areas/areas.service.js';
import { EventsService } from '../../events/events.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { PoolDonationEntity } from './wallet.entity.js';

/** Points given to a community's pool: for good, and under the name one wishes to be seen by. */
@Injectable()
export class DonationsService {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly areas: AreasService,
    private readonly ledger: LedgerService,
  ) {}

  donate(call: WriteCall, { id, points, communityCode, shown }: DonateDto): Promise<DonationView> {
    const { actor } = call;
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, id);
      const before = await tx.findOneBy(PoolDonationEntity, { id });
      if (before) {
        if (before.requestHash !== call.bodyHash || before.personId !== actor.personId) throw idTaken();
        call.repeated();
        return this.view(tx, before);
      }
      await this.areas.requireInUse(tx, communityCode, 'communityCode', 'community');
      const donation = Object.assign(new PoolDonationEntity(), {
        ...{ id, personId: actor.personId, communityCode, points, shown },
        requestHash: call.bodyHash,
        createdAt: this.clock.now(),
      });
      const to = await this.ledger.open(tx, { kind: 'pool', communityCode });
      const ref = ['donation', id] as const;
      await this.ledger.spend(tx, 'transfer', {
        ...{ id, personId: actor.personId, to, amount: points, ref },
        reason: 'donate',
        actorId: actor.personId,
      });
      await tx.insert(PoolDonationEntity, donation);
      await this.events.record(tx, { subject: ['pool_donation', id], action: 'donate', actor, areaCode: communityCode, data: { points } });
      return this.view(tx, donation);
    });
  }

  private async view(tx: EntityManager, { id, points, communityCode, shown, createdAt }: PoolDonationEntity): Promise<DonationView> {
    const names = await this.areas.names(tx, [communityCode]);
    return { id, points, communityCode, communityName: names.get(communityCode) ?? communityCode, shown, at: createdAt.toISOString() };
  }
}
