import { DISPLAY_CODE_PATTERN, PAPER_CARD_PATTERN, SERVICE_QR_PATTERN } from '@linli/shared/display-code';

const CARD_DIGITS = /^\d{12}$/;

export type CodeKind = 'display' | 'card';

/** What was scanned or typed, without the spaces people write; null: none of ours. */
export function codeOf(raw: string): { code: string; kind: CodeKind } | null {
  const code = raw.replace(/[\s-]+/g, (gap) => (gap.includes('-') && raw.startsWith('LS1.') ? gap.trim() : '')).trim();
  if (DISPLAY_CODE_PATTERN.test(code) || SERVICE_QR_PATTERN.test(code)) return { code, kind: 'display' };
  if (PAPER_CARD_PATTERN.test(code) || CARD_DIGITS.test(code)) return { code, kind: 'card' };
  return null;
}
