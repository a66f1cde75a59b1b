import { dayTextOf } from '@linli/shared/calendar';
import type { EntityManager } from 'typeorm';
import { chanceOf } from '../chance.js';
import { insertRows, tellEvents, type Told } from '../rows.js';
import type { DeskCast } from './desk-cast.js';
import type { Given } from './economy.js';
import type { GivenFor } from './given.js';

interface Asked {
  id: string;
  kind: 'reversal' | 'grant_fund' | 'grant_pool';
  points: number;
  transferId?: string;
  personId: string | null;
  note: string;
  by: string;
  at: Date;
  decided?: { state: 'approved' | 'refused'; by: string; at: Date; note?: string; taken?: number };
}

/** Corrections and grants: waiting for the second person, done, refused; a debt where the points were spent already. */
export async function seedAdjustments(tx: EntityManager, cast: DeskCast, given: Readonly<Record<GivenFor, Given>>): Promise<void> {
  const { desk, colleague, street, streetOther, own, debtor } = cast;
  const at = cast.at.bind(cast);
  const chance = chanceOf('adjustments');
  const done = (one: Given, by: string, note: string): Asked => ({
    id: one.id,
    kind: one.kind === 'grant_pool' ? 'grant_pool' : 'grant_fund',
    points: one.points,
    personId: one.personId,
    note,
    by,
    at: new Date(one.at.getTime() - 3_600_000 * 5),
    decided: { state: 'approved', by: one.actorId, at: one.at },
  });
  const back = { id: chance.uuid(), at: new Date(cast.world.now.getTime() - 5 * 3_600_000) };
  const [row] = await tx.query<{ taken: string }[]>(`select ledger_reverse($1, $2, 'reversal', 'correction', $1, $3, $4) as taken`, [
    back.id,
    given.mistaken.id,
    streetOther.id,
    back.at,
  ]);
  const asked: Asked[] = [
    done(given.thanks, colleague.id, '台风夜里帮三户老人转移，居委会会议同意感谢。'),
    done(given.mistaken, desk.id, '便民服务日全天值守，按基金办法感谢。'),
    done(given.twice, desk.id, '重阳节活动布置场地，按基金办法感谢。'),
    done(given.pool, desk.id, '供电所捐助的公益积分，拨入公益池，给困难老人点单用。'),
    {
      id: back.id,
      kind: 'reversal',
      points: given.mistaken.points,
      transferId: given.mistaken.id,
      personId: debtor.id,
      note: '查签到表，值守的是另一位同姓的志愿者，发错了人。',
      by: street.id,
      at: new Date(back.at.getTime() - 4 * 3_600_000),
      decided: { state: 'approved', by: streetOther.id, at: back.at, taken: Number(row!.taken) },
    },
    {
      id: chance.uuid(),
      kind: 'reversal',
      points: given.twice.points,
      transferId: given.twice.id,
      personId: given.twice.personId,
      note: '同一次活动街道已经发过一次，社区这一笔重复了。',
      by: colleague.id,
      at: at(1, 10.7),
    },
    { id: chance.uuid(), kind: 'grant_fund', points: 60, personId: own[6]!.id, note: '连续三个月每天给独居老人送药，建议基金感谢。', by: colleague.id, at: at(1, 15.3) }, // prettier-ignore
    { id: chance.uuid(), kind: 'grant_fund', points: 40, personId: own[8]!.id, note: '暑期公益课堂备课和印讲义，不在服务时长里。', by: desk.id, at: at(2, 11.2) }, // prettier-ignore
    {
      id: chance.uuid(),
      kind: 'grant_pool',
      points: 800,
      personId: null,
      note: '年底前多拨一些到公益池。',
      by: desk.id,
      at: at(9, 9.4),
      decided: { state: 'refused', by: street.id, at: at(8, 14.6), note: '今年预算剩得不多，先保服务积分，明年年初再拨。' },
    },
  ];
  await insertRows(
    tx,
    'timebank_adjustments',
    asked.map(({ id, kind, points, transferId, personId, note, by, at: askedAt, decided }) => ({
      id,
      kind,
      state: decided?.state ?? 'requested',
      community_code: cast.home,
      points,
      transfer_id: transferId ?? null,
      person_id: personId,
      other_person_id: null,
      note,
      requested_by: by,
      requested_at: askedAt,
      decided_by: decided?.by ?? null,
      decided_at: decided?.at ?? null,
      decision_note: decided?.note ?? null,
      taken: decided?.taken ?? null,
      request_hash: '',
    })),
  );
  await tellEvents(
    tx,
    asked.flatMap((one) => toldOf(cast.home, one)),
  );
}

