import { create } from 'qrcode/lib/core/qrcode';
import { PAPER } from '@/theme/ink';

/** White around it, in modules. */
const QUIET = 2;
/** A picture without a size of its own is drawn small. */
const DRAWN = 640;

/** A QR as SVG. Bytes are given, as WeChat has no TextEncoder: what is shown here is ASCII. */
export function qrSvg(text: string): string {
  const data = Uint8Array.from(text, (c) => c.charCodeAt(0));
  const { modules } = create([{ data, mode: 'byte' }], { errorCorrectionLevel: 'M' });
  const side = modules.size + QUIET * 2;
  let path = '';
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${DRAWN}" height="${DRAWN}" shape-rendering="crispEdges"><path fill="${PAPER.paper}" d="M0 0h${side}v${side}H0z"/><path fill="${PAPER.ink}" d="${path}"/></svg>`;
}
