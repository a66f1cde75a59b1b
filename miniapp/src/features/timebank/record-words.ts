import { dayOf } from '@/lib/times';

const page = (name: string) => `/features/timebank/pages/${name}/index`;
export const RECORD_PATHS = { mine: page('records'), one: page('record'), listed: page('listed'), cases: page('record-cases') };
/** Everything, this year, and the last twelve months. */
export function periods(nowMs: number): { value: string; label: string }[] {
  const [year = 2026, month = 1] = dayOf(nowMs).split('-').map(Number);
  const months = Array.from({ length: 12 }, (_, back) => {
    const index = year * 12 + month - 1 - back;
    const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
    return { value: `${y}-${String(m).padStart(2, '0')}`, label: `${y}年${m}月` };
  });
  return [{ value: 'all', label: '全部时间' }, { value: String(year), label: `${year}年` }, ...months];
}
