// Where it happens: a street with houses and trees, a stairwell, an embankment.
import { airConditioner, lampPost, shop, tree, wall } from './things.mjs';
import { asphalt, facade, leaves, mix, plain, plaster, rgb, slabs, step, times, water, cloud } from './paint.mjs';

const FRONTS = ['#d9cdb6', '#c9b8a2', '#b9a48e', '#d4c3a8', '#c7cbc9', '#b98d78', '#dcd6c8', '#a9b3b5'];
const KERB = plain('#b9b6ad', { grain: 0.15, size: 3 });

/**
 * The road runs away from the viewer between x = -1.4 and x = 6.4, the near pavement from -5.4 to -1.4 (0.14 high), houses behind it.
 * `ground` and `pavement` may be painted over; `hole` leaves a round gap in the road.
 */
export function street(s, c, signs, { over, over2, hole = null, modern = c.yes(0.4), trees = true, lit = 0, lamps = true } = {}) {
  const lines = (colour, p) => {
    const worn = 0.55 + 0.45 * step(0.35, 0.6, cloud(p.x * 3, p.z * 2));
    const middle = Math.abs(p.x - 2.5) < 0.07 && (p.z / 6) % 1 < 0.55;
    const side = Math.abs(p.x + 1.0) < 0.06 || Math.abs(p.x - 6.0) < 0.06;
    const base = middle || side ? mix(colour, [0.72, 0.72, 0.7], worn * 0.85) : colour;
    return over ? over(base, p) : base;
  };
  const road = asphalt(c.pick(['#66676a', '#717172', '#5f6164']), lines);
  const pave = slabs(c.pick([['#a89f92', '#b3a999', '#9d9488'], ['#a5a7a6', '#b4b5b2', '#969897'], ['#b08a78', '#a97f6d', '#b99885']]), c.pick([0.3, 0.4, 0.5]), over2); // prettier-ignore
  const flat = (x0, x1, z0, z1, y, paint) => s.quad([x0, y, z0], [x1, y, z0], [x1, y, z1], [x0, y, z1], paint);
  if (hole) {
    const { x, z, r } = hole;
    const q = r + 0.25;
    flat(-1.4, 6.4, -8, z - q, 0, road);
    flat(-1.4, 6.4, z + q, 110, 0, road);
    flat(-1.4, x - q, z - q, z + q, 0, road);
    flat(x + q, 6.4, z - q, z + q, 0, road);
    const rim = (k) => [x + r * Math.cos(k), 0, z + r * Math.sin(k)];
    const edge = (k) => {
      const m = q / Math.max(Math.abs(Math.cos(k)), Math.abs(Math.sin(k)));
      return [x + m * Math.cos(k), 0, z + m * Math.sin(k)];
    };
    for (let i = 0; i < 48; i++) {
      const [k0, k1] = [(Math.PI * 2 * i) / 48, (Math.PI * 2 * (i + 1)) / 48];
      s.quad(rim(k0), rim(k1), edge(k1), edge(k0), road);
    }
  } else flat(-1.4, 6.4, -8, 110, 0, road);
  flat(-5.4, -1.6, -8, 110, 0.14, pave);
  flat(6.6, 10.4, -8, 110, 0.14, pave);
  for (const x of [-1.5, 6.5]) for (let z = -8; z < 60; z += 1) s.box([0.2, 0.15, 0.985], KERB, [x, 0, z + 0.5]);
  for (const side of [-1, 1]) {
    const x = side < 0 ? -5.4 : 10.4;
    for (let z = -9; z < 100;) {
      const width = c.between(8, 14);
      const height = modern ? c.between(18, 36) : c.between(9, 19);
      const depth = 9;
      s.box([depth, height, width], facade(c.pick(FRONTS), { ground: 3.6, bay: modern ? 3.2 : c.between(2.1, 2.7), lit }), [
        x + side * (depth / 2),
        0.1,
        z + width / 2,
      ]);
      const bays = Math.floor(width / 4);
      for (let b = 0; b < bays; b++) {
        shop(s, c, [x, 0.14, z + (b * width) / bays], width / bays, -side, c.pick(signs));
        if (!modern)
          for (let k = 0; k < 2; k++)
            if (c.yes(0.7)) airConditioner(s, [x - side * 0.18, 4.4 + 3 * k, z + (b + 0.5) * (width / bays) + c.between(-0.8, 0.8)]);
      }
      z += width + (c.yes(0.25) ? 1.5 : 0);
    }
    if (trees)
      for (let z = side < 0 ? 7 : 3; z < 62; z += 8)
        tree(s, c, [side < 0 ? -2.2 : 7.2, 0.14, z + c.between(-0.6, 0.6)], { dense: z < 30 ? 1 : 0.5 });
    if (lamps) for (let z = 14; z < 80; z += 22) lampPost(s, [side < 0 ? -1.8 : 6.8, 0.14, z], { toX: -side });
  }
}

