import { TRANSFER_REASON_LABELS, type TransferReason } from '@linli/shared/timebank';
import { ADJUSTMENT_KIND_LABELS, type AdjustmentKind } from '@linli/shared/timebank-books';
import { areaText } from './areas.js';
import type { MatterReader } from './matter.js';
import { unconcerned } from './staff.js';
import { dayWords } from './words.js';

interface Row {
  kind: AdjustmentKind;
  community_code: string;
  points: number;
  taken: number | null;
  person_id: string | null;
  other_person_id: string | null;
  requested_by: string;
  reason: TransferReason | null;
  day: string | null;
  loser: string | null;
  receiver: string | null;
}
const ADJUSTMENT = `select j.kind, j.community_code, j.points::int, j.taken::int, j.person_id, j.other_person_id, j.requested_by, t.reason, t.day::text,
    case g.kind when 'person' then g.owner_id end as loser, case f.kind when 'person' then f.owner_id end as receiver
  from timebank_adjustments j left join transfers t on t.id = j.transfer_id
  left join ledger_accounts f on f.id = t.from_account_id left join ledger_accounts g on g.id = t.to_account_id
 where j.id = $1`;
const DESK = '/features/timebank-desk/pages/adjustments/index';
const STATEMENT = '/features/timebank/pages/statement/index';

export const readAdjustment: MatterReader = async (tx, event, now) => {
  const [row] = await tx.query<Row[]>(ADJUSTMENT, [event.subjectId]);
  if (!row) return null;
  const what = ADJUSTMENT_KIND_LABELS[row.kind];
  const taken = row.taken ?? 0;
  return {
    facts: {
      what,
      area: await areaText(tx, row.community_code),
      points: String(row.points),
      taken: String(taken),
      debt: String(row.points - taken),
      for: row.reason === null ? '' : TRANSFER_REASON_LABELS[row.reason],
      day: row.day === null ? '' : dayWords(row.day),
    },
    no: '',
    what,
    when: null,
    urgent: false,
    path: DESK,
    // The booking has the id of what asked for it.
    paths: { points: `${STATEMENT}?line=${event.subjectId}` },
    audiences: {
      desk: () => unconcerned(tx, row.community_code, { about: [row.person_id, row.other_person_id], without: [row.requested_by] }, now),
      granted: () => Promise.resolve([row.kind === 'grant_fund' ? row.person_id : null]),
      loser: () => Promise.resolve([row.loser]),
      receiver: () => Promise.resolve([row.receiver]),
      requester: () => Promise.resolve([row.requested_by]),
    },
  };
};
