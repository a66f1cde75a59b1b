import { Injectable } from '@nestjs/common';
import type { FileView } from '@linli/shared/files.dto';
import type { ReportPhotoKind } from '@linli/shared/reports';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../common/errors.js';
import { FilesService } from '../files/files.service.js';

export interface NewPhotos {
  kind: ReportPhotoKind;
  fileIds: readonly string[];
  /** Released copies: the first ones show the place before. */
  beforeCount?: number;
}
export interface PhotoRow {
  reportId: string;
  fileId: string;
  kind: ReportPhotoKind;
  run: number;
  eventId: string | null;
  showsAfter: boolean | null;
}

/** Which photos belong to which report, and what they show; the bytes are the files module's. */
@Injectable()
export class ReportPhotos {
  constructor(private readonly files: FilesService) {}

  /** Takes uploaded photos of `personId` for a report. @throws 422 when what is shown as mended is a picture the report has already */
  async add(
    tx: EntityManager,
    personId: string,
    report: { id: string; run: number },
    eventId: string,
    { kind, fileIds, beforeCount }: NewPhotos,
  ): Promise<void> {
    if (!fileIds.length) return;
    const claimed = await this.files.claim(tx, personId, fileIds, ['report', report.id]);
    if (kind === 'after' || kind === 'proof') {
      const earlier = (await this.of(tx, [report.id], ['before', 'after', 'proof'])).map(({ fileId }) => fileId);
      const known = new Set((await this.files.hashes(tx, earlier)).values());
      if (claimed.some(({ sha256 }) => known.has(sha256))) throw samePhoto();
    }
    await tx.query(
      `insert into report_photos (report_id, file_id, kind, run, position, event_id, shows_after)
       select $1, f.id, $2, $3, f.position, $4, case when $5::int is null then null else f.position > $5 end
         from unnest($6::uuid[]) with ordinality as f(id, position)`,
      [report.id, kind, report.run, eventId, beforeCount ?? null, fileIds],
    );
  }

  of(tx: EntityManager, reportIds: readonly string[], kinds: readonly ReportPhotoKind[]): Promise<PhotoRow[]> {
    return tx.query<PhotoRow[]>(
      `select report_id as "reportId", file_id as "fileId", kind, run, event_id as "eventId", shows_after as "showsAfter"
         from report_photos where report_id = any($1) and kind = any($2) order by report_id, run, kind desc, position`,
      [reportIds, kinds],
    );
  }

  /** The first photo of each report as it was found. */
  async firsts(tx: EntityManager, reportIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ report_id: string; file_id: string }[]>(
      `select distinct on (report_id) report_id, file_id from report_photos where report_id = any($1) and kind = 'before'
        order by report_id, run, position`,
      [reportIds],
    );
    return new Map(rows.map((row) => [row.report_id, row.file_id]));
  }

  views(tx: EntityManager | null, fileIds: readonly string[]): Promise<Map<string, FileView>> {
    return this.files.views(tx, fileIds);
  }
}

const samePhoto = () => new DomainError('unprocessable', 'same_photo', '有照片重复了，处置前后要用不同的照片。');
