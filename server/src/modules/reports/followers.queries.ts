import type { EntityManager } from 'typeorm';
import type { ReportEntity } from './report.entity.js';

/** Who followed `report`, and who reported it, follow `into`. */
export async function followAlong(tx: EntityManager, report: ReportEntity, into: ReportEntity, now: Date): Promise<void> {
  await tx.query(
    `insert into report_followers (report_id, person_id, created_at, via_id)
     select $1, who.person_id, $3, $2
       from (select person_id from report_followers where report_id = $2 union select $4::uuid) as who
      where who.person_id is not null and who.person_id is distinct from $5::uuid
     on conflict do nothing`,
    [into.id, report.id, now, report.reporterId, into.reporterId],
  );
  await recount(tx, [into.id]);
}

/** Undoes `followAlong`. */
export async function unfollowVia(tx: EntityManager, reportId: string): Promise<void> {
  const [rows] = await tx.query<[{ report_id: string }[], number]>(`delete from report_followers where via_id = $1 returning report_id`, [
    reportId,
  ]);
  await recount(tx, [...new Set(rows.map((row) => row.report_id))].sort());
}

export async function recount(tx: EntityManager, reportIds: readonly string[]): Promise<void> {
  for (const id of reportIds)
    await tx.query(
      `update reports set followers = (select count(*) from report_followers f where f.report_id = reports.id) where id = $1`,
      [id],
    );
}
