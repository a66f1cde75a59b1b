import { Injectable } from '@nestjs/common';
import { STAR_LABELS, starOf, TRANSFER_REASON_LABELS, type TransferReason, type TransferRef } from '@linli/shared/timebank';
import { rulesInShort } from '@linli/shared/timebank-wallet';
import type { WalletDebtView, WalletView } from '@linli/shared/timebank-wallet.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { dayOf } from '../../../common/days.js';
import { AreasService } from '../../areas/areas.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { PoliciesService } from '../policies.service.js';
import { movedSince } from './statement.queries.js';
import { titlesOf } from './statement.titles.js';

interface DebtRow {
  points: string;
  at: Date;
  reason: TransferReason;
  refType: TransferRef;
  refId: string;
  incoming: boolean;
}

/** What somebody has, what it is worth here, and by which rules. Only one's own. */
@Injectable()
export class WalletService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly ledger: LedgerService,
    private readonly policies: PoliciesService,
    private readonly areas: AreasService,
  ) {}

  async view(actor: Actor): Promise<WalletView> {
    const tx = this.dataSource.manager;
    const now = this.clock.now();
    const month = dayOf(now).slice(0, 7);
    const communityCode = await communityOf(tx, actor);
    const { terms } = await this.policies.inForce(tx, communityCode ?? '', now);
    const standing = await this.ledger.standing(tx, actor.personId);
    const moved = await movedSince(tx, actor.personId, `${month}-01`);
    const minutes = await confirmedMinutes(tx, actor.personId);
    const { star, missingMinutes } = starOf(minutes, terms.starHours);
    const free = standing.debt > 0 ? 0 : standing.free;
    const names = communityCode ? await this.areas.names(tx, [communityCode]) : null;
    return {
      ...standing,
      free,
      debts: standing.debt > 0 ? await debtsOf(tx, actor.personId) : [],
      minutes,
      star,
      starLabel: STAR_LABELS[star] ?? `${star} 星`,
      missingMinutes,
      benefit: star > 0 ? (terms.starBenefits[star - 1] ?? null) : null,
      month,
      monthIn: moved.in,
      monthOut: moved.out,
      communityCode,
      communityName: communityCode ? (names?.get(communityCode) ?? null) : null,
      rules: rulesInShort(terms),
      actions: free > 0 ? ['donate', ...(terms.giftRelations.length && terms.giftYearCapPoints > 0 ? (['give'] as const) : [])] : [],
    };
  }
}

/** Whose rules hold for somebody: of where they live, else of where their points come from. */
export async function communityOf(tx: EntityManager, { personId, homeCommunityCode }: Actor): Promise<string | null> {
  if (homeCommunityCode) return homeCommunityCode;
  const [row] = await tx.query<{ code: string }[]>(
    `select community_code as code from ledger_accounts where owner_id = $1 and kind = 'person' order by opened_at, id limit 1`,
    [personId],
  );
  return row?.code ?? null;
}

async function confirmedMinutes(tx: EntityManager, personId: string): Promise<number> {
  const [row] = await tx.query<{ minutes: string }[]>(
    `select coalesce(sum(minutes), 0) as minutes from service_records where person_id = $1 and state = 'confirmed'`,
    [personId],
  );
  return Number(row!.minutes);
}

async function debtsOf(tx: EntityManager, personId: string): Promise<WalletDebtView[]> {
  const rows = await tx.query<DebtRow[]>(
    `select d.amount - d.paid as points, d.created_at as at, t.reason, t.ref_type as "refType", t.ref_id as "refId", true as incoming
       from ledger_accounts a join ledger_debts d on d.account_id = a.id join transfers t on t.id = d.transfer_id
      where a.owner_id = $1 and a.kind = 'person' and d.paid < d.amount order by d.created_at, d.id`,
    [personId],
  );
  const titles = await titlesOf(tx, rows);
  return rows.map((row) => {
    const what = titles(row);
    return {
      points: Number(row.points),
      text: `${TRANSFER_REASON_LABELS[row.reason]}${what ? `“${what}”` : ''}的积分被更正，已经用掉的部分要补还`,
      at: row.at.toISOString(),
    };
  });
}
