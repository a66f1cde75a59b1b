// Explicit ranges instead of \p{Script=Han}: property escapes do not parse in the mini-program's ES2017.
const HAN = '々〇\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}';
const RUNS = new RegExp(`[${HAN}]+|[0-9a-z\u00c0-\u024f\u0370-\u1fff\u3040-\u30ff\uac00-\ud7a3]+`, 'gu');
const IS_HAN = new RegExp(`^[${HAN}]`, 'u');
/** Words of one search: more only cost, since a row must hold them all. */
const QUERY_TOKENS = 24;

/** Full-width letters and digits come from Chinese keyboards; the reader means the same. */
const folded = (text: string): string => text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).toLowerCase();

const runsOf = (text: string): string[] => folded(text).match(RUNS) ?? [];

function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((c, i) => `${characters[i]}${c}`);
}

/** Pairs of Chinese characters, whole words of other letters and digits; a lone character stays alone. */
function tokensOf(text: string): string[] {
  return [...new Set(runsOf(text).flatMap((run) => (IS_HAN.test(run) ? pairsOf(run) : [run])))];
}

/** What `to_tsvector('simple', …)` gets: single characters beside the pairs, so that a search for one character finds them too. */
export function searchDocument(...texts: readonly (string | null | undefined)[]): string {
  const tokens = new Set<string>();
  for (const text of texts) {
    if (!text) continue;
    for (const token of tokensOf(text)) tokens.add(token);
    for (const run of runsOf(text)) if (IS_HAN.test(run)) for (const character of run) tokens.add(character);
  }
  return [...tokens].join(' ');
}

/** The words a row must all hold to be a candidate; empty when nothing searchable was typed. */
export const searchQuery = (text: string): string[] => tokensOf(text).slice(0, QUERY_TOKENS);

/** A LIKE pattern that means the typed text itself: the last check after the index. */
export const likePattern = (text: string): string => `%${text.trim().replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
