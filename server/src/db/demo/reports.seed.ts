import { dayTextOf } from '@linli/shared/calendar';
import { searchDocument } from '@linli/shared/search';
import type { EntityManager } from 'typeorm';
import { ReportEntity } from '../../modules/reports/report.entity.js';
import { settled } from '../../modules/reports/reports.clocks.js';
import { caseNoText } from '../../modules/reports/reports.words.js';
import { chanceOf } from './chance.js';
import type { Lived } from './reports/intake.js';
import type { QrPoint } from './reports/points.js';
import type { World } from './reports/world.js';
import { insertRows } from './rows.js';

/** The reports with everything that hangs on them; events stand in the order in which they happened in the whole district. */
export async function seedReports(tx: EntityManager, world: World, lives: readonly Lived[], points: readonly QrPoint[]): Promise<void> {
  const files = lives.map((l) => l.file).sort((a, b) => a.report.createdAt.getTime() - b.report.createdAt.getTime());
  await seedPoints(tx, world, points);
  await number(tx, files);
  const columns = columnsOf(tx);
  // Those others were merged into come first.
  const inOrder = [...files].sort((a, b) => Number(a.report.mergedIntoId !== null) - Number(b.report.mergedIntoId !== null));
  await insertRows(
    tx,
    'reports',
    inOrder.map(({ report, followers }) => {
      const row = { ...report, ...settled(report), followers: followers.size };
      return Object.fromEntries(columns.map(([property, column]) => [column, row[property] ?? null]));
    }),
  );
  await insertRows(
    tx,
    'report_words',
    files.map(({ report, words: { description, placeText, callerName, callerPhone, outsideBody, releasedText } }) => ({
      report_id: report.id,
      description,
      place_text: placeText,
      caller_name: callerName,
      caller_phone: callerPhone,
      outside_body: outsideBody,
      released_text: releasedText,
      search: searchDocument(description, placeText, report.caseNo, report.caseNo.replaceAll('-', ''), report.externalNo),
    })),
  );
  await seedHistory(tx, files);
  await seedLooks(tx, world, files);
  const of = <T>(rows: (file: Lived['file']) => readonly T[]) =>
    files.flatMap((file) => rows(file).map((row) => ({ report_id: file.report.id, row })));
  await insertRows(
    tx,
    'report_runs',
    of((f) => f.runs).map(({ report_id, row }) => ({
      report_id,
      run: row.run,
      begun_by: row.begunBy,
      team_id: row.teamId,
      started_at: row.startedAt,
      due_at: row.dueAt,
      ended_at: row.endedAt,
      ended_by: row.endedBy,
      late: row.late,
    })),
  );
  await insertRows(
    tx,
    'report_marks',
    of((f) => f.told).map(({ report_id, row }) => ({
      report_id,
      clock: row.clock,
      run: row.run,
      level: row.level,
      due_at: row.dueAt,
      marked_at: row.markedAt,
    })),
  );
  await insertRows(
    tx,
    'report_followers',
    of((f) => [...f.followers]).map(({ report_id, row: [personId, { at, viaId }] }) => ({
      report_id,
      person_id: personId,
      created_at: at,
      via_id: viaId,
    })),
  );
}

/** Property → column, as the entity says it. */
function columnsOf(tx: EntityManager): [keyof ReportEntity, string][] {
  const { columns } = tx.connection.getMetadata(ReportEntity);
  return columns.map((c) => [c.propertyName as keyof ReportEntity, c.databaseName]);
}

async function number(tx: EntityManager, files: readonly Lived['file'][]): Promise<void> {
  const rows = await tx.query<{ code: string; mark: string }[]>(`select code, short_code as mark from areas where level = 'street'`);
  const marks = new Map(rows.map(({ code, mark }) => [code, mark]));
  const last = new Map<string, { day: string; street_mark: string; last: number }>();
  for (const { report } of files) {
    const day = dayTextOf(report.createdAt.getTime());
    const mark = marks.get(report.streetCode)!;
    const counter = last.get(`${day} ${mark}`) ?? { day, street_mark: mark, last: 0 };
    counter.last += 1;
    last.set(`${day} ${mark}`, counter);
    report.caseNo = caseNoText(day, mark, counter.last);
  }
  await insertRows(tx, 'report_case_counters', [...last.values()]);
}

