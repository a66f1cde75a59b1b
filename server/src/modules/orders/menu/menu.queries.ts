import type { MenuSlot } from '@linli/shared/menu';
import type { Server, ServiceCategory, ServiceMode, ServiceRisk } from '@linli/shared/orders';
import { likePattern, searchQuery } from '@linli/shared/search';
import type { EntityManager } from 'typeorm';
import { shippedItems } from './menu.catalogue.js';

/** A service as one community offers it: its own setting, else the street's, the district's, the catalogue's. */
export interface MenuItem {
  code: string;
  category: ServiceCategory;
  name: string;
  slug: string;
  description: string | null;
  minutes: number;
  servedBy: Server[];
  qualification: string | null;
  qualificationCode: string | null;
  twoPersonRule: boolean;
  mode: ServiceMode;
  risk: ServiceRisk;
  riskNote: string | null;
  insuranceRequired: boolean;
  needsReview: boolean;
  reviewFixed: boolean;
  noticeHours: number;
  radiusMetres: number | null;
  minPeople: number;
  maxPeople: number;
  atPlace: boolean;
  recipients: string[];
  weekdays: number[];
  slots: MenuSlot[];
  pointsCoefficient: number;
  enabled: boolean;
  openToNeighbours: boolean;
  edited: boolean;
}
export interface MenuSearch {
  code?: string | undefined;
  category?: ServiceCategory | undefined;
  q?: string | undefined;
}

// The deepest setting that says something: 12 digits before 9 before 6. A catalogue that asks for a review is never talked out of it.
const EFFECTIVE = `
  select i.code, i.category, i.name, i.slug, i.served_by as "servedBy", i.qualification, i.qualification_code as "qualificationCode",
         i.two_person_rule as "twoPersonRule", i.mode, i.risk, i.risk_note as "riskNote", i.insurance_required as "insuranceRequired",
         i.needs_review as "reviewFixed", i.min_people as "minPeople", i.at_place as "atPlace", i.recipients,
         i.points_coefficient as "pointsCoefficient",
         nullif(coalesce(c.description, s.description, d.description), '') as description,
         coalesce(c.minutes, s.minutes, d.minutes, i.minutes) as minutes,
         i.needs_review or coalesce(c.needs_review, s.needs_review, d.needs_review, false) as "needsReview",
         coalesce(c.notice_hours, s.notice_hours, d.notice_hours, i.notice_hours) as "noticeHours",
         coalesce(c.radius_metres, s.radius_metres, d.radius_metres, i.radius_metres) as "radiusMetres",
         coalesce(c.max_people, s.max_people, d.max_people, i.max_people) as "maxPeople",
         coalesce(c.weekdays, s.weekdays, d.weekdays, i.weekdays) as weekdays,
         coalesce(c.slots, s.slots, d.slots, i.slots) as slots,
         coalesce(c.enabled, s.enabled, d.enabled, true) as enabled,
         coalesce(c.open_to_neighbours, s.open_to_neighbours, d.open_to_neighbours, false) as "openToNeighbours",
         coalesce(c.item_code, s.item_code, d.item_code) is not null as edited
    from service_items i
    left join service_settings d on d.item_code = i.code and d.area_code = left($1, 6)
    left join service_settings s on s.item_code = i.code and s.area_code = left($1, 9) and length($1) >= 9
    left join service_settings c on c.item_code = i.code and c.area_code = left($1, 12) and length($1) >= 12
   where ($2::text is null or i.code = $2) and ($3::text is null or i.category = $3)
     and ($4::text is null or i.name ilike $4 or i.slug ilike $4 or (cardinality($5::text[]) > 0 and i.search @@ cast($6 as tsquery)))
   order by i.code`;

/** Every item that fits, switched off or not. `areaCode` empty: the catalogue as shipped. */
export function itemsAt(tx: EntityManager, areaCode: string, { code, category, q }: MenuSearch = {}): Promise<MenuItem[]> {
  const tokens = q?.trim() ? searchQuery(q) : [];
  return tx.query<MenuItem[]>(EFFECTIVE, [
    areaCode,
    code ?? null,
    category ?? null,
    q?.trim() ? likePattern(q) : null,
    tokens,
    tokens.map((token) => `'${token}'`).join(' & '),
  ]);
}

/** The catalogue follows the program; what communities set is elsewhere and stays. */
export async function fillCatalogue(tx: EntityManager, now: Date): Promise<void> {
  await tx.query(
    `insert into service_items (code, category, name, slug, search, minutes, served_by, qualification, qualification_code, two_person_rule,
       mode, recipients, risk, risk_note, insurance_required, needs_review, notice_hours, radius_metres, min_people, max_people, at_place,
       weekdays, slots, points_coefficient, updated_at)
     select i.code, i.category, i.name, i.slug, to_tsvector('simple', i.search), i.minutes, i.served_by, i.qualification, i.qualification_code,
            i.two_person_rule, i.mode, i.recipients, i.risk, i.risk_note, i.insurance_required, i.needs_review, i.notice_hours,
            i.radius_metres, i.min_people, i.max_people, i.at_place, i.weekdays, i.slots, i.points_coefficient, $2
       from jsonb_to_recordset($1::jsonb) as i(code text, category text, name text, slug text, search text, minutes int, served_by text[],
            qualification text, qualification_code text, two_person_rule boolean, mode text, recipients text[], risk text, risk_note text,
            insurance_required boolean, needs_review boolean, notice_hours int, radius_metres int, min_people int, max_people int,
            at_place boolean, weekdays int[], slots jsonb, points_coefficient int)
      order by i.code
     on conflict (code) do update set category = excluded.category, name = excluded.name, slug = excluded.slug, search = excluded.search,
       minutes = excluded.minutes, served_by = excluded.served_by, qualification = excluded.qualification,
       qualification_code = excluded.qualification_code, two_person_rule = excluded.two_person_rule, mode = excluded.mode,
       recipients = excluded.recipients, risk = excluded.risk, risk_note = excluded.risk_note,
       insurance_required = excluded.insurance_required, needs_review = excluded.needs_review, notice_hours = excluded.notice_hours,
       radius_metres = excluded.radius_metres, min_people = excluded.min_people, max_people = excluded.max_people,
       at_place = excluded.at_place, weekdays = excluded.weekdays, slots = excluded.slots,
       points_coefficient = excluded.points_coefficient, updated_at = excluded.updated_at
     where (service_items.name, service_items.search, service_items.minutes, service_items.slots)
        is distinct from (excluded.name, excluded.search, excluded.minutes, excluded.slots)`,
    [JSON.stringify(shippedItems()), now],
  );
}
