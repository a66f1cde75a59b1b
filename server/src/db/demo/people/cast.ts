import type { GrantableRole, TeamType } from '@linli/shared/accounts';
import { areaAt, areaContains } from '@linli/shared/areas';
import { type Chance, chanceOf } from '../chance.js';
import { SHOP_STORIES } from '../rewards/shops.js';
import { NAMES } from '../town/names.js';
import type { TownArea } from '../town/town.js';
import { type Age, namer } from './names.js';
import type { Person } from './person.js';
import { enrol, SERVING_NAMED, type ServingCast } from './serving.js';

export interface Grant {
  id: string;
  person: Person;
  role: GrantableRole | 'handler';
  areaCode: string;
  teamId: string | null;
  lead: boolean;
}
export interface Team {
  id: string;
  type: TeamType;
  name: string;
  areaCode: string;
  gridCodes: string[];
  phone: string;
  /** 公安 and 消防 work in systems of their own: the desk records for them. */
  hasAccounts: boolean;
}
export interface OneTap {
  person: Person;
  title: string;
  hint: string;
}
export interface Cast {
  people: Person[];
  residents: Person[];
  teams: Team[];
  grants: Grant[];
  oneTap: OneTap[];
  /** The keepers of the shops, in the order of their stories. */
  merchants: Person[];
  /** Volunteers and party members, their units and teams. */
  serving: ServingCast;
}

/** People other parts of the demo speak of. */
export const NAMED = {
  elder: '王桂兰',
  resident: '陈晓雨',
  gridMember: '李秀梅',
  gridLeader: '梁国栋',
  dispatcher: '黄丽萍',
  streetDispatcher: '林海燕',
  urbanManagement: '韦剑锋',
  sanitation: '何水生',
  property: '莫伟明',
  communityTeam: '覃永强',
  chief: '周志伟',
  districtDispatcher: '唐雪梅',
  administrator: '罗立新',
  auditor: '谢文静',
  sentinel: '马志强',
  merchant: '甘桂生',
} as const;

/** The community in which most of the one-tap people live and work. */
export const HOME_COMMUNITY = '万福社区';

/** 169 belongs to no operator, so no number of the demo rings anywhere; it still has the shape of a mobile number. */
const PHONES = '1690000';

const STREET_TEAMS: readonly (readonly [TeamType, string, boolean])[] = [
  ['urban_management', '城管执法队', true],
  ['public_security', '派出所', false],
  ['fire_rescue', '消防救援站', false],
  ['traffic_police', '交警中队', true],
  ['market_regulation', '市场监管所', true],
  ['sanitation', '环卫站', true],
];
const DISTRICT_TEAMS: readonly (readonly [TeamType, string])[] = [
  ['municipal_works', '区市政维护所'],
  ['landscaping', '区园林绿化中心'],
  ['utility', '区水电气抢修中心'],
  ['water_affairs', '区水务管护队'],
  ['housing', '区房屋安全管理所'],
  ['civil_affairs', '区民政救助站'],
];
const PROPERTY_COMPANIES: readonly (readonly [string, string, readonly string[]])[] = [
  ['安居物业', '老城街道', ['万福花园', '福星楼', '福安小区', '文昌花园', '府前小区', '城墙根小区', '环城小区', '安居里']],
  ['滨江物业', '滨江街道', ['柳堤苑', '滨江一号', '江景花园', '望江名邸', '临江华庭', '江湾雅苑', '金沙湾', '白鹭洲花园', '东堤花园']],
  ['桂苑物业', '青山街道', ['桂花园小区', '丹桂苑', '桂香雅居', '北环花园', '石桥花园', '西环小区', '松涛苑']],
  ['江南物业', '南岸街道', ['南岸花园', '江南名苑', '南岸华府', '百合苑', '船厂花园', '织锦苑', '甜园小区']],
  ['金桂物业', '新城街道', ['金桂苑', '桂雨花园', '金桂名都', '桂语江南', '锦绣江南', '锦绣天地', '锦绣花园', '紫荆苑', '银桂苑']],
  ['学府物业', '新城街道', ['学府佳园', '书香苑', '学府名城', '科技花园', '会展花园', '南环华庭', '新城华府', '世纪花园', '和谐花园']],
];

