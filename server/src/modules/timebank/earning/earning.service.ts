import { Injectable } from '@nestjs/common';
import { publicityEnds } from '@linli/shared/publicity';
import { RECORD_MINUTES_MAX, type RecordSource } from '@linli/shared/timebank';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { dayOf } from '../../../common/days.js';
import { conflictNow, notFound } from '../../../common/errors.js';
import { type EventData, EventsService } from '../../events/events.service.js';
import { type Claim, EarningFacts, type Planned, type Worth } from './earning-facts.js';
import { entriesOf, teamShares } from './earning.bookings.js';
import { idFrom, keepRefusal, lineOf, oneEarningAtATime, owedFor } from './earning.queries.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { RecordChanges } from '../record-changes.service.js';
import { ServiceRecordEntity } from '../service-record.entity.js';

/** One person's service that has just been confirmed. */
export interface Served extends Pick<
  ServiceRecordEntity,
  | 'sourceId'
  | 'personId'
  | 'districtCode'
  | 'streetCode'
  | 'communityCode'
  | 'title'
  | 'itemCode'
  | 'category'
  | 'coefficient'
  | 'startedAt'
  | 'finishedAt'
  | 'minutes'
  | 'servedId'
  | 'inChargeId'
  | 'teamId'
  | 'byCode'
  | 'silent'
  | 'confirmedBy'
> {
  source: Exclude<RecordSource, 'manual'>;
  /** Accounts that ordered it, beside `servedId`: nobody earns for their own order. */
  orderedBy: readonly string[];
}
/** What is shown of a record beside its service. */
export type RecordBrief = Pick<
  ServiceRecordEntity,
  'id' | 'personId' | 'minutes' | 'points' | 'surplusPoints' | 'limits' | 'state' | 'voidReason'
>;
export interface Voiding {
  actor: Pick<Actor, 'personId'> | null;
  role: string;
  /** Words for whoever served: why. */
  reason: string | null;
  /** What led to it, as a code: call_back, objection, correction … */
  why: string;
}

/** Minutes → record → points, in the caller's transaction. */
@Injectable()
export class EarningService {
  constructor(
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly facts: EarningFacts,
    private readonly ledger: LedgerService,
    private readonly changes: RecordChanges,
  ) {}

  /**
   * Records of one source, born `confirmed`, listed for objections beside it. Once for each source and person, however often it is called;
   * whoever was there for less than a minute gets none. @returns the new ones
   */
  async confirm(tx: EntityManager, served: readonly Served[]): Promise<ServiceRecordEntity[]> {
    const counted = served.filter(({ minutes }) => minutes > 0);
    if (!counted.length) return [];
    await oneEarningAtATime(tx, idsOf(counted));
    const now = this.clock.now();
    const calendar = await this.facts.calendarOf(tx, counted[0]!.communityCode);
    const until = new Date(publicityEnds(calendar, now.getTime()));
    const claims = counted.map((one) => ({ record: recordOf(one, now, until), orderedBy: one.orderedBy }));
    const fresh = await this.insert(tx, claims);
    await this.pay(tx, fresh, now);
    return fresh.map(({ record }) => record);
  }

  /** A hand-entered record that a second person confirms now; the caller has locked the row and asked its rules. @returns it, confirmed */
  async award(tx: EntityManager, record: ServiceRecordEntity, confirmedBy: string): Promise<ServiceRecordEntity> {
    await oneEarningAtATime(tx, [record.personId]);
    const now = this.clock.now();
    const changes = { state: 'confirmed', confirmedBy, confirmedAt: now, updatedAt: now } as const;
    await tx.update(ServiceRecordEntity, { id: record.id }, changes);
    const confirmed = Object.assign(new ServiceRecordEntity(), record, changes);
    await this.pay(tx, [{ record: confirmed, orderedBy: [] }], now);
    return confirmed;
  }