/** A residential yard: houses round a paved court; for bins, heaps and fire lanes. */
export function yard(s, c, { over, wallHex = c.pick(['#d8cfbd', '#cfc7ba', '#d6c4ac']), houses = true } = {}) {
  s.quad([-14, 0, -6], [16, 0, -6], [16, 0, 60], [-14, 0, 60], asphalt(c.pick(['#8a8882', '#82827f', '#918d86']), over));
  const paint = plaster(wallHex, { foot: '#8b857b', footHeight: 0.7 });
  wall(s, [-5.2, 0, -6], [-5.2, 0, 11], 2.3, paint);
  s.box([0.34, 0.12, 17], plain('#a49c8e'), [-5.2, 2.3, 2.5]);
  if (houses) {
    s.box([9, 18, 13], facade(c.pick(FRONTS), { ground: 1.2, bay: 2.6 }), [-9, 0, 19]);
    s.box([26, 18, 10], facade(c.pick(FRONTS), { ground: 1.4, bay: 2.5 }), [4, 0, 28]);
    s.box([9, 16, 22], facade(c.pick(FRONTS), { ground: 1.2, bay: 2.5 }), [14, 0, 12]);
    for (let k = 0; k < 14; k++) airConditioner(s, [9.3, 3 + 2.9 * (k % 4), 3 + k * 1.2]);
    for (let x = -6; x < 14; x += 5.2) s.box([1.3, 2.2, 0.1], plain('#3b4b45', { mirror: 0.3 }), [x, 0.05, 22.95]);
  }
  for (const [x, z] of [[-3.4, 12.5], [8.2, 9], [2.5, 20.6], [-6.8, 5], [7.6, 17]]) tree(s, c, [x, 0, z]); // prettier-ignore
  for (let i = 0; i < 6; i++)
    s.ball([7.9, 0.35, 3 + i * 1.2], [0.7, 0.55, 0.7], leaves('#4a7136'), {
      lump: (x, y, z) => 0.8 + 0.4 * cloud(x * 5 + i, z * 5 + y * 5),
      rows: 20,
      columns: 30,
    });
}

