import { Injectable } from '@nestjs/common';
import type { ElderView, PaperCardView } from '@linli/shared/elders.dto';
import { randomUUID } from 'node:crypto';
import QRCode from 'qrcode';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { conflictNow, forbidden } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { EventsService } from '../events/events.service.js';
import { ElderSecrets } from './elder-secrets.js';
import { actingAs, DESK, mayIssueCard, mayRevokeCard } from './elders.policy.js';
import { ElderReader } from './elders.reader.js';
import { nameOf } from './elders.view.js';

/** Paper cards 亲情卡, for elders without a phone. */
@Injectable()
export class ElderCards {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly secrets: ElderSecrets,
    private readonly reader: ElderReader,
  ) {}

  /** A new card; the one before is void. What stands on it is shown in this answer alone. */
  async issue(call: WriteCall, id: string): Promise<PaperCardView> {
    const { actor } = call;
    const issued = await this.writes.once(call, async (tx) => {
      const { elder, standing } = await this.reader.locked(tx, actor, id);
      if (!mayIssueCard(standing)) throw forbidden();
      const now = this.clock.now();
      await revoke(tx, id, actor.personId, now);
      const cardId = randomUUID();
      const { qrText, digits } = this.secrets.card(cardId);
      await tx.query(
        `insert into elder_cards (id, elder_id, token_hash, digits_hash, issued_by, issued_at) values ($1, $2, $3, $4, $5, $6)`,
        [cardId, id, this.secrets.hash(qrText), this.secrets.hash(digits), actor.personId, now],
      );
      await this.events.record(tx, {
        subject: ['elder', id],
        action: 'issue_card',
        actor,
        role: DESK,
        principalId: elder.accountId,
        areaCode: elder.communityCode,
      });
      return { cardId, name: nameOf(elder.name), issuedAt: now.toISOString() };
    });
    const { qrText, digits } = this.secrets.card(issued.cardId);
    const qrSvg = await QRCode.toString(qrText, { type: 'svg', errorCorrectionLevel: 'Q', margin: 2 });
    return { elderId: id, name: issued.name, qrText, qrSvg, digits, issuedAt: issued.issuedAt };
  }

  revoke(call: WriteCall, id: string): Promise<ElderView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const { elder, standing } = await this.reader.locked(tx, actor, id);
      if (!mayRevokeCard(standing)) throw forbidden();
      if (elder.cardIssuedAt === null) throw conflictNow('no_card', '现在没有有效的亲情卡。');
      await revoke(tx, id, actor.personId, this.clock.now());
      await this.events.record(tx, {
        subject: ['elder', id],
        action: 'revoke_card',
        actor,
        role: actingAs(standing),
        principalId: standing.self ? null : elder.accountId,
        areaCode: elder.communityCode,
      });
      return this.reader.fresh(tx, actor, id);
    });
  }
}

const revoke = (tx: EntityManager, elderId: string, by: string, at: Date): Promise<unknown> =>
  tx.query(`update elder_cards set revoked_at = $2, revoked_by = $3 where elder_id = $1 and revoked_at is null`, [elderId, at, by]);
