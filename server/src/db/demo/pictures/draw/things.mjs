// What stands about in a town, made of a few solids each.
import { place } from './mesh.mjs';
import { bark, decal, leaves, plain, rgb, times, cloud } from './paint.mjs';

const steel = plain('#9a9fa3', { grain: 0.06, mirror: 0.25 });
const black = plain('#1d1d1f', { grain: 0.1 });
const rubber = plain('#242426', { grain: 0.15 });

/** A box whose top is wider or narrower than its foot. */
export function frustum(s, [w1, d1], [w2, d2], h, paint, at, turn = 0, tilt = 0, pitch = 0) {
  s.placed(place(at, turn, tilt, pitch), () => {
    const ring = (w, d, y) => [[-w / 2, y, -d / 2], [w / 2, y, -d / 2], [w / 2, y, d / 2], [-w / 2, y, d / 2]]; // prettier-ignore
    const [a, b] = [ring(w1, d1, 0), ring(w2, d2, h)];
    for (let i = 0; i < 4; i++) s.quad(a[i], a[(i + 1) % 4], b[(i + 1) % 4], b[i], paint);
    s.quad(b[0], b[1], b[2], b[3], paint);
  });
}

export function bin(s, hex, at, turn, { open = 0 } = {}) {
  const paint = plain(hex, { grain: 0.1, mirror: 0.06 });
  s.placed(place(at, turn), () => {
    frustum(s, [0.44, 0.5], [0.56, 0.68], 0.92, paint, [0, 0.06, 0]);
    s.box([0.62, 0.05, 0.06], paint, [0, 0.93, -0.36]);
    s.box([0.6, 0.05, 0.74], paint, [0, 0.99, open ? 0.36 : 0.02], 0, 0, open ? -open : 0.02);
    s.rod([-0.27, 0.1, 0.3], [-0.22, 0.1, 0.3], 0.1, rubber);
    s.rod([0.27, 0.1, 0.3], [0.22, 0.1, 0.3], 0.1, rubber);
    s.rod([-0.25, 1.0, 0.42], [0.25, 1.0, 0.42], 0.02, black);
    s.quad([-0.12, 0.45, -0.305], [0.12, 0.45, -0.305], [0.12, 0.68, -0.32], [-0.12, 0.68, -0.32], plain('#e8e8e2', { grain: 0.05 }));
  });
}

const BAGS = ['#17181a', '#1f2022', '#22252c', '#c9cbca', '#2f5fa8', '#a33030', '#d8d2c4', '#1a1b1c'];
export function bag(s, c, at, size = 0.3) {
  const [f, g] = [c.between(0, 40), c.between(1.6, 2.6)];
  s.ball([at[0], at[1] + size * 0.62, at[2]], [size, size * 0.8, size * 0.95], plain(c.pick(BAGS), { grain: 0.25, mirror: 0.12 }), {
    lump: (x, y, z) => 0.72 + 0.5 * cloud(x * g + f + y * 0.6, z * g + y * g * 1.2 + f, 3) + (y > 0.93 ? 0.3 : 0),
    turn: c.between(0, 6),
    rows: 18,
    columns: 26,
  });
}
const SCRAPS = ['#d9d4c8', '#b98d52', '#c8423a', '#3f7fbf', '#e7e3d6', '#5d9150', '#dcb93c', '#f0efe9'];
export function litter(s, c, centre, spread, count) {
  for (let i = 0; i < count; i++) {
    const [x, z] = [centre[0] + c.between(-1, 1) * spread, centre[2] + c.between(-1, 1) * spread * 0.7];
    const w = c.between(0.04, 0.14);
    const paint = plain(c.pick(SCRAPS), { grain: 0.2 });
    if (c.yes(0.2)) s.rod([x, centre[1] + 0.04, z], [x + w, centre[1] + 0.04, z + w * 0.6], 0.035, paint, 0.028);
    else
      s.box(
        [w, 0.012 + c.between(0, 0.03), w * c.between(0.5, 1.2)],
        paint,
        [x, centre[1] + 0.004, z],
        c.between(0, 6),
        c.between(-0.3, 0.3),
        c.between(-0.2, 0.2),
      );
  }
}
export function carton(s, c, at, size = c.between(0.3, 0.55)) {
  const paint = plain(c.pick(['#b08a58', '#a67c4a', '#bd9a69']), { grain: 0.1, size: 3 });
  s.box([size * c.between(0.9, 1.4), size * c.between(0.6, 1), size], paint, at, c.between(-0.6, 0.6));
}

