import type { PublicFiguresView } from '@linli/shared/reports.dto';
import type { Figure } from '@/components/stat';

/** Below this a rate says nothing. */
const ENOUGH = 10;
const percent = (rate: number) => Math.round(rate * 100);

/** Closed and solved, answered and closed within a day, side by side. What is unknown (too few cases) is left out. */
export function figuresOf(f: PublicFiguresView): Figure[] {
  const all: (Figure | null)[] = [
    { label: '收到', value: f.reported, unit: '件' },
    { label: '办结', value: f.closed, unit: '件' },
    { label: '解决', value: f.solved, unit: '件', tone: 'done' },
    f.answeredWithin24hRate === null ? null : { label: '24 小时内答复', value: percent(f.answeredWithin24hRate), unit: '%' },
    f.closedWithin24hRate === null ? null : { label: '24 小时内办结', value: percent(f.closedWithin24hRate), unit: '%' },
    f.averageAnswerHours === null ? null : { label: '平均答复', value: Math.max(1, Math.round(f.averageAnswerHours)), unit: '小时' },
    f.satisfiedRate === null ? null : { label: '居民满意', value: percent(f.satisfiedRate), unit: '%' },
  ];
  return all.filter((x) => x !== null).filter((x) => f.reported >= ENOUGH || x.unit === '件');
}
