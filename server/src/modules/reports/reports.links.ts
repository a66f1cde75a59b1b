import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountClosings, AccountData, AccountMoves } from '../accounts/account-links.service.js';
import { searchDocument } from '@linli/shared/search';

/** What happens to reports when an account is joined to another, read out, or closed. */
@Injectable()
export class ReportLinks implements OnModuleInit {
  constructor(
    private readonly moves: AccountMoves,
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
  ) {}

  onModuleInit(): void {
    this.moves.register(move);
    this.data.register('reports', dataOf);
    this.closings.refuse(caseInHand);
    this.closings.erase(erase, '您上报的事项保留编号、类别和办理结果，您写的文字会删除，不再与您关联。');
  }
}

async function move(tx: EntityManager, from: string, to: string): Promise<void> {
  await tx.query(`update reports set reporter_id = $2 where reporter_id = $1`, [from, to]);
  await tx.query(`update report_notes set author_id = $2 where author_id = $1`, [from, to]);
  await tx.query(
    `insert into report_followers (report_id, person_id, created_at, via_id)
     select f.report_id, $2, f.created_at, f.via_id from report_followers f
      where f.person_id = $1 and not exists (select 1 from reports r where r.id = f.report_id and r.reporter_id = $2)
     on conflict do nothing`,
    [from, to],
  );
  await leave(tx, from);
}

/** Follows nothing any more; the counts follow. */
async function leave(tx: EntityManager, personId: string): Promise<void> {
  await tx.query(
    `with gone as (delete from report_followers where person_id = $1 returning report_id)
     update reports r set followers = (select count(*) from report_followers f where f.report_id = r.id and f.person_id <> $1)
       from gone where r.id = gone.report_id`,
    [personId],
  );
}

const dataOf = (tx: EntityManager, personId: string): Promise<unknown> =>
  tx.query(
    `select r.id, r.case_no as "caseNo", r.category_code as "categoryCode", r.state, r.lng, r.lat, r.contactable, r.anonymous,
            r.created_at as "createdAt", r.closed_at as "closedAt", r.rating, w.description, w.place_text as "placeText",
            (select jsonb_agg(jsonb_build_object('action', n.kind, 'text', n.text) order by n.event_id) from report_notes n
              where n.report_id = r.id and n.author_id = $1) as "ownWords"
       from reports r join report_words w on w.report_id = r.id where r.reporter_id = $1 order by r.created_at`,
    [personId],
  );

async function caseInHand(tx: EntityManager, personId: string): Promise<string | null> {
  const [row] = await tx.query<{ case_no: string }[]>(
    `select case_no from reports where handler_id = $1 and state in ('in_progress', 'suspended', 'handled') order by created_at limit 1`,
    [personId],
  );
  return row ? `您正在办理 ${row.case_no}，办完或由同事接手后才能注销。` : null;
}

/** What the person wrote goes, and the case is nobody's to ring about; its id stays, with where the problem was and what was done. */
async function erase(tx: EntityManager, personId: string): Promise<void> {
  const rows = await tx.query<{ id: string; case_no: string }[]>(`select id, case_no from reports where reporter_id = $1`, [personId]);
  for (const { id, case_no: caseNo } of rows)
    await tx.query(
      `update report_words set description = null, place_text = null, caller_name = null, caller_phone = null, search = to_tsvector('simple', $2)
        where report_id = $1`,
      [id, searchDocument(caseNo, caseNo.replaceAll('-', ''))],
    );
  await tx.query(`update reports set contactable = false where reporter_id = $1`, [personId]);
  await tx.query(`delete from report_notes where author_id = $1 and kind in ('rate', 'urge', 'withdraw')`, [personId]);
  await leave(tx, personId);
}
