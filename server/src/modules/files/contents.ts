import type { PhotoVariant } from '@linli/shared/files';
import type { EntityManager } from 'typeorm';
import type { Jobs } from '../../common/jobs.js';

/** The job that removes bytes no content row names. */
export const REAP = 'files.reap';

export const keyOf = (contentId: string, variant: PhotoVariant): string => `${contentId.slice(0, 2)}/${contentId}-${variant}.jpg`;

/** Drops contents that no file names any more; their bytes go after the commit. */
export async function dropUnused(tx: EntityManager, jobs: Jobs, contentIds: readonly string[]): Promise<void> {
  if (contentIds.length === 0) return;
  // held first and asked afterwards: a file that is just being entered on one of them is then seen
  await tx.query(`select from file_contents where id = any($1) order by id for update`, [contentIds]);
  const gone = await tx.query<{ id: string }[]>(
    `with gone as (
       delete from file_contents c where c.id = any($1) and not exists (select from files f where f.content_id = c.id) returning c.id
     ) select id from gone`,
    [contentIds],
  );
  for (const { id } of gone) await jobs.enqueue(tx, REAP, { contentId: id });
}
