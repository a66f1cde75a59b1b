import type { QualificationCode, QualificationState, ServiceTeamType } from '@linli/shared/members';
import type { MembershipState, UnitKind } from '@linli/shared/units';
import { type Chance, chanceOf } from '../chance.js';
import { pointIn } from '../town/landmarks.js';
import type { Point } from '../town/plan.js';
import type { TownArea } from '../town/town.js';
import type { Person } from './person.js';
import type { Age } from './names.js';

/** Those of the serving whom other parts of the demo speak of. */
export const SERVING_NAMED = { volunteer: '覃秀兰', partyMember: '陆建国', unitContact: '阮静' } as const;

export interface Qualification {
  id: string;
  code: QualificationCode;
  state: QualificationState;
  /** days from today; null: for ever */
  expiresIn: number | null;
  handedInDaysAgo: number;
  reason: string | null;
}
export interface Member {
  person: Person;
  communityCode: string;
  state: 'active' | 'applying' | 'suspended' | 'left';
  age: number;
  skills: string[];
  position: Point;
  radiusMetres: number;
  party: boolean;
  badge: boolean;
  insured: boolean;
  hours: { weekday: number; fromMinute: number; toMinute: number }[];
  qualifications: Qualification[];
}
export interface Unit {
  id: string;
  kind: UnitKind;
  level: number;
  name: string;
  areaCode: string;
  parent: Unit | null;
  partner: boolean;
  contact: Person | null;
}
export interface Membership {
  member: Member;
  unit: Unit;
  state: MembershipState;
  consent: boolean;
}
export interface ServiceTeamCast {
  id: string;
  type: ServiceTeamType;
  name: string;
  areaCode: string;
  about: string;
  open: boolean;
  unit: Unit | null;
  leader: Member | null;
  members: Member[];
}
export interface ServingCast {
  members: Member[];
  units: Unit[];
  memberships: Membership[];
  serviceTeams: ServiceTeamCast[];
}

interface Kind {
  ages: readonly [Age, number, number];
  skills: readonly string[];
  codes: readonly QualificationCode[];
  party: number;
  retired: boolean;
}
const kind = (age: Age, from: number, to: number, skills: string, codes: string, party: number, retired: boolean): Kind => ({
  ages: [age, from, to],
  skills: skills.split(' '),
  codes: codes.split(' ').filter(Boolean) as QualificationCode[],
  party,
  retired,
});
/** Who serves in a community: retired nurses, electricians, teachers, students, … The first ten are found everywhere. */
const KINDS: readonly Kind[] = [
  kind('elderWoman', 58, 68, 'health elder_care', 'medical_practice lecturer', 0.5, true),
  kind('man', 32, 55, 'repair S0301 S0302', 'electrician skill_check', 0.3, false),
  kind('woman', 35, 58, 'elder_care S0104 S0102', 'food_health', 0.15, true),
  kind('man', 30, 50, 'safety agency S0102', 'safety_training', 0.8, false),
  kind('woman', 28, 52, 'education culture S0503', 'clear_record lecturer', 0.4, false),
  kind('woman', 24, 40, 'elder_care S0103 S0104', 'food_health escort_training', 0.2, false),
  kind('elderMan', 60, 70, 'legal safety S0402', 'mediator safety_training', 0.8, true),
  kind('man', 30, 56, 'repair S0303 environment', 'electrician skill_check', 0.2, false),
  kind('woman', 40, 60, 'safety environment S0702', 'safety_training food_health', 0.35, true),
  kind('man', 27, 48, 'legal S0401 S0403', 'legal_worker clear_record', 0.5, false),
  kind('woman', 30, 55, 'elder_care S0107', 'skill_check', 0.1, true),
  kind('woman', 35, 55, 'elder_care S0106 S0105', 'caregiver escort_training', 0.1, false),
  kind('man', 19, 23, 'education culture S0503', 'clear_record', 0.1, false),
  kind('woman', 30, 50, 'health S0203', 'psychologist', 0.3, false),
  kind('man', 30, 55, 'repair S0304', 'construction skill_check', 0.2, false),
];
const EVERYWHERE = 10;
const AT_HOME = 45;

type MakePerson = (age: Age, home: string | null, options?: { named?: string | undefined; phone?: boolean; since?: number }) => Person;

/** Volunteers and party members of every community, their units, their teams. */
export function enrol(areas: readonly TownArea[], home: TownArea, person: MakePerson): ServingCast {
  const chance = chanceOf('serving');
  const members: Member[] = [];
  for (const community of areas.filter((a) => a.level === 'community')) {
    const grids = areas.filter((a) => a.level === 'grid' && a.code.startsWith(community.code));
    const count = community === home ? AT_HOME : EVERYWHERE;
    for (let i = 0; i < count; i += 1) {
      const first = community === home ? i : -1;
      members.push(member(chance, person, community.code, chance.pick(grids), KINDS[i % KINDS.length]!, first));
    }
  }
  const own = members.filter((m) => m.communityCode === home.code);
  staged(chance, own);
  const { units, memberships } = reported(chance, person, areas, home, members);
  return { members, units, memberships, serviceTeams: teams(chance, areas, home, members, units) };
}

