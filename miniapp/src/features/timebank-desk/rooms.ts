import { areaLevel } from '@linli/shared/areas';
import type { Role } from '@linli/shared/accounts';
import type { MeView } from '@linli/shared/accounts.dto';
import type { IconName } from '@/components/icon';
import { holdsAny } from '@/lib/roles';
import { swap } from '@/lib/router';

interface Place {
  key: string;
  icon: IconName;
  label: string;
  note: string;
  path: string;
  /** whoever holds one of these sees the door; what they may do inside is the server's answer */
  roles: readonly Role[];
  /** what only a street or a district can look at: communities among each other */
  above?: true;
}

const at = (page: string) => `/features/timebank-desk/pages/${page}/index`;
/** The time bank's rooms for the staff, in the order of a working day. A room is listed here when it exists. */
export const PLACES: readonly Place[] = [
  {
    key: 'records',
    icon: 'clipboard-check',
    label: '补录审核',
    note: '待公示、公示中、已完成的服务时长',
    path: at('records'),
    roles: ['dispatcher', 'auditor'],
  },
  { key: 'enter', icon: 'pencil', label: '补录时长', note: '一个人，或整班人的纸质签到', path: at('enter'), roles: ['dispatcher'] },
  {
    key: 'record-cases',
    icon: 'message-circle-question',
    label: '异议和更正',
    note: '公示异议、本人申请的更正',
    path: at('record-cases'),
    roles: ['dispatcher', 'auditor'],
  },
  { key: 'flags', icon: 'flag', label: '时长疑点', note: '夜里自动检查，由人复核', path: at('flags'), roles: ['dispatcher', 'auditor'] },
  {
    key: 'certificates',
    icon: 'badge-check',
    label: '开具证明',
    note: '核对证件、开具和作废志愿服务记录证明',
    path: at('certificates'),
    roles: ['dispatcher', 'auditor'],
  },
  {
    key: 'adjustments',
    icon: 'undo-2',
    label: '更正与发放',
    note: '冲回、基金发放，一人申请一人复核',
    path: at('adjustments'),
    roles: ['dispatcher', 'auditor'],
  },
  {
    key: 'budgets',
    icon: 'landmark',
    label: '积分预算',
    note: '各社区今年能发多少、已发多少',
    path: at('budgets'),
    roles: ['dispatcher', 'administrator', 'auditor'],
  },
  {
    key: 'shops',
    icon: 'store',
    label: '爱心商家',
    note: '协议、可兑项目、店员',
    path: at('shops'),
    roles: ['dispatcher', 'auditor'],
  },
  {
    key: 'sheets',
    icon: 'file-text',
    label: '结算单',
    note: '欠商家多少，每月一张',
    path: at('sheets'),
    roles: ['dispatcher', 'auditor'],
  },
  {
    key: 'policies',
    icon: 'sliders-horizontal',
    label: '积分规则',
    note: '各社区的规则，先试算，由另一个人发布',
    path: at('policies'),
    roles: ['dispatcher', 'administrator', 'auditor'],
  },
  {
    key: 'figures',
    icon: 'table-2',
    label: '积分总账',
    note: '发了多少、在谁手里、货架够不够兑',
    path: at('figures'),
    roles: ['dispatcher', 'administrator', 'auditor'],
  },
  {
    key: 'owed',
    icon: 'building-2',
    label: '社区往来',
    note: '哪个社区的积分用在了哪里',
    path: at('owed'),
    roles: ['dispatcher', 'administrator', 'auditor'],
    above: true,
  },
];

export const placesOf = (me: MeView | undefined): Place[] =>
  me ? PLACES.filter((place) => holdsAny(me, place.roles) && (!place.above || reachesAbove(me, place.roles))) : [];

const reachesAbove = (me: MeView, roles: readonly Role[]): boolean =>
  me.roles.some(({ role, areaCode }) => roles.includes(role) && areaLevel(areaCode) !== 'community');

export const roomsOf = (me: MeView | undefined) =>
  placesOf(me).map(({ key, label, icon, path }) => ({ key, label, icon, onPress: () => swap(path) }));
