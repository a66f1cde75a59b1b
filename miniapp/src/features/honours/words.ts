import { hoursInWords } from '@linli/shared/timebank-certificates';
import type { CertificateState } from '@linli/shared/timebank-certificates';
import type { BoardMeasure } from '@linli/shared/timebank-honours';
import type { IconName } from '@/components/icon';
import type { Tone } from '@/components/state-tag';

const page = (name: string) => `/features/honours/pages/${name}/index`;
export const PATHS = {
  stars: page('stars'),
  boards: page('boards'),
  certificates: page('certificates'),
  apply: page('apply'),
  certificate: page('certificate'),
  check: page('check'),
} as const;

/** How many who do not want to be on the board stand before each line: those ahead by rank less those drawn above. */
export function gapsOf(ranks: readonly number[]): number[] {
  let told = 0;
  return ranks.map((rank, drawn) => {
    const gap = Math.max(0, rank - 1 - drawn - told);
    told += gap;
    return gap;
  });
}

/** A figure of a board with its unit. */
export const scoreText = (measure: BoardMeasure, score: number): string => (measure === 'hours' ? hoursInWords(score) : `${score} 积分`);

export const STATE_LOOKS: Record<CertificateState, { tone: Tone; icon: IconName }> = {
  applied: { tone: 'info', icon: 'hourglass' },
  issued: { tone: 'done', icon: 'circle-check' },
  refused: { tone: 'quiet', icon: 'circle-x' },
  withdrawn: { tone: 'quiet', icon: 'undo-2' },
  voided: { tone: 'late', icon: 'circle-x' },
};

/** What happens next, and what it asks of whoever reads it. */
export const NEXT_STEPS: Record<CertificateState, string> = {
  applied: '请带上证件原件到社区，工作人员核对后当场开具，不收任何费用。',
  issued: '可以打开、下载、转发，不限次数。拿到证明的人扫码就能查真伪。',
  refused: '社区没有开出，原因在下面。改好后可以重新申请。',
  withdrawn: '您撤回了这份申请，随时可以重新申请。',
  voided: '这份证明已经作废，查验时会显示“已作废”。可以免费重新申请。',
};
