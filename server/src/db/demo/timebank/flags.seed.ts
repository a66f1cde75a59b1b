import { RECORD_FLAG_KINDS } from '@linli/shared/timebank-records';
import type { EntityManager } from 'typeorm';
import { addDays, dayOf } from '../../../common/days.js';
import { raiseBudgetFlags } from '../../../modules/timebank/records/flags.budgets.js';
import { raiseFlags } from '../../../modules/timebank/records/flags.finding.js';
import { tellEvents, type Told } from '../rows.js';
import type { DeskCast } from './desk-cast.js';

const CLEARED = '老人行动不便，只信得过这位邻居，家访核实过，服务都在。';

/** What last night's check has found; of one of them the desk has thought already. */
export async function seedFlags(tx: EntityManager, cast: DeskCast): Promise<void> {
  const at = cast.at(0, 1.5);
  const told: Told[] = [];
  for (const kind of RECORD_FLAG_KINDS)
    for (const { id, communityCode } of await raiseFlags(tx, kind, null, at))
      told.push({ at, subject: ['record_flag', id], action: 'raise', byId: null, role: 'system', principalId: null, areaCode: communityCode, data: { kind } }); // prettier-ignore
  const year = Number(addDays(dayOf(at), -1).slice(0, 4));
  for (const { id, communityCode } of await raiseBudgetFlags(tx, year, at))
    told.push({ at, subject: ['record_flag', id], action: 'raise', byId: null, role: 'system', principalId: null, areaCode: communityCode, data: { kind: 'over_budget' } }); // prettier-ignore
  const decidedAt = cast.at(0, 9.3);
  const [[cleared]] = await tx.query<[{ id: string }[], number]>(
    `update record_flags set state = 'cleared', reason = $2, decided_by = $3, decided_at = $4, updated_at = $4
      where id = (select id from record_flags where kind = 'pair_share' and community_code = $1 order by month, id limit 1) returning id`,
    [cast.home, CLEARED, cast.colleague.id, decidedAt],
  );
  if (cleared)
    told.push({ at: decidedAt, subject: ['record_flag', cleared.id], action: 'clear', byId: cast.colleague.id, role: 'dispatcher', principalId: null, areaCode: cast.home, data: { kind: 'pair_share', to: 'cleared' } }); // prettier-ignore
  await tellEvents(tx, told);
}
