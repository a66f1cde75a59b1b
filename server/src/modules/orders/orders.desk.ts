import { Injectable } from '@nestjs/common';
import { dayTextOf } from '@linli/shared/calendar';
import { INVITE_MAX, type OrderFlag } from '@linli/shared/orders';
import type { InsureDto, InviteDto, OfPersonDto, OrderNoteDto, OrderReasonDto, OrderView, LeftOutView } from '@linli/shared/orders.dto';
import type { EntityManager } from 'typeorm';
import { conflictNow, DomainError, invalidField } from '../../common/errors.js';
import type { WriteCall } from '../../common/writes.js';
import { MembersService } from '../members/members.service.js';
import { ServiceTeams } from '../members/service-teams.service.js';
import type { OrderEntity } from './order.entity.js';
import { AssignmentEntity } from './order-parts.entity.js';
import { Eligibility } from './orders.eligibility.js';
import { OrderHooks } from './orders.hooks.js';
import { answerTime, nextOfferAt, reopened } from './orders.marks.js';
import { idsOf, inState } from './orders.matter.js';
import { type Effect, type Moment, OrderSteps, partOf, releaseAll } from './orders.steps.js';
import { namesOf } from './people.queries.js';

/** What the community's desk does until the service begins. */
@Injectable()
export class OrderDesk {
  constructor(
    private readonly steps: OrderSteps,
    private readonly members: MembersService,
    private readonly teams: ServiceTeams,
    private readonly eligibility: Eligibility,
    private readonly hooks: OrderHooks,
  ) {}

  /** Truth and risks were checked (志愿服务条例 Art. 12). */
  approve(call: WriteCall, id: string, { note }: OrderNoteDto): Promise<OrderView> {
    return this.steps.step(call, id, 'approve', () => ({ note }));
  }

  reject(call: WriteCall, id: string, { reason }: OrderReasonDto): Promise<OrderView> {
    return this.steps.step(call, id, 'reject', () => ({ note: reason }));
  }

  /** Invites people, or everyone of a team who may. An invitation is a question: declining costs nothing. */
  async dispatch(call: WriteCall, id: string, draft: InviteDto): Promise<OrderView> {
    let leftOut: LeftOutView[] = [];
    const verb = async (moment: Moment): Promise<Effect> => {
      const { tx, order, now, matter } = moment;
      const asked = draft.teamId === undefined ? (draft.personIds ?? []) : await this.teams.membersOf(tx, draft.teamId);
      if (!asked.length) throw invalidField('personIds', draft.teamId === undefined ? '请选择要邀请的人' : '这支队伍现在没有可以服务的人');
      if (order.acceptedCount >= order.headcount) throw conflictNow(order.state, '人已经够了。');
      const parts = matter.assignments.filter(({ personId }) => asked.includes(personId));
      const unheld = asked.filter((personId) => !parts.some((one) => one.personId === personId));
      const { fit, unfit } = await this.sorted(tx, moment, unheld);
      const again = inState(parts, 'lapsed');
      if (!fit.length && !again.length) throw new DomainError('conflict', 'nobody_to_invite', '这些人已经邀请过，或现在不能接单。');
      for (const { personId, state } of parts) if (state !== 'lapsed') unfit.set(personId, ASKED_ALREADY[state] ?? '已经接过这一单。');
      const names = await namesOf(tx, [...unfit.keys()]);
      leftOut = [...unfit].map(([personId, reason]) => ({ personId, name: names.get(personId) ?? '', reason }));
      return this.invitation(tx, order, now, { fresh: fit, again, by: call.actor.personId });
    };
    const view = await this.steps.step(call, id, 'dispatch', verb);
    return leftOut.length ? { ...view, leftOut } : view;
  }

  publish(call: WriteCall, id: string): Promise<OrderView> {
    return this.steps.step(call, id, 'publish', ({ now }) => ({ changes: { publishedAt: now } }));
  }

  unpublish(call: WriteCall, id: string): Promise<OrderView> {
    return this.steps.step(call, id, 'unpublish', () => ({ changes: { publishedAt: null } }));
  }

  insure(call: WriteCall, id: string, { reference }: InsureDto): Promise<OrderView> {
    return this.steps.step(call, id, 'insure', ({ matter }) => ({
      changes: { insuranceReference: reference.trim() },
      data: { personIds: idsOf(inState(matter.assignments, 'accepted')) },
    }));
  }

  /** Lowers the headcount to those who have accepted; the two-person rule stands. */
  startWithFewer(call: WriteCall, id: string, { note }: OrderNoteDto): Promise<OrderView> {
    return this.steps.step(call, id, 'start_with_fewer', ({ tx, order, matter }) => {
      const going = inState(matter.assignments, 'accepted');
      return {
        changes: {
          headcount: order.acceptedCount,
          flags: [...new Set([...order.flags, 'short' as const])].filter((f) => f !== 'unfilled'),
        },
        note,
        data: { personIds: idsOf(going), headcount: order.acceptedCount },
        afterwards: (after) => this.hooks.tellFilled(tx, after.order),
      };
    });
  }

