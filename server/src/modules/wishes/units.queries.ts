import type { EntityManager } from 'typeorm';
import type { ClaimantKind } from '@linli/shared/wishes';

export interface UnitRow {
  id: string;
  name: string;
  kind: Extract<ClaimantKind, 'unit' | 'branch'>;
  /** Speaks for itself no more, but what it did keeps its name. */
  retired: boolean;
}
/** Units by id, in the order of their names. */
export async function unitRows(tx: EntityManager, ids: readonly string[]): Promise<Map<string, UnitRow>> {
  if (!ids.length) return new Map();
  const rows = await tx.query<UnitRow[]>(
    `select id, name, case kind when 'party_org' then 'branch' else 'unit' end as kind, retired_at is not null as retired
       from units where id = any($1) order by name, id`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** For the desk and the claimer alone. */
export async function contactOf(tx: EntityManager, personId: string | null): Promise<{ name: string | null; phone: string | null }> {
  if (personId === null) return { name: null, phone: null };
  const [row] = await tx.query<{ name: string; phone: string | null }[]>(`select name, phone from people where id = $1`, [personId]);
  return { name: row?.name || null, phone: row?.phone ?? null };
}
