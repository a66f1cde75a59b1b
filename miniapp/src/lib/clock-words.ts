import type { ClockColour } from '@linli/shared/reports';
import type { ClockView } from '@linli/shared/reports.dto';
import { msOf, sayDay, sayLength, sayTime } from './times';

export type ClockTone = ClockColour | 'stopped' | 'paused';

export interface ClockWords {
  tone: ClockTone;
  /** 剩 5 小时 */
  how: string;
  /** 明天 09:30 前答复 */
  by: string;
  /** 1 at the start of the run, 0 when nothing is left: the ring. */
  left: number;
}

type Clock = Pick<
  ClockView,
  'kind' | 'startedAt' | 'dueAt' | 'amberAt' | 'stoppedAt' | 'everLate' | 'colour' | 'escalatedText' | 'pausedUntil'
>;

const MINUTE = 60_000;
const VERB = { response: '答复', disposal: '处置完成' } as const;

function stopped(clock: Clock, stoppedAt: string, now: number): ClockWords {
  const at = msOf(stoppedAt);
  const over = at - msOf(clock.dueAt);
  const when = `${sayTime(at, now)} ${clock.kind === 'response' ? '已答复' : '已处置'}`;
  if (over > 0) return { tone: 'stopped', how: `超时 ${sayLength(over)}`, by: when, left: 0 };
  return { tone: 'stopped', how: clock.everLate ? '曾超时' : '按时', by: when, left: 1 };
}

/** How long and by when, always both. At the due second is in time; from a quarter of the run on it is amber. */
export function clockWords(clock: Clock, now: number): ClockWords {
  if (clock.stoppedAt) return stopped(clock, clock.stoppedAt, now);
  const due = msOf(clock.dueAt);
  const start = msOf(clock.startedAt);
  const left = Math.max(0, Math.min(1, (due - now) / Math.max(1, due - start)));
  if (clock.pausedUntil)
    return { tone: 'paused', how: '计时暂停', by: `${sayDay(msOf(`${clock.pausedUntil.slice(0, 10)}T00:00:00+08:00`), now)}后继续`, left };
  if (now > due) {
    const told = clock.escalatedText ?? `应在${sayTime(due, now)} 前${VERB[clock.kind]}`;
    return { tone: 'red', how: now - due < MINUTE ? '刚刚超时' : `已超 ${sayLength(now - due)}`, by: told, left: 0 };
  }
  const tone = now >= msOf(clock.amberAt) ? 'amber' : 'green';
  return { tone, how: `剩 ${sayLength(due - now)}`, by: `${sayTime(due, now)} 前${VERB[clock.kind]}`, left };
}
