import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CONSENT_VERSION } from '@linli/shared/accounts';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { AccountClosings, AccountData, AccountMoves } from '../../accounts/account-links.service.js';
import { Consents } from '../../accounts/consents.service.js';
import { applyScores, boardsChanged, LOCK, type ScoreChange } from './scores.js';

const SCORES = `select b.area_code as "areaCode", b.period, b.measure, s.score as amount from board_scores s join boards b on b.id = s.board_id
  where s.person_id = $1 and s.score <> 0 order by b.id`;

/** Who is listed: with the consent, until it is withdrawn or the account closed; and what the boards know of a person. */
@Injectable()
export class BoardLinks implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly consents: Consents,
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
    private readonly moves: AccountMoves,
  ) {}

  onModuleInit(): void {
    this.consents.onGiven('leaderboard', (tx, personId) => this.list(tx, personId));
    this.consents.onWithdrawn('leaderboard', unlist);
    this.closings.erase(unlist);
    this.data.register('boards', (tx, personId) => tx.query(SCORES, [personId]));
    this.moves.register((tx, from, to) => this.move(tx, from, to));
  }

  private async list(tx: EntityManager, personId: string): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock($1)`, [LOCK]);
    await tx.query(
      `insert into board_people (person_id, version, since) values ($1, $2, $3) on conflict (person_id) do update set version = excluded.version`,
      [personId, CONSENT_VERSION, this.clock.now()],
    );
    await tx.query(`update board_scores set shown = true where person_id = $1 and not shown`, [personId]);
    await boardsChanged(tx, [personId]);
  }

  /** Two accounts of one person become one: so do their scores. A consent that came along has begun here, too. */
  private async move(tx: EntityManager, from: string, to: string): Promise<void> {
    await unlist(tx, from);
    await tx.query(`update score_deltas set person_id = $2 where person_id = $1`, [from, to]);
    const scores = await tx.query<Omit<ScoreChange, 'personId'>[]>(SCORES, [from]);
    await applyScores(tx, [
      ...scores.map((score) => ({ ...score, personId: from, amount: -score.amount })),
      ...scores.map((score) => ({ ...score, personId: to })),
    ]);
    if (await this.consents.granted(tx, to, 'leaderboard')) await this.list(tx, to);
  }
}

async function unlist(tx: EntityManager, personId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock($1)`, [LOCK]);
  await tx.query(`delete from board_people where person_id = $1`, [personId]);
  await tx.query(`update board_scores set shown = false where person_id = $1 and shown`, [personId]);
  await boardsChanged(tx, [personId]);
}
