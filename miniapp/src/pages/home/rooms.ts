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

/** The staff's rooms, in the order of a working day. A room is listed here when it exists. */
export const ROOMS: readonly Room[] = [
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
];

/** The list that opens behind a count of the home page, where a room shows it. */
export const BOX_PATHS: Partial<Record<ReportBox, string>> = {
  my_cases: '/features/cases/pages/list/index?box=my_cases',
  team_cases: '/features/cases/pages/list/index?box=team_cases',
  to_check: '/features/patrols/pages/checks/index',
};
