import { dayTextOf } from '@linli/shared/calendar';
import type { EntityManager } from 'typeorm';
import type { MatterReader } from './matter.js';
import { nearest } from './staff.js';
import { dayWords } from './words.js';

const PEOPLE = `select distinct g.person_id from role_grants g where g.shop_id = $2 and g.role = 'merchant' and g.person_id is not null
  and g.ended_at is null and g.from_day <= $1 and (g.to_day is null or g.to_day >= $1)`;

async function peopleOf(tx: EntityManager, shopId: string, now: Date): Promise<string[]> {
  const rows = await tx.query<{ person_id: string }[]>(PEOPLE, [dayTextOf(now.getTime()), shopId]);
  return rows.map((row) => row.person_id);
}

export const readShop: MatterReader = async (tx, event, now) => {
  const [shop] = await tx.query<{ name: string; community_code: string; agreement_to: string }[]>(
    `select name, community_code, agreement_to::text from shops where id = $1`,
    [event.subjectId],
  );
  if (!shop) return null;
  return {
    facts: { shop: shop.name, until: dayWords(shop.agreement_to) },
    no: '',
    what: shop.name,
    when: null,
    urgent: false,
    path: `/features/timebank-desk/pages/shop/index?id=${event.subjectId}`,
    paths: { points: '/features/merchant/pages/counter/index' },
    audiences: {
      desk: () => nearest(tx, 'dispatcher', shop.community_code, now),
      people: () => peopleOf(tx, event.subjectId, now),
    },
  };
};

export const readSheet: MatterReader = async (tx, event, now) => {
  const [sheet] = await tx.query<{ shop_id: string; name: string; community_code: string; month: string; points: number }[]>(
    `select h.shop_id, s.name, h.community_code, h.month, h.points from shop_sheets h join shops s on s.id = h.shop_id where h.id = $1`,
    [event.subjectId],
  );
  if (!sheet) return null;
  const page = (feature: string) => `/features/${feature}/pages/sheet/index?id=${event.subjectId}`;
  const people = await peopleOf(tx, sheet.shop_id, now);
  return {
    facts: { shop: sheet.name, month: `${Number(sheet.month.slice(5))}月`, points: String(sheet.points) },
    no: '',
    what: sheet.name,
    when: null,
    urgent: false,
    path: page('timebank-desk'),
    paths: { points: page('merchant') },
    audiences: {
      people: () => Promise.resolve(people),
      desk: () => nearest(tx, 'dispatcher', sheet.community_code, now),
    },
  };
};
