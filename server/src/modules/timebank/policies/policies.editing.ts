import { Injectable } from '@nestjs/common';
import { areaLevel, areaPath } from '@linli/shared/areas';
import { starsFault, tidyTerms } from '@linli/shared/policy-fields';
import { POLICY_WORKFLOW, type PolicyAction, type PolicyTerms } from '@linli/shared/timebank-policy';
import type { CreatePolicyDto, EditPolicyDto, PolicyView, PublishPolicyDto, TryPolicyDto } from '@linli/shared/timebank-policies.dto';
import { nextState } from '@linli/shared/workflow';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { addDays, dayOf } from '../../../common/days.js';
import { conflictNow, DomainError, forbidden, idTaken, invalidField, notFound } from '../../../common/errors.js';
import { oneAtATime, type WriteCall, Writes } from '../../../common/writes.js';
import { AreasService } from '../../areas/areas.service.js';
import { type EventData, EventsService } from '../../events/events.service.js';
import { PoliciesPast } from './policies.past.js';
import { mayReadDrafts, mayWrite, POLICY_RULES } from './policies.policy.js';
import { areasApart, hashOfTerms, lastPublished, oneWriterAtATime, wholeTerms } from './policies.queries.js';
import { PoliciesReader } from './policies.reader.js';
import { PoliciesService } from '../policies.service.js';
import { PolicyEntity } from '../policy.entity.js';

const MONTHS_BACK = 24;
const DAYS_AHEAD = 366;

interface Effect {
  changes: Partial<PolicyEntity>;
  data?: EventData;
}

