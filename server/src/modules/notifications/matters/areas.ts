import { areaPath } from '@linli/shared/areas';
import type { EntityManager } from 'typeorm';

/** 万福社区第三网格: the two lowest names. */
export async function areaText(tx: EntityManager, areaCode: string): Promise<string> {
  const rows = await tx.query<{ name: string }[]>(`select name from areas where code = any($1) order by length(code) desc limit 2`, [
    areaPath(areaCode),
  ]);
  return rows
    .map(({ name }) => name)
    .toReversed()
    .join('');
}