  /** The record stays, crossed out; what it brought goes back the way it came, what was spent already becomes a debt. @throws 404, 409 */
  async void(tx: EntityManager, recordId: string, voiding: Voiding): Promise<ServiceRecordEntity> {
    const { actor, reason, why } = voiding;
    const record = await tx.findOne(ServiceRecordEntity, { where: { id: recordId }, lock: { mode: 'pessimistic_write' } });
    if (!record) throw notFound();
    if (record.state !== 'confirmed') throw conflictNow(record.state);
    await oneEarningAtATime(tx, [record.personId]);
    const now = this.clock.now();
    const { taken, debt } = await this.takeBack(tx, record, actor?.personId ?? null);
    const changes = { state: 'voided', voidedAt: now, voidedBy: actor?.personId ?? null, voidReason: reason, updatedAt: now } as const;
    await tx.update(ServiceRecordEntity, { id: recordId }, changes);
    const voided = { source: record.source, sourceId: record.sourceId, why, actorId: actor?.personId ?? null };
    await this.changes.tell(tx, { ...changeOf(record), minutes: -record.minutes, points: -record.points, voided });
    await this.record(tx, record, 'void', voiding, { sourceId: record.sourceId, points: record.points, taken, debt });
    return Object.assign(new ServiceRecordEntity(), record, changes);
  }

  /** An order that did not take place voids what it brought, and takes along what was entered by hand in the place of it. */
  async voidSource(tx: EntityManager, source: RecordSource, sourceId: string, voiding: Voiding): Promise<void> {
    for (const { id, confirmed } of await lineOf(tx, source, sourceId))
      await (confirmed ? this.void(tx, id, voiding) : this.refuse(tx, id, voiding));
  }

  private async refuse(tx: EntityManager, recordId: string, voiding: Voiding): Promise<void> {
    const record = await tx.findOneOrFail(ServiceRecordEntity, { where: { id: recordId }, lock: { mode: 'pessimistic_write' } });
    if (record.state !== 'pending' && record.state !== 'publicised') throw conflictNow(record.state);
    await keepRefusal(tx, recordId, voiding.reason);
    await tx.update(ServiceRecordEntity, { id: recordId }, { state: 'refused', updatedAt: this.clock.now() });
    await this.record(tx, record, 'refuse', voiding, { to: 'refused', from: record.state });
  }

  private async record(
    tx: EntityManager,
    { id, personId, communityCode, source, minutes }: ServiceRecordEntity,
    action: 'void' | 'refuse',
    { actor, role, why }: Voiding,
    data: EventData,
  ): Promise<void> {
    await this.events.record(tx, {
      subject: ['service_record', id],
      action,
      actor,
      role,
      principalId: personId,
      areaCode: communityCode,
      data: { why, source, minutes, ...data },
    });
  }

  /** Of these people, by person. */
  async recordsOf(
    tx: EntityManager,
    source: RecordSource,
    sourceId: string,
    personIds: readonly string[],
  ): Promise<Map<string, RecordBrief>> {
    const rows = await tx.query<RecordBrief[]>(
      `select id, person_id as "personId", minutes, points, surplus_points as "surplusPoints", limits, state, void_reason as "voidReason"
         from service_records where source = $1 and source_id = $2 and person_id = any($3)`,
      [source, sourceId, personIds],
    );
    return new Map(rows.map((row) => [row.personId, row]));
  }

  /** What planned minutes would bring somebody with nothing in the way, by the rules of now; null where the rules give nothing. */
  estimates(tx: EntityManager, planned: readonly Planned[]): Promise<(number | null)[]> {
    return this.facts.estimates(tx, planned, this.clock.now());
  }

  private async insert(tx: EntityManager, claims: readonly Claim[]): Promise<Claim[]> {
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(ServiceRecordEntity)
      .values(claims.map(({ record }) => record))
      .orIgnore()
      .returning('id')
      .execute();
    const ids = new Set((inserted.raw as { id: string }[]).map(({ id }) => id));
    return claims.filter(({ record }) => ids.has(record.id));
  }

