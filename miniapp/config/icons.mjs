// Writes the icon set from lucide-static (ISC) as CSS masks: a mask takes the colour of the text beside it, in WeChat and in browsers, light and dark.
// Add a name here and run `node config/icons.mjs`.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const NAMES =
  `accessibility alarm-clock arrow-left arrow-right badge-check bell brush building-2 calendar calendar-days camera car check chevron-down
chevron-left chevron-right chevron-up circle-alert circle-check circle-dot circle-help circle-pause circle-x clipboard-check clipboard-list clock construction
copy download ellipsis external-link eye eye-off file-text filter flag flame footprints frown gavel git-merge hammer hand-heart heart history hourglass house
id-card image inbox info keyboard landmark laugh layers lightbulb list list-checks loader-circle locate-fixed lock log-out map map-pin megaphone meh
message-circle-question message-square minus moon navigation pause pencil phone play plus printer qr-code refresh-cw rotate-ccw route scan-line search send
settings share-2 shield shield-check sliders-horizontal smile sparkles square star store sun table-2 thumbs-up trash-2 tree-pine triangle-alert type undo-2
upload user user-check users volume-2 wifi-off wrench x zap droplets dog angry
stethoscope graduation-cap music gift calendar-plus calendar-check utensils shopping-basket scissors book-open shirt ticket-percent`
    .split(/\s+/)
    .sort();

/** Drawn full as well: what is reached or chosen. */
const FULL = ['star'];

const at = join(dirname(createRequire(import.meta.url).resolve('lucide-static/package.json')), 'icons');
const svg = (name, full) =>
  readFileSync(join(at, `${name}.svg`), 'utf8')
    .replace(/<!--[^]*?-->/, '')
    .replace(/\s*class="[^"]*"/, '')
    .replace(/stroke-width="2"/, 'stroke-width="1.75"')
    .replace(/fill="none"/, full ? 'fill="#000"' : 'fill="none"')
    .replace(/currentColor/g, '#000')
    .replace(/\s+/g, ' ')
    .replace(/ ?(<|>|\/>) ?/g, '$1')
    .trim();
const rule = (name, full = false) => {
  const url = `url('data:image/svg+xml;base64,${Buffer.from(svg(name, full)).toString('base64')}')`;
  return `.i-${full ? `${name}-full` : name} {\n  --icon-shape: ${url};\n}`;
};
const src = resolve(import.meta.dirname, '../src');
writeFileSync(
  join(src, 'theme/icons.scss'),
  `/* made by config/icons.mjs from lucide-static (ISC) */\n${[...NAMES.map((n) => rule(n)), ...FULL.map((n) => rule(n, true))].join('\n')}\n`,
);
writeFileSync(
  join(src, 'components/icon/names.ts'),
  `// made by config/icons.mjs\nexport type IconName =\n${[...NAMES, ...FULL.map((n) => `${n}-full`)].map((n) => `  | '${n}'`).join('\n')};\n`,
);
