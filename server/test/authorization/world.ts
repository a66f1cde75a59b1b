import type { Role } from '@linli/shared/accounts';
import { AREA_LEVELS, areaAt, type AreaLevel } from '@linli/shared/areas';
import { insertAreas } from '../../src/modules/areas/areas.writes.js';
import type { Somebody, TestApp } from '../harness.js';
import type { MadeShop, MadeUnit } from '../makers.js';
import { buildTown, COMMUNITY, DISTRICT, GRID, OTHER_STREET, SISTER_COMMUNITY, SISTER_GRID, STREET } from '../town.js';

/** How the one who asks stands to the object, which lies in GRID (万福社区, 滨江街道) and belongs to the owner. */
export const RELATIONS = [
  'own', // the role is held where the object lies, on the role's natural level
  'parent', // one level above that
  'top', // in the district
  'child', // one level below: the object is then “of the parent area”
  'sibling', // in the sister area
  'cousin', // on the same level in the other street
  'own_team',
  'other_team',
  'far_team', // a team of the other street
  'other_shop', // a merchant of another shop of the same community; `own` is the shop of the object
  'self', // the object is theirs
  'other', // it is somebody else's
  '-',
] as const;
export type Relation = (typeof RELATIONS)[number];

const NATURAL: Partial<Record<Role, AreaLevel>> = {
  grid_member: 'grid',
  grid_leader: 'community',
  dispatcher: 'community',
  street_chief: 'street',
  sentinel: 'community',
  auditor: 'community',
  administrator: 'community',
  volunteer: 'community',
  party_member: 'community',
};
const SISTERS: Partial<Record<AreaLevel, string>> = { grid: SISTER_GRID, community: SISTER_COMMUNITY, street: OTHER_STREET };
export const FAR_COMMUNITY = `${OTHER_STREET}001`;
export const FAR_GRID = `${FAR_COMMUNITY}001`;
const COUSINS: Partial<Record<AreaLevel, string>> = { grid: FAR_GRID, community: FAR_COMMUNITY };

/** What every case of the matrix stands on. `owner` and `team` are there before anybody asks. */
export interface World {
  app: TestApp;
  owner: Somebody;
  /** Urban management of 滨江街道, the team of the object; another of the same street; one of the other street. */
  team: string;
  otherTeam: string;
  farTeam: string;
  /** 区城管局 (滨江街道), its branch in 万福社区 (the unit of the object) and a group below; another unit. */
  units: Record<'parent' | 'own' | 'child' | 'sibling', MadeUnit>;
  /** Both under an agreement with 万福社区. */
  shop: MadeShop;
  otherShop: MadeShop;
}
export interface Asker {
  role: Role | 'guest';
  /** Null: a guest. */
  somebody: Somebody | null;
  /** The same in the relation `self`, when the object is theirs; else null. */
  self: Somebody | null;
}
/** One request, with a fresh object where the route needs one, valid in everything but perhaps the right. */
export interface Asking {
  path: string;
  body?: object | FormData;
  headers?: Record<string, string>;
}
export type Prepare = (world: World, asker: Asker) => Asking | Promise<Asking>;
/** `GET /me` → how to ask it. */
export type Requests = Record<string, Prepare>;

export async function buildWorld(app: TestApp): Promise<World> {
  const now = app.clock.now();
  await buildTown(app.db.manager, now);
  await insertAreas(app.db.manager, [{ code: FAR_GRID, name: '第一网格', level: 'grid', shortCode: null, sort: 0 }], now);
  const team = async (areaCode: string, name: string) => (await app.make.team({ areaCode, name })).id;
  const parent = await app.make.unit({ kind: 'party_org', name: '城管局机关党委', areaCode: STREET });
  const own = await app.make.unit({ name: '第三党支部', areaCode: COMMUNITY, parent });
  const units = {
    parent,
    own,
    child: await app.make.unit({ name: '第一党小组', areaCode: COMMUNITY, parent: own }),
    sibling: await app.make.unit({ name: '第四党支部', areaCode: SISTER_COMMUNITY, parent }),
  };
  return {
    app,
    units,
    shop: await app.make.shop({ communityCode: COMMUNITY }),
    otherShop: await app.make.shop({ name: '万福理发店', communityCode: COMMUNITY }),
    owner: await app.make.person({ name: '周主人', homeCommunityCode: COMMUNITY }),
    team: await team(STREET, '滨江城管中队'),
    otherTeam: await team(STREET, '滨江环卫所'),
    farTeam: await team(OTHER_STREET, '学府城管中队'),
  };
}

/** Somebody new with this role in this relation; for `self` and `-` of a plain resident the role is nobody's to hold. */
export async function askerOf(world: World, role: Role | 'guest', relation: Relation): Promise<Asker> {
  if (role === 'guest') return { role, somebody: null, self: null };
  const roles = role === 'resident' ? [] : [{ role, ...held(world, role, relation) }];
  const somebody = await world.app.make.person({ name: '吴来问', roles });
  return { role, somebody, self: relation === 'self' ? somebody : null };
}

function held(world: World, role: Role, relation: Relation): { areaCode: string; teamId?: string; unitId?: string; shopId?: string } {
  if (role === 'unit_contact') {
    const unit = (world.units as Partial<Record<Relation, MadeUnit>>)[relation] ?? world.units.own;
    return { areaCode: unit.areaCode, unitId: unit.id };
  }
  if (role === 'merchant') {
    const shop = relation === 'other_shop' ? world.otherShop : world.shop;
    return { areaCode: shop.communityCode, shopId: shop.id };
  }
  if (role === 'handler') {
    if (relation === 'far_team') return { areaCode: OTHER_STREET, teamId: world.farTeam };
    return { areaCode: STREET, teamId: relation === 'other_team' ? world.otherTeam : world.team };
  }
  const level = NATURAL[role];
  const areaCode = level && areaOf(level, relation);
  if (!areaCode) throw new Error(`authorization.csv: ${role} cannot stand in the relation ${relation}`);
  return { areaCode };
}

function areaOf(level: AreaLevel, relation: Relation): string | null | undefined {
  if (relation === 'top') return DISTRICT;
  if (relation === 'sibling') return SISTERS[level];
  if (relation === 'cousin') return COUSINS[level];
  if (relation === 'parent') return areaAt(GRID, AREA_LEVELS[AREA_LEVELS.indexOf(level) - 1] ?? level);
  if (relation === 'child') return areaAt(GRID, AREA_LEVELS[AREA_LEVELS.indexOf(level) + 1] ?? level);
  return areaAt(GRID, level);
}
