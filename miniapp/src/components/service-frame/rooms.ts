import type { Role } from '@linli/shared/accounts';
import type { MeView } from '@linli/shared/accounts.dto';
import type { OrderBox } from '@linli/shared/orders';
import { holdsAny } from '@/lib/roles';
import type { IconName } from '../icon';

const desk = (page: string) => `/features/service-desk/pages/${page}/index`;
const members = (page: string) => `/features/members/pages/${page}/index`;
export const SERVICE_PATHS = {
  desk: desk('desk'),
  list: desk('list'),
  order: desk('order'),
  board: desk('board'),
  place: desk('on-behalf'),
  posts: desk('posts'),
  post: desk('post'),
  newPost: desk('new-post'),
  elders: desk('elders'),
  elder: desk('elder'),
  newElder: desk('new-elder'),
  card: desk('card'),
  menu: desk('menu'),
  people: members('people'),
  person: members('person'),
  reviews: members('reviews'),
  review: members('review'),
  teams: members('teams'),
  team: members('team'),
  units: members('units'),
} as const;

const BOX_ICONS: Record<OrderBox, IconName> = {
  to_review: 'inbox',
  to_dispatch: 'send',
  unfilled: 'hourglass',
  today: 'calendar-days',
  no_show: 'alarm-clock',
  to_confirm: 'clipboard-check',
  disputed: 'message-circle-question',
  to_call_back: 'phone',
};
export const orderBoxIcon = (box: OrderBox): IconName => BOX_ICONS[box];

const LATE: readonly OrderBox[] = ['no_show', 'disputed'];
const DUE: readonly OrderBox[] = ['unfilled'];
export const orderBoxTone = (box: OrderBox): 'late' | 'due' | 'plain' =>
  LATE.includes(box) ? 'late' : DUE.includes(box) ? 'due' : 'plain';

/** Only `today` has a page of its own; the others are filters of one list. */
export const orderBoxPath = (box: OrderBox) => (box === 'today' ? SERVICE_PATHS.board : `${SERVICE_PATHS.list}?box=${box}`);

export interface ServiceTool {
  key: string;
  group: '工具' | '人员';
  label: string;
  note: string;
  icon: IconName;
  path: string;
  roles: readonly Role[];
}
const DESK: readonly Role[] = ['dispatcher'];

/** What a service desk needs besides its boxes; each is listed here when it exists. */
export const SERVICE_TOOLS: readonly ServiceTool[] = [
  { key: 'list', group: '工具', label: '全部订单', note: '搜索、筛选', icon: 'list', path: SERVICE_PATHS.list, roles: DESK },
  {
    key: 'board',
    group: '工具',
    label: '今日服务',
    note: '按时间看谁来、谁没到',
    icon: 'calendar-days',
    path: SERVICE_PATHS.board,
    roles: DESK,
  },
  { key: 'place', group: '工具', label: '代为点单', note: '电话、来访、集体', icon: 'phone', path: SERVICE_PATHS.place, roles: DESK },
  {
    key: 'posts',
    group: '工具',
    label: '服务岗位',
    note: '红袖章、大扫除、值守',
    icon: 'footprints',
    path: SERVICE_PATHS.posts,
    roles: DESK,
  },
  { key: 'elders', group: '工具', label: '老人档案', note: '代办人、亲情卡', icon: 'heart', path: SERVICE_PATHS.elders, roles: DESK },
  {
    key: 'menu',
    group: '工具',
    label: '服务菜单',
    note: '开哪些服务、时段和规则',
    icon: 'list-checks',
    path: SERVICE_PATHS.menu,
    roles: ['dispatcher', 'administrator'],
  },
  { key: 'people', group: '人员', label: '服务人员', note: '志愿者和党员', icon: 'users', path: SERVICE_PATHS.people, roles: DESK },
  {
    key: 'reviews',
    group: '人员',
    label: '资质审核',
    note: '看证书，核对有效期',
    icon: 'badge-check',
    path: SERVICE_PATHS.reviews,
    roles: DESK,
  },
  { key: 'teams', group: '人员', label: '服务队', note: '队长、队员、班次', icon: 'flag', path: SERVICE_PATHS.teams, roles: DESK },
  {
    key: 'units',
    group: '人员',
    label: '单位与党组织',
    note: '双报到的两棵树和联络员',
    icon: 'building-2',
    path: SERVICE_PATHS.units,
    roles: ['administrator', 'dispatcher'],
  },
];

export const serviceToolsOf = (me: Pick<MeView, 'roles'> | undefined) => SERVICE_TOOLS.filter((t) => holdsAny(me, t.roles));
