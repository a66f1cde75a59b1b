/** Separators people put between the digits of a number. */
const GAP = '[ \\-－—·.]?';
const digits = (count: number) => `\\d(?:${GAP}\\d){${count - 1}}`;
// 18 or 15 digits of an identity number first: eleven of them would look like a phone.
const IDENTITY = new RegExp(`(?<!\\d)(?:${digits(17)}${GAP}[\\dXx]|${digits(15)})(?!\\d)`, 'g');
const MOBILE = new RegExp(`(?<!\\d)(?:\\+?86${GAP})?1${GAP}[3-9](?:${GAP}\\d){9}(?!\\d)`, 'g');
const LANDLINE = new RegExp(`(?<!\\d)0\\d{2,3}[ \\-－—]?[2-9]\\d{6,7}(?!\\d)`, 'g');
const FULL_WIDTH = /[０-９]/g;

/**
 * Free text as those see it who need no numbers: phones and identity numbers are starred, the rest stays.
 * Full-width digits are read as digits, or the mask could be typed around.
 */
export function maskNumbers(text: string): string {
  const plain = text.replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  return plain
    .replace(IDENTITY, (found) => `${found.slice(0, 3)}***********${found.slice(-2)}`)
    .replace(MOBILE, (found) => `${found.slice(0, 3)}****${found.slice(-2)}`)
    .replace(LANDLINE, (found) => `${found.slice(0, 3)}****${found.slice(-2)}`);
}