function member(chance: Chance, person: MakePerson, communityCode: string, grid: TownArea, of: Kind, first: number): Member {
  const [sort, from, to] = of.ages;
  const isQin = first === 2;
  const isLu = first === 3;
  const named = isQin ? SERVING_NAMED.volunteer : isLu ? SERVING_NAMED.partyMember : undefined;
  const years = isQin ? 57 : isLu ? 48 : chance.whole(from, to);
  const party = isLu || (!isQin && chance.yes(of.party));
  const codes: QualificationCode[] = isQin ? ['food_health', 'escort_training'] : [...of.codes];
  return {
    person: person(sort, communityCode, { named, since: chance.whole(90, 420) }),
    communityCode,
    state: 'active',
    age: years,
    skills: isQin
      ? ['elder_care', 'S0102', 'S0104', 'S0108']
      : isLu
        ? ['agency', 'safety', 'environment', 'S0102', 'S0602']
        : [...of.skills],
    position: pointIn(grid.ring, chance.next, 0.7),
    radiusMetres: chance.pick([1000, 2000, 2000, 3000]),
    party,
    badge: isLu || (party && chance.yes(0.5)),
    insured: codes.includes('safety_training') || chance.yes(0.3),
    hours: isQin || isLu ? EVERY_DAY : hoursOf(chance, of.retired),
    qualifications: codes.map((code) => ({
      id: chance.uuid(),
      code,
      state: 'verified',
      expiresIn: chance.yes(0.3) ? null : chance.whole(60, 900),
      handedInDaysAgo: chance.whole(70, 88),
      reason: null,
    })),
  };
}
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 510, toMinute: 1110 }));

function hoursOf(chance: Chance, retired: boolean): Member['hours'] {
  if (chance.yes(0.12)) return [];
  const days = retired
    ? chance.shuffle([1, 2, 3, 4, 5, 6, 7]).slice(0, chance.whole(3, 5))
    : [...(chance.yes(0.6) ? [chance.whole(1, 5)] : []), 6, 7];
  return [...new Set(days)].sort().map((weekday) => {
    if (!retired && weekday <= 5) return { weekday, fromMinute: 1110, toMinute: 1290 };
    return chance.yes(0.5) ? { weekday, fromMinute: 480, toMinute: 720 } : { weekday, fromMinute: 840, toMinute: 1110 };
  });
}

/** What the desk of the home community finds: somebody under age, somebody suspended, proofs to look at. */
function staged(chance: Chance, own: readonly Member[]): void {
  const [young, suspended, left, ...others] = own.slice(-8) as [Member, Member, Member, ...Member[]];
  Object.assign(young, { state: 'applying', age: 16, qualifications: [], party: false, badge: false, skills: ['education', 'culture'] });
  suspended.state = 'suspended';
  Object.assign(left, { state: 'left', qualifications: [], hours: [], party: false, badge: false, skills: [] });
  const proof = (of: Member | undefined, code: QualificationCode, state: QualificationState, more: Partial<Qualification> = {}): void => {
    if (!of || of.qualifications.some((q) => q.code === code)) return;
    of.qualifications.push({ id: chance.uuid(), code, state, expiresIn: 365, handedInDaysAgo: 1, reason: null, ...more });
  };
  proof(others[0], 'food_health', 'pending');
  proof(others[1], 'escort_training', 'pending', { handedInDaysAgo: 2 });
  proof(others[2], 'safety_training', 'pending', { handedInDaysAgo: 3, expiresIn: null });
  proof(others[3], 'food_health', 'rejected', { handedInDaysAgo: 12, reason: '照片看不清编号，请重新拍。' });
  proof(others[4], 'caregiver', 'verified', { handedInDaysAgo: 80, expiresIn: 18 });
  const lapsed = own[17]?.qualifications[0];
  if (lapsed) lapsed.expiresIn = -6;
}