/** Everyone who lives and works in the demo district. */
export function cast(areas: readonly TownArea[]): Cast {
  const chance = chanceOf('people');
  const name = namer(chance, [...Object.values(NAMED), ...Object.values(SERVING_NAMED)]);
  const people: Person[] = [];
  const grants: Grant[] = [];
  const teams: Team[] = [];
  const oneTap: OneTap[] = [];
  const on = (level: string, within = '') => areas.filter((a) => a.level === level && a.code.startsWith(within));
  const district = on('district')[0]!;
  const home = areas.find((a) => a.name === HOME_COMMUNITY)!;
  const homeStreet = areas.find((a) => a.code === areaAt(home.code, 'street'))!;

  const person = (
    age: Age,
    homeCommunityCode: string | null,
    { named = name(age), phone = true, since = chance.whole(40, 420) } = {},
  ): Person => {
    const number = phone ? PHONES + String(people.length + 1).padStart(4, '0') : null;
    const made = { id: chance.uuid(), name: named, phone: number, homeCommunityCode, since };
    people.push(made);
    return made;
  };
  const staff = (named?: string): Person =>
    person(chance.pick(['woman', 'man'] as const), chance.pick(on('community')).code, { named, since: chance.whole(200, 700) });
  const grant = (who: Person, role: Grant['role'], areaCode: string, team: Team | null = null, lead = false): Person => {
    grants.push({ id: chance.uuid(), person: who, role, areaCode, teamId: team?.id ?? null, lead });
    return who;
  };
  const team = (type: TeamType, named: string, areaCode: string, gridCodes: string[] = [], hasAccounts = true): Team => {
    const made = {
      id: chance.uuid(),
      type,
      name: named,
      areaCode,
      gridCodes,
      phone: `${PHONES}9${String(teams.length + 1).padStart(3, '0')}`,
      hasAccounts,
    };
    teams.push(made);
    return made;
  };
  const members = (of: Team, count: number, first?: string): Person[] =>
    Array.from({ length: of.hasAccounts ? count : 0 }, (_, i) =>
      grant(staff(i === 0 ? first : undefined), 'handler', of.areaCode, of, i === 0),
    );
  const tap = (who: Person, title: string, hint: string): void => void oneTap.push({ person: who, title, hint });

  const wang = person('elderWoman', home.code, { named: NAMED.elder, since: 300 });
  const chen = person('woman', home.code, { named: NAMED.resident, since: 120 });
  const residents = [wang, chen, ...townsfolk(chance, person, areas)];

  const gridMembers = new Map<string, Person>();
  for (const community of on('community')) {
    const grids = on('grid', community.code);
    const isHome = community === home;
    let before: Person | null = null;
    grids.forEach((grid, i) => {
      // Here and there one person walks two neighbouring grids.
      const two: boolean = before !== null && i === 1 && (isHome || chance.yes(0.35));
      const who: Person = two
        ? before!
        : person(chance.pick(['woman', 'woman', 'man'] as const), community.code, {
            named: isHome && i === 0 ? NAMED.gridMember : undefined,
            since: chance.whole(200, 900),
          });
      gridMembers.set(grid.code, grant(who, 'grid_member', grid.code));
      before = who;
    });
    grant(staff(isHome ? NAMED.gridLeader : undefined), 'grid_leader', community.code);
    grant(staff(isHome ? NAMED.dispatcher : undefined), 'dispatcher', community.code);
    if (isHome) grant(staff(), 'dispatcher', community.code);
    members(team('community', `${community.name}工作队`, community.code), 2, isHome ? NAMED.communityTeam : undefined);
  }
  for (const street of on('street')) {
    const isHome = street === homeStreet;
    const short = street.name.replace('街道', '');
    for (const [type, label, hasAccounts] of STREET_TEAMS) {
      const made = team(type, `${short}${label}`, street.code, [], hasAccounts);
      members(
        made,
        type === 'urban_management' || type === 'sanitation' ? 4 : 3,
        isHome ? { urban_management: NAMED.urbanManagement, sanitation: NAMED.sanitation }[type as string] : undefined,
      );
    }
    grant(staff(isHome ? NAMED.chief : undefined), 'street_chief', street.code);
    grant(staff(isHome ? NAMED.streetDispatcher : undefined), 'dispatcher', street.code);
    grant(staff(), 'dispatcher', street.code);
    grant(staff(), 'administrator', street.code);
  }
  for (const [type, label] of DISTRICT_TEAMS) members(team(type, label, district.code), 4);
  for (const [label, streetName, homes] of PROPERTY_COMPANIES) {
    const street = areas.find((a) => a.name === streetName)!;
    members(
      team(
        'property_management',
        label,
        street.code,
        homes.map((h) => gridOf(areas, h)),
      ),
      3,
      label === '安居物业' ? NAMED.property : undefined,
    );
  }
  grant(staff(NAMED.districtDispatcher), 'dispatcher', district.code);
  grant(staff(), 'dispatcher', district.code);
  const administrator = grant(staff(NAMED.administrator), 'administrator', district.code);
  const auditor = grant(staff(NAMED.auditor), 'auditor', district.code);
  for (const c of on('community', homeStreet.code))
    grant(person('man', c.code, c === home ? { named: NAMED.sentinel } : {}), 'sentinel', c.code);

  const serving = enrol(areas, home, person);
  // Last: whoever comes here moves nobody else's number.
  const merchants = SHOP_STORIES.map(({ community }, i) =>
    person(i % 3 ? 'man' : 'woman', areas.find((a) => a.name === community)!.code, {
      named: i === 0 ? NAMED.merchant : undefined,
      since: chance.whole(250, 420),
    }),
  );

  const named = (text: string): Person => people.find((p) => p.name === text)!;
  tap(wang, '居民 · 王阿姨，72 岁', '用长辈版点服务、确认服务，看自己报的事');
  tap(chen, '居民 · 陈女士', '随手拍，替妈妈点服务，看谁来、几点到');
  tap(named(SERVING_NAMED.volunteer), '志愿者 · 万福社区', '今天有约，两个邀请等您答复');
  tap(named(SERVING_NAMED.partyMember), '党员 · 双报到', '今天负责一个岗位，出示签到码');
  tap(named(NAMED.gridMember), '网格员 · 万福社区', '今天的巡查已开始，有待核查的事项');
  tap(named(NAMED.gridLeader), '网格长 · 万福社区', '受理、派给社区和物业，批请假');
  tap(named(NAMED.dispatcher), '民意专员 · 万福社区', '受理、派遣，点单审核、派单、今天的服务');
  tap(named(NAMED.streetDispatcher), '值班员 · 老城街道网格中心', '全街道的派遣、催办、公开');
  tap(named(NAMED.urbanManagement), '处置队长 · 老城城管执法队', '我的案件，按时限排');
  tap(named(NAMED.sanitation), '处置队长 · 老城环卫站', '清运、保洁，拍照办结');
  tap(named(NAMED.property), '物业 · 安居物业', '小区里的楼道、电梯、消防设施');
  tap(named(NAMED.chief), '街长 · 老城街道', '哪里超时了、谁在办，督办');
  tap(named(NAMED.districtDispatcher), '值班员 · 区网格中心', '全区一张表');
  tap(named(NAMED.sentinel), '网格哨兵 · 骑手', '送餐路上看见就拍');
  tap(named(SERVING_NAMED.unitContact), '单位联络员 · 老城供电所', '报到的人、认领的事、半年小结');
  tap(named(NAMED.merchant), '爱心商家 · 万福早餐店', '扫兑换券，看今天兑了多少、社区欠多少');
  tap(administrator, '管理员 · 临江区', '人员、区域、队伍、日历、类别');
  tap(auditor, '审计 · 临江区', '谁在什么时候看了什么、做了什么');
  return { people, residents, teams, grants, oneTap, merchants, serving };
}

function townsfolk(
  chance: Chance,
  person: (age: Age, home: string | null, options?: { phone?: boolean }) => Person,
  areas: readonly TownArea[],
): Person[] {
  const communities = areas.filter((a) => a.level === 'community');
  const home = communities.find((c) => c.name === HOME_COMMUNITY)!;
  // More of them where the one-tap people live, since more is reported there.
  return Array.from({ length: 222 }, (_, i) => {
    const age = chance.weighted([
      ['elderWoman', 3],
      ['elderMan', 2],
      ['woman', 5],
      ['man', 4],
    ] as const);
    // Some came through WeChat and have not left a phone yet.
    return person(age, (i < 198 ? communities[i % communities.length]! : home).code, { phone: !chance.yes(0.12) });
  });
}

/** The grid named after one of its homes. */
function gridOf(areas: readonly TownArea[], home: string): string {
  for (const community of areas.filter((a) => a.level === 'community')) {
    const at = NAMES[community.name]!.homes.indexOf(home);
    const grids = areas.filter((a) => a.level === 'grid' && areaContains(community.code, a.code));
    if (at >= 0) return grids[at]!.code;
  }
  throw new Error(`no grid is named after ${home}`);
}
