import { areaText } from './areas.js';
import type { Matter, MatterReader } from './matter.js';
import { others } from './staff.js';

export const readNotice: MatterReader = async (tx, event, now): Promise<Matter | null> => {
  const [row] = await tx.query<{ area_code: string; written_by: string[] }[]>(`select area_code, written_by from notices where id = $1`, [
    event.subjectId,
  ]);
  if (!row) return null;
  return {
    facts: { area: await areaText(tx, row.area_code) },
    no: '',
    what: '社区公告',
    when: null,
    urgent: false,
    path: `/features/notices/pages/detail/index?id=${event.subjectId}`,
    audiences: {
      // Where the nearest desk is the writer alone, the one above approves.
      approvers: () => others(tx, 'dispatcher', row.area_code, row.written_by, now),
      writers: () => Promise.resolve([row.written_by.at(-1) ?? null]),
    },
  };
};