function toldOf(areaCode: string, { id, kind, points, transferId, personId, by, at, decided }: Asked): Told[] {
  const told = (when: Date, action: string, byId: string, taken: number | null): Told => ({
    at: when,
    subject: ['adjustment', id],
    action,
    byId,
    role: 'dispatcher',
    principalId: personId,
    areaCode,
    data: { kind, points, transferId: transferId ?? null, taken },
  });
  const asked = told(at, 'request', by, null);
  return decided
    ? [asked, told(decided.at, decided.state === 'approved' ? 'approve' : 'refuse', decided.by, decided.taken ?? null)]
    : [asked];
}

const ISSUED = `select t.community_code as code, sum(t.amount)::int as points from transfers t
  join ledger_accounts a on a.id = t.from_account_id and a.kind = 'issuing' where t.day >= make_date($1::int, 1, 1) group by 1`;

/** This year's: nearly used up at home, used up in one community, not set yet in another. */
export async function seedBudgets(tx: EntityManager, { world, home }: DeskCast): Promise<void> {
  const year = Number(dayTextOf(world.now.getTime()).slice(0, 4));
  const issued = new Map((await tx.query<{ code: string; points: number }[]>(ISSUED, [year])).map(({ code, points }) => [code, points]));
  const communities = world.areas.filter((a) => a.level === 'community');
  const chance = chanceOf('budgets');
  const [over, none] = [world.areaNamed('鼓楼社区').code, world.areaNamed('新城社区').code];
  const setAt = new Date(`${year}-01-01T01:30:00Z`);
  await insertRows(
    tx,
    'timebank_budgets',
    communities
      .filter(({ code }) => code !== none)
      .map(({ code }) => {
        const out = issued.get(code) ?? 0;
        const share = code === home ? 0.92 : code === over ? 1.04 : chance.between(0.45, 0.82);
        const points = code === over && out > 0 ? Math.floor(out / share) : Math.ceil((out / share + 200) / 100) * 100;
        return {
          community_code: code,
          year,
          points,
          exceeded_at: out > points ? new Date(world.now.getTime() - 7 * 86_400_000) : null,
          set_by: world.desksOf(code.slice(0, 9))[0]!.id,
          set_at: setAt < world.now ? setAt : world.now,
        };
      }),
  );
}

/** A mother and her daughter, and somebody the one-tap volunteer may give points to: seen with their papers by the desk. */
export async function seedRelatives(tx: EntityManager, cast: DeskCast, gift: Given, served: ReadonlySet<string>): Promise<void> {
  const { mother, daughter, volunteer, desk, neighbours } = cast;
  const kin = neighbours.find((p) => !served.has(p.id))!;
  const verified = { verified_by: desk.id, verified_at: cast.at(75, 10.2) };
  await insertRows(tx, 'relatives', [
    { person_id: daughter.id, relative_id: mother.id, relation: 'parent', ...verified },
    { person_id: volunteer.id, relative_id: kin.id, relation: 'child', ...verified },
  ]);
  await insertRows(tx, 'gifts', [
    {
      id: gift.id,
      giver_id: daughter.id,
      receiver_id: mother.id,
      relation: 'parent',
      points: gift.points,
      year: Number(dayTextOf(gift.at.getTime()).slice(0, 4)),
      request_hash: '',
      created_at: gift.at,
    },
  ]);
}
