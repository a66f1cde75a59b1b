import { inflateSync } from 'node:zlib';
import { pdfText } from './pdf-text.js';

/** What a paper made by pdfkit says and draws: its words, its filled squares (of a QR), how many pages. */
export function readPdf(bytes: Buffer): { text: string; squares: { x: number; y: number; side: number }[]; pages: number } {
  const whole = bytes.toString('latin1');
  const squares = [...whole.matchAll(/stream\n([\s\S]*?)\nendstream/g)]
    .map(([, body]) => inflated(body!))
    .flatMap((stream) => [...stream.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re\n/g)])
    .map(([, x, y, width]) => ({ x: Number(x), y: Number(y), side: Number(width) }));
  return { text: pdfText(bytes), squares, pages: [...whole.matchAll(/\/Type \/Page\n/g)].length };
}

function inflated(body: string): string {
  try {
    return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
  } catch {
    return '';
  }
}
