import { earnedText } from '@linli/shared/points';
import type { EntityManager } from 'typeorm';
import { areaText } from './areas.js';
import type { Facts, Matter, MatterReader } from './matter.js';
import { nearest } from './staff.js';
import { idIn, idsIn, moment, until } from './words.js';

interface Row {
  order_no: string;
  title: string;
  source: string;
  community_code: string;
  requester_id: string;
  principal_id: string | null;
  elder_id: string | null;
  start_at: Date;
  fill_by: Date;
}
const ORDER = `select order_no, title, source, community_code, requester_id, principal_id, elder_id, start_at, fill_by from orders where id = $1`;
const RECORDS = `select person_id as "personId", minutes, points from service_records
  where source in ('order', 'shift') and source_id = $1 and person_id = any($2) and state = 'confirmed'`;
const HELPERS = `select helper_id from elder_helpers where elder_id = $1 and ended_at is null`;
/** Staff who ordered for somebody are not who is served. */
const OWN_SOURCES = ['resident', 'helper'];

export const readOrder: MatterReader = async (tx, event, now): Promise<Matter | null> => {
  const [row] = await tx.query<Row[]>(ORDER, [event.subjectId]);
  if (!row) return null;
  const { data } = event;
  return {
    facts: {
      no: row.order_no,
      what: row.title,
      area: await areaText(tx, row.community_code),
      when: moment(row.start_at),
      due: moment(row.fill_by),
      until: until(data.answerBy),
      earned: '时长已记下',
      hours: typeof data.hours === 'number' ? String(data.hours) : '',
    },
    no: row.order_no,
    what: row.title,
    when: row.start_at,
    urgent: false,
    path: `/features/orders/pages/detail/index?id=${event.subjectId}`,
    paths: {
      volunteering: `/features/tasks/pages/detail/index?id=${event.subjectId}`,
      duty: `/features/service-desk/pages/order/index?id=${event.subjectId}`,
    },
    own: async (_, personIds) => earnedBy(tx, event.subjectId, personIds),
    audiences: {
      served: async () => [
        ...(OWN_SOURCES.includes(row.source) ? [row.requester_id] : []),
        row.principal_id,
        ...(await helpersOf(tx, row.elder_id)),
      ],
      desk: () => nearest(tx, 'dispatcher', row.community_code, now),
      persons: () => Promise.resolve(idsIn(data.personIds)),
      person: () => Promise.resolve([idIn(data.personId)]),
    },
  };
};

async function earnedBy(tx: EntityManager, orderId: string, personIds: readonly string[]): Promise<Map<string, Facts>> {
  const rows = await tx.query<{ personId: string; minutes: number; points: number }[]>(RECORDS, [orderId, personIds]);
  return new Map(rows.map(({ personId, minutes, points }) => [personId, { earned: earnedText(points, minutes) }]));
}

async function helpersOf(tx: EntityManager, elderId: string | null): Promise<string[]> {
  if (elderId === null) return [];
  const rows = await tx.query<{ helper_id: string }[]>(HELPERS, [elderId]);
  return rows.map((row) => row.helper_id);
}
