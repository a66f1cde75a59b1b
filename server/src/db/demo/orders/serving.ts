import type { EntityManager } from 'typeorm';
import { provenBy } from '../../../modules/members/members.service.js';
import { grouped } from '../grouped.js';

/** Somebody who serves, as the members' part of the demo left them in the tables. */
export interface Servant {
  id: string;
  name: string;
  communityCode: string;
  position: readonly [number, number] | null;
  /** YYYY-MM-DD */
  birthDay: string;
  partyMember: boolean;
  skills: readonly string[];
  qualifications: readonly { code: string; from: Date; until: string | null }[];
  hours: readonly { weekday: number; fromMinute: number; toMinute: number }[];
  joinedAt: Date;
}
export interface ServiceTeam {
  id: string;
  type: string;
  name: string;
  areaCode: string;
  leaderId: string | null;
  memberIds: readonly string[];
}

const SERVANTS = `
  select m.person_id as id, p.name, m.community_code as "communityCode", m.lng, m.lat, m.birth_day::text as "birthDay",
         m.party_member as "partyMember", m.skills, m.joined_at as "joinedAt",
         coalesce((select jsonb_agg(jsonb_build_object('code', q.code, 'from', q.reviewed_at, 'until', q.expires_on) order by q.code, q.id)
                     from qualifications q where q.person_id = m.person_id and q.state = 'verified'), '[]') as qualifications,
         coalesce((select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'fromMinute', h.from_minute, 'toMinute', h.to_minute)
                                    order by h.weekday, h.from_minute)
                     from member_hours h where h.person_id = m.person_id), '[]') as hours
    from members m join people p on p.id = m.person_id
   where m.state = 'active' and p.phone is not null and p.closed_at is null
   order by p.phone`;
const TEAMS = `
  select t.id, t.type, t.name, t.area_code as "areaCode", t.leader_id as "leaderId",
         array(select s.person_id::text from service_team_members s join members m on m.person_id = s.person_id and m.state = 'active'
                where s.team_id = t.id and s.left_at is null order by s.since, s.person_id) as "memberIds"
    from service_teams t where t.retired_at is null order by t.area_code, t.name, t.id`;

interface Row extends Omit<Servant, 'position' | 'qualifications'> {
  lng: number | null;
  lat: number | null;
  qualifications: { code: string; from: string; until: string | null }[];
}

/** Everybody who may serve, and their teams. */
export class Serving {
  private readonly byCommunity: ReadonlyMap<string, Servant[]>;
  private readonly byId: ReadonlyMap<string, Servant>;

  constructor(
    readonly all: readonly Servant[],
    readonly teams: readonly ServiceTeam[],
    private readonly relatives: ReadonlySet<string> = new Set(),
  ) {
    this.byCommunity = grouped(all, (s) => s.communityCode);
    this.byId = new Map(all.map((s) => [s.id, s]));
  }

  static async load(tx: EntityManager): Promise<Serving> {
    const rows = await tx.query<Row[]>(SERVANTS);
    const teams = await tx.query<ServiceTeam[]>(TEAMS);
    const pairs = await tx.query<{ a: string; b: string }[]>(`select person_id as a, relative_id as b from relatives`);
    const all = rows.map(({ lng, lat, qualifications, ...rest }): Servant => ({
      ...rest,
      position: lng === null || lat === null ? null : [lng, lat],
      qualifications: qualifications.map((q) => ({ ...q, from: new Date(q.from) })),
    }));
    return new Serving(all, teams, new Set(pairs.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`])));
  }

  of(communityCode: string): readonly Servant[] {
    return this.byCommunity.get(communityCode) ?? [];
  }

  get communities(): readonly string[] {
    return [...this.byCommunity.keys()].sort();
  }

  find(id: string): Servant | undefined {
    return this.byId.get(id);
  }

  related(a: string, b: string): boolean {
    return this.relatives.has(`${a} ${b}`);
  }
}

/** Whether somebody held it, reviewed by `at`, on the day of the service. */
export const holds = ({ qualifications }: Servant, code: string, at: Date, day: string): boolean => {
  const proofs: readonly string[] = provenBy(code);
  return qualifications.some((q) => proofs.includes(q.code) && q.from <= at && (q.until === null || q.until >= day));
};
