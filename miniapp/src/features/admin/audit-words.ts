import { ROLE_LABELS, type Role } from '@linli/shared/accounts';
import type { AuditRowView } from '@linli/shared/accounts.dto';
import { REPORT_ACTION_LABELS, REPORT_STATE_LABELS } from '@linli/shared/reports';

const SUBJECTS: Record<string, string> = {
  report: '事项',
  account: '账号',
  person: '账号',
  session: '登录',
  role: '角色',
  grant: '角色',
  team: '队伍',
  area: '区划',
  category: '类别',
  calendar: '日历',
  point: '上报点',
  checkpoint: '打卡点',
  patrol: '巡查',
  leave: '请假',
  file: '照片',
};
export const SUBJECT_CHIPS = ['report', 'account', 'role', 'team', 'area', 'category', 'calendar', 'patrol', 'file'].map((value) => ({
  value,
  label: SUBJECTS[value] ?? value,
}));
export const subjectWord = (type: string): string => SUBJECTS[type] ?? type;

const ACTIONS: Record<string, string> = {
  ...REPORT_ACTION_LABELS,
  report: '上报',
  create: '新建',
  created: '新建',
  update: '修改',
  updated: '修改',
  retire: '停用',
  restore: '恢复',
  grant: '授权',
  granted: '授权',
  end: '结束',
  ended: '结束',
  import: '批量导入',
  sign_in: '登录',
  signed_in: '登录',
  sign_in_failed: '登录失败',
  sign_out: '退出',
  look: '查看个人信息',
  closed: '注销账号',
};

/** 处置队员 张*国; what a job did by itself has nobody. */
export function whoWords({ actorName, actorRole, actorId }: AuditRowView): string {
  const role = actorRole ? (ROLE_LABELS[actorRole as Role] ?? actorRole) : '';
  const name = actorName ?? (actorId ? '（已注销）' : '');
  return [role, name].filter(Boolean).join(' ') || '系统';
}

export function doneWords({ action, subjectType, kind }: AuditRowView): string {
  const verb = ACTIONS[action] ?? action;
  if (kind === 'access') return `查看了${subjectWord(subjectType)}的${ACCESS[action] ?? verb}`;
  return `${verb} · ${subjectWord(subjectType)}`;
}
const ACCESS: Record<string, string> = { reporter: '上报人姓名和电话', phone: '电话', name: '姓名', audit: '审计记录' };

/** Codes and small numbers of the event, in words where there are some. */
export const dataWords = ({ data }: AuditRowView): [string, string][] =>
  Object.entries(data ?? {}).map(([k, v]) => [
    k,
    typeof v === 'string' ? ((REPORT_STATE_LABELS as Record<string, string>)[v] ?? v) : JSON.stringify(v),
  ]);
