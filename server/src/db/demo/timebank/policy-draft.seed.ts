import { dayTextOf } from '@linli/shared/calendar';
import type { EntityManager } from 'typeorm';
import type { CalendarService } from '../../../modules/calendar/calendar.service.js';
import { OfficeDuty } from '../../../modules/timebank/earning/office-duty.js';
import { PaidDuty } from '../../../modules/timebank/earning/paid-duty.service.js';
import { PoliciesPast } from '../../../modules/timebank/policies/policies.past.js';
import { hashOfTerms } from '../../../modules/timebank/policies/policies.queries.js';
import { chanceOf } from '../chance.js';
import { insertRows, tellEvents } from '../rows.js';
import type { DeskCast } from './desk-cast.js';
import type { RuleInForce } from './economy.js';

/** New rules for the home community, tried on last month: whoever did not write them may publish them. */
export async function seedPolicyDraft(tx: EntityManager, cast: DeskCast, base: RuleInForce): Promise<void> {
  const { world, home, streetAdmin } = cast;
  const calendars = { of: (_: EntityManager, code: string) => Promise.resolve(world.calendar(code)) } as CalendarService;
  const duty = new PaidDuty();
  const past = new PoliciesPast(calendars, duty, new OfficeDuty(calendars, duty));
  const terms = { ...base.terms, nightCoefficientPercent: 120, monthlyEarnCapPoints: 160, teamBonusPercent: 5 };
  const now = world.now.getTime();
  const first = Date.parse(`${dayTextOf(now).slice(0, 7)}-01T00:00:00Z`);
  const month = new Date(first - 86_400_000).toISOString().slice(0, 7);
  const trial = await past.trial(tx, home, [], month, terms);
  const [id, writtenAt, triedAt] = [chanceOf('policy draft').uuid(), cast.at(2, 9.4), cast.at(2, 10.1)];
  await insertRows(tx, 'timebank_policies', [
    {
      id,
      area_code: home,
      version: 2,
      state: 'draft',
      terms,
      note: '夜巡的人已经够了，夜间系数降到 1.2；每人每月封顶 160 分，超出的进公益池；给队伍 5% 的奖励。',
      created_by: streetAdmin.id,
      created_at: writtenAt,
      written_by: streetAdmin.id,
      updated_at: writtenAt,
      inherits: false,
      base_id: base.id,
      trial_month: month,
      trial_hash: hashOfTerms(terms, false),
      trial,
      tried_by: streetAdmin.id,
      tried_at: triedAt,
      request_hash: '',
    },
  ]);
  const told = (at: Date, action: string, data: object) =>
    ({
      at,
      subject: ['timebank_policy', id],
      action,
      byId: streetAdmin.id,
      role: 'administrator',
      principalId: null,
      areaCode: home,
      data,
    }) as const;
  const { people, services, given, would } = trial.total;
  await tellEvents(tx, [told(writtenAt, 'create', { version: 2 }), told(triedAt, 'try', { month, people, services, given, would })]);
}
