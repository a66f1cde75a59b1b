/** Turns the reading direction around: part of no Chinese text, of pasted phone numbers at most, and a way to make a name read as another. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;
/** Nothing to be seen: ten of them are no answer to anybody. */
const BLANK = /[\s\u00ad\u180e\u200b-\u200f\u2060-\u2064\u2800\u3164\ufeff]/;

/** What somebody typed, without what cannot be seen around it: lengths and patterns are asked of what others will read. */
export function asTyped(value: unknown): unknown {
  if (typeof value === 'string') return withoutBlanks(value.replace(DIRECTIONS, ''));
  if (Array.isArray(value)) return value.map(asTyped);
  // Parsed from JSON or a form, its depth already limited; anything else stays what it is.
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asTyped(part)]));
}

/** From both ends by hand: a pattern for the end is asked again at each of a million blanks. */
function withoutBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && BLANK.test(text.charAt(from))) from += 1;
  while (to > from && BLANK.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}
