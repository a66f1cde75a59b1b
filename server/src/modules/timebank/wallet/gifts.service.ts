import { Injectable } from '@nestjs/common';
import { maskName, NAMELESS } from '@linli/shared/accounts';
import { RELATION_LABELS } from '@linli/shared/members';
import type { PolicyTerms } from '@linli/shared/timebank-policy';
import type { GiftRelativesView, GiftRelativeView, GiftView, GiveDto } from '@linli/shared/timebank-wallet.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { dayOf } from '../../../common/days.js';
import { DomainError, idTaken } from '../../../common/errors.js';
import { oneAtATime, type WriteCall, Writes } from '../../../common/writes.js';
import { EventsService } from '../../events/events.service.js';
import { type RelativeRow, relativesOf } from './gifts.relations.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { PoliciesService } from '../policies.service.js';
import { GiftEntity } from './wallet.entity.js';
import { communityOf } from './wallet.service.js';

/** Points to a close relative the desk has verified: as far as the rules allow, never a trade, never back. */
@Injectable()
export class GiftsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly ledger: LedgerService,
    private readonly policies: PoliciesService,
  ) {}

  async relatives(actor: Actor): Promise<GiftRelativesView> {
    const tx = this.dataSource.manager;
    const terms = await this.rules(tx, actor);
    const all = await relativesOf(tx, actor.personId);
    const allowed = (row: RelativeRow) => terms.giftRelations.includes(row.relation);
    return {
      relatives: all.filter(allowed).map(relativeView),
      others: all.filter((row) => !allowed(row)).map(relativeView),
      yearCap: terms.giftYearCapPoints,
      yearLeft: Math.max(0, terms.giftYearCapPoints - (await givenIn(tx, actor.personId, this.year()))),
      relationsText: terms.giftRelations.map((relation) => RELATION_LABELS[relation]).join('、'),
    };
  }

  give(call: WriteCall, dto: GiveDto): Promise<GiftView> {
    const { actor } = call;
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, dto.id);
      const before = await tx.findOneBy(GiftEntity, { id: dto.id });
      if (before) {
        if (before.requestHash !== call.bodyHash || before.giverId !== actor.personId) throw idTaken();
        call.repeated();
        return giftView(before, await nameOf(tx, before.receiverId));
      }
      // One after the other, of both: the year's cap and what the other may have count every gift that is under way.
      for (const personId of [actor.personId, dto.relativeId].sort()) await oneAtATime(tx, personId);
      const relative = await this.receiver(tx, actor, dto);
      const now = this.clock.now();
      const gift = Object.assign(new GiftEntity(), {
        id: dto.id,
        giverId: actor.personId,
        receiverId: relative.personId,
        relation: relative.relation,
        points: dto.points,
        year: this.year(),
        requestHash: call.bodyHash,
        createdAt: now,
      });
      await tx.insert(GiftEntity, gift);
      await this.ledger.handOver(tx, {
        personId: actor.personId,
        to: { heirId: relative.personId },
        amount: dto.points,
        reason: 'gift',
        ref: ['gift', dto.id],
        actorId: actor.personId,
      });
      await this.events.record(tx, {
        subject: ['gift', dto.id],
        action: 'give',
        actor,
        areaCode: await communityOf(tx, actor),
        data: { points: dto.points, receiverId: relative.personId },
      });
      return giftView(gift, relative.name);
    });
  }

  /** @throws 403 for whoever is not a verified relative of a kind the rules allow, 409 over a cap */
  private async receiver(tx: EntityManager, actor: Actor, { relativeId, points }: GiveDto): Promise<RelativeRow> {
    const terms = await this.rules(tx, actor);
    const relative = (await relativesOf(tx, actor.personId)).find(({ personId }) => personId === relativeId);
    if (!relative) throw new DomainError('forbidden', 'not_a_relative', '只能赠给社区核实过的近亲属，请先带证件到社区登记。');
    if (!terms.giftRelations.includes(relative.relation))
      throw new DomainError('forbidden', 'relation_not_allowed', `本社区的规则里，不能赠给${RELATION_LABELS[relative.relation]}。`);
    const left = terms.giftYearCapPoints - (await givenIn(tx, actor.personId, this.year()));
    if (points > left)
      throw new DomainError('conflict', 'gift_cap', left > 0 ? `今年还能赠送 ${left} 分。` : '今年可以赠送的积分已经用完，明年再来。');
    const { balance } = await this.ledger.standing(tx, relativeId);
    if (terms.balanceCapPoints !== null && balance + points > terms.balanceCapPoints)
      throw new DomainError('conflict', 'receiver_full', '赠出后会超过对方可以存的上限，请少赠一些。');
    return relative;
  }

  private async rules(tx: EntityManager, actor: Actor): Promise<PolicyTerms> {
    return (await this.policies.inForce(tx, (await communityOf(tx, actor)) ?? '', this.clock.now())).terms;
  }

  private year(): number {
    return Number(dayOf(this.clock.now()).slice(0, 4));
  }
}

async function givenIn(tx: EntityManager, personId: string, year: number): Promise<number> {
  const [row] = await tx.query<{ points: string }[]>(
    `select coalesce(sum(points), 0) as points from gifts where giver_id = $1 and year = $2`,
    [personId, year],
  );
  return Number(row!.points);
}

async function nameOf(tx: EntityManager, personId: string): Promise<string> {
  const [row] = await tx.query<{ name: string }[]>(`select name from people where id = $1`, [personId]);
  return row?.name ?? '';
}

const relativeView = ({ personId, name, relation }: RelativeRow): GiftRelativeView => ({
  personId,
  name: maskName(name || NAMELESS),
  relation,
  relationLabel: RELATION_LABELS[relation],
});

const giftView = ({ id, points, relation, createdAt }: GiftEntity, name: string): GiftView => ({
  id,
  points,
  name: maskName(name || NAMELESS),
  relationLabel: RELATION_LABELS[relation],
  at: createdAt.toISOString(),
});
