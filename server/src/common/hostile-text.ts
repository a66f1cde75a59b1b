import { DomainError } from './errors.js';

const DEEPEST = 32;
const LONE_SURROGATE = /\p{Surrogate}/u;
const IN_NO_XML = /[\ufffe\uffff]/;

/**
 * Refuses what no honest client sends and what breaks things further in: U+0000 (Postgres), lone surrogates (UTF-8), U+FFFE and U+FFFF (no sheet with
 * one of them opens), and nesting so deep that recursive code runs out of stack. Walks without recursion.
 */
export function refuseHostileText(value: unknown): void {
  const waiting: [value: unknown, depth: number][] = [[value, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [found, depth] = next;
    if (typeof found === 'string') {
      if (found.includes('\0') || LONE_SURROGATE.test(found) || IN_NO_XML.test(found)) throw badText();
      continue;
    }
    if (typeof found !== 'object' || found === null) continue;
    if (depth >= DEEPEST) throw new DomainError('invalid', 'too_deep', '提交的内容结构有误。');
    if (Array.isArray(found)) for (const inner of found as unknown[]) waiting.push([inner, depth + 1]);
    else for (const [key, inner] of Object.entries(found)) waiting.push([key, depth + 1], [inner, depth + 1]);
  }
}

const badText = () => new DomainError('invalid', 'bad_text', '内容里有无法识别的字符，请删除后再试。');