export function tree(s, c, at, { height = c.between(4.6, 6), green = c.pick(['#4c7a34', '#5a8a3a', '#456f3a']), dense = 1 } = {}) {
  const trunk = bark();
  const [x, y, z] = at;
  const top = [x + c.between(-0.2, 0.2), y + height * 0.5, z + c.between(-0.2, 0.2)];
  s.rod(at, top, 0.15, trunk, 0.1, 10);
  for (let k = 0; k < 5; k++)
    s.rod(top, [top[0] + c.between(-1, 1), top[1] + c.between(0.6, 1.6), top[2] + c.between(-1, 1)], 0.06, trunk, 0.02, 6, false);
  const paint = leaves(green);
  for (let k = 0; k < 9; k++) {
    const centre = [x + c.between(-1.1, 1.1), y + height * c.between(0.55, 0.95), z + c.between(-1.1, 1.1)];
    foliage(s, c, centre, c.between(0.7, 1.15), paint, Math.round(190 * dense));
  }
}
/** Leaves as single small triangles about a centre. */
export function foliage(s, c, centre, radius, paint, count, leaf = 0.2) {
  for (let i = 0; i < count; i++) {
    const d = [c.between(-1, 1), c.between(-1, 1), c.between(-1, 1)];
    const l = Math.hypot(...d) || 1;
    const r = (radius * Math.cbrt(c.next())) / l;
    const p = [centre[0] + d[0] * r, centre[1] + d[1] * r * 0.8, centre[2] + d[2] * r];
    const o = () => [p[0] + c.between(-leaf, leaf), p[1] + c.between(-leaf, leaf) * 0.6, p[2] + c.between(-leaf, leaf)];
    s.triangle(p, o(), o(), paint);
  }
}

export function lampPost(s, at, { lit = false, arm = 1.5, height = 6.2, toX = 1 } = {}) {
  const [x, y, z] = at;
  s.rod(at, [x, y + 0.7, z], 0.12, plain('#5b6165', { grain: 0.05 }), 0.1);
  s.rod([x, y + 0.7, z], [x, y + height, z], 0.07, plain('#6d7377', { grain: 0.05 }), 0.05);
  s.tube([[x, y + height, z], [x + toX * arm * 0.5, y + height + 0.3, z], [x + toX * arm, y + height + 0.34, z]], 0.04, steel); // prettier-ignore
  s.box([0.8, 0.12, 0.26], plain('#54595d'), [x + toX * (arm + 0.25), y + height + 0.28, z]);
  s.box([0.66, 0.03, 0.2], plain(lit ? '#fff1d0' : '#44484a', { glow: lit ? 9 : 0, grain: 0 }), [
    x + toX * (arm + 0.25),
    y + height + 0.24,
    z,
  ]);
}

const BODIES = ['#c9ccd0', '#e9eaec', '#23262b', '#7c1f22', '#24426e', '#8b8f94', '#d8d3c6'];
export function car(s, c, at, turn, hex = c.pick(BODIES)) {
  const body = plain(hex, { grain: 0.03, mirror: 0.32 });
  const glass = plain('#0d1216', { grain: 0, mirror: 0.75 });
  s.placed(place(at, turn), () => {
    s.placed(
      place([0, 0, 0]),
      () =>
      s.slab([[-2.15, 0.32], [-1.2, 0.22], [1.3, 0.22], [2.2, 0.34], [2.24, 0.62], [2.1, 0.84], [1.2, 0.95], [-1.55, 0.98], [-2.1, 0.94], [-2.2, 0.6]], 1.74, body), // prettier-ignore
    );
    s.slab([[-1.75, 0.93], [1.28, 0.93], [0.5, 1.42], [0.2, 1.46], [-0.9, 1.46], [-1.25, 1.4]], 1.5, glass, body); // prettier-ignore
    s.box([1.45, 0.05, 1.4], body, [-0.38, 1.43, 0]);
    for (const z of [-0.76, 0.76]) s.box([0.07, 0.5, 0.05], body, [-0.35, 0.95, z]);
    s.quad([-1.78, 0.97, -0.66], [-1.78, 0.97, 0.66], [-1.3, 1.38, 0.58], [-1.3, 1.38, -0.58], glass);
    s.quad([1.32, 0.97, 0.66], [1.32, 0.97, -0.66], [0.56, 1.4, -0.58], [0.56, 1.4, 0.58], glass);
    for (const x of [-1.36, 1.4])
      for (const z of [-0.82, 0.82]) {
        s.rod([x, 0.33, z - 0.1], [x, 0.33, z + 0.1], 0.33, rubber, 0.33, 20);
        s.rod([x, 0.33, z - 0.11], [x, 0.33, z + 0.11], 0.19, steel, 0.19, 14);
      }
    for (const z of [-0.62, 0.62]) {
      s.box([0.06, 0.14, 0.36], plain('#8f1a18', { mirror: 0.3, glow: 0.1 }), [-2.17, 0.66, z]);
      s.box([0.06, 0.13, 0.36], plain('#e8ebe8', { mirror: 0.4 }), [2.2, 0.6, z]);
    }
    s.box([0.03, 0.13, 0.44], plain('#2551a8'), [-2.21, 0.46, 0]);
    s.box([0.03, 0.13, 0.44], plain('#2551a8'), [2.24, 0.36, 0]);
    s.box([0.1, 0.08, 0.16], body, [0.75, 0.98, 0.92]);
    s.box([0.1, 0.08, 0.16], body, [0.75, 0.98, -0.92]);
  });
}

