import Taro from '@tarojs/taro';
import { say } from './say';

/** A cell that begins like a formula is text all the same: a table program must not reckon with what a resident typed. */
const cell = (value: string) => {
  const line = value.replace(/[\t\r\n]+/g, ' ').trim();
  return /^[=+\-@]/.test(line) ? `'${line}` : line;
};

/** Rows as a table program takes them from the clipboard. */
export const toTsv = (rows: readonly (readonly string[])[]) => rows.map((r) => r.map(cell).join('\t')).join('\n');

export async function copyText(text: string, done: string): Promise<void> {
  try {
    await Taro.setClipboardData({ data: text });
    say(done, 'done');
  } catch {
    say('没能复制。请长按或用鼠标选中文字再复制', 'late');
  }
}
