import { Injectable } from '@nestjs/common';
import type { ServiceTeamType } from '@linli/shared/members';
import type { EntityManager } from 'typeorm';

/** A service team as other modules use it. */
export interface ServiceTeamBrief {
  id: string;
  type: ServiceTeamType;
  name: string;
  areaCode: string;
  leaderId: string | null;
  unitId: string | null;
  retired: boolean;
}

/** Service teams 服务队 for the modules above. */
@Injectable()
export class ServiceTeams {
  async find(tx: EntityManager, teamId: string): Promise<ServiceTeamBrief | null> {
    const [row] = await tx.query<ServiceTeamBrief[]>(
      `select id, type, name, area_code as "areaCode", leader_id as "leaderId", unit_id as "unitId", retired_at is not null as retired
         from service_teams where id = $1`,
      [teamId],
    );
    return row ?? null;
  }

  /** Ids of those of the team who may serve now, the leader first, then the longest there. */
  async membersOf(tx: EntityManager, teamId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `select s.person_id as id from service_team_members s join members m on m.person_id = s.person_id join service_teams t on t.id = s.team_id
        where s.team_id = $1 and s.left_at is null and m.state = 'active'
        order by s.person_id = t.leader_id desc nulls last, s.since, s.person_id`,
      [teamId],
    );
    return rows.map(({ id }) => id);
  }

  /** The teams a person belongs to now. */
  async teamsOf(tx: EntityManager, personId: string): Promise<ServiceTeamBrief[]> {
    return tx.query<ServiceTeamBrief[]>(
      `select t.id, t.type, t.name, t.area_code as "areaCode", t.leader_id as "leaderId", t.unit_id as "unitId", t.retired_at is not null as retired
         from service_team_members s join service_teams t on t.id = s.team_id
        where s.person_id = $1 and s.left_at is null order by t.name, t.id`,
      [personId],
    );
  }
}
