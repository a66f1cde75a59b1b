/** Roles as PRODUCT.md names them. `resident` is everyone signed in and is never granted; the others are held in an area, from–to. */
export const ROLES = [
  'resident',
  'grid_member',
  'grid_leader',
  'dispatcher',
  'street_chief',
  'handler',
  'party_member',
  'volunteer',
  'unit_contact',
  'sentinel',
  'merchant',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];
export const ROLE_LABELS: Record<Role, string> = {
  resident: '居民',
  grid_member: '网格员',
  grid_leader: '网格长',
  dispatcher: '民意专员',
  street_chief: '街长',
  handler: '处置队员',
  party_member: '党员',
  volunteer: '志愿者',
  unit_contact: '单位联络员',
  sentinel: '网格哨兵',
  merchant: '爱心商家',
  auditor: '审计',
  administrator: '管理员',
};

/** What an administrator can grant in this build, with the levels it may be held on. A handler's role is a team membership. */
export const GRANTABLE_ROLES = [
  'grid_member',
  'grid_leader',
  'dispatcher',
  'street_chief',
  'sentinel',
  'auditor',
  'administrator',
] as const;
export type GrantableRole = (typeof GRANTABLE_ROLES)[number];
export const GRANT_LEVELS: Record<GrantableRole, readonly ('district' | 'street' | 'community' | 'grid')[]> = {
  grid_member: ['grid'],
  grid_leader: ['community', 'grid'],
  dispatcher: ['district', 'street', 'community'],
  street_chief: ['street'],
  sentinel: ['community'],
  auditor: ['district', 'street', 'community', 'grid'],
  administrator: ['district', 'street', 'community', 'grid'],
};
/** Given by the members module when somebody enrols, never by the administrator's form. */
export const MEMBER_ROLES = ['volunteer', 'party_member'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];
export const isMemberRole = (role: Role): role is MemberRole => role === 'volunteer' || role === 'party_member';
/** Staff see the desk rooms; they need a verified phone (roles are granted to a phone number). */
export const STAFF_ROLES: readonly Role[] = [
  'grid_member',
  'grid_leader',
  'dispatcher',
  'street_chief',
  'handler',
  'auditor',
  'administrator',
];

/** Response teams 职能队伍: the six of the street, the district's, the community's own people, property companies. */
export const TEAM_TYPES = [
  'urban_management',
  'public_security',
  'fire_rescue',
  'traffic_police',
  'market_regulation',
  'sanitation',
  'municipal_works',
  'landscaping',
  'utility',
  'water_affairs',
  'housing',
  'civil_affairs',
  'community',
  'property_management',
] as const;
export type TeamType = (typeof TEAM_TYPES)[number];
export const TEAM_TYPE_LABELS: Record<TeamType, string> = {
  urban_management: '城管',
  public_security: '公安',
  fire_rescue: '消防',
  traffic_police: '交警',
  market_regulation: '市场监管',
  sanitation: '环卫',
  municipal_works: '市政',
  landscaping: '园林绿化',
  utility: '水电气热',
  water_affairs: '水务',
  housing: '住建房管',
  civil_affairs: '民政',
  community: '社区',
  property_management: '物业',
};

/** Purposes one consents to separately (个人信息保护法 28–31); withdrawing one never takes away another service. */
export const CONSENT_PURPOSES = ['terms', 'position', 'patrol_track', 'phone_contact', 'party_membership', 'leaderboard'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export const CONSENT_LABELS: Record<ConsentPurpose, { title: string; text: string }> = {
  terms: { title: '用户协议与隐私政策', text: '使用邻里需要知道的规则，以及我们怎样保护您的信息。' },
  position: { title: '位置', text: '只在您上报、选地点、找附近的任务和便民点、签到时取一次，用来找到负责的网格、算远近。' },
  patrol_track: { title: '巡查轨迹', text: '巡查期间记录行走轨迹，用来计算巡查时长，90 天后删除。' },
  phone_contact: { title: '电话联系', text: '工作人员可以就您的事项给您打电话。' },
  party_membership: { title: '党员身份', text: '只给您的党组织联络员和社区值班员确认身份用；撤回后身份信息和党组织关系会清除。' },
  leaderboard: { title: '上榜', text: '在时长榜、积分榜上显示您隐去的姓名（如张*国）和数字；撤回后立即不再显示。自己的名次一直看得到。' },
};
/** Raised when the text of a purpose changes; people are then asked again. */
export const CONSENT_VERSION = 1;

export const PHONE_PATTERN = /^1[3-9]\d{9}$/;
export const PERSON_NAME_MAX = 20;
/** What stands on lists for somebody who never gave a name, and for an account that was closed. */
export const NAMELESS = '未填姓名';
export const CLOSED_ACCOUNT = '已注销';

/** 138****1234 */
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** 张*, 张*国, 欧**明: the first character stays, and the last one from three characters on. */
export function maskName(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= 1) return '*';
  if (characters.length === 2) return `${characters[0]}*`;
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`;
}
