import { WISH_KIND_LABELS, type WishKind } from '@linli/shared/wishes';
import type { EntityManager } from 'typeorm';
import { areaText } from './areas.js';
import type { Matter, MatterReader } from './matter.js';
import { thankedBy } from './thanks.js';
import { contactsOf, nearest, serves } from './staff.js';
import { dayWords, idIn } from './words.js';

interface Row {
  wish_no: string;
  kind: WishKind;
  wisher_id: string | null;
  entered_by: string | null;
  claimer_id: string | null;
  pledge_day: string | null;
  area_code: string;
}
const WISH = `select wish_no, kind, wisher_id, entered_by, claimer_id, pledge_day::text, coalesce(community_code, street_code) as area_code
  from wishes where id = $1`;

export const readWish: MatterReader = async (tx, event, now): Promise<Matter | null> => {
  const [row] = await tx.query<Row[]>(WISH, [event.subjectId]);
  if (!row) return null;
  const what = WISH_KIND_LABELS[row.kind];
  const pledged = idIn(event.data.pledgeDay) ?? row.pledge_day;
  return {
    facts: {
      earned: '',
      no: row.wish_no,
      what,
      area: await areaText(tx, row.area_code),
      until: pledged === null ? '约定的日子' : dayWords(pledged),
    },
    no: row.wish_no,
    what,
    when: null,
    urgent: false,
    path: `/features/wishes/pages/detail/index?id=${event.subjectId}`,
    own: (_, personIds) => thankedBy(tx, 'wish', event.subjectId, personIds),
    audiences: {
      wisher: async () => (row.wisher_id === null ? forAnother(tx, row, now) : [row.wisher_id]),
      // A unit's claim is any of its contacts' to go on with; who is its contact no more has left it.
      claimer: async () => {
        const unitId = idIn(event.data.unitId);
        return unitId === null ? [idIn(event.data.claimerId) ?? row.claimer_id] : contactsOf(tx, unitId, now);
      },
      desk: () => nearest(tx, 'dispatcher', row.area_code, now),
    },
  };
};

/** Whoever wrote it down for somebody, while they still serve there; else the desk. */
async function forAnother(tx: EntityManager, { entered_by: enteredBy, area_code: areaCode }: Row, now: Date): Promise<string[]> {
  if (enteredBy !== null && (await serves(tx, enteredBy, areaCode, now))) return [enteredBy];
  return nearest(tx, 'dispatcher', areaCode, now);
}
