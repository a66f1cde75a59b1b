import { Injectable } from '@nestjs/common';
import { maskName, maskPhone, NAMELESS } from '@linli/shared/accounts';
import { areaAt } from '@linli/shared/areas';
import type { EnteredAs } from '@linli/shared/timebank-records';
import type { EntryPeopleQuery, EntryPersonView, EntryPlaceView } from '@linli/shared/timebank-records.dto';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../../common/actor.js';
import { forbidden } from '../../../common/errors.js';
import { scopesOf } from '../../../common/scopes.js';
import { AreasService } from '../../areas/areas.service.js';
import { DESK } from './records.policy.js';

/** In which capacity, and where. */
export interface EntryPlace {
  as: EnteredAs;
  communityCode: string;
  teamId: string | null;
  postId: string | null;
  name: string | null;
}
/** Whom somebody wants to enter for. */
export type Wanted = Pick<EntryPeopleQuery, 'communityCode' | 'teamId' | 'postId'>;

/** Led teams; one of a whole street records where its leader is registered. */
const LED = `select t.id as "teamId", t.name, t.area_code as "areaCode", m.community_code as "own"
  from service_teams t left join members m on m.person_id = t.leader_id
 where t.leader_id = $1 and t.retired_at is null and ($2::uuid is null or t.id = $2) order by t.name, t.id limit 50`;
const IN_CHARGE = `select id as "postId", title as name, area_code as "areaCode", team_id as "teamId"
  from posts where in_charge_id = $1 and ($2::uuid is null or id = $2) order by created_at desc, id limit 50`;
const MOST = 50;
/** Those who serve: for the desk of the whole district, for a leader those of the team, at a post those of the community or its team. */
const PEOPLE = `select p.id, p.name, p.phone from members m join people p on p.id = m.person_id
  where p.closed_at is null and m.state in ('active', 'suspended') and m.community_code like $1
    and ($2::uuid is null or m.community_code = $3 or exists (
      select from service_team_members s where s.team_id = $2 and s.person_id = m.person_id and s.left_at is null))
    and ($4::uuid is null or exists (select from service_team_members s where s.team_id = $4 and s.person_id = m.person_id and s.left_at is null))
    and ($5::uuid[] is null or m.person_id = any($5))
    and ($6::text is null or p.phone = $6 or (p.name like $6 || '%' and m.community_code like $7))
    and m.person_id <> $8
  order by p.name, p.id limit ${MOST}`;

/** Who may enter hours where, and for whom. */
@Injectable()
export class EntryPlaces {
  constructor(
    private readonly dataSource: DataSource,
    private readonly areas: AreasService,
  ) {}

  async list(actor: Actor): Promise<EntryPlaceView[]> {
    const tx = this.dataSource.manager;
    const desk: EntryPlace[] = [];
    for (const scope of scopesOf(actor, DESK))
      for (const { code } of await this.areas.communities(tx, scope))
        desk.push({ as: 'dispatcher', communityCode: code, teamId: null, postId: null, name: null });
    const places = [...desk, ...(await led(tx, actor, null)), ...(await inCharge(tx, actor, null))];
    const names = await this.areas.names(
      tx,
      places.map(({ communityCode }) => communityCode),
    );
    return places.map(({ as, communityCode, teamId, postId, name }) => {
      const communityText = names.get(communityCode) ?? '';
      return { as, communityCode, communityText, teamId, postId, text: name === null ? communityText : `${communityText} · ${name}` };
    });
  }

  /** @throws 403 unless the desk's, a led team's or a post's one has in charge. */
  async permitted(tx: EntityManager, actor: Actor, { communityCode, teamId, postId }: Wanted): Promise<EntryPlace> {
    if (teamId === undefined && postId === undefined && holds(actor, DESK, communityCode))
      return { as: 'dispatcher', communityCode, teamId: null, postId: null, name: null };
    const own = postId !== undefined ? await inCharge(tx, actor, postId) : teamId !== undefined ? await led(tx, actor, teamId) : [];
    const place = own.find((one) => one.communityCode === communityCode);
    if (!place) throw forbidden('只能给您负责的社区、带领的服务队或负责的岗位补录时长。');
    return place;
  }

  async people(actor: Actor, query: EntryPeopleQuery): Promise<EntryPersonView[]> {
    const tx = this.dataSource.manager;
    const place = await this.permitted(tx, actor, query);
    const q = query.q?.trim() ?? '';
    // The desk looks for somebody; a team is short enough to be shown whole.
    if (place.as === 'dispatcher' && q === '') return [];
    const rows = await peopleFor(tx, actor, place, { q: q === '' ? null : q });
    return rows.map(({ id, name, phone }) => ({
      personId: id,
      name: name ? maskName(name) : NAMELESS,
      phone: phone === null ? null : maskPhone(phone),
    }));
  }

  /** Those of `personIds` whose hours may be entered there, by id. Never one's own. */
  async allowed(tx: EntityManager, actor: Actor, place: EntryPlace, personIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await peopleFor(tx, actor, place, { only: personIds });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

const peopleFor = (
  tx: EntityManager,
  actor: Actor,
  { as, communityCode, teamId }: EntryPlace,
  { q = null, only = null }: { q?: string | null; only?: readonly string[] | null },
): Promise<{ id: string; name: string; phone: string | null }[]> =>
  tx.query(PEOPLE, [
    as === 'in_charge' && teamId === null ? `${communityCode}%` : `${areaAt(communityCode, 'district') ?? communityCode}%`,
    as === 'in_charge' ? teamId : null,
    communityCode,
    as === 'team_leader' ? teamId : null,
    only,
    q === null ? null : q.replace(/[%_\\]/g, '\\$&'),
    as === 'dispatcher' ? `${communityCode}%` : '%',
    actor.personId,
  ]);

async function led(tx: EntityManager, { personId }: Actor, teamId: string | null): Promise<EntryPlace[]> {
  const rows = await tx.query<{ teamId: string; name: string; areaCode: string; own: string | null }[]>(LED, [personId, teamId]);
  return rows.flatMap(({ teamId: id, name, areaCode, own }) => {
    const communityCode = areaAt(areaCode, 'community') ?? (own?.startsWith(areaCode) ? own : null);
    return communityCode === null ? [] : [{ as: 'team_leader', communityCode, teamId: id, postId: null, name } as const];
  });
}

async function inCharge(tx: EntityManager, { personId }: Actor, postId: string | null): Promise<EntryPlace[]> {
  const rows = await tx.query<{ postId: string; name: string; areaCode: string; teamId: string | null }[]>(IN_CHARGE, [personId, postId]);
  return rows.flatMap(({ postId: id, name, areaCode, teamId }) => {
    const communityCode = areaAt(areaCode, 'community');
    return communityCode === null ? [] : [{ as: 'in_charge', communityCode, teamId, postId: id, name } as const];
  });
}
