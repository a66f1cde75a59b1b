import { TRACK_BATCH_DAYS } from '@linli/shared/patrols';
import { DomainError } from '../../common/errors.js';

/** What two clocks and a message's way may differ by without anybody being wrong. */
export const SLACK_MS = 60_000;
const BACK_MS = TRACK_BATCH_DAYS * 86_400_000;

export const TOO_OLD = 'too_old';
export const IN_FUTURE = 'in_future';
export const TOO_EARLY = 'too_early';
export const AFTER_END = 'after_end';
export type Misfit = typeof TOO_OLD | typeof IN_FUTURE | typeof TOO_EARLY | typeof AFTER_END;

export interface Window {
  now: number;
  startedAt: number;
  stoppedAt: number | null;
}

/** The moment if it can belong to the patrol (a little early or late: its edge), else why not. */
export function fit(at: number, { now, startedAt, stoppedAt }: Window): number | Misfit {
  if (at < now - BACK_MS) return TOO_OLD;
  if (at > now + SLACK_MS) return IN_FUTURE;
  if (at < startedAt - SLACK_MS) return TOO_EARLY;
  if (stoppedAt !== null && at > stoppedAt) return AFTER_END;
  return Math.max(startedAt, Math.min(at, now));
}

const SENTENCES = new Map<Misfit, string>([
  [TOO_OLD, `超过 ${TRACK_BATCH_DAYS} 天的巡查记录不能再补传。`],
  [IN_FUTURE, '记录的时间晚于现在，请检查手机的时间设置。'],
  [TOO_EARLY, '记录的时间早于巡查开始。'],
]);

export function misfit(why: Misfit): DomainError {
  if (why === AFTER_END) return new DomainError('conflict', 'not_now', '这次巡查已经结束。', { state: 'ended' });
  return new DomainError('unprocessable', why, SENTENCES.get(why) ?? '');
}