/** Along x; `lean` > 1 lies on the ground. */
export function bike(s, hex, at, turn, lean = 0.06) {
  const frame = plain(hex, { grain: 0.04, mirror: 0.15 });
  s.placed(place(at, turn, 0, lean), () => {
    for (const x of [-0.52, 0.52]) {
      s.ring([x, 0.32, 0], 0.3, 0.024, rubber);
      s.ring([x, 0.32, 0], 0.27, 0.012, steel, 0, 0, 0, 16);
      for (let k = 0; k < 5; k++) {
        const t = (Math.PI * k) / 5;
        s.rod(
          [x + 0.27 * Math.cos(t), 0.32 + 0.27 * Math.sin(t), 0],
          [x - 0.27 * Math.cos(t), 0.32 - 0.27 * Math.sin(t), 0],
          0.004,
          steel,
          0.004,
          4,
          false,
        );
      }
      s.tube(
        Array.from({ length: 7 }, (_, k) => [x + 0.345 * Math.cos(0.5 + 0.38 * k), 0.32 + 0.345 * Math.sin(0.5 + 0.38 * k), 0]),
        0.026,
        frame,
      );
    }
    s.tube([[-0.52, 0.32, 0], [-0.1, 0.3, 0], [0.38, 0.72, 0]], 0.034, frame); // prettier-ignore
    s.tube([[-0.52, 0.32, 0], [-0.2, 0.62, 0], [-0.1, 0.3, 0]], 0.026, frame); // prettier-ignore
    s.tube([[0.52, 0.32, 0], [0.4, 0.66, 0], [0.33, 0.98, 0]], 0.028, frame); // prettier-ignore
    s.rod([-0.2, 0.6, 0], [-0.26, 0.86, 0], 0.018, steel);
    s.ball([-0.28, 0.89, 0], [0.14, 0.045, 0.09], black);
    s.rod([0.3, 1.0, -0.26], [0.3, 1.0, 0.26], 0.016, black);
    s.rod([0.33, 0.98, 0], [0.3, 1.0, 0], 0.02, steel);
    frustum(s, [0.2, 0.24], [0.3, 0.34], 0.24, plain('#3c4044', { grain: 0.3, size: 60 }), [0.58, 0.7, 0]);
    s.box([0.08, 0.1, 0.1], black, [-0.48, 0.62, 0]);
  });
}

export function eBike(s, hex, at, turn, lean = 0.05) {
  const paint = plain(hex, { grain: 0.04, mirror: 0.3 });
  s.placed(place(at, turn, 0, lean), () => {
    for (const x of [-0.62, 0.62]) {
      s.ring([x, 0.25, 0], 0.2, 0.055, rubber);
      s.rod([x, 0.25, -0.05], [x, 0.25, 0.05], 0.12, steel, 0.12, 14);
    }
    s.slab([[-0.95, 0.42], [-0.3, 0.25], [0.25, 0.22], [0.3, 0.32], [-0.1, 0.4], [-0.16, 0.66], [-0.85, 0.7]], 0.26, paint); // prettier-ignore
    s.box([0.72, 0.1, 0.28], black, [-0.48, 0.69, 0]);
    s.box([0.55, 0.04, 0.3], rubber, [0.08, 0.24, 0]);
    s.placed(place([0.42, 0.3, 0], 0, 0.28), () => s.box([0.09, 0.68, 0.38], paint));
    s.rod([0.6, 0.3, 0], [0.36, 1.02, 0], 0.035, steel);
    s.rod([0.33, 1.04, -0.34], [0.33, 1.04, 0.34], 0.02, black);
    s.box([0.1, 0.14, 0.2], paint, [0.38, 0.98, 0]);
    s.ball([0.47, 0.98, 0], [0.06, 0.08, 0.09], plain('#e8e8df', { mirror: 0.4 }));
    frustum(s, [0.22, 0.3], [0.26, 0.34], 0.26, black, [-0.92, 0.78, 0]);
    for (const z of [-0.34, 0.34]) s.rod([0.34, 1.05, z], [0.3, 1.24, z * 1.15], 0.008, black, 0.008, 5);
    for (const z of [-0.39, 0.39]) s.ball([0.3, 1.26, z], [0.02, 0.05, 0.08], black);
  });
}

