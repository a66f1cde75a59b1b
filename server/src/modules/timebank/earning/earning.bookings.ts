import type { TransferReason } from '@linli/shared/timebank';
import type { Claim, Worth } from './earning-facts.js';
import { idFrom } from './earning.queries.js';
import type { Entry } from '../ledger/ledger.service.js';
import type { ServiceRecordEntity } from '../service-record.entity.js';

/** What the books need to know of a record. */
type Booked = Pick<ServiceRecordEntity, 'id' | 'communityCode' | 'confirmedBy' | 'teamId'>;
export interface Sides {
  issuing: string;
  pool: string;
  person: string;
}

/**
 * What each record adds to its team's bonus: of what a team's shift earned together, rounded once, so that ten small services bring as
 * much as one long one; and each record knows its part, for the day it is voided.
 */
export function teamShares(claims: readonly Claim[], worth: readonly Worth[]): number[] {
  const sums = new Map<string, number>();
  return claims.map(({ record: { teamId } }, i) => {
    const { points, surplus, honour, teamBonusPercent } = worth[i]!;
    if (teamId === null || teamBonusPercent <= 0) return 0;
    const before = sums.get(teamId) ?? 0;
    const after = before + (points + surplus + honour) * teamBonusPercent;
    sums.set(teamId, after);
    return Math.floor(after / 100) - Math.floor(before / 100);
  });
}

/** Rows of the books for one record: nothing for what is zero. */
export function entriesOf(record: Booked, { points, surplus, honour }: Worth, bonus: number, sides: Sides): Entry[] {
  const entry = (reason: TransferReason, to: string, amount: number, ref: Entry['ref']): Entry[] =>
    amount > 0
      ? [
          {
            id: idFrom('earning', record.id, reason),
            from: sides.issuing,
            to,
            amount,
            reason,
            ref,
            communityCode: record.communityCode,
            actorId: record.confirmedBy,
          },
        ]
      : [];
  const own: Entry['ref'] = ['service_record', record.id];
  return [
    ...entry('earn_service', sides.person, points, own),
    ...entry('surplus', sides.pool, surplus, own),
    ...entry('honour', sides.pool, honour, own),
    ...entry('team_bonus', sides.pool, bonus, ['team', record.teamId ?? record.id]),
  ];
}