/** Rules on their way into force: written, tried on a past month, published by a second person. */
@Injectable()
export class PoliciesEditing {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly policies: PoliciesService,
    private readonly past: PoliciesPast,
    private readonly reader: PoliciesReader,
  ) {}

  create(call: WriteCall, draft: CreatePolicyDto): Promise<PolicyView> {
    const { actor } = call;
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, draft.id);
      const before = await tx.findOneBy(PolicyEntity, { id: draft.id });
      if (before) {
        if (before.requestHash !== call.bodyHash || before.createdBy !== actor.personId) throw idTaken();
        call.repeated();
        return this.reader.view(tx, before, actor);
      }
      const { areaCode } = draft;
      const level = areaLevel(areaCode);
      if (level === 'grid' || level === 'building') throw invalidField('areaCode', '规则按社区、街道或全区设置。');
      await this.areas.requireInUse(tx, areaCode, 'areaCode');
      if (!mayWrite(actor, areaCode)) throw forbidden();
      await oneWriterAtATime(tx, areaCode);
      const now = this.clock.now();
      const [newest] = await tx.query<{ version: number }[]>(
        `select coalesce(max(version), 0)::int + 1 as version from timebank_policies where area_code = $1`,
        [areaCode],
      );
      const row = Object.assign(new PolicyEntity(), {
        id: draft.id,
        areaCode,
        version: newest!.version,
        state: 'draft' as const,
        ...(await this.written(tx, actor, areaCode, draft, now)),
        fromAt: null,
        createdBy: actor.personId,
        createdAt: now,
        publishedBy: null,
        publishedAt: null,
        requestHash: call.bodyHash,
      });
      await tx.insert(PolicyEntity, row);
      await this.record(tx, row, actor, 'create', { version: row.version });
      return this.reader.view(tx, row, actor);
    });
  }

  /** The whole of the terms anew, on the ground of what is published now. */
  edit(call: WriteCall, id: string, dto: EditPolicyDto): Promise<PolicyView> {
    return this.step(call, id, 'edit', async (tx, row, now) => ({ changes: await this.written(tx, call.actor, row.areaCode, dto, now) }));
  }

  discard(call: WriteCall, id: string): Promise<PolicyView> {
    return this.step(call, id, 'discard', () => ({ changes: {} }));
  }

  /** Named so because `try` is a word of the language. */
  dryRun(call: WriteCall, id: string, { month }: TryPolicyDto): Promise<PolicyView> {
    return this.step(call, id, 'try', async (tx, row, now) => {
      if (month > dayOf(now).slice(0, 7)) throw invalidField('month', '只能用已经过去的月份试算。');
      if (month < addDays(dayOf(now), -31 * MONTHS_BACK).slice(0, 7)) throw invalidField('month', `只能用最近 ${MONTHS_BACK} 个月试算。`);
      const terms = row.inherits ? await this.above(tx, row.areaCode, now) : wholeTerms(row.terms);
      const apart = await areasApart(tx, row.areaCode, now);
      const trial = await this.past.trial(tx, row.areaCode, apart, month, terms);
      const { people, services, given, would } = trial.total;
      return {
        changes: {
          trial,
          trialMonth: month,
          trialHash: hashOfTerms(row.terms, row.inherits),
          triedBy: call.actor.personId,
          triedAt: now,
        },
        data: { month, people, services, given, would },
      };
    });
  }

  publish(call: WriteCall, id: string, { fromAt }: PublishPolicyDto): Promise<PolicyView> {
    return this.step(call, id, 'publish', async (tx, row, now) => {
      if (row.trialHash !== hashOfTerms(row.terms, row.inherits))
        throw new DomainError('conflict', 'not_tried', '发布前要用这一稿试算一个月。', { state: row.state });
      const last = await lastPublished(tx, row.areaCode);
      if ((last?.id ?? null) !== row.baseId)
        throw new DomainError('conflict', 'based_on_older', '写这一稿之后发布过新的规则，请保存一次草稿，看过差别再发布。', {
          state: row.state,
        });
      const from = begin(fromAt, now);
      if (last?.fromAt && from < last.fromAt)
        throw new DomainError('conflict', 'later_version', '已有一版规则将在这之后施行，请把时间定在它之后。', { state: row.state });
      return {
        changes: { fromAt: from, publishedBy: call.actor.personId, publishedAt: now },
        data: { version: row.version, from: from.toISOString(), inherits: row.inherits },
      };
    });
  }

  private step(
    call: WriteCall,
    id: string,
    action: PolicyAction,
    verb: (tx: EntityManager, row: PolicyEntity, now: Date) => Effect | Promise<Effect>,
  ): Promise<PolicyView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const known = await tx.findOneBy(PolicyEntity, { id });
      if (!known || !mayReadDrafts(actor, known.areaCode)) throw notFound();
      await oneWriterAtATime(tx, known.areaCode);
      const row = await tx.findOneByOrFail(PolicyEntity, { id });
      if (!POLICY_RULES[action](actor, row))
        throw forbidden(action === 'publish' ? '谁写的稿谁不能发布，请另一位管理员或值班员来发布。' : undefined);
      const state = nextState(POLICY_WORKFLOW, row.state, action);
      if (state === null) throw conflictNow(row.state);
      const now = this.clock.now();
      const { changes, data } = await verb(tx, row, now);
      const after = Object.assign(new PolicyEntity(), row, changes, { state });
      await tx.save(PolicyEntity, after, { reload: false });
      await this.record(tx, after, actor, action, data);
      return this.reader.view(tx, after, actor);
    });
  }

  /** What saving sets, on a new draft and on an old one: what was tried before was tried of other terms. */
  private async written(tx: EntityManager, actor: Actor, areaCode: string, dto: EditPolicyDto, now: Date): Promise<Partial<PolicyEntity>> {
    const inherits = dto.inherits ?? false;
    if (inherits && areaLevel(areaCode) === 'district') throw invalidField('inherits', '全区没有上级规则可以沿用。');
    const terms = inherits || !dto.terms ? await this.above(tx, areaCode, now) : tidyTerms({ ...dto.terms });
    const fault = starsFault(terms);
    if (fault) throw invalidField('starHours', fault);
    return {
      terms,
      inherits,
      note: dto.note?.trim() || null,
      baseId: (await lastPublished(tx, areaCode))?.id ?? null,
      writtenBy: actor.personId,
      updatedAt: now,
    };
  }

  private async above(tx: EntityManager, areaCode: string, at: Date): Promise<PolicyTerms> {
    const above = areaPath(areaCode).slice(0, -1).at(-1);
    return above === undefined ? wholeTerms({} as PolicyTerms) : (await this.policies.inForce(tx, above, at)).terms;
  }

  private async record(tx: EntityManager, row: PolicyEntity, actor: Actor, action: string, data: EventData = {}): Promise<void> {
    const role = mayWrite(actor, row.areaCode) ? 'administrator' : 'dispatcher';
    await this.events.record(tx, { subject: ['timebank_policy', row.id], action, actor, role, areaCode: row.areaCode, data });
  }
}

/** Never from the past: what was served until now was promised other rules. */
function begin(fromAt: string | undefined, now: Date): Date {
  if (fromAt === undefined) return now;
  if (!/(Z|[+-]\d\d:?\d\d)$/.test(fromAt)) throw invalidField('fromAt', '施行时间要带时区。');
  const from = new Date(fromAt);
  if (from < now) throw invalidField('fromAt', '施行时间不能在过去，规则不追溯。');
  if (dayOf(from) > addDays(dayOf(now), DAYS_AHEAD)) throw invalidField('fromAt', '施行时间最多定在一年以内。');
  return from;
}
