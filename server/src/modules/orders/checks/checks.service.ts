import { Injectable } from '@nestjs/common';
import { MINUTE_MS } from '@linli/shared/calendar';
import { CODE_STEP_SECONDS } from '@linli/shared/display-code';
import { CODE_TRIES_AN_HOUR, EARLY_START_MINUTES, ORDER_MINUTES_MAX } from '@linli/shared/orders';
import type { CheckDto, DisplaySecretView, OrderView, RecordCheckDto } from '@linli/shared/orders.dto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { CodeTries } from '../../../common/code-tries.js';
import { conflictNow, DomainError, forbidden, invalidField } from '../../../common/errors.js';
import { type WriteCall, Writes } from '../../../common/writes.js';
import { EventsService } from '../../events/events.service.js';
import { CheckProofs } from './checks.proofs.js';
import { codeIsShown, holdsCode } from './checks.policy.js';
import { begunElsewhere } from '../orders.elsewhere.js';
import { areaOf } from '../orders.policy.js';
import { requirePhone } from '../orders.phone.js';
import { OrderReader } from '../orders.reader.js';
import { checkIn, checkOut } from '../orders.serving.js';
import { type Moment, OrderSteps, partOf } from '../orders.steps.js';

/** Check-in and -out: by the code on the other side's phone, by paper card, by the place's code, or entered by the desk. */
@Injectable()
export class OrderChecks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly tries: CodeTries,
    private readonly events: EventsService,
    private readonly steps: OrderSteps,
    private readonly reader: OrderReader,
    private readonly proofs: CheckProofs,
  ) {}

  /** What the phone that shows the code needs to work without signal: no other phone ever gets it. */
  async secret(actor: Actor, id: string): Promise<DisplaySecretView> {
    requirePhone(actor);
    const matter = await this.reader.visible(this.dataSource.manager, actor, id);
    const { order } = matter;
    if (!holdsCode(actor, matter)) {
      await this.events.refused({ subject: ['order', id], action: 'display_code', actor, areaCode: areaOf(order) });
      throw forbidden('动态码只在被服务的人或现场负责人的手机上出示。');
    }
    if (!codeIsShown(order)) throw conflictNow(order.state, '有人接单后才有动态码。');
    return {
      orderId: id,
      secret: order.secret.toString('base64'),
      now: this.clock.now().toISOString(),
      stepSeconds: CODE_STEP_SECONDS,
    };
  }

  start(call: WriteCall, id: string, dto: CheckDto): Promise<OrderView> {
    return this.counted(call, () =>
      this.steps.own(call, id, 'start', async (moment) => {
        partOf(moment, call.actor.personId, 'start');
        return checkIn(moment, call.actor.personId, await this.proofs.of(moment, dto));
      }),
    );
  }

  finish(call: WriteCall, id: string, dto: CheckDto): Promise<OrderView> {
    return this.counted(call, () =>
      this.steps.own(call, id, 'finish', async (moment) => {
        partOf(moment, call.actor.personId, 'finish');
        return checkOut(moment, call.actor.personId, { ...(await this.proofs.of(moment, dto)), leftAt: await leftAt(moment) });
      }),
    );
  }

  /** What happened without a code, with its reason: flagged. */
  recordStart(call: WriteCall, id: string, { personId, at, reason }: RecordCheckDto): Promise<OrderView> {
    return this.steps.step(call, id, 'record_start', (moment) => {
      const { order, now, actor } = moment;
      notOneself(actor, personId);
      partOf(moment, personId, 'record_start');
      const began = instant(at, now);
      const earliest = order.startAt.getTime() - EARLY_START_MINUTES * MINUTE_MS;
      if (began.getTime() < earliest || began >= order.endAt) throw invalidField('at', '签到时间要在约定的服务时间内。');
      return checkIn(moment, personId, { way: 'hand', at: began, byHand: actor.personId, note: reason });
    });
  }

  recordFinish(call: WriteCall, id: string, { personId, at, reason }: RecordCheckDto): Promise<OrderView> {
    return this.steps.step(call, id, 'record_finish', async (moment) => {
      const { now, actor } = moment;
      notOneself(actor, personId);
      const ended = instant(at, now);
      const began = partOf(moment, personId, 'record_finish').startedAt;
      if (began && ended < began) throw invalidField('at', '签退时间要晚于签到时间。');
      if (began && ended.getTime() - began.getTime() > ORDER_MINUTES_MAX * MINUTE_MS) throw invalidField('at', '一次服务最多记 8 小时。');
      return checkOut(moment, personId, {
        way: 'hand',
        at: ended,
        byHand: actor.personId,
        note: reason,
        leftAt: await leftAt(moment, personId),
      });
    });
  }

  /** Wrong codes are counted per scanner; an answer that was lost is asked for again without being one. */
  private async counted(call: WriteCall, work: () => Promise<OrderView>): Promise<OrderView> {
    requirePhone(call.actor);
    if (await this.writes.answered(call)) return work();
    return this.tries.counting('check', call.actor.personId, CODE_TRIES_AN_HOUR, work);
  }
}

const leftAt = async ({ tx, order, actor }: Moment, personId: string = actor.personId): Promise<Date | undefined> =>
  (await begunElsewhere(tx, order.id, personId)).get(personId);

/** Four eyes: nobody enters their own hours. */
function notOneself(actor: Moment['actor'], personId: string): void {
  if (actor.personId === personId) throw new DomainError('forbidden', 'not_oneself', '不能代记自己的签到签退，请由另一位工作人员办理。');
}

function instant(text: string, now: Date): Date {
  if (!/(Z|[+-]\d\d:?\d\d)$/.test(text)) throw invalidField('at', '时间要带时区。');
  const at = new Date(text);
  if (at > now) throw invalidField('at', '不能记还没有发生的时间。');
  return at;
}