async function seedHistory(tx: EntityManager, files: readonly Lived['file'][]): Promise<void> {
  const [row] = await tx.query<{ last: string }[]>(`select coalesce(max(id), 0) as last from events`);
  const first = Number(row!.last) + 1;
  const history = files
    .flatMap(({ report, happenings }) => happenings.map((h, i) => ({ report, h, i })))
    .sort((a, b) => a.h.at.getTime() - b.h.at.getTime() || a.i - b.i)
    .map((entry, i) => ({ ...entry, id: first + i }));
  await insertRows(
    tx,
    'events',
    history.map(({ id, report, h }) => ({
      id,
      at: h.at,
      subject_type: 'report',
      subject_id: report.id,
      action: h.action,
      outcome: 'done',
      actor_id: h.by?.id ?? null,
      actor_role: h.role,
      principal_id: h.principalId,
      area_code: report.gridCode ?? report.communityCode ?? report.streetCode,
      data: h.data,
    })),
  );
  await tx.query(`select setval(pg_get_serial_sequence('events', 'id'), greatest((select max(id) from events), 1))`);
  await insertRows(
    tx,
    'report_notes',
    history
      .filter(({ h }) => h.note !== '')
      .map(({ id, report, h }) => ({ event_id: id, report_id: report.id, kind: h.action, author_id: h.by?.id ?? null, text: h.note })),
  );
  await insertRows(
    tx,
    'report_photos',
    history.flatMap(({ id, report, h }) =>
      h.photos.map((photo, i) => ({
        report_id: report.id,
        file_id: photo.fileId,
        kind: photo.kind,
        run: photo.run,
        position: i + 1,
        event_id: id,
        shows_after: photo.showsAfter,
      })),
    ),
  );
}

/** The desk looked up a number to ring back: each look is on record. */
async function seedLooks(tx: EntityManager, world: World, files: readonly Lived['file'][]): Promise<void> {
  const chance = chanceOf('looks');
  const looks = files.flatMap(({ report, happenings }) => {
    const at = happenings.find((h) => h.action === 'accept' || h.action === 'dispatch')?.at;
    if (!at || report.source === 'grid_patrol' || !chance.yes(0.2)) return [];
    const person = world.holder('dispatcher', report.gridCode!, 'community', chance);
    const row = { person_id: person.id, subject_type: 'report', subject_id: report.id, field: 'reporter', area_code: report.gridCode };
    return [{ at: new Date(at.getTime() - 40_000), ...row }];
  });
  looks.sort((a, b) => a.at.getTime() - b.at.getTime());
  await insertRows(
    tx,
    'accesses',
    looks.map((look, i) => ({ id: i + 1, ...look })),
  );
  await tx.query(`select setval(pg_get_serial_sequence('accesses', 'id'), greatest((select max(id) from accesses), 1))`);
}

async function seedPoints(tx: EntityManager, world: World, points: readonly QrPoint[]): Promise<void> {
  const administrator = world.cast.grants.find((g) => g.role === 'administrator' && g.areaCode.length === 6)!.person;
  const madeAt = new Date(world.now.getTime() - 90 * 86_400_000);
  await insertRows(
    tx,
    'report_points',
    points.map((p) => ({
      id: p.id,
      code: p.code,
      request_hash: '',
      place_text: p.placeText,
      lng: p.position[0],
      lat: p.position[1],
      area_code: p.gridCode,
      retired: false,
      created_by: administrator.id,
      created_at: madeAt,
    })),
  );
}
