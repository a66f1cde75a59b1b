import type { RecordState } from '@linli/shared/timebank';
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
