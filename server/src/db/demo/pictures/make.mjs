// Draws the pictures of the demo district: node make.mjs [--draft | --small] [scene …]. Writes <scene>-<variant>-<before|after>.jpg and the small
// ones of the lists beside itself.
// Run by hand after a change; the results are committed, because drawing takes minutes and a start must not.
import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../../..');
process.env.FONTCONFIG_FILE = (await import(join(root, 'tools/browsers.mjs'))).fontsConf();
const { default: sharp } = await import('sharp');
const { Solid } = await import('./draw/mesh.mjs');
const { render } = await import('./draw/trace.mjs');
const { SCENES } = await import('./draw/scenes.mjs');
const { signs, leaflets, fireLane, manholeCover, notice } = await import('./draw/lettering.mjs');

const draft = process.argv.includes('--draft');
const only = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const out = draft ? join(root, '.cache/pictures') : import.meta.dirname;
mkdirSync(out, { recursive: true });

/** The same seeded chance the seeding uses, in the few verbs needed here. */
function chanceOf(words) {
  let state = [...words].reduce((h, ch) => Math.imul(h ^ ch.codePointAt(0), 16777619), 2166136261) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (a, b) => a + next() * (b - a),
    yes: (p) => next() < p,
    pick: (items) => items[Math.floor(next() * items.length)],
  };
}

const art = {
  leaflets: await leaflets(),
  lane: await fireLane(),
  cover: await manholeCover(),
  noDump: await notice('禁止倾倒', '违者按规定处理'),
};
const boards = await signs();
const small = process.argv.includes('--small');
for (const name of small ? [] : only.length > 0 ? only : Object.keys(SCENES))
  for (const variant of [0, 1])
    for (const after of [false, true]) {
      const began = performance.now();
      const solid = new Solid();
      const chance = chanceOf(`${name} ${variant}`);
      const view = SCENES[name](solid, chance, { variant, after, art, signs: boards, nudge: after ? 0.12 : 0 });
      const [width, height] = draft ? [360, 270] : [800, 600];
      const pixels = render(solid, { width, height, samples: 4, seed: after ? 2 : 1, ...view });
      const image = sharp(pixels, { raw: { width, height, channels: 3 } });
      const file = join(out, `${name}-${variant + 1}-${after ? 'after' : 'before'}.jpg`);
      const { size } = await (draft ? image : image.median(3).resize(1280, 960, { kernel: 'lanczos3' }))
        .jpeg({ quality: 72, mozjpeg: true })
        .toFile(file);
      console.log(
        `${name} ${variant + 1} ${after ? 'after' : 'before'}: ${solid.paints.length} triangles, ${((performance.now() - began) / 1000).toFixed(1)} s, ${(size / 1000).toFixed(0)} kB`,
      );
    }

if (!draft)
  for (const name of readdirSync(out).filter((file) => /-(before|after)\.jpg$/.test(file)))
    await sharp(join(out, name))
      .resize(320, 240)
      .jpeg({ quality: 72, mozjpeg: true })
      .toFile(join(out, name.replace('.jpg', '-small.jpg')));
