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

export interface Told {
  at: Date;
  subject: readonly [type: string, id: string];
  action: string;
  byId: string | null;
  role: string;
  principalId: string | null;
  areaCode: string | null;
  data: object;
}

/** Events in the order in which they happened; gives their ids in the order in which they were given. */
export async function tellEvents(tx: EntityManager, events: readonly Told[]): Promise<number[]> {
  const [row] = await tx.query<{ last: string }[]>(`select coalesce(max(id), 0) as last from events`);
  const first = Number(row!.last) + 1;
  const ids = new Map([...events].sort((a, b) => a.at.getTime() - b.at.getTime()).map((event, i) => [event, first + i]));
  await insertRows(
    tx,
    'events',
    [...ids].map(([{ at, subject, action, byId, role, principalId, areaCode, data }, id]) => ({
      id,
      at,
      subject_type: subject[0],
      subject_id: subject[1],
      action,
      outcome: 'done',
      actor_id: byId,
      actor_role: role,
      principal_id: principalId,
      area_code: areaCode,
      data,
    })),
  );
  await tx.query(`select setval(pg_get_serial_sequence('events', 'id'), greatest((select max(id) from events), 1))`);
  return events.map((event) => ids.get(event)!);
}
