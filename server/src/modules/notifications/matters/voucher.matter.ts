import type { Matter, MatterReader } from './matter.js';
import { moment } from './words.js';

interface Row {
  voucher_no: string;
  person_id: string;
  title: string;
  points: number;
  expires_at: Date;
  shop: string;
}
const VOUCHER = `select v.voucher_no, v.person_id, v.title, v.points, v.expires_at, s.name as shop
  from vouchers v join shops s on s.id = v.shop_id where v.id = $1`;

export const readVoucher: MatterReader = async (tx, event): Promise<Matter | null> => {
  const [row] = await tx.query<Row[]>(VOUCHER, [event.subjectId]);
  if (!row) return null;
  return {
    facts: { no: row.voucher_no, what: row.title, shop: row.shop, points: String(row.points), until: moment(row.expires_at) },
    no: row.voucher_no,
    what: row.title,
    when: row.expires_at,
    urgent: false,
    path: `/features/rewards/pages/voucher/index?id=${event.subjectId}`,
    audiences: { owner: () => Promise.resolve([row.person_id]) },
  };
};
