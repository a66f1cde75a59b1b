import type { Role } from '@linli/shared/accounts';
import { areaLevel } from '@linli/shared/areas';
import { SECOND_MS } from '@linli/shared/calendar';
import { REPORT_BOXES, type ReportBox } from '@linli/shared/reports';
import type { ReportListQuery } from '@linli/shared/reports.dto';
import type { Actor } from '../../common/actor.js';
import { inAreas, type Where } from '../../common/where.js';
import { areasOfRoles, teamsOf } from './reports.scope.js';

/** Late means past the due second: `due < the running second`. */
export const secondOf = (now: Date): Date => new Date(Math.floor(now.getTime() / SECOND_MS) * SECOND_MS);

const DESK = ['grid_leader', 'dispatcher'] as const satisfies Role[];
const WATCH = ['grid_leader', 'dispatcher', 'street_chief'] as const satisfies Role[];

interface Box {
  /** In whose areas; empty: not by area. */
  roles: readonly Role[];
  /** Only roles held at this level. */
  level?: 'street';
  /** The own teams' cases too. */
  teams?: boolean;
  fill: (where: Where, actor: Actor, now: Date) => void;
}

/** What each box holds: a count and the list it opens are the same rows. */
const BOXES: Readonly<Record<ReportBox, Box>> = {
  to_accept: { roles: DESK, fill: (w) => w.and(`r.state = 'reported'`) },
  to_dispatch: { roles: [...DESK, 'street_chief'], fill: (w) => w.and(`r.state = 'accepted'`) },
  due_soon: { roles: WATCH, teams: true, fill: (w, _, now) => w.and(`r.open_amber_at <= ? and r.open_due_at >= ?`, now, secondOf(now)) },
  late: { roles: WATCH, teams: true, fill: (w, _, now) => w.and('r.open_due_at < ?', secondOf(now)) },
  to_check: {
    roles: ['grid_member', 'dispatcher'],
    fill: (w, { personId }) => w.and(`r.state = 'handled' and not ? = any(r.worked_by)`, personId),
  },
  unchecked: { roles: ['dispatcher'], fill: (w, _, now) => w.and(`r.state = 'handled' and r.check_due_at < ?`, secondOf(now)) },
  extension: {
    roles: ['dispatcher'],
    fill: (w) => w.and(`r.extension_state = 'asked' and r.state in ('dispatched', 'in_progress', 'suspended')`),
  },
  returned: { roles: ['street_chief'], fill: (w) => w.and(`r.return_count >= 3 and r.state = 'accepted'`) },
  escalated: { roles: ['grid_leader', 'dispatcher', 'street_chief'], teams: true, fill: escalated },
  to_call_back: {
    roles: ['dispatcher'],
    fill: (w) =>
      w.and(`r.state = 'closed' and r.reporter_id is null and r.closed_as <> 'self_handled'
      and (r.rating is null or r.rated_at <= r.reopened_at)`),
  },
  to_release: { roles: ['dispatcher'], fill: (w) => w.and(`r.state = 'closed' and r.released_at is null and not r.confidential`) },
  second_check: {
    roles: ['street_chief', 'dispatcher'],
    level: 'street',
    fill: (w, { personId }) =>
      w.and(
        `r.drawn_at is not null and r.second_checked_at is null and r.state = 'closed'
         and not ? = any(r.worked_by) and r.checked_by is distinct from ?`,
        personId,
        personId,
      ),
  },
  my_cases: { roles: [], fill: (w, { personId }) => w.and(`r.handler_id = ? and r.state in ('in_progress', 'suspended')`, personId) },
  team_cases: { roles: [], teams: true, fill: (w) => w.and(`r.state in ('dispatched', 'in_progress', 'suspended')`) },
};

/** In these a clock runs for every row. */
const HURRIED: readonly ReportBox[] = ['due_soon', 'late', 'escalated'];
/** Whether what was asked for may hold rows that no clock runs for; the plain list by due time shows what is owed. */
export const mayRest = ({ box, state, colour }: Pick<ReportListQuery, 'box' | 'state' | 'colour'>): boolean =>
  colour === undefined && (box !== undefined ? !HURRIED.includes(box) : state !== undefined);

/** Reported to *this* person: each level names who is told. */
function escalated(w: Where, actor: Actor): void {
  const pieces: string[] = [];
  const values: unknown[] = [];
  const tell = (roles: readonly Role[], level: string, streetOnly = false) => {
    const areas = areasOfRoles(actor, roles).filter(
      (code) => !streetOnly || areaLevel(code) === 'street' || areaLevel(code) === 'district',
    );
    if (!areas.length) return;
    const scope = inAreas(areas);
    pieces.push(`(${scope.sql}) and (${level})`);
    values.push(...scope.values);
  };
  tell(DESK, `r.response_stopped_at is null and r.response_level >= 1 or r.disposal_level >= 1`);
  tell(['dispatcher'], `r.response_stopped_at is null and r.response_level >= 2`, true);
  tell(['street_chief'], `r.response_stopped_at is null and r.response_level >= 3 or r.disposal_level >= 2`);
  const led = teamsOf(actor, true);
  if (led.length) {
    pieces.push('r.team_id = any(?) and r.disposal_level >= 1');
    values.push(led);
  }
  w.and(`r.open_due_at is not null and (${pieces.length ? pieces.map((piece) => `(${piece})`).join(' or ') : 'false'})`, ...values);
}

/** Narrows `where` to a box of this caller; false when the box is none of theirs. */
export function fillBox(where: Where, box: ReportBox, actor: Actor, now: Date, within?: string): boolean {
  const { roles, level, teams, fill } = BOXES[box];
  const areas = areasOfRoles(actor, roles, within).filter((code) => !level || areaLevel(code) === level || areaLevel(code) === 'district');
  const own = teams ? teamsOf(actor) : [];
  const scope = inAreas(areas);
  const pieces = [...(areas.length ? [scope.sql] : []), ...(own.length ? ['r.team_id = any(?)'] : [])];
  if (roles.length || teams) {
    if (!pieces.length) return false;
    where.and(pieces.join(' or '), ...(areas.length ? scope.values : []), ...(own.length ? [own] : []));
  }
  if (within !== undefined && (own.length || !roles.length)) {
    const place = inAreas([within]);
    where.and(place.sql, ...place.values);
  }
  fill(where, actor, now);
  return true;
}

/** The boxes that concern this caller. */
export function boxesOf(actor: Actor): ReportBox[] {
  const teams = teamsOf(actor);
  return REPORT_BOXES.filter((box) => {
    const { roles, level, teams: byTeam } = BOXES[box];
    if (box === 'my_cases') return teams.length > 0 || actor.roles.some(({ role }) => role === 'grid_member');
    const byArea = actor.roles.some(
      ({ role, areaCode }) => roles.includes(role) && (!level || areaLevel(areaCode) === level || areaLevel(areaCode) === 'district'),
    );
    return byArea || (byTeam === true && teams.length > 0);
  });
}
