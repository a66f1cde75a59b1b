import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addDays, dayStart } from '../../common/days.js';
import { AccountClosings, AccountData, AccountMoves } from '../accounts/account-links.service.js';
import { type Span, type UnitDeeds, UnitFigures } from '../units/unit-figures.service.js';

/** What happens to wishes when an account is joined to another, read out, or closed; and what units are told of their claims. */
@Injectable()
export class WishLinks implements OnModuleInit {
  constructor(
    private readonly moves: AccountMoves,
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
    private readonly figures: UnitFigures,
  ) {}

  onModuleInit(): void {
    this.figures.register({ ofUnits: deedsOf });
    this.moves.register(move);
    this.data.register('wishes', dataOf);
    this.closings.refuse(claimInHand);
    this.closings.refuse(wishInHand);
    this.closings.erase(erase, '您的心愿会撤下，您写的文字会删除；已实现的只留编号和种类，不再与您关联。');
  }
}

/** Claims of these units that began, and wishes they brought true, in a span of days. */
async function deedsOf(tx: EntityManager, unitIds: readonly string[], { from, to }: Span): Promise<UnitDeeds> {
  const [row] = await tx.query<UnitDeeds[]>(
    `select count(*) filter (where claimed_at >= $2 and claimed_at < $3)::int as claims,
       count(*) filter (where outcome = 'fulfilled' and ended_at >= $2 and ended_at < $3)::int as delivered
     from wish_claims where unit_id = any($1)`,
    [unitIds, dayStart(from), dayStart(addDays(to, 1))],
  );
  return row ?? { claims: 0, delivered: 0 };
}

async function move(tx: EntityManager, from: string, to: string): Promise<void> {
  await tx.query(`update wishes set wisher_id = $2 where wisher_id = $1`, [from, to]);
  await tx.query(`update wish_notes set author_id = $2 where author_id = $1`, [from, to]);
}

const dataOf = (tx: EntityManager, personId: string): Promise<unknown> =>
  tx.query(
    `select w.wish_no as "wishNo", w.kind, w.state, w.beneficiary, w.value_yuan as "valueYuan", w.created_at as "createdAt",
            w.wisher_id = $1 as "ownWish", t.thanks,
            case when w.wisher_id = $1 then t.title else t.public_title end as title,
            case when w.wisher_id = $1 then t.detail end as detail, case when w.wisher_id = $1 then t.address end as address,
            (select jsonb_agg(jsonb_build_object('action', n.kind, 'text', n.text) order by n.event_id) from wish_notes n
              where n.wish_id = w.id and n.author_id = $1) as "ownWords"
       from wishes w join wish_words t on t.wish_id = w.id where w.wisher_id = $1 or w.claimer_id = $1 order by w.created_at`,
    [personId],
  );

async function claimInHand(tx: EntityManager, personId: string): Promise<string | null> {
  const [row] = await tx.query<{ wish_no: string }[]>(
    `select wish_no from wishes where claimer_id = $1 and claim_unit_id is null and state in ('claimed', 'delivered') order by created_at limit 1`,
    [personId],
  );
  return row ? `您认领的心愿 ${row.wish_no} 还没完成，完成或放弃认领后才能注销。` : null;
}

async function wishInHand(tx: EntityManager, personId: string): Promise<string | null> {
  const [row] = await tx.query<{ wish_no: string }[]>(
    `select wish_no from wishes where wisher_id = $1 and state in ('claimed', 'delivered') order by created_at limit 1`,
    [personId],
  );
  return row ? `您的心愿 ${row.wish_no} 已有人认领，实现或撤回后才能注销。` : null;
}

/** What the person wrote goes, from the board too; ids and what came of it stay. */
async function erase(tx: EntityManager, personId: string): Promise<void> {
  await tx.query(`update wishes set state = 'withdrawn' where wisher_id = $1 and state in ('submitted', 'open', 'rejected')`, [personId]);
  await tx.query(
    `update wish_words t set title = null, detail = null, address = null, contact_name = null, contact_phone = null, thanks = null
       from wishes w where w.id = t.wish_id and w.wisher_id = $1`,
    [personId],
  );
  await tx.query(
    `delete from wish_notes n using wishes w where w.id = n.wish_id and n.author_id = $1 and w.wisher_id = $1 and n.kind in ('thank', 'withdraw')`,
    [personId],
  );
}
