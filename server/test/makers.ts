import type { Role, TeamType } from '@linli/shared/accounts';
import type { Position } from '@linli/shared/areas';
import { uuidV7 } from '@linli/shared/ids';
import type { MemberState } from '@linli/shared/members';
import type { UnitKind } from '@linli/shared/units';
import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Clock } from '../src/common/clock.js';

/** A person of a test who is signed in. */
export interface Somebody {
  id: string;
  sessionId: string;
  phone: string | null;
  name: string;
}
export interface PersonWishes {
  name?: string;
  /** Null: signed in by WeChat alone, no verified phone. */
  phone?: string | null;
  openid?: string;
  homeCommunityCode?: string;
  roles?: readonly {
    role: Role;
    areaCode: string;
    teamId?: string;
    unitId?: string;
    shopId?: string;
    lead?: boolean;
    from?: string;
    to?: string;
  }[];
}
export interface MemberWishes extends PersonWishes {
  communityCode?: string;
  state?: MemberState;
  birthDay?: string;
  skills?: string[];
  position?: Position;
  radiusMetres?: number;
  insuredUntil?: string;
  /** A confirmed party member. */
  party?: boolean;
}
export interface MadeUnit {
  id: string;
  name: string;
  kind: UnitKind;
  path: string[];
  areaCode: string;
}
export interface UnitWishes {
  kind?: UnitKind;
  name?: string;
  areaCode: string;
  parent?: MadeUnit;
}
export interface TeamWishes {
  type?: TeamType;
  name?: string;
  areaCode: string;
  gridCodes?: string[];
  hasAccounts?: boolean;
}

let phones = 0;
/** A phone number nobody else in this process has. */
export const newPhone = (): string => `139${String((phones += 1)).padStart(8, '0')}`;
/** An id as the mini-program makes it. */
export const newId = (): string => uuidV7(Date.now(), randomBytes(10));

/** Puts people and things straight into the tables, as the start of a story. What the story is about goes over HTTP. */
export class Makers {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async person(wishes: PersonWishes = {}): Promise<Somebody> {
    const now = this.clock.now();
    const phone = wishes.phone === undefined ? newPhone() : wishes.phone;
    const somebody = { id: newId(), sessionId: newId(), phone, name: wishes.name ?? '王小明' };
    await this.db.query(
      `insert into people (id, name, phone, phone_verified_at, home_community_code, created_at) values ($1, $2, $3, $4, $5, $6)`,
      [somebody.id, somebody.name, phone, phone && now, wishes.homeCommunityCode ?? null, now],
    );
    await this.db.query(`insert into openids (openid, person_id, added_at) values ($1, $2, $3)`, [
      wishes.openid ?? `o_${somebody.id}`,
      somebody.id,
      now,
    ]);
    await this.db.query(
      `insert into sessions (id, person_id, client, salt, rotated_at, created_at) values ($1, $2, 'wechat', 'salt', $3, $3)`,
      [somebody.sessionId, somebody.id, now],
    );
    for (const role of wishes.roles ?? []) await this.grant(somebody, role);
    return somebody;
  }

  async grant(person: Somebody, held: NonNullable<PersonWishes['roles']>[number]): Promise<string> {
    const id = newId();
    await this.db.query(
      `insert into role_grants (id, phone, name, person_id, role, area_code, team_id, lead, from_day, to_day, created_at, unit_id, shop_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        id,
        person.phone,
        person.name,
        person.id,
        held.role,
        held.areaCode,
        held.teamId ?? null,
        held.lead ?? false,
        held.from ?? '2020-01-01',
        held.to ?? null,
        this.clock.now(),
        held.unitId ?? null,
        held.shopId ?? null,
      ],
    );
    return id;
  }

  /** Somebody who serves: a person with the roles of it, active in a community, with any time. */
  async member(wishes: MemberWishes = {}): Promise<Somebody> {
    const communityCode = wishes.communityCode ?? '990101001001';
    const person = await this.person({ homeCommunityCode: communityCode, ...wishes });
    const party = wishes.party ?? false;
    await this.db.query(
      `insert into members (person_id, state, community_code, birth_day, skills, lng, lat, radius_metres, party_state, party_member, agreed_version,
                            joined_at, changed_at, insured_until, suspended_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $11, $12, case when $2 = 'suspended' then $11::timestamptz end)`,
      [
        person.id,
        wishes.state ?? 'active',
        communityCode,
        wishes.birthDay ?? '1980-05-01',
        wishes.skills ?? ['elder_care'],
        wishes.position?.lng ?? null,
        wishes.position?.lat ?? null,
        wishes.radiusMetres ?? 2000,
        party ? 'confirmed' : 'none',
        party,
        this.clock.now(),
        wishes.insuredUntil ?? null,
      ],
    );
    if ((wishes.state ?? 'active') === 'active') {
      await this.grant(person, { role: 'volunteer', areaCode: communityCode });
      if (party) await this.grant(person, { role: 'party_member', areaCode: communityCode });
    }
    return person;
  }

  /** A verified qualification of a member, as if somebody had reviewed it. */
  async qualification(person: Somebody, code: string, expiresOn: string | null = null): Promise<string> {
    const id = newId();
    await this.db.query(
      `insert into qualifications (id, person_id, code, file_ids, expires_on, state, reviewed_by, reviewed_at, request_hash, created_at)
       values ($1, $2, $3, '{}', $4, 'verified', $5, $6, '', $6)`,
      [id, person.id, code, expiresOn, newId(), this.clock.now()],
    );
    return id;
  }

  /** A work unit or party organisation, a root or below another one; its contacts are people made with the role `unit_contact` and its id. */
  async unit(wishes: UnitWishes): Promise<MadeUnit> {
    const id = newId();
    const { parent } = wishes;
    const kind = wishes.kind ?? parent?.kind ?? 'work_unit';
    const path = [...(parent?.path ?? []), id];
    const name = wishes.name ?? '临江供电所';
    await this.db.query(
      `insert into units (id, parent_id, path, kind, level, name, area_code, partner, created_at) values ($1, $2, $3, $4, $5, $6, $7, true, $8)`,
      [id, parent?.id ?? null, path, kind, path.length, name, wishes.areaCode, this.clock.now()],
    );
    return { id, name, kind, path, areaCode: wishes.areaCode };
  }

  /** A response team; its members are people made with the role `handler` and its id. */
  async team(wishes: TeamWishes): Promise<{ id: string; areaCode: string }> {
    const id = newId();
    await this.db.query(
      `insert into teams (id, type, name, area_code, grid_codes, has_accounts, created_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        wishes.type ?? 'urban_management',
        wishes.name ?? '城管中队',
        wishes.areaCode,
        wishes.gridCodes ?? [],
        wishes.hasAccounts ?? true,
        this.clock.now(),
      ],
    );
    return { id, areaCode: wishes.areaCode };
  }
}