/** 双报到: where people work and the party's organisations, beside the areas. */
function reported(
  chance: Chance,
  person: MakePerson,
  areas: readonly TownArea[],
  home: TownArea,
  members: readonly Member[],
): Pick<ServingCast, 'units' | 'memberships'> {
  const district = areas.find((a) => a.level === 'district')!;
  const street = areas.find((a) => a.code === home.code.slice(0, 9))!;
  const units: Unit[] = [];
  const unit = (
    unitKind: UnitKind,
    level: number,
    name: string,
    areaCode: string,
    parent: Unit | null = null,
    contact: Person | null = null,
  ): Unit => {
    const made = { id: chance.uuid(), kind: unitKind, level, name, areaCode, parent, partner: unitKind === 'work_unit', contact };
    units.push(made);
    return made;
  };
  const contact = (named?: string): Person => person('woman', home.code, { named, since: chance.whole(120, 300) });
  const power = unit('work_unit', 1, '临江供电公司', district.code, null, contact());
  const powerHome = unit(
    'work_unit',
    2,
    `${street.name.replace('街道', '')}供电所`,
    street.code,
    power,
    contact(SERVING_NAMED.unitContact),
  );
  const hospital = unit('work_unit', 1, '临江区人民医院', district.code, null, contact());
  const school = unit('work_unit', 1, '临江一中', district.code, null, contact());
  const committee = unit('party_org', 1, `中共${street.name}工作委员会`, street.code);
  const community = unit('party_org', 2, `中共${home.name}委员会`, home.code, committee, contact());
  const first = unit('party_org', 4, '万福里党支部', home.code, community);
  const second = unit('party_org', 4, '福安小区党支部', home.code, community);
  const powerBranch = unit('party_org', 4, '供电所党支部', street.code, committee, contact());
  const memberships: Membership[] = [];
  const near = members.filter((m) => m.communityCode.startsWith(street.code) && m.state === 'active');
  for (const one of near) {
    const isLu = one.person.name === SERVING_NAMED.partyMember;
    const state = (): MembershipState => (isLu || chance.yes(0.93) ? 'active' : 'applying');
    const consent = isLu || chance.yes(0.75);
    const work = isLu ? powerHome : chance.weighted([[powerHome, 22], [power, 8], [hospital, 14], [school, 14], [null, 42]] as const); // prettier-ignore
    if (work) memberships.push({ member: one, unit: work, state: state(), consent });
    // A claim of party membership is confirmed by the organisation one belongs to.
    if (one.party && one.communityCode === home.code) {
      const branch = work === powerHome ? powerBranch : chance.pick([first, second]);
      memberships.push({ member: one, unit: branch, state: 'active', consent });
    }
  }
  // Some have just said that they are party members: the desk and the branch have something to confirm.
  const claimants = near.filter((m) => !m.party && m.communityCode === home.code && m.person.name !== SERVING_NAMED.volunteer);
  for (const one of claimants.slice(4, 7)) memberships.push({ member: one, unit: first, state: 'applying', consent: true });
  return { units, memberships };
}

/** Those whose claim of being a party member waits for a confirmation. */
export const claimantsOf = ({ memberships }: Pick<ServingCast, 'memberships'>): Set<Member> =>
  new Set(memberships.filter((m) => m.unit.kind === 'party_org' && m.state === 'applying').map((m) => m.member));

function teams(
  chance: Chance,
  areas: readonly TownArea[],
  home: TownArea,
  members: readonly Member[],
  units: readonly Unit[],
): ServiceTeamCast[] {
  const made: ServiceTeamCast[] = [];
  const team = (
    type: ServiceTeamType,
    name: string,
    area: TownArea,
    about: string,
    who: readonly Member[],
    leader: Member | null,
    unit: Unit | null = null,
  ): void =>
    void made.push({
      id: chance.uuid(),
      type,
      name,
      areaCode: area.code,
      about,
      open: type !== 'professional_team',
      unit,
      leader,
      members: [...who],
    });
  for (const community of areas.filter((a) => a.level === 'community')) {
    const own = members.filter((m) => m.communityCode === community.code && m.state === 'active');
    const able = (code: string) => own.filter((m) => m.qualifications.some((q) => q.code === code && q.state === 'verified'));
    const guards = able('safety_training');
    const short = community.name.replace('社区', '');
    if (guards.length > 1)
      team('red_armband', `${short}红袖章巡逻队`, community, '晚饭后在小区里走一圈，看看门窗、路灯和陌生人。', guards, guards.at(-1)!);
    const party = own.filter((m) => m.party);
    const lu = own.find((m) => m.person.name === SERVING_NAMED.partyMember);
    if (party.length > 1) team('party_team', `${short}党员先锋队`, community, '周末清洁、入户帮办，有事先上。', party, lu ?? party[0]!);
    if (community !== home) continue;
    const qin = own.find((m) => m.person.name === SERVING_NAMED.volunteer)!;
    const carers = own.filter((m) => m.skills.includes('elder_care'));
    team('community_group', '万福邻里互助队', community, '送饭、买菜、陪老人说说话。', [...new Set([qin, ...carers])], qin);
    const doctors = [...new Set([...able('medical_practice'), ...able('psychologist')])];
    team('professional_team', '万福健康服务队', community, '义诊、血压测量、健康讲座。', doctors, doctors[0]!);
    const power = units.find((u) => u.level === 2 && u.kind === 'work_unit')!;
    const fitters = able('electrician');
    team('unit_team', `${power.name}共产党员服务队`, community, '水电小修、线路排查。', fitters, fitters[0]!, power);
    const students = own.filter((m) => m.age < 30);
    team('youth_team', '万福青年服务队', community, '教手机、四点半课堂。', students, students[0]!);
  }
  return made;
}
