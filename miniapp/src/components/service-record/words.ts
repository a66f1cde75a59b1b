import type { RecordState } from '@linli/shared/timebank';
import { msOf, sayDay } from '@/lib/times';
import type { ActionWords } from '../action-bar';
import type { IconName } from '../icon';
import type { Tone } from '../state-tag';

export const RECORD_LOOKS: Record<RecordState, [Tone, IconName]> = {
  pending: ['info', 'inbox'],
  publicised: ['due', 'megaphone'],
  confirmed: ['done', 'circle-check'],
  refused: ['quiet', 'circle-x'],
  voided: ['late', 'circle-x'],
};

/** 2 小时 / 1 小时 30 分钟 / 45 分钟 */
export function sayMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (!hours) return `${rest} 分钟`;
  return rest ? `${hours} 小时 ${rest} 分钟` : `${hours} 小时`;
}

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

/** The last day of something that ends at a midnight. */
export const sayLastDay = (end: string, nowMs: number): string => sayDay(msOf(end) - 1, nowMs);
