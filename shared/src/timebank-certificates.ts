import { actionsFrom, type Workflow } from './workflow.js';

// ---- 志愿服务记录证明 (DOMAIN.md §2.2): issued by the community that recorded the services, and by nobody else

/** `check`: the card was seen and fits; `void`: by the desk, or by itself when a record it counts is taken back. */
export const CERTIFICATE_STATES = ['applied', 'issued', 'refused', 'withdrawn', 'voided'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];
export const CERTIFICATE_STATE_LABELS: Record<CertificateState, string> = {
  applied: '待开具',
  issued: '已开具',
  refused: '未开具',
  withdrawn: '已撤回',
  voided: '已作废',
};
export const CERTIFICATE_WORKFLOW = {
  withdraw: { from: ['applied'], to: 'withdrawn' },
  check: { from: ['applied'], to: 'stay' },
  issue: { from: ['applied'], to: 'issued' },
  refuse: { from: ['applied'], to: 'refused' },
  void: { from: ['issued'], to: 'voided' },
} as const satisfies Workflow<string, CertificateState>;
export type CertificateAction = keyof typeof CERTIFICATE_WORKFLOW;
export const CERTIFICATE_ACTION_LABELS: Record<CertificateAction, string> = {
  withdraw: '撤回申请',
  check: '核对证件',
  issue: '开具证明',
  refuse: '不予开具',
  void: '作废',
};
export const certificateActionsFrom = (state: CertificateState): CertificateAction[] => actionsFrom(CERTIFICATE_WORKFLOW, state);

export const CERTIFICATE_TITLE = '志愿服务记录证明';
export const CERTIFICATE_NOTE_MAX = 100;
export const CERTIFICATE_REASON_MIN = 2;
export const CERTIFICATE_REASON_MAX = 100;
export const CERTIFICATE_CONTACT_MAX = 40;

/** ZM and 16 characters of Crockford's alphabet: 80 random bits, nothing to be guessed, no letters that look like digits. */
export const NUMBER_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const NUMBER_CHARACTERS = 16;
const NUMBER = /^ZM[0-9A-HJKMNP-TV-Z]{16}$/;

/** The number of so many random bytes, one character each (of 32, so every character is as likely). */
export const certificateNumber = (random: Uint8Array): string =>
  `ZM${Array.from(random.subarray(0, NUMBER_CHARACTERS), (byte) => NUMBER_ALPHABET[byte % 32]).join('')}`;

/** As it was typed: spaces, dashes and small letters do not matter, O is 0 and I, L are 1. Null: no number of a certificate. */
export function readNumber(typed: string): string | null {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return NUMBER.test(plain) ? plain : null;
}

/** ZM-7K2M-… : in groups, for the eye. */
export const numberInGroups = (number: string): string => [number.slice(0, 2), ...(number.slice(2).match(/.{1,4}/g) ?? [])].join('-');

// ---- identity papers: asked by the first certificate, encrypted, shown masked, never exported

export const PAPER_KINDS = ['resident_id', 'hk_macao_permit', 'taiwan_permit', 'passport'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
export const PAPER_LABELS: Record<PaperKind, string> = {
  resident_id: '居民身份证',
  hk_macao_permit: '港澳居民来往内地通行证',
  taiwan_permit: '台湾居民来往大陆通行证',
  passport: '护照',
};
/** The desk types so many last characters from the card itself. */
export const PAPER_TAIL = 6;
const OTHER_PAPER = /^[A-Z0-9]{7,18}$/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

export const plainPaper = (typed: string): string => typed.replace(/\s/g, '').toUpperCase();

/** Whether a number can be one of its kind; of a resident's card the date and the last digit are reckoned (GB 11643). */
export function isPaperNumber(kind: PaperKind, number: string): boolean {
  if (kind !== 'resident_id') return OTHER_PAPER.test(number);
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return false;
  const [month, day] = [Number(number.slice(10, 12)), Number(number.slice(12, 14))];
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  return number[17] === CHECK_DIGITS[sum % 11];
}

/** 450***********1234; of a short one only its ends. */
export function maskPaper(number: string): string {
  const [head, tail] = number.length >= 12 ? [3, 4] : [1, 2];
  return `${number.slice(0, head)}${'*'.repeat(number.length - head - tail)}${number.slice(-tail)}`;
}

/** 90 → 1 小时 30 分钟; as a paper says it: exact, nothing rounded. */
export function hoursInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} 分钟`;
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分钟`;
}