  /** What the records bring is written on them and booked; boards are told. */
  private async pay(tx: EntityManager, claims: readonly Claim[], now: Date): Promise<void> {
    const worth = await this.facts.worth(tx, claims);
    const bonuses = teamShares(claims, worth);
    const communities = [...new Set(claims.map(({ record }) => record.communityCode))];
    const sides = new Map<string, { issuing: string; pool: string }>();
    for (const communityCode of communities) {
      const [issuing, pool] = await this.ledger.openAll(tx, [
        { kind: 'issuing', communityCode },
        { kind: 'pool', communityCode },
      ]);
      sides.set(communityCode, { issuing: issuing!, pool: pool! });
    }
    const accounts = await this.ledger.openAll(
      tx,
      claims.map(({ record: { personId, communityCode } }) => ({ kind: 'person', personId, communityCode })),
    );
    const entries = claims.flatMap(({ record }, i) => {
      const own = { ...sides.get(record.communityCode)!, person: accounts[i]! };
      const booked = entriesOf(record, worth[i]!, bonuses[i]!, own);
      Object.assign(record, earnedBy(worth[i]!), { transferIds: booked.map(({ id }) => id) });
      return booked;
    });
    await this.ledger.bookAll(tx, entries);
    await saveAll(
      tx,
      claims.map(({ record }) => record),
      now,
    );
    for (const { record } of claims) await this.changes.tell(tx, changeOf(record));
  }

  /** What somebody corrected by hand before is back already, and is left out. @returns points that were still there, and what the person owes */
  private async takeBack(
    tx: EntityManager,
    { id, transferIds }: ServiceRecordEntity,
    actorId: string | null,
  ): Promise<{ taken: number; debt: number }> {
    const { taken } = await this.ledger.reverseAll(tx, transferIds, ['service_record', id], actorId);
    return { taken, debt: await owedFor(tx, transferIds) };
  }
}

const idsOf = (served: readonly Served[]): string[] => served.map(({ personId }) => personId);
const changeOf = ({ personId, communityCode, day, minutes, points }: ServiceRecordEntity) => ({
  personId,
  communityCode,
  day,
  minutes,
  points,
});
const earnedBy = ({ policyId, points, surplus, honour, earningMinutes, limits }: Worth) => ({
  policyId,
  points,
  surplusPoints: surplus + honour,
  earningMinutes,
  limits,
});

function recordOf(served: Served, now: Date, publicisedUntil: Date): ServiceRecordEntity {
  const { source, sourceId, personId, districtCode, streetCode, communityCode, title, itemCode, category, coefficient } = served;
  const { startedAt, finishedAt, servedId, inChargeId, teamId, byCode, silent, confirmedBy } = served;
  return Object.assign(new ServiceRecordEntity(), {
    ...{ source, sourceId, personId, districtCode, streetCode, communityCode, title, itemCode, category, coefficient },
    ...{ startedAt, finishedAt, servedId, inChargeId, teamId, byCode, silent, confirmedBy },
    id: idFrom('service_record', served.source, served.sourceId, served.personId),
    state: 'confirmed' as const,
    day: dayOf(served.startedAt),
    minutes: Math.min(RECORD_MINUTES_MAX, served.minutes),
    earningMinutes: 0,
    points: 0,
    surplusPoints: 0,
    limits: [],
    transferIds: [],
    policyId: null,
    enteredBy: null,
    confirmedAt: now,
    publicisedUntil,
    voidedBy: null,
    voidedAt: null,
    voidReason: null,
    requestHash: '',
    createdAt: now,
    updatedAt: now,
  });
}

/** What each brought, in one statement. */
async function saveAll(tx: EntityManager, records: readonly ServiceRecordEntity[], now: Date): Promise<void> {
  await tx.query(
    `update service_records s set policy_id = r."policyId", points = r.points, surplus_points = r."surplusPoints",
       earning_minutes = r."earningMinutes", limits = r.limits, transfer_ids = r."transferIds", updated_at = $2
     from jsonb_to_recordset($1::jsonb) as r(id uuid, "policyId" uuid, points integer, "surplusPoints" integer, "earningMinutes" integer,
       limits text[], "transferIds" uuid[]) where s.id = r.id`,
    [JSON.stringify(records), now],
  );
}
