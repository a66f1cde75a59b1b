import type { EntityManager } from 'typeorm';

const AT_ONCE = 1000;

/** Many rows in few statements. Table and columns are written in this folder's code; only values come as parameters. */
export async function insertRows(tx: EntityManager, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  if (!rows[0]) return;
  const columns = Object.keys(rows[0]).join(', ');
  const statement = [
    'insert into',
    table,
    '(',
    columns,
    ') overriding system value select',
    columns,
    'from jsonb_populate_recordset(null::',
    table,
    ', $1)',
  ].join(' ');
  for (let from = 0; from < rows.length; from += AT_ONCE) await tx.query(statement, [JSON.stringify(rows.slice(from, from + AT_ONCE))]);
}