export function railing(s, from, to, { hex = '#e6e7e3', height = 0.95, gap = [], posts = 2, fallen = [] } = {}) {
  const paint = plain(hex, { grain: 0.06 });
  const length = Math.hypot(to[0] - from[0], to[2] - from[2]);
  const at = (t, y) => [from[0] + ((to[0] - from[0]) * t) / length, from[1] + y, from[2] + ((to[2] - from[2]) * t) / length];
  const panels = Math.floor(length / posts);
  for (let i = 0; i <= panels; i++) s.rod(at(i * posts, 0), at(i * posts, height + 0.1), 0.055, paint);
  for (let i = 0; i < panels; i++) {
    if (gap.includes(i)) continue;
    for (const y of [0.14, height]) s.rod(at(i * posts, y), at((i + 1) * posts, y), 0.028, paint);
    for (let k = 1; k * 0.16 < posts; k++)
      s.rod(at(i * posts + k * 0.16, 0.14), at(i * posts + k * 0.16, height), 0.014, paint, 0.014, 6, false);
  }
  for (const { at: where, turn, pitch } of fallen)
    s.placed(place(where, turn, 0, pitch), () => {
      for (const y of [0.14, height]) s.rod([0, y, 0], [posts * 0.9, y + 0.02, 0.1], 0.028, paint);
      for (let k = 1; k * 0.16 < posts * 0.9; k++)
        s.rod([k * 0.16, 0.1, 0], [k * 0.16 + (k % 3) * 0.05, height, 0.1 + (k % 4) * 0.05], 0.014, paint, 0.014, 6, false);
    });
}

const GOODS = ['#c8402c', '#5f9a3a', '#e0a22e', '#7a3f86', '#d9722c', '#3f7a3a', '#e5d9a8'];
export function stall(s, c, at, turn, hex = c.pick(['#b3372e', '#2f6fa8', '#2f8a58', '#c98a2a'])) {
  s.placed(place(at, turn), () => {
    s.rod([0, 0, 0.2], [0, 2.25, 0.2], 0.025, steel);
    const [top, r] = [2.35, 1.45];
    const [p1, p2] = [plain(hex, { grain: 0.08 }), plain('#ece6d8', { grain: 0.08 })];
    for (let k = 0; k < 8; k++) {
      const [t0, t1] = [(Math.PI * k) / 4, (Math.PI * (k + 1)) / 4];
      const [a, b] = [[r * Math.cos(t0), 1.92, 0.2 + r * Math.sin(t0)], [r * Math.cos(t1), 1.92, 0.2 + r * Math.sin(t1)]]; // prettier-ignore
      s.triangle([0, top, 0.2], a, b, k % 2 ? p2 : p1);
      s.quad(a, b, [b[0], 1.78, b[2]], [a[0], 1.78, a[2]], k % 2 ? p2 : p1);
    }
    for (const [x, z] of [
      [-0.75, -0.25],
      [0, -0.25],
      [0.75, -0.25],
      [-0.38, 0.45],
      [0.4, 0.5],
    ]) {
      // prettier-ignore
      const y = z > 0 ? 0.62 : 0.5;
      s.box([0.68, 0.05, 0.5], plain('#8a6a42'), [x, y - 0.06, z]);
      for (const [dx, dz] of [[-0.3, -0.2], [0.3, -0.2], [-0.3, 0.2], [0.3, 0.2]]) s.rod([x + dx, 0, z + dz], [x + dx, y, z + dz], 0.02, plain('#6d5434')); // prettier-ignore
      frustum(s, [0.56, 0.4], [0.66, 0.48], 0.18, plain(c.pick(['#3d6fb0', '#b08a58', '#c3c6c2']), { grain: 0.2 }), [x, y, z]);
      const paint = plain(c.pick(GOODS), { grain: 0.3 });
      for (let i = 0; i < 16; i++)
        s.ball([x + c.between(-0.25, 0.25), y + 0.2 + c.between(0, 0.06), z + c.between(-0.16, 0.16)], [0.07, 0.06, 0.07], paint, {
          rows: 6,
          columns: 8,
        });
    }
    s.box([0.3, 0.42, 0.3], plain('#a8342e'), [1.05, 0, 0.75]);
  });
}

