import type { ServiceCategory } from '@linli/shared/members';
import type { RecordSource } from '@linli/shared/timebank';
import type { EntityManager } from 'typeorm';
import { idFrom } from '../../../modules/timebank/earning/earning.queries.js';

/** A service that counts, and how it came into the record. */
export interface Served {
  id: string;
  source: RecordSource;
  sourceId: string;
  personId: string;
  communityCode: string;
  title: string;
  itemCode: string;
  category: ServiceCategory;
  coefficient: number;
  startedAt: Date;
  finishedAt: Date;
  minutes: number;
  servedId: string | null;
  inChargeId: string | null;
  teamId: string | null;
  byCode: boolean;
  silent: boolean;
  enteredBy: string | null;
  confirmedBy: string | null;
  createdAt: Date;
  publicisedUntil: Date;
  confirmedAt: Date;
}

const CONFIRMED = `
  select case o.source when 'post' then 'shift' else 'order' end as source, o.id as "sourceId", a.person_id as "personId",
         o.community_code as "communityCode", o.title, o.item_code as "itemCode", o.category, o.coefficient, a.started_at as "startedAt",
         a.finished_at as "finishedAt", a.minutes, case when o.source in ('post', 'group') then null else coalesce(o.elder_id, o.principal_id) end as "servedId",
         o.in_charge_id as "inChargeId", o.team_id as "teamId",
         a.started_by in ('display_code', 'paper_card', 'place_code') and a.finished_by in ('display_code', 'paper_card', 'place_code') as "byCode",
         'silent' = any(o.flags) as silent, o.confirmed_by as "confirmedBy", o.confirmed_at as "confirmedAt"
    from order_assignments a join orders o on o.id = a.order_id
   where a.state = 'confirmed' and o.state = 'confirmed' and a.minutes > 0 order by o.confirmed_at, o.id, a.person_id`;

/** The confirmed orders and shifts of the demo, as they stand in the tables. */
export async function servedByOrders(tx: EntityManager, publicityEnds: (communityCode: string, from: Date) => Date): Promise<Served[]> {
  const rows = await tx.query<Omit<Served, 'id' | 'enteredBy' | 'createdAt' | 'publicisedUntil'>[]>(CONFIRMED);
  return rows.map((row) => ({
    ...row,
    id: idFrom('service_record', row.source, row.sourceId, row.personId),
    enteredBy: null,
    createdAt: row.confirmedAt,
    publicisedUntil: publicityEnds(row.communityCode, row.confirmedAt),
  }));
}
