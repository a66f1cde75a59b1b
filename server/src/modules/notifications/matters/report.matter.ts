import type { Priority } from '@linli/shared/reports';
import type { EntityManager } from 'typeorm';
import { areaText } from './areas.js';
import type { Matter, MatterReader } from './matter.js';
import { nearest, teamMembers } from './staff.js';
import { moment, until } from './words.js';
import { thankedBy } from './thanks.js';

interface Row {
  id: string;
  case_no: string;
  category: string;
  confidential: boolean;
  priority: Priority;
  reporter_id: string | null;
  handler_id: string | null;
  extension_asked_by: string | null;
  team_id: string | null;
  team_name: string | null;
  street_code: string;
  area_code: string;
  grid_code: string | null;
  response_due_at: Date;
  response_stopped_at: Date | null;
  disposal_due_at: Date | null;
  deadline_type: string | null;
}
const REPORT = `select r.id, r.case_no, c.name as category, r.confidential, r.priority, r.reporter_id, r.handler_id, r.extension_asked_by, r.team_id,
  t.name as team_name, r.street_code, coalesce(r.grid_code, r.community_code, r.street_code) as area_code, r.grid_code, r.response_due_at,
  r.response_stopped_at, r.disposal_due_at, r.deadline_type
  from reports r join report_categories c on c.code = r.category_code left join teams t on t.id = r.team_id where r.id = $1`;
const FOLLOWERS = `select person_id from report_followers where report_id = $1 and person_id is distinct from $2`;

export const readReport: MatterReader = async (tx, event, now): Promise<Matter | null> => {
  const [row] = await tx.query<Row[]>(REPORT, [event.subjectId]);
  if (!row) return null;
  // Not even what it is about: a message can be read on a locked screen.
  const what = row.confidential ? '不公开事项' : row.category;
  const due = row.response_stopped_at === null ? row.response_due_at : (row.disposal_due_at ?? row.response_due_at);
  const teamId = typeof event.data.teamId === 'string' ? event.data.teamId : row.team_id;
  const area = await areaText(tx, row.area_code);
  return {
    facts: {
      earned: '',
      no: row.case_no,
      what,
      area,
      // A team's name says as much as the category.
      team: (row.confidential ? null : (row.team_name ?? (await teamName(tx, teamId)))) ?? '职能队伍',
      due: moment(due),
      until: until(event.data.until),
    },
    no: row.case_no,
    what,
    when: null,
    urgent:
      row.priority === 'critical' || (row.deadline_type === 'urgent_hour' && row.disposal_due_at !== null && row.disposal_due_at < now),
    path: `/features/reports/pages/detail/index?id=${row.id}`,
    own: (_, personIds) => thankedBy(tx, 'report', row.id, personIds),
    audiences: {
      reporter: () => Promise.resolve([row.reporter_id]),
      followers: async () => {
        if (row.confidential) return [];
        const rows = await tx.query<{ person_id: string }[]>(FOLLOWERS, [row.id, row.reporter_id]);
        return rows.map((one) => one.person_id);
      },
      desk: () => nearest(tx, 'dispatcher', row.area_code, now),
      // The team hears that its own time is short; where there is none yet, the desk.
      deskUnsent: () => (row.team_id === null ? nearest(tx, 'dispatcher', row.area_code, now) : Promise.resolve([])),
      streetDesk: () => nearest(tx, 'dispatcher', row.street_code, now),
      gridLeader: () => nearest(tx, 'grid_leader', row.area_code, now),
      gridMember: () => (row.grid_code === null ? Promise.resolve([]) : nearest(tx, 'grid_member', row.grid_code, now)),
      chief: () => nearest(tx, 'street_chief', row.street_code, now),
      handler: () => Promise.resolve([row.handler_id]),
      wholeTeam: () => teamMembers(tx, row.team_id, now),
      // Once somebody has it in hand, it is theirs.
      team: () => (row.handler_id === null ? teamMembers(tx, row.team_id, now) : Promise.resolve([])),
      lead: () => teamMembers(tx, row.team_id, now, true),
      asker: () => Promise.resolve([row.extension_asked_by]),
    },
  };
};

async function teamName(tx: EntityManager, teamId: string | null): Promise<string | null> {
  if (teamId === null) return null;
  const [row] = await tx.query<{ name: string }[]>(`select name from teams where id = $1`, [teamId]);
  return row?.name ?? null;
}
