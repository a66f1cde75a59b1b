import type { ActionWords } from '@/components/action-bar';
import { dayOf, msOf, sayDay } from '@/lib/times';

const page = (name: string) => `/features/timebank/pages/${name}/index`;
export const RECORD_PATHS = { mine: page('records'), one: page('record'), listed: page('listed'), cases: page('record-cases') };
/** What was served, as whoever served sees it. */
export const SERVED_PATHS = { order: '/features/tasks/pages/detail/index', wish: '/features/wishes/pages/detail/index' } as const;

export const RECORD_ACTIONS: Record<string, ActionWords> = {
  publicise: {
    label: '通过，开始公示',
    icon: 'megaphone',
    confirm: { title: '开始公示？', consequence: '姓名打码后公示 3 个工作日，期满由另一位同事确认。' },
  },
  confirm: { label: '确认时长', icon: 'circle-check', confirm: { title: '确认这条时长？', consequence: '确认后计入时长和积分。' } },
  refuse: { label: '不予通过', icon: 'x', danger: true },
  void: { label: '作废', icon: 'circle-x', danger: true },
  ask_correction: { label: '申请更正', icon: 'pencil' },
};
export const LIKELY_RECORD_ACTIONS = ['confirm', 'publicise'] as const;

/** Everything, this year, and the last twelve months. */
export function periods(nowMs: number): { value: string; label: string }[] {
  const [year = 2026, month = 1] = dayOf(nowMs).split('-').map(Number);
  const months = Array.from({ length: 12 }, (_, back) => {
    const index = year * 12 + month - 1 - back;
    const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
    return { value: `${y}-${String(m).padStart(2, '0')}`, label: `${y} 年 ${m} 月` };
  });
  return [{ value: 'all', label: '全部时间' }, { value: String(year), label: `${year} 年` }, ...months];
}

/** The last day of something that ends at a midnight. */
export const sayLastDay = (end: string, nowMs: number): string => sayDay(msOf(end) - 1, nowMs);
