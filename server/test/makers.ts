import type { Role, TeamType } from '@linli/shared/accounts';
import type { Position } from '@linli/shared/areas';
import { uuidV7 } from '@linli/shared/ids';
import type { MemberState } from '@linli/shared/members';
import type { ItemKind, ItemState, ShopState } from '@linli/shared/rewards';
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
export interface MadeShop {
  id: string;
  name: string;
  communityCode: string;
}
export interface ShopWishes {
  name?: string;
  communityCode?: string;
  position?: Position;
  state?: ShopState;
  agreementFrom?: string;
  agreementTo?: string;
}
export interface MadeShopItem {
  id: string;
  shopId: string;
  title: string;
  points: number;
}
export interface ShopItemWishes {
  kind?: ItemKind;
  title?: string;
  points?: number;
  /** Null, the default: not counted. */
  stock?: number | null;
  perPerson?: number | null;
  perPersonMonth?: number | null;
  starLeast?: number;
  minutesLeast?: number;
  validDays?: number;
  state?: ItemState;
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

  /** A shop under an agreement with a community; its people are made with the role `merchant` and its id (`app.make.merchant`). */
  async shop(wishes: ShopWishes = {}): Promise<MadeShop> {
    const shop = { id: newId(), name: wishes.name ?? '万福早点铺', communityCode: wishes.communityCode ?? '990101001001' };
    const { lng, lat } = wishes.position ?? { lng: 111.302, lat: 23.402 };
    const state = wishes.state ?? 'open';
    const now = this.clock.now();
    await this.db.query(
      `insert into shops (id, name, category, district_code, street_code, community_code, place_text, lng, lat, hours_text, agreement_from, agreement_to,
                          state, closed_at, created_at, updated_at)
       values ($1, $2, 'food', left($3, 6), left($3, 9), $3, '菜市口 12 号', $4, $5, '06:30–13:00', $6, $7, $8, $9, $10, $10)`,
      [
        shop.id,
        shop.name,
        shop.communityCode,
        lng,
        lat,
        wishes.agreementFrom ?? '2025-01-01',
        wishes.agreementTo ?? '2029-12-31',
        state,
        state === 'closed' ? now : null,
        now,
      ],
    );
    return shop;
  }

  /** One of a shop's people. */
  merchant(shop: MadeShop, wishes: PersonWishes = {}): Promise<Somebody> {
    return this.person({ name: '粟老板', ...wishes, roles: [{ role: 'merchant', areaCode: shop.communityCode, shopId: shop.id }] });
  }

  async shopItem(shop: MadeShop, wishes: ShopItemWishes = {}): Promise<MadeShopItem> {
    const item = { id: newId(), shopId: shop.id, title: wishes.title ?? '豆浆油条', points: wishes.points ?? 10 };
    await this.db.query(
      `insert into shop_items (id, shop_id, kind, title, points, stock, per_person, per_person_month, star_least, minutes_least, valid_days, state,
                               created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)`,
      [
        item.id,
        shop.id,
        wishes.kind ?? 'goods',
        item.title,
        item.points,
        wishes.stock ?? null,
        wishes.perPerson ?? null,
        wishes.perPersonMonth ?? null,
        wishes.starLeast ?? 0,
        wishes.minutesLeast ?? 0,
        wishes.validDays ?? 14,
        wishes.state ?? 'on',
        this.clock.now(),
      ],
    );
    return item;
  }

  /** Points for somebody, as a confirmed service brings them: booked by the ledger itself. */
  async points(person: { id: string }, amount: number, communityCode = '990101001001'): Promise<string> {
    const id = newId();
    await this.db.query(
      `select ledger_book($1, 'transfer', ledger_open('issuing', null, $2, $5), ledger_open('person', $3, $2, $5), $4, 'earn_service', 'service_record', $1, null, $2, null, $5)`,
      [id, communityCode, person.id, amount, this.clock.now()],
    );
    return id;
  }
}