  /** Half an hour after the start without a check-in. Those who are there go on with fewer, unless it takes two and one is left. */
  noShow(call: WriteCall, id: string, { personId, note }: OfPersonDto): Promise<OrderView> {
    return this.steps.step(call, id, 'no_show', (moment) => {
      const { order, now, actor } = moment;
      const part = partOf(moment, personId, 'no_show');
      if (personId === actor.personId) throw new DomainError('forbidden', 'forbidden', '不能给自己记未到场。');
      const left = order.acceptedCount - 1;
      const goesOn = order.state === 'filled' && left >= (order.twoPerson ? 2 : 1);
      const opens = order.state === 'filled' && !goesOn;
      const flags: OrderFlag[] = [...order.flags, 'no_show', ...(goesOn ? ['short' as const] : [])];
      return {
        changes: {
          ...(goesOn ? { headcount: left } : {}),
          ...(opens ? { ...reopened(order, now), state: 'offered' } : {}),
          acceptedCount: left,
          flags: [...new Set(flags)],
        },
        parts: [{ personId, changes: { state: 'no_show', flags: [...part.flags, 'no_show'] } }],
        data: { personId, reopened: opens },
        note,
      };
    });
  }

  cancel(call: WriteCall, id: string, { reason }: OrderReasonDto): Promise<OrderView> {
    return this.steps.step(call, id, 'cancel', ({ matter }) => {
      const { parts, personIds } = releaseAll(matter);
      return { changes: { acceptedCount: 0 }, parts, data: { personIds }, note: reason };
    });
  }

  /** The same offer to others: by the desk, or by the clock. */
  async invitation(
    tx: EntityManager,
    order: OrderEntity,
    now: Date,
    { fresh, again, by }: { fresh: readonly string[]; again: readonly AssignmentEntity[]; by: string | null },
  ): Promise<Effect> {
    const answerBy = answerTime(now, order);
    const why = new Map(
      (await this.hooks.suggested(tx, order, { most: fresh.length, only: fresh })).map((one) => [one.personId, one.reasons]),
    );
    const first = order.nextOfferAt === null && order.nextOfferedAt === null;
    return {
      ...(first ? { changes: { nextOfferAt: nextOfferAt(now, order.fillBy) } } : {}),
      invited: fresh.map((personId) => invitationOf(order, personId, { now, answerBy, by, reasons: why.get(personId) ?? [] })),
      parts: again.map(({ personId }) => ({ personId, changes: { state: 'invited', invitedAt: now, invitedBy: by, answerBy } })),
      data: { personIds: [...fresh, ...idsOf(again)], answerBy: answerBy.toISOString() },
    };
  }

  /** Those of them who may serve, and why the others may not. A single one who may not is a refusal with its reason. */
  private async sorted(
    tx: EntityManager,
    { order, matter }: Moment,
    personIds: readonly string[],
  ): Promise<{ fit: string[]; unfit: Map<string, string> }> {
    const fit: string[] = [];
    const unfit = new Map<string, string>();
    for (const personId of personIds) {
      if (fit.length >= INVITE_MAX) {
        unfit.set(personId, `一次最多邀请 ${INVITE_MAX} 人。`);
        continue;
      }
      const member = await this.members.active(tx, personId);
      const invited = { invitedAt: order.createdAt } as AssignmentEntity;
      const reason = await this.eligibility.obstacleNow(tx, { order, personId, member, own: invited, helperIds: matter.helperIds });
      if (reason === null) fit.push(personId);
      else unfit.set(personId, NOT_ELIGIBLE[reason] ?? '这个人现在不能接这一单。');
    }
    const [only] = unfit.values();
    if (personIds.length === 1 && only !== undefined) throw new DomainError('conflict', 'not_eligible', only);
    return { fit, unfit };
  }
}

const ASKED_ALREADY: Partial<Record<AssignmentEntity['state'], string>> = {
  invited: '已经邀请过，正等答复。',
  accepted: '已经接了这一单。',
  declined: '已经婉拒过这一单。',
  withdrawn: '已经退过这一单。',
  no_show: '这一单没有到场。',
};
const NOT_ELIGIBLE: Readonly<Record<string, string>> = {
  not_a_member: '这个人没有登记为志愿者或党员。',
  member_suspended: '这个人的服务资格暂停中。',
  qualification_missing: '这个人没有这项服务要求的资质。',
  under_age: '上门服务需要年满 18 周岁。',
  own_order: '这是这个人自己的或代办的订单。',
  relative: '这个人是服务对象的亲属。',
  overlap: '这个人那个时间已经有约。',
  day_limit: '这个人那天已经接满 3 单或 8 小时。',
};

function invitationOf(
  order: OrderEntity,
  personId: string,
  { now, answerBy, by, reasons }: { now: Date; answerBy: Date; by: string | null; reasons: string[] },
): AssignmentEntity {
  return Object.assign(new AssignmentEntity(), {
    orderId: order.id,
    personId,
    state: 'invited',
    during: `[${order.startAt.toISOString()},${order.endAt.toISOString()})`,
    day: dayTextOf(order.startAt.getTime()),
    invitedAt: now,
    invitedBy: by,
    answerBy,
    reasons,
    acceptedAt: null,
    startedAt: null,
    startedBy: null,
    finishedAt: null,
    finishedBy: null,
    minutes: null,
    recordedBy: [],
    flags: [],
    createdAt: now,
    updatedAt: now,
  });
}
