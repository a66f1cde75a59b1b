import type { Role, TeamType } from '@linli/shared/accounts';
import type { UnitKind } from '@linli/shared/units';
import { uuidV7 } from '@linli/shared/ids';
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
  roles?: readonly { role: Role; areaCode: string; teamId?: string; unitId?: string; lead?: boolean; from?: string; to?: string }[];
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
      `insert into role_grants (id, phone, name, person_id, role, area_code, team_id, unit_id, lead, from_day, to_day, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        id,
        person.phone,
        person.name,
        person.id,
        held.role,
        held.areaCode,
        held.teamId ?? null,
        held.unitId ?? null,
        held.lead ?? false,
        held.from ?? '2020-01-01',
        held.to ?? null,
        this.clock.now(),
      ],
    );
    return id;
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

  /** A work unit (or with `kind` a party organisation) at the root of its tree; its contacts are people made with the role `unit_contact` and its id. */
  async unit(wishes: { name?: string; areaCode: string; kind?: UnitKind }): Promise<{ id: string; name: string }> {
    const id = newId();
    const name = wishes.name ?? '临江供电所';
    await this.db.query(
      `insert into units (id, path, kind, level, name, area_code, partner, created_at) values ($1, array[$1::uuid], $2, 1, $3, $4, true, $5)`,
      [id, wishes.kind ?? 'work_unit', name, wishes.areaCode, this.clock.now()],
    );
    return { id, name };
  }
}
