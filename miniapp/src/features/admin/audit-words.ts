import { ROLE_LABELS, type Role } from '@linli/shared/accounts';
import type { AuditRowView } from '@linli/shared/accounts.dto';
import { REPORT_ACTION_LABELS, REPORT_STATE_LABELS } from '@linli/shared/reports';

const SUBJECTS: Record<string, string> = {
  report: '事项',
  report_list: '事项列表',
  account: '账号',
  person: '账号',
  staff: '工作人员名单',
  role: '角色',
  team: '队伍',
  area: '区划',
  category: '类别',
  calendar: '工作日历',
  point: '上报点',
  checkpoint: '打卡点',
  patrol: '巡查',
  leave: '请假',
  file: '照片',
  audit: '审计记录',
  route: '接口',
  patrol_target: '巡查目标',
  thing: '其他',
};
const ASKED = [
  'report',
  'account',
  'role',
  'team',
  'area',
  'category',
  'calendar',
  'point',
  'checkpoint',
  'patrol',
  'leave',
  'staff',
  'audit',
];
export const SUBJECT_CHIPS = ASKED.map((value) => ({ value, label: SUBJECTS[value] ?? value }));
export const subjectWord = (type: string): string => SUBJECTS[type] ?? '其他';

/** Acts that say all by themselves; the others are followed by what they were done to. */
const WHOLE: Record<string, string> = {
  sign_in: '登录',
  sign_in_failed: '登录失败',
  sign_out: '退出登录',
  phone_verified: '验证了手机号',
  joined: '合并了两个账号',
  consent_given: '同意了一项授权',
  consent_withdrawn: '收回了一项授权',
  scan: '到巡查点打卡',
  flag: '巡查记录被标记，待人工查看',
  lost: '照片没有找到',
  close: '注销了账号',
  export_own: '导出了自己的数据',
  refresh_token_reused: '登录凭证被重复使用，已强制退出',
  add_member: '加了队员',
  change_member: '修改了队员',
  remove_member: '移出了队员',
  draw: '抽中复查',
  close_unchecked: '逾期未核查，自动结案',
  remind: '发出临期提醒',
  escalate: '超时上报',
};
const ACTIONS: Record<string, string> = {
  ...REPORT_ACTION_LABELS,
  report: '上报了',
  create: '新建了',
  update: '修改了',
  rename: '改名',
  retire: '停用了',
  redraw: '重新划分了',
  import: '批量导入了',
  shapes: '导入图形',
  level_labels: '改了层级名称',
  grant: '授予了',
  end: '结束了',
  start: '开始了',
  pause: '暂停了',
  resume: '继续了',
  ask: '申请了',
  cancel: '取消了',
  refused: '想操作',
  refuse: '没有同意',
  set: '设定了',
  labels: '改了层级名称',
  import_shapes: '导入图形',
  remove: '删除了',
  office_hours: '改了办公时间',
};
/** What was looked at. */
const LOOKS: Record<string, string> = {
  reporter: '上报人的姓名和电话',
  reporter_phone: '上报人的电话',
  report: '内容',
  list: '内容',
  phone: '电话',
  rows: '内容',
  track: '轨迹',
  patrol_month: '月度情况',
  figures: '统计',
};

/** 处置队员 张*国; what a job did by itself has nobody. */
export function whoWords({ actorName, actorRole, actorId }: AuditRowView): string {
  const role = actorRole && actorRole !== 'system' ? (ROLE_LABELS[actorRole as Role] ?? '') : '';
  const name = actorName ?? (actorId ? '已注销的账号' : '');
  return [role, name].filter(Boolean).join(' ') || '系统';
}

/** Modules write their acts as `patrol.scan` or plain `scan`: the last word says what was done. No English reaches the page. */
export function doneWords({ action, subjectType, kind }: AuditRowView): string {
  if (kind === 'access') return `查看了${subjectWord(subjectType)}的${LOOKS[action] ?? '内容'}`;
  const act = action.slice(action.lastIndexOf('.') + 1);
  const whole = subjectType === 'report' && act === 'close' ? undefined : WHOLE[act];
  return whole ?? `${ACTIONS[act] ?? '操作了'} · ${subjectWord(subjectType)}`;
}

const DATA: Record<string, string> = {
  from: '原状态',
  to: '新状态',
  role: '角色',
  team: '队伍',
  level: '级别',
  count: '数量',
  code: '代码',
  status: '返回码',
  route: '接口',
};
const WORDS: Record<string, string> = { ...REPORT_STATE_LABELS, ...ROLE_LABELS };

/** Codes and small numbers of the event, in words where there are some. */
export const dataWords = ({ data }: AuditRowView): [string, string][] =>
  Object.entries(data ?? {}).map(([k, v]) => [DATA[k] ?? k, typeof v === 'string' ? (WORDS[v] ?? v) : JSON.stringify(v)]);