/** A branch torn from a tree: along x, its leaves about its thin end. */
export function branch(s, c, at, turn, length = 4) {
  const wood = bark('#6f5a42');
  const green = leaves('#55803a');
  s.placed(place(at, turn), () => {
    const knots = Array.from({ length: 7 }, (_, k) => [
      (length * k) / 6,
      0.16 + 0.1 * Math.sin(k * 1.7) + c.between(0, 0.08),
      c.between(-0.14, 0.14),
    ]);
    knots.forEach((p, k) => {
      if (k < 6) s.rod(p, knots[k + 1], 0.12 - k * 0.014, wood, 0.105 - k * 0.014, 9);
      if (k < 2) return;
      for (let m = 0; m < 3; m++) {
        const end = [p[0] + c.between(0.3, 1), p[1] + c.between(-0.05, 0.8), p[2] + c.between(-1.1, 1.1)];
        s.rod(p, end, 0.035, wood, 0.012, 6, false);
        foliage(s, c, [end[0], Math.max(0.2, end[1]), end[2]], 0.5, green, 150, 0.11);
      }
    });
    s.rod([-0.02, 0.16, 0], [0.02, 0.16, 0], 0.11, plain('#d3b98a', { grain: 0.2, size: 40 }), 0.11, 12);
  });
}

export function cone(s, at) {
  const [x, y, z] = at;
  s.box([0.36, 0.03, 0.36], black, at);
  s.rod([x, y + 0.03, z], [x, y + 0.28, z], 0.14, plain('#d9531e'), 0.1, 14);
  s.rod([x, y + 0.28, z], [x, y + 0.44, z], 0.1, plain('#f2f0ea'), 0.065, 14);
  s.rod([x, y + 0.44, z], [x, y + 0.68, z], 0.065, plain('#d9531e'), 0.03, 14);
}

/** A shop of one bay: its front set back under a sign board. `sign` is a decal. */
export function shop(s, c, [x, y, z], width, facing, sign) {
  const dark = plain('#1b1d1f', { grain: 0.1, mirror: 0.6 });
  const shutter = { colour: (p) => times(rgb('#8d9294'), 0.7 + 0.35 * Math.abs(Math.sin(p.y * 38))) };
  const shut = c.yes(0.35);
  const f = facing * 0.02;
  const quad = (z0, z1, y0, y1, dx, paint, unit) =>
    facing > 0
      ? s.quad([x + dx, y0, z0], [x + dx, y0, z1], [x + dx, y1, z1], [x + dx, y1, z0], paint, unit)
      : s.quad([x + dx, y0, z1], [x + dx, y0, z0], [x + dx, y1, z0], [x + dx, y1, z1], paint, unit);
  quad(z + 0.25, z + width - 0.25, y, y + 2.5, f, shut ? shutter : dark);
  if (!shut) for (const t of [0.35, 0.65]) s.box([0.06, 2.5, 0.06], steel, [x + f, y, z + width * t]);
  s.box([0.12, 0.85, width - 0.16], plain('#3a3d40'), [x + facing * 0.1, y + 2.55, z + width / 2]);
  quad(z + 0.1, z + width - 0.1, y + 2.6, y + 3.35, facing * 0.175, decal(sign, { glow: 0.1 }), true);
}

export function airConditioner(s, at) {
  const [x, y, z] = at;
  s.box([0.34, 0.6, 0.85], plain('#d4d2ca', { grain: 0.08 }), at);
  s.rod([x + 0.18, y + 0.3, z - 0.12], [x + 0.175, y + 0.3, z - 0.12], 0.22, plain('#55585a'), 0.22, 16);
}

export const wall = (s, a, b, height, paint) =>
  s.quad([a[0], a[1], a[2]], [b[0], b[1], b[2]], [b[0], b[1] + height, b[2]], [a[0], a[1] + height, a[2]], paint);
