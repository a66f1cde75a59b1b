import { holdsAny } from '@/lib/roles';
import type { IconName } from '@/components/icon';
import { swap } from '@/lib/router';
import type { MeView } from '@linli/shared/accounts.dto';
import type { Role } from '@linli/shared/accounts';

interface Place {
  key: string;
  label: string;
  note: string;
  icon: IconName;
  path: string;
  roles: readonly Role[];
}

const at = (page: string) => `/features/admin/pages/${page}/index`;
const ADMIN = ['administrator'] as const;
const DESK = ['administrator', 'dispatcher', 'grid_leader'] as const;

/** Who finds which room on the door; what a person may do inside is the server's answer. */
export const PLACES: readonly Place[] = [
  { key: 'people', label: '人员与角色', note: '授权、结束、批量导入', icon: 'users', path: at('people'), roles: ADMIN },
  { key: 'areas', label: '区划与网格', note: '街道、社区、网格和地图图形', icon: 'layers', path: at('areas'), roles: ADMIN },
  { key: 'teams', label: '职能队伍', note: '队伍、成员、管辖范围', icon: 'shield', path: at('teams'), roles: ADMIN },
  { key: 'categories', label: '事项类别', note: '时限、负责队伍、是否启用', icon: 'list-checks', path: at('categories'), roles: ADMIN },
  { key: 'calendar', label: '工作日历', note: '节假日、调休、办公时间', icon: 'calendar-days', path: at('calendar'), roles: ADMIN },
  { key: 'points', label: '点位与二维码', note: '扫码上报点、巡查打卡点', icon: 'qr-code', path: at('points'), roles: DESK },
  { key: 'audit', label: '审计查询', note: '谁在什么时候做了什么', icon: 'history', path: at('audit'), roles: ['auditor'] },
];

export const placesOf = (me: MeView | undefined) => (me ? PLACES.filter((p) => holdsAny(me, p.roles)) : []);

export const roomsOf = (me: MeView | undefined) =>
  placesOf(me).map(({ key, label, icon, path }) => ({ key, label, icon, onPress: () => swap(path) }));
