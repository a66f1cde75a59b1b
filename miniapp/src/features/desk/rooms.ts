import type { Role } from '@linli/shared/accounts';
import type { ReportBox } from '@linli/shared/reports';
import type { MeView } from '@linli/shared/accounts.dto';
import type { ReportCountView } from '@linli/shared/reports.dto';
import type { Room, RoomGroup } from '@/components/desk';
import type { IconName } from '@/components/icon';
import { holdsAny } from '@/lib/roles';

const at = (page: string) => `/features/desk/pages/${page}/index`;
export const PATHS = {
  desk: at('desk'),
  list: at('list'),
  map: at('map'),
  late: at('late'),
  onBehalf: at('on-behalf'),
  report: '/features/reports/pages/detail/index',
  points: '/features/admin/pages/points/index',
  patrols: '/features/patrols/pages/figures/index',
} as const;

const BOX_ICONS: Record<ReportBox, IconName> = {
  to_accept: 'inbox',
  to_dispatch: 'send',
  due_soon: 'hourglass',
  late: 'alarm-clock',
  to_check: 'eye',
  unchecked: 'eye-off',
  extension: 'calendar',
  returned: 'undo-2',
  escalated: 'megaphone',
  to_call_back: 'phone',
  to_release: 'share-2',
  second_check: 'clipboard-check',
  my_cases: 'wrench',
  team_cases: 'users',
};
export const boxIcon = (box: ReportBox): IconName => BOX_ICONS[box];

const LATE: readonly ReportBox[] = ['late', 'escalated', 'unchecked', 'returned'];
const DUE: readonly ReportBox[] = ['due_soon', 'extension'];
export const boxTone = (box: ReportBox) => (LATE.includes(box) ? 'late' : DUE.includes(box) ? 'due' : 'plain');

interface Tool {
  key: string;
  label: string;
  note: string;
  icon: IconName;
  path: string;
  roles: readonly Role[];
}
const DESK: readonly Role[] = ['dispatcher', 'grid_leader', 'street_chief'];

export const TOOLS: readonly Tool[] = [
  { key: 'list', label: '全部事项', note: '搜索、筛选、导出表格', icon: 'list', path: PATHS.list, roles: [...DESK, 'auditor'] },
  { key: 'map', label: '事项地图', note: '没办完的都在图上', icon: 'map', path: PATHS.map, roles: DESK },
  {
    key: 'late-teams',
    label: '各队超时',
    note: '谁超时、超了多少',
    icon: 'alarm-clock',
    path: PATHS.late,
    roles: ['street_chief', 'dispatcher'],
  },
  { key: 'on-behalf', label: '代为上报', note: '12345、来访、意见箱', icon: 'phone', path: PATHS.onBehalf, roles: ['dispatcher'] },
  {
    key: 'points',
    label: '点位与二维码',
    note: '扫码上报点、打卡点',
    icon: 'qr-code',
    path: PATHS.points,
    roles: ['dispatcher', 'grid_leader'],
  },
];

export const toolsOf = (me: MeView | undefined): Tool[] => TOOLS.filter((t) => holdsAny(me, t.roles));

/** The side bar: what waits, then the tools. */
export function groupsOf(
  me: MeView | undefined,
  counts: readonly ReportCountView[],
  onBox: (box: ReportBox) => void,
  onPath: (path: string) => void,
): RoomGroup[] {
  const boxes: Room[] = counts.map((c) => ({
    key: c.box,
    label: c.label,
    icon: boxIcon(c.box),
    count: c.count,
    tone: boxTone(c.box),
    onPress: () => onBox(c.box),
  }));
  const tools: Room[] = toolsOf(me).map((t) => ({ key: t.key, label: t.label, icon: t.icon, onPress: () => onPath(t.path) }));
  return [
    { title: '待办', rooms: boxes },
    { title: '工具', rooms: tools },
  ];
}
