import type { EntityManager } from 'typeorm';

export async function namesOf(tx: EntityManager, personIds: readonly (string | null)[]): Promise<Map<string, string>> {
  const ids = [...new Set(personIds.filter((id) => id !== null))];
  if (!ids.length) return new Map();
  const rows = await tx.query<{ id: string; name: string }[]>(`select id, name from people where id = any($1)`, [ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function contactOf(tx: EntityManager, personId: string): Promise<{ name: string | null; phone: string | null }> {
  const [row] = await tx.query<{ name: string; phone: string | null }[]>(`select name, phone from people where id = $1`, [personId]);
  return { name: row?.name || null, phone: row?.phone ?? null };
}

/** The account that has verified this phone. */
export async function accountOf(tx: EntityManager, phone: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }[]>(
    `select id from people where phone = $1 and phone_verified_at is not null and closed_at is null`,
    [phone],
  );
  return row?.id ?? null;
}
