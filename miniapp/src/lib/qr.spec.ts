import jsqr from 'jsqr';
import { qrSvg } from './qr';

const ZOOM = 4;

/** The picture as a camera would get it. */
function pixels(svg: string) {
  const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const data = new Uint8ClampedArray((side * ZOOM) ** 2 * 4).fill(255);
  for (const [, x, y] of svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let dy = 0; dy < ZOOM; dy += 1)
      for (let dx = 0; dx < ZOOM; dx += 1) {
        const at = ((Number(y) * ZOOM + dy) * side * ZOOM + Number(x) * ZOOM + dx) * 4;
        data.fill(0, at, at + 3);
      }
  return { data, side: side * ZOOM };
}

test('what is drawn is read back by the scanner', () => {
  const text = `LS1.0199c0de-0000-7000-8000-000000000001.${'0a'.repeat(10)}`;
  const { data, side } = pixels(qrSvg(text));
  expect(jsqr(data, side, side)?.data).toBe(text);
});
