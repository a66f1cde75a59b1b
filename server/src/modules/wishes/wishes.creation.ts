import { Injectable } from '@nestjs/common';
import { areaAt, areaLevel } from '@linli/shared/areas';
import { dayTextOf } from '@linli/shared/calendar';
import { WISHES_AT_ONCE_MAX, type WishSource, wordsIn } from '@linli/shared/wishes';
import type { CreateWishDto, CreateWishForDto, ReviseWishDto, ThankWishDto, WishNoteDto, WishView } from '@linli/shared/wishes.dto';
import type { EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError, forbidden, idTaken, invalidField } from '../../common/errors.js';
import { oneAtATime, type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { WishEntity } from './wish.entity.js';
import { areaOf, entersFor } from './wishes.policy.js';
import { WishReader } from './wishes.reader.js';
import { WishSettings } from './wishes.settings.js';
import { UNCLAIMED, WishSteps } from './wishes.steps.js';

export const phoneNeeded = () => new DomainError('forbidden', 'phone_needed', '请先验证手机号，再来许愿或认领。');

const DRAW = `
  insert into wish_counters (month, street_mark, last) values ($1, $2, 1)
  on conflict (month, street_mark) do update set last = wish_counters.last + 1 returning last`;
/** XY2603-BJ-0012 */
export const wishNoOf = (month: string, mark: string, number: number): string =>
  `XY${month.slice(2).replace('-', '')}-${mark}-${String(number).padStart(4, '0')}`;

/** What its author does: wishing, changing, withdrawing, thanking. A wish comes into being exactly once for the id its phone made. */
@Injectable()
export class WishCreation {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly areas: AreasService,
    private readonly settings: WishSettings,
    private readonly steps: WishSteps,
    private readonly reader: WishReader,
  ) {}

  create(call: WriteCall, draft: CreateWishDto): Promise<WishView> {
    const { actor } = call;
    if (!actor.phoneVerified) throw phoneNeeded();
    return this.once(call, draft, async (tx) => {
      if (areaLevel(draft.areaCode) === 'street') throw invalidField('areaCode', '请选择所在的社区。');
      await refuseTooMany(tx, actor);
      return { wisherId: actor.personId, enteredBy: null, source: 'resident' };
    });
  }

  /** For somebody else, or for the community itself: by a grid member of the place or its desk. */
  onBehalf(call: WriteCall, draft: CreateWishForDto): Promise<WishView> {
    const { actor } = call;
    return this.once(call, draft, () => {
      const desk = holds(actor, 'dispatcher', draft.areaCode);
      if (!desk && !entersFor(actor, draft.areaCode)) throw forbidden('只能为自己服务的社区或网格代提心愿。');
      return Promise.resolve({ wisherId: null, enteredBy: actor.personId, source: desk ? 'desk' : 'grid_member' });
    });
  }

  revise(call: WriteCall, id: string, dto: ReviseWishDto): Promise<WishView> {
    return this.steps.step(call, id, 'revise', async ({ tx, wish }) => {
      const { warningWords } = await this.settings.checkValue(tx, areaOf(wish), wish.kind, dto.valueYuan);
      await tx.query(`update wish_words set title = $2, detail = $3, address = $4 where wish_id = $1`, [
        id,
        dto.title,
        dto.detail || null,
        dto.address || null,
      ]);
      const { what, beneficiary, valueYuan } = dto;
      return { changes: { what, beneficiary, valueYuan, warningWords: wordsIn(textOf(dto), warningWords) } };
    });
  }

  /** Also when somebody has claimed it: that claim ends without blame. */
  withdraw(call: WriteCall, id: string, { note }: WishNoteDto): Promise<WishView> {
    return this.steps.step(call, id, 'withdraw', () => ({ changes: UNCLAIMED, note, claimEnds: 'released' }));
  }

  thank(call: WriteCall, id: string, { text }: ThankWishDto): Promise<WishView> {
    return this.steps.step(call, id, 'thank', async ({ tx }) => {
      await tx.query(`update wish_words set thanks = $2 where wish_id = $1`, [id, text]);
      return { changes: { thanked: true }, note: text };
    });
  }

  private async once(
    call: WriteCall,
    draft: CreateWishForDto,
    author: (tx: EntityManager) => Promise<{ wisherId: string | null; enteredBy: string | null; source: WishSource }>,
  ): Promise<WishView> {
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, draft.id);
      const before = await tx.findOneBy(WishEntity, { id: draft.id });
      if (before) return this.again(tx, call, before);
      const area = await this.areas.requireInUse(tx, draft.areaCode, 'areaCode');
      if (area.level === 'district' || area.level === 'building') throw invalidField('areaCode', '请选择所在的社区。');
      const { wisherId, enteredBy, source } = await author(tx);
      const { warningWords } = await this.settings.checkValue(tx, draft.areaCode, draft.kind, draft.valueYuan);
      const wish = await this.row(tx, call, draft, { wisherId, enteredBy, source, warningWords: wordsIn(textOf(draft), warningWords) });
      await tx.insert(WishEntity, wish);
      await tx.query(
        `insert into wish_words (wish_id, title, detail, contact_name, contact_phone, address) values ($1, $2, $3, $4, $5, $6)`,
        [wish.id, draft.title, draft.detail || null, draft.contactName || null, draft.contactPhone ?? null, draft.address || null],
      );
      await this.events.record(tx, {
        subject: ['wish', wish.id],
        action: 'submit',
        actor: call.actor,
        role: source === 'resident' ? 'wisher' : source === 'desk' ? 'dispatcher' : 'grid_member',
        areaCode: areaOf(wish),
        data: { to: 'submitted', kind: wish.kind, source, marked: wish.warningWords.length > 0 },
      });
      return this.reader.view(tx, wish, call.actor);
    });
  }

  /** The same again for the same person and content; 409 that shows nothing for anything else. */
  private async again(tx: EntityManager, call: WriteCall, wish: WishEntity): Promise<WishView> {
    const same = wish.requestHash === call.bodyHash && (wish.wisherId ?? wish.enteredBy) === call.actor.personId;
    if (!same) throw idTaken();
    call.repeated();
    return this.reader.view(tx, wish, call.actor);
  }

  private async row(tx: EntityManager, call: WriteCall, draft: CreateWishDto, own: Partial<WishEntity>): Promise<WishEntity> {
    const now = this.clock.now();
    const streetCode = areaAt(draft.areaCode, 'street') ?? draft.areaCode;
    const month = dayTextOf(now.getTime()).slice(0, 7);
    const mark = await this.areas.shortCode(tx, streetCode);
    const [drawn] = await tx.query<{ last: number }[]>(DRAW, [month, mark]);
    const { id, kind, what, beneficiary, valueYuan } = draft;
    return Object.assign(new WishEntity(), {
      ...{ id, kind, what, beneficiary, valueYuan },
      wishNo: wishNoOf(month, mark, drawn?.last ?? 1),
      requestHash: call.bodyHash,
      state: 'submitted',
      districtCode: areaAt(draft.areaCode, 'district'),
      streetCode,
      communityCode: areaAt(draft.areaCode, 'community'),
      gridCode: areaAt(draft.areaCode, 'grid'),
      period: null,
      publishedAt: null,
      reviewedBy: null,
      verifiedBy: null,
      fulfilledAt: null,
      redoCount: 0,
      thanked: false,
      createdAt: now,
      updatedAt: now,
      ...UNCLAIMED,
      ...own,
    });
  }
}

const textOf = ({ title, detail }: { title: string; detail?: string | undefined }): string => `${title}\n${detail ?? ''}`;

/** One writes down a few wishes at a time, so that the board is everybody's. */
async function refuseTooMany(tx: EntityManager, { personId }: Actor): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 6))`, [personId]);
  const [row] = await tx.query<{ n: number }[]>(
    `select count(*)::int as n from wishes where wisher_id = $1 and state in ('submitted', 'open')`,
    [personId],
  );
  if ((row?.n ?? 0) >= WISHES_AT_ONCE_MAX)
    throw new DomainError('conflict', 'too_many', `您已有 ${WISHES_AT_ONCE_MAX} 个心愿在等待，实现或撤回后再许新的。`);
}
