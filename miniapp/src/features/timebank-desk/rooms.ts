import { areaLevel } from '@linli/shared/areas';
import type { Role } from '@linli/shared/accounts';
import type { MeView } from '@linli/shared/accounts.dto';
import type { RecordCountsView } from '@linli/shared/timebank-records.dto';
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
  /** the books of the whole district: no street's, no community's */
  district?: true;
  /** how much waits here */
  waits?: (counts: RecordCountsView) => number;
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
    waits: (c) => c.toPublicise + c.confirmable,
  },
  { key: 'enter', icon: 'pencil', label: '补录时长', note: '一个人，或整班人的纸质签到', path: at('enter'), roles: ['dispatcher'] },
  {
    key: 'record-cases',
    icon: 'message-circle-question',
    label: '异议和更正',
    note: '公示异议、本人申请的更正',
    path: at('record-cases'),
    roles: ['dispatcher', 'auditor'],
    waits: (c) => c.objections + c.corrections,
  },
  {
    key: 'flags',
    icon: 'flag',
    label: '时长疑点',
    note: '夜里自动检查，由人复核',
    path: at('flags'),
    roles: ['dispatcher', 'auditor'],
    waits: (c) => c.flags,
  },
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
    note: '收回发错的、基金发放，一人申请一人复核',
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
  {
    key: 'seals',
    icon: 'lock',
    label: '封账',
    note: '每天封存的账册，可以导出核对',
    path: at('seals'),
    roles: ['auditor'],
    district: true,
  },
];

export const placesOf = (me: MeView | undefined): Place[] =>
  me ? PLACES.filter((place) => holdsAny(me, place.roles) && reaches(me, place)) : [];

function reaches(me: MeView, { roles, above, district }: Place): boolean {
  const levels = me.roles.filter(({ role }) => roles.includes(role)).map(({ areaCode }) => areaLevel(areaCode));
  if (district) return levels.includes('district');
  return !above || levels.some((level) => level !== 'community');
}

export const roomsOf = (me: MeView | undefined, counts: RecordCountsView | undefined) =>
  placesOf(me).map(({ key, label, icon, path, waits }) => ({
    key,
    label,
    icon,
    count: waits && counts && waits(counts),
    tone: 'due' as const,
    onPress: () => swap(path),
  }));
