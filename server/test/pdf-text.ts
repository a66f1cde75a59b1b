import { inflateSync } from 'node:zlib';

/** The words of a PDF of ours, line by line, by the map of glyphs that pdfkit embeds with its font. */
export function pdfText(pdf: Buffer): string {
  const streams = inflated(pdf);
  const letters = new Map<string, string>();
  for (const map of streams.filter((one) => one.includes('beginbfrange')))
    for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g))
      list
        .trim()
        .split(/\s+/)
        .forEach((word, i) => {
          const glyph = (parseInt(from, 16) + i).toString(16).padStart(4, '0');
          letters.set(glyph, Buffer.from(word.replace(/[<>]/g, ''), 'hex').swap16().toString('utf16le'));
        });
  const drawn = streams.flatMap((one) => [...one.matchAll(/\[([^\]]*)\] TJ/g)].map(([, parts = '']) => parts));
  const word = (hex: string) => (hex.match(/.{4}/g) ?? []).map((glyph) => letters.get(glyph) ?? '?').join('');
  return drawn.map((parts) => [...parts.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => word(hex)).join('')).join('\n');
}

function inflated(pdf: Buffer): string[] {
  const streams: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    if (pdf.subarray(at - 3, at).toString('latin1') === 'end') continue;
    try {
      streams.push(inflateSync(pdf.subarray(at + 7, pdf.indexOf('\nendstream', at))).toString('latin1'));
    } catch {
      // fonts and pictures in other filters
    }
  }
  return streams;
}
