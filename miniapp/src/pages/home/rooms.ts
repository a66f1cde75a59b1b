import type { Role } from '@linli/shared/accounts';
import type { ReportBox } from '@linli/shared/reports';
import type { IconName } from '@/components/icon';

export interface Room {
  icon: IconName;
  title: string;
  note: string;
  path: string;
  /** whoever holds one of these sees the door */
  roles: readonly Role[];
}

const DESK: readonly Role[] = ['dispatcher', 'grid_leader', 'street_chief'];
const desk = (page: string) => `/features/desk/pages/${page}/index`;

/** The staff's rooms, in the order of a working day. A room is listed here when it exists. */
export const ROOMS: readonly Room[] = [
  { icon: 'clipboard-list', title: '工作台', note: '受理、派遣、核查、回访', path: desk('desk'), roles: DESK },
  {
    icon: 'hand-heart',
    title: '服务台',
    note: '审核、派单、今日服务、志愿者',
    path: '/features/service-desk/pages/desk/index',
    roles: ['dispatcher'],
  },
  { icon: 'alarm-clock', title: '各队超时', note: '谁超时、超了多少', path: desk('late'), roles: ['street_chief'] },
  { icon: 'map', title: '事项地图', note: '没办完的都在图上', path: desk('map'), roles: DESK },
  { icon: 'phone', title: '代为上报', note: '12345、来访、意见箱', path: desk('on-behalf'), roles: ['dispatcher'] },
  { icon: 'eye', title: '待核查', note: '处置完成的，到现场看一眼', path: '/features/patrols/pages/checks/index', roles: ['grid_member'] },
  { icon: 'wrench', title: '我的案件', note: '在办的和本队待办的，按期限排', path: '/features/cases/pages/list/index', roles: ['handler'] },
  {
    icon: 'route',
    title: '巡查完成情况',
    note: '各网格的时长、覆盖和完成率',
    path: '/features/patrols/pages/figures/index',
    roles: ['grid_leader', 'dispatcher', 'street_chief'],
  },
  {
    icon: 'calendar',
    title: '请假',
    note: '批网格员的请假',
    path: '/features/patrols/pages/leaves/index',
    roles: ['grid_leader', 'dispatcher'],
  },
  {
    icon: 'building-2',
    title: '单位与党组织',
    note: '双报到的单位、党支部和联络员',
    path: '/features/members/pages/units/index',
    roles: ['administrator'],
  },
  {
    icon: 'list-checks',
    title: '服务菜单',
    note: '各社区开哪些服务',
    path: '/features/service-desk/pages/menu/index',
    roles: ['administrator'],
  },
  {
    icon: 'megaphone',
    title: '公告管理',
    note: '写公告、审批、撤下',
    path: '/features/notices/pages/desk/index',
    roles: ['dispatcher', 'street_chief'],
  },
  {
    icon: 'map-pin',
    title: '便民地点',
    note: '服务站、长者食堂的时间和电话',
    path: '/features/places/pages/list/index',
    roles: ['dispatcher', 'administrator'],
  },
  {
    icon: 'gift',
    title: '心愿审核',
    note: '微心愿和大事项：审核、核实',
    path: '/features/wishes/pages/desk/index',
    roles: ['dispatcher', 'auditor'],
  },
  {
    icon: 'hourglass',
    title: '时间银行',
    note: '时长、积分、规则和账目',
    path: '/features/timebank-desk/pages/index/index',
    roles: ['dispatcher', 'administrator', 'auditor'],
  },
  {
    icon: 'undo-2',
    title: '兑换退回',
    note: '按券号把积分退还给居民',
    path: '/features/merchant/pages/refunds/index',
    roles: ['dispatcher'],
  },
  {
    icon: 'scan-line',
    title: '扫码核销',
    note: '扫顾客的兑换券，或输入八位数字',
    path: '/features/merchant/pages/counter/index',
    roles: ['merchant'],
  },
  {
    icon: 'pencil',
    title: '代提心愿',
    note: '替不用手机的居民写下来',
    path: '/features/wishes/pages/new/index?behalf=1',
    roles: ['grid_member', 'grid_leader'],
  },
  { icon: 'settings', title: '管理', note: '人员、区划、队伍、规则', path: '/features/admin/pages/index/index', roles: ['administrator'] },
  { icon: 'history', title: '审计查询', note: '谁在什么时候做了什么', path: '/features/admin/pages/audit/index', roles: ['auditor'] },
];

const CASES = '/features/cases/pages/list/index';
const OWN_ROOMS: Partial<Record<ReportBox, string>> = {
  my_cases: `${CASES}?box=my_cases`,
  team_cases: `${CASES}?box=team_cases`,
  to_check: '/features/patrols/pages/checks/index',
};

/** The list that opens behind a count of the home page: the desk for whoever sits at one, else the room of one's own work. */
export const boxPath = (box: ReportBox, roles: readonly { role: Role }[]): string =>
  (roles.some((r) => DESK.includes(r.role)) && box !== 'my_cases' && box !== 'team_cases' ? undefined : OWN_ROOMS[box]) ??
  `${desk('list')}?box=${box}`;
