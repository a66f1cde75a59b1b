import { INK } from '@/theme/ink';
import type { PinTone } from './types';

const COLOURS: Record<PinTone, string> = {
  plain: INK.light.accent,
  done: INK.light.done,
  due: INK.light.due,
  late: INK.light.late,
  info: INK.light.info,
};
// late differs by shape too, not by colour alone: an exclamation mark instead of a dot
const pin = (tone: PinTone) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="28" height="36" viewBox="0 0 28 36"><path d="M14 35C6 24 2 19 2 13a12 12 0 0 1 24 0c0 6-4 11-12 22z" fill="${COLOURS[tone]}" stroke="#fff" stroke-width="2"/>${
    tone === 'late'
      ? '<path d="M14 7v8M14 18.500v.5" stroke="#fff" stroke-width="3" stroke-linecap="round"/>'
      : '<circle cx="14" cy="13" r="4.500" fill="#fff"/>'
  }</svg>`;

export const PIN_PICTURES = Object.fromEntries(
  (Object.keys(COLOURS) as PinTone[]).map((tone) => [tone, `data:image/svg+xml,${encodeURIComponent(pin(tone))}`]),
) as Record<PinTone, string>;