/** A landing of an old house: green dado, steel doors, a window at the end. */
export function corridor(s, variant) {
  const hue = ['#5f8a72', '#6b8f9c'][variant];
  const walls = plaster('#d9d6cc', { foot: hue, footHeight: 1.15, dirt: 0.4 });
  const floor = slabs(['#8f8c86', '#98948d', '#87847e'], 0.3);
  const [w, l, h] = [1.15, 9, 2.75];
  s.quad([-w, 0, -2], [w, 0, -2], [w, 0, l], [-w, 0, l], floor);
  s.quad([-w, h, l], [w, h, l], [w, h, -2], [-w, h, -2], plaster('#c9c6bd', { dirt: 0.3 }));
  wall(s, [-w, 0, l], [-w, 0, -2], h, walls);
  wall(s, [w, 0, -2], [w, 0, l], h, walls);
  wall(s, [w, 0, l], [-w, 0, l], h, walls);
  const door = (x, z, hex) => {
    s.box([0.08, 2.1, 1.05], plain('#4d4f50'), [x, 0, z]);
    s.box([0.12, 2.0, 0.92], plain(hex, { mirror: 0.15 }), [x, 0, z]);
    s.box([0.16, 0.16, 0.05], plain('#c3b26a', { mirror: 0.4 }), [x, 1, z + 0.34]);
    s.box([0.14, 0.34, 0.26], plain('#b3261e'), [x, 1.42, z]);
  };
  door(-w, 3.1, '#6d3b2f');
  door(w, 4.6, '#3f5a52');
  door(-w, 6.7, '#57463a');
  s.quad(
    [-0.55, 1.1, l - 0.02],
    [0.55, 1.1, l - 0.02],
    [0.55, 2.2, l - 0.02],
    [-0.55, 2.2, l - 0.02],
    plain('#eaf4ff', { glow: 2.6, grain: 0 }),
  );
  for (const x of [-0.55, 0, 0.55]) s.box([0.05, 1.1, 0.05], plain('#6e7275'), [x, 1.1, l - 0.06]);
  for (const y of [1.1, 1.65, 2.2]) s.box([1.15, 0.05, 0.05], plain('#6e7275'), [0, y, l - 0.06]);
  s.rod([-w + 0.04, 2.45, -2], [-w + 0.04, 2.45, l], 0.018, plain('#d8d8d2'));
  s.box([0.14, 0.34, 0.26], plain('#c9cac6'), [w - 0.08, 1.5, 2.2]);
  s.ball([0, h - 0.08, 3], [0.1, 0.1, 0.1], plain('#fff0cf', { glow: 3, grain: 0 }));
  return [
    { at: [0, h - 0.25, 3], power: 2.3, colour: [1, 0.86, 0.66], size: 0.2 },
    { at: [0, 1.7, l - 0.5], power: 3.2, colour: [0.85, 0.94, 1.1], size: 0.6 },
  ];
}

/** Standing on the embankment: pavement in front, the river beyond, the other bank. */
export function embankment(s, c, { hex = '#4d6257', over, ripple = 0.05 } = {}) {
  const pave = slabs(['#aaa69d', '#b5b1a6', '#9f9b92'], 0.5);
  s.quad([-30, 0, -6], [30, 0, -6], [30, 0, 4.2], [-30, 0, 4.2], pave);
  s.box([60, 0.22, 0.5], plain('#b7b2a6', { size: 3 }), [0, 0, 4.2]);
  wall(s, [-40, -2.2, 4.4], [40, -2.2, 4.4], 2.3, plaster('#8c887d', { dirt: 0.8 }));
  s.quad([-80, -1.5, 4.3], [80, -1.5, 4.3], [80, -1.5, 46], [-80, -1.5, 46], water(hex, { over, ripple }));
  s.quad([-80, -1.6, 45], [80, -1.6, 45], [80, 1.2, 50], [-80, 1.2, 50], plain('#6f7a58', { grain: 0.4, size: 2 }));
  s.quad([-90, 1.2, 50], [90, 1.2, 50], [90, 1.2, 130], [-90, 1.2, 130], plain('#7c8468'));
  for (let x = -56; x < 56; x += c.between(4, 7)) tree(s, c, [x, 1.1, c.between(51, 55)], { height: c.between(5, 8), dense: 0.35 });
  for (let x = -70; x < 70;) {
    const w = c.between(9, 18);
    s.box([w, c.between(12, 38), 10], facade(c.pick(FRONTS), { ground: 3, bay: 3 }), [x + w / 2, 1, c.between(64, 76)]);
    x += w + c.between(1, 7);
  }
}

export const patchOf = (p, x, z, rx, rz, edge = 0.25) =>
  1 - step(1 - edge, 1, Math.hypot((p.x - x) / rx, (p.z - z) / rz) + 0.35 * (cloud(p.x * 3, p.z * 3) - 0.5));
export const damp = (colour, t) => times(colour, 1 - 0.45 * t);
export const dirt = rgb('#5a4c3c');
