import { Injectable } from '@nestjs/common';
import { share } from '@linli/shared/points';
import type { EarningLimit, TransferReason } from '@linli/shared/timebank';
import type { PolicyTerms } from '@linli/shared/timebank-policy';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { dayOf } from '../../../common/days.js';
import { MembersService } from '../../members/members.service.js';
import { EarningEntity } from './earning.entity.js';
import { balances, earnedDays, idFrom, oneEarningAtATime } from './earning.queries.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { OfficeDuty } from './office-duty.js';
import { PoliciesService } from '../policies.service.js';
import { RecordChanges } from '../record-changes.service.js';

export interface TrueReport {
  id: string;
  reporterId: string;
  communityCode: string | null;
  sentinel: boolean;
  createdAt: Date;
}
export interface FulfilledWish {
  id: string;
  claimerId: string;
  communityCode: string | null;
  /** Nobody earns by a wish of their own or of a relative. */
  wisherId: string | null;
  deliveredAt: Date;
}
export type Thanks = Pick<EarningEntity, 'points' | 'surplusPoints' | 'limits'>;
interface Due {
  ref: readonly ['report' | 'wish', string];
  personId: string;
  communityCode: string | null;
  /** The rules in force then count. */
  at: Date;
  due: (terms: PolicyTerms) => number | Promise<number>;
  close: () => Promise<Extract<EarningLimit, 'own_household' | 'relative'> | null>;
}

/** Points for what has no minutes: a report that was true, a wish that was fulfilled. In the caller's transaction, once for each. */
@Injectable()
export class ThanksService {
  constructor(
    private readonly clock: Clock,
    private readonly policies: PoliciesService,
    private readonly members: MembersService,
    private readonly office: OfficeDuty,
    private readonly ledger: LedgerService,
    private readonly changes: RecordChanges,
  ) {}

  /** To residents and sentinels, where the rules say so, up to so many points a month; never to those whose work it is. */
  async forReport(tx: EntityManager, report: TrueReport): Promise<void> {
    if (await this.office.reportsForWork(tx, report.reporterId, report.createdAt)) return;
    await this.thank(tx, {
      ref: ['report', report.id],
      personId: report.reporterId,
      communityCode: report.communityCode,
      at: report.createdAt,
      due: async (terms) => {
        const wanted = report.sentinel ? terms.sentinelReportPoints : terms.residentReportPoints;
        if (wanted <= 0) return 0;
        return Math.min(wanted, terms.reportMonthlyCapPoints - (await this.reportedThisMonth(tx, report.reporterId)));
      },
      close: () => Promise.resolve(null),
    });
  }

  /** To the person who claimed it, after the community's review. */
  async forWish(tx: EntityManager, { id, claimerId, communityCode, wisherId, deliveredAt }: FulfilledWish): Promise<void> {
    await this.thank(tx, {
      ref: ['wish', id],
      personId: claimerId,
      communityCode,
      at: deliveredAt,
      due: (terms) => terms.wishPoints,
      close: async () => {
        if (wisherId === null) return null;
        if (wisherId === claimerId) return 'own_household';
        return (await this.members.areRelatives(tx, claimerId, wisherId)) ? 'relative' : null;
      },
    });
  }

  /** What somebody got for it; null: nothing, or nothing yet. */
  of(tx: EntityManager, refType: 'report' | 'wish', refId: string, personId: string): Promise<Thanks | null> {
    return tx.findOneBy(EarningEntity, { refType, refId, personId });
  }

  private async thank(tx: EntityManager, { ref, personId, at, due, close, ...given }: Due): Promise<void> {
    await oneEarningAtATime(tx, [personId]);
    const [refType, refId] = ref;
    if (await this.of(tx, refType, refId, personId)) return;
    const communityCode = given.communityCode ?? (await homeOf(tx, personId));
    if (communityCode === null) return;
    const { id: policyId, terms } = await this.policies.inForce(tx, communityCode, at);
    const wanted = await due(terms);
    if (wanted <= 0) return;
    const now = this.clock.now();
    const day = dayOf(now);
    const kin = await close();
    const month = await earnedDays(tx, [personId], day, day);
    const part = share(kin === null ? wanted : 0, {
      terms,
      publicServant: (await this.office.publicServants(tx, [personId], at)).has(personId),
      monthPoints: month.reduce((sum, { points }) => sum + points, 0),
      balance: (await balances(tx, [personId])).get(personId) ?? 0,
    });
    const transferIds = await this.book(tx, ref, personId, communityCode, part);
    const surplusPoints = part.surplus + part.honour;
    const limits = kin === null ? part.limits : [kin];
    const row = { refType, refId, personId, communityCode, day, policyId, points: part.points, surplusPoints, limits, transferIds };
    await tx.insert(EarningEntity, { ...row, createdAt: now });
    await this.changes.tell(tx, { personId, communityCode, day, minutes: 0, points: part.points });
  }

  private async book(
    tx: EntityManager,
    ref: Due['ref'],
    personId: string,
    communityCode: string,
    { points, surplus, honour }: { points: number; surplus: number; honour: number },
  ): Promise<string[]> {
    const [from, person, pool] = await this.ledger.openAll(tx, [
      { kind: 'issuing', communityCode },
      { kind: 'person', personId, communityCode },
      { kind: 'pool', communityCode },
    ]);
    const rows: [TransferReason, string, number][] = [
      [ref[0] === 'report' ? 'earn_report' : 'earn_wish', person!, points],
      ['surplus', pool!, surplus],
      ['honour', pool!, honour],
    ];
    const entries = rows
      .filter(([, , amount]) => amount > 0)
      .map(([reason, to, amount]) => ({
        id: idFrom('thanks', ...ref, personId, reason),
        from: from!,
        to,
        amount,
        reason,
        ref,
        communityCode,
        actorId: null,
      }));
    await this.ledger.bookAll(tx, entries);
    return entries.map(({ id }) => id);
  }

  private async reportedThisMonth(tx: EntityManager, personId: string): Promise<number> {
    const [row] = await tx.query<{ points: number }[]>(
      `select coalesce(sum(points + surplus_points), 0)::int as points from earnings
        where person_id = $1 and ref_type = 'report' and day >= date_trunc('month', $2::date) and day <= $2`,
      [personId, dayOf(this.clock.now())],
    );
    return row?.points ?? 0;
  }
}

async function homeOf(tx: EntityManager, personId: string): Promise<string | null> {
  const [row] = await tx.query<{ home: string | null }[]>(`select home_community_code as home from people where id = $1`, [personId]);
  return row?.home ?? null;
}
