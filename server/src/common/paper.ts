import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
let font: Promise<Buffer> | null = null;
/** What every paper is printed in, embedded as far as it is used. Ten megabytes, read once and only where somebody asks for a paper. */
export function chineseFont(): Promise<Buffer> {
  font ??= readFile(join(dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json')), '400Regular/NotoSansSC_400Regular.ttf'));
  return font;
}

/** A cell that begins like a formula is text: quoted, so that it stays so after saving as csv, too. */
export const asText = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
