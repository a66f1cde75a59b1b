import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FilesService } from '../files/files.service.js';

/** The photos of certificates: with the qualification taken back, or its owner gone, they go for good. */
@Injectable()
export class Proofs {
  constructor(private readonly files: FilesService) {}

  async drop(tx: EntityManager, fileIds: readonly string[]): Promise<void> {
    if (fileIds.length) await this.files.drop(tx, fileIds);
  }

  /** Whoever leaves takes their certificates along. */
  async withdrawAll(tx: EntityManager, personId: string): Promise<void> {
    const rows = await tx.query<{ ids: string[] }[]>(`select file_ids as ids from qualifications where person_id = $1`, [personId]);
    await this.drop(
      tx,
      rows.flatMap(({ ids }) => ids),
    );
    await tx.query(
      `update qualifications set state = case when state in ('pending', 'verified') then 'withdrawn' else state end, file_ids = '{}', number = null
        where person_id = $1`,
      [personId],
    );
  }
}
