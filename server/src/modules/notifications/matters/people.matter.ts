import { ROLE_LABELS, type Role } from '@linli/shared/accounts';
import { dayTextOf } from '@linli/shared/calendar';
import { QUALIFICATION_LABELS, type QualificationCode } from '@linli/shared/members';
import type { EntityManager } from 'typeorm';
import { areaText } from './areas.js';
import type { Matter, MatterReader } from './matter.js';
import { nearest } from './staff.js';
import { dayWords } from './words.js';

const CONTACTS = `select g.person_id from role_grants g join units u on g.unit_id = any(u.path) where u.id = $1 and g.role = 'unit_contact'
  and g.person_id is not null and g.ended_at is null and g.from_day <= $2 and (g.to_day is null or g.to_day >= $2)`;

interface About {
  what: string;
  facts?: Matter['facts'];
  owner: string | null;
  deciders?: () => Promise<string[]>;
  path: string | null;
  /** Where whoever decides goes, if not there. */
  deciding?: string;
}
const about = ({ what, facts, owner, deciders, path, deciding }: About): Matter => ({
  facts: { what, ...facts },
  no: '',
  what,
  when: null,
  urgent: false,
  path,
  ...(deciding === undefined ? {} : { paths: { duty: deciding } }),
  audiences: { owner: () => Promise.resolve([owner]), deciders: deciders ?? (() => Promise.resolve([])) },
});

export const readRole: MatterReader = async (tx, event) => {
  const [row] = await tx.query<{ person_id: string | null; role: Role; area_code: string }[]>(
    `select person_id, role, area_code from role_grants where id = $1`,
    [event.subjectId],
  );
  if (!row) return null;
  return about({
    what: ROLE_LABELS[row.role],
    facts: { area: await areaText(tx, row.area_code) },
    owner: row.person_id,
    path: '/pages/me/index',
  });
};

export const readLeave: MatterReader = async (tx, event, now) => {
  const [row] = await tx.query<{ person_id: string; grid_codes: string[]; from_day: string; to_day: string }[]>(
    `select person_id, grid_codes, from_day::text, to_day::text from patrol_leaves where id = $1`,
    [event.subjectId],
  );
  const grid = row?.grid_codes[0];
  if (!row || grid === undefined) return null;
  const days = row.from_day === row.to_day ? dayWords(row.from_day) : `${dayWords(row.from_day)}至${dayWords(row.to_day)}`;
  return about({
    what: '请假',
    facts: { until: days, area: await areaText(tx, grid) },
    owner: row.person_id,
    deciders: async () => {
      const leaders = await nearest(tx, 'grid_leader', grid, now);
      return leaders.length ? leaders : nearest(tx, 'dispatcher', grid, now);
    },
    path: '/features/patrols/pages/leaves/index',
  });
};

/** The owner stands in the event: one unit has many. */
export const readMembership: MatterReader = async (tx, event, now) => {
  const [unit] = await tx.query<{ name: string }[]>(`select name from units where id = $1`, [event.subjectId]);
  if (!unit) return null;
  return about({
    what: unit.name,
    owner: event.principalId ?? event.actorId,
    deciders: async () => {
      const rows = await tx.query<{ person_id: string }[]>(CONTACTS, [event.subjectId, dayTextOf(now.getTime())]);
      return rows.map((row) => row.person_id);
    },
    path: '/features/members/pages/report-in/index',
    deciding: `/features/members/pages/unit/index?id=${event.subjectId}&tab=people`,
  });
};

export const readMember: MatterReader = async (tx, event) => {
  const [row] = await tx.query<unknown[]>(`select 1 from members where person_id = $1`, [event.subjectId]);
  return row ? about({ what: '志愿服务登记', owner: event.subjectId, path: '/features/members/pages/profile/index' }) : null;
};

export const readQualification: MatterReader = async (tx, event, now) => {
  const [row] = await tx.query<QualificationRow[]>(QUALIFICATION, [event.subjectId]);
  if (!row) return null;
  return about({
    what: QUALIFICATION_LABELS[row.code],
    facts: { until: row.expires_on === null ? '' : dayWords(row.expires_on) },
    owner: row.person_id,
    deciders: () => desk(tx, row.community_code, now),
    path: '/features/members/pages/qualifications/index',
    deciding: `/features/members/pages/review/index?id=${event.subjectId}`,
  });
};
interface QualificationRow {
  person_id: string;
  code: QualificationCode;
  expires_on: string | null;
  community_code: string | null;
}
const QUALIFICATION = `select q.person_id, q.code, q.expires_on::text, m.community_code
  from qualifications q left join members m on m.person_id = q.person_id where q.id = $1`;

const desk = (tx: EntityManager, areaCode: string | null, now: Date): Promise<string[]> =>
  areaCode === null ? Promise.resolve([]) : nearest(tx, 'dispatcher', areaCode, now);
