import { type PhotoVariant, PHOTO_VARIANTS, UNCLAIMED_DAYS } from '@linli/shared/files';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';
import { Writes } from '../../common/writes.js';
import { Storage } from '../../integrations/storage/storage.js';
import { keyOf, REAP } from './contents.js';
import { FilesService } from './files.service.js';

export const SWEEP = 'files.sweep';
const DAY_MS = 86_400_000;
const BATCH = 500;

@Injectable()
export class FilesJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly files: FilesService,
    private readonly storage: Storage,
    private readonly dataSource: DataSource,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.define(SWEEP, () => this.sweep());
    this.jobs.define(REAP, ({ contentId }) => this.reap(String(contentId)));
    // 03:17 in Shanghai
    this.jobs.every('17 19 * * *', SWEEP);
  }

  private async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - UNCLAIMED_DAYS * DAY_MS);
    for (let gone = BATCH; gone === BATCH;) gone = await this.writes.transaction((tx) => this.files.dropUnclaimed(tx, before, BATCH));
  }

  /** Bytes go when no row names them: after their content was dropped, or when a process ended before entering it. */
  private async reap(contentId: string): Promise<void> {
    const named = await this.dataSource.query<unknown[]>(`select 1 from file_contents where id = $1`, [contentId]);
    if (named.length > 0) return;
    for (const variant of Object.keys(PHOTO_VARIANTS) as PhotoVariant[]) await this.storage.delete(keyOf(contentId, variant));
  }
}
