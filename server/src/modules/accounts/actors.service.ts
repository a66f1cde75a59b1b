import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type AccessClaims, type Actor, ActorSource, type HeldRole } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { dayOf } from '../../common/days.js';

interface Row {
  person_id: string;
  home_community_code: string | null;
  phone_verified: boolean;
  roles: HeldRole[];
}

/** Session, person and roles of a request in one query; staff roles count only with a verified phone and on their days. */
@Injectable()
export class ActorsService extends ActorSource {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  async load(claims: AccessClaims): Promise<Actor | null> {
    const [row] = await this.dataSource.query<Row[]>(
      `select p.id as person_id, p.home_community_code, p.phone is not null as phone_verified,
              coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'areaCode', g.area_code, 'teamId', g.team_id, 'unitId', g.unit_id, 'shopId', g.shop_id, 'lead', g.lead))
                          from role_grants g
                         where g.person_id = p.id and p.phone is not null and g.ended_at is null
                           and g.from_day <= $2 and (g.to_day is null or g.to_day >= $2)), '[]') as roles
         from sessions s join people p on p.id = s.person_id
        where s.id = $1 and s.ended_at is null and p.closed_at is null`,
      [claims.sid, dayOf(this.clock.now())],
    );
    if (!row) return null;
    // The person is the session's: it moves with the session when an account is joined to the one that has its phone.
    const { person_id: personId, home_community_code: homeCommunityCode, phone_verified: phoneVerified, roles } = row;
    return { personId, sessionId: claims.sid, phoneVerified, homeCommunityCode, roles };
  }
}
