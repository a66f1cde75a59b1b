// The troubles of a town, before and after. Each scene fills a solid and answers with its view.
import { place } from './mesh.mjs';
import { cloud, decal, leaves, mix, noise, plain, plaster, rgb, slabs, step, times } from './paint.mjs';
import { corridor, damp, dirt, embankment, patchOf, street, yard } from './settings.mjs';
import {
  bag,
  bike,
  bin,
  branch,
  car,
  carton,
  cone,
  eBike,
  foliage,
  frustum,
  lampPost,
  litter,
  railing,
  stall,
  tree,
  wall,
} from './things.mjs';
import { indoors, night, weather } from './weather.mjs';

const from = (eye, look, fov = 58) => ({ eye, look, fov });
const day = (v, kinds) => weather(kinds[(v.variant + (v.after ? 1 : 0)) % kinds.length]);

export const SCENES = {
  bin_overflow(s, c, v) {
    const bins = v.variant ? ['#2f6db0', '#3a3d40', '#3a8a4c'] : ['#3a8a4c', '#3a3d40', '#2f6db0', '#a8322c'];
    const stain = (col, p) => mix(col, times(dirt, 0.6), (v.after ? 0.2 : 0.65) * patchOf(p, -2.4, 5.2, 2.4, 1.5));
    yard(s, c, { over: stain });
    bins.forEach((hex, i) =>
      bin(s, hex, [-4.1 + i * 0.82, 0, 5.6 + c.between(-0.05, 0.05)], c.between(-0.06, 0.06), {
        open: !v.after && i !== 1 ? c.between(0.7, 1.5) : 0,
      }),
    );
    if (!v.after) {
      bins.forEach((_, i) => {
        for (let k = 0; k < 4; k++)
          bag(
            s,
            c,
            [-4.1 + i * 0.82 + c.between(-0.12, 0.12), 0.86 + 0.18 * Math.floor(k / 2), 5.55 + c.between(-0.15, 0.15)],
            c.between(0.19, 0.27),
          );
      });
      for (let k = 0; k < 13; k++) bag(s, c, [c.between(-4.4, -0.9), 0, c.between(4.1, 5.0)], c.between(0.2, 0.36));
      carton(s, c, [-0.6, 0, 5.3], 0.6);
      carton(s, c, [-0.9, 0, 4.7], 0.45);
      litter(s, c, [-2.4, 0, 4.2], 2.2, 46);
    }
    return { ...day(v, ['morning', 'overcast']), ...from([-0.9 + v.nudge, 1.55, 0.9], [-2.7, 0.75, 5.6]) };
  },

  manhole(s, c, v) {
    const [x, z, r] = [1.1, 4.2, 0.42];
    street(s, c, v.signs, {
      hole: { x, z, r },
      over: (col, p) => mix(col, [0.35, 0.34, 0.32], 0.7 * (1 - step(0.5, 0.56, Math.hypot(p.x - x, p.z - z)))),
    });
    const ring = (radius, y, paint) => {
      for (let i = 0; i < 40; i++) {
        const [a, b] = [(Math.PI * i) / 20, (Math.PI * (i + 1)) / 20];
        s.quad([x + radius * Math.cos(a), -1.6, z + radius * Math.sin(a)], [x + radius * Math.cos(b), -1.6, z + radius * Math.sin(b)], [x + radius * Math.cos(b), y, z + radius * Math.sin(b)], [x + radius * Math.cos(a), y, z + radius * Math.sin(a)], paint); // prettier-ignore
      }
    };
    ring(r, 0.005, { colour: (p) => times(rgb('#5b5248'), (0.9 - 0.4 * noise(p.x * 8, p.y * 8)) * Math.max(0.02, 1 + p.y * 2.2)) });
    s.quad(
      [x - 0.5, -1.6, z - 0.5],
      [x + 0.5, -1.6, z - 0.5],
      [x + 0.5, -1.6, z + 0.5],
      [x - 0.5, -1.6, z + 0.5],
      plain('#0c0f0e', { mirror: 0.5 }),
    );
    s.ring([x, 0.01, z], r + 0.02, 0.025, plain('#5a5a57', { mirror: 0.2 }), 0, 0, Math.PI / 2, 40);
    if (v.after) {
      const paint = decal(v.art.cover, { under: [0.1, 0.1, 0.1] });
      s.quad(
        [x - r, 0.012, z - r],
        [x + r, 0.012, z - r],
        [x + r, 0.012, z + r],
        [x - r, 0.012, z + r],
        { ...paint, colour: (p) => paint.colour(p) },
        true,
      );
    } else {
      // The lid lies beside its hole.
      const lid = decal(v.art.cover, { under: [0.1, 0.1, 0.1] });
      const [lx, lz] = v.variant ? [x + 0.75, z + 0.25] : [x - 0.72, z + 0.35];
      s.rod([lx, 0.0, lz], [lx, 0.045, lz], r, plain('#3f3f3c'), r, 36);
      s.quad(
        [lx - r * 0.7, 0.05, lz - r * 0.7],
        [lx + r * 0.7, 0.05, lz - r * 0.7],
        [lx + r * 0.7, 0.05, lz + r * 0.7],
        [lx - r * 0.7, 0.05, lz + r * 0.7],
        lid,
        true,
      );
      if (v.variant)
        for (const [dx, dz] of [[-0.75, -0.5], [0.5, -0.7], [-0.2, 0.95]]) cone(s, [x + dx, 0, z + dz]); // prettier-ignore
      else bike(s, '#3d7fb8', [-0.7, 0, z + 2.6], 1.5, 0.1);
    }
    return { ...day(v, ['noon', 'evening']), ...from([0.3 + v.nudge, 1.6, 0.4], [x + 0.1, 0.15, z + 0.5], 60) };
  },

  pothole(s, c, v) {
    const [x, z] = [1.4, 4.4];
    const [rx, rz] = v.variant ? [1.15, 0.85] : [0.85, 1.1];
    const mask = (p) => patchOf(p, x, z, rx, rz, 0.35);
    const rough = (col, p) => {
      const t = mask(p);
      if (v.after) {
        const patch = Math.abs(p.x - x) < rx + 0.25 && Math.abs(p.z - z) < rz + 0.3;
        const seam = patch && (Math.abs(Math.abs(p.x - x) - rx - 0.25) < 0.04 || Math.abs(Math.abs(p.z - z) - rz - 0.3) < 0.04);
        return seam ? [0.012, 0.012, 0.013] : patch ? times([0.035, 0.036, 0.038], 0.75 + 0.5 * noise(p.x * 60, p.z * 60)) : col;
      }
      if (t > 0.75 && v.variant && cloud(p.x * 1.4 + 3, p.z * 1.4) > 0.42) {
        p.mirror = 0.75;
        return [0.05, 0.04, 0.03];
      }
      const gravel = mix(dirt, rgb('#8d8172'), noise(p.x * 26, p.z * 26));
      const lip = step(0.02, 0.5, t) * (1 - step(0.5, 1, t));
      return times(mix(col, gravel, step(0.1, 0.6, t)), 1 - 0.55 * lip);
    };
    street(s, c, v.signs, { over: rough });
    if (!v.after) {
      for (let i = 0; i < 60; i++) {
        const [a, q] = [c.between(0, 6.28), Math.sqrt(c.next()) * 1.15];
        const r = c.between(0.015, 0.06);
        s.ball([x + rx * q * Math.cos(a), r * 0.4, z + rz * q * Math.sin(a)], [r, r * 0.7, r], plain('#7d7870', { grain: 0.3, size: 30 }), {
          lump: (i2, j, k) => 0.8 + 0.4 * noise(i2 * 4 + i, k * 4 + j * 3),
          rows: 6,
          columns: 8,
        });
      }
    }
    if (v.variant === 0) car(s, c, [4.4, 0, 15], Math.PI / 2);
    return { ...day(v, ['overcast', 'morning']), ...from([0.6 + v.nudge, 1.55, 0.6], [x - 0.1, 0.2, z + 0.9], 60) };
  },

  fire_lane(s, c, v) {
    const [x0, x1, z0, z1] = [-1.6, 2.2, 3.2, 11.5];
    yard(s, c, {
      over: (col, p) => {
        if (p.x < x0 || p.x > x1 || p.z < z0 || p.z > z1) return col;
        const q = { ...p, u: (p.x - x0) / (x1 - x0), v: (p.z - z0) / (z1 - z0) };
        const { data, width, height } = v.art.lane;
        const k = (Math.min(height - 1, Math.floor((1 - q.v) * height)) * width + Math.min(width - 1, Math.floor(q.u * width))) * 4;
        const worn = 0.55 + 0.45 * step(0.3, 0.55, cloud(p.x * 4, p.z * 4));
        return data[k] > 200 && data[k + 3] > 100 ? mix(col, [0.78, 0.5, 0.03], 0.9 * worn) : col;
      },
    });
    if (!v.after) {
      car(s, c, [0.3, 0, v.variant ? 8.6 : 7.9], v.variant ? 1.45 : -1.62, v.variant ? '#e9eaec' : '#23262b');
      if (v.variant) eBike(s, '#2f6fa8', [2.9, 0, 5.4], 1.9);
      else car(s, c, [0.5, 0, 13.6], -1.55, '#7c1f22');
    } else {
      cone(s, [-1.9, 0, 5]);
      cone(s, [2.5, 0, 5]);
    }
    return { ...day(v, ['noon', 'overcast']), ...from([0.3 + v.nudge, 1.9, 0.2], [0.35, 0.5, 6.4], 60) };
  },

  shared_bikes(s, c, v) {
    const COLOURS = v.variant ? ['#2f8fd0', '#2f8fd0', '#f2b21c'] : ['#f2b21c', '#2fb0a0', '#f2b21c'];
    street(s, c, v.signs, { over2: (col, p) => (v.after && Math.abs(p.x + 4.0) < 0.03 ? [0.8, 0.8, 0.78] : col) });
    if (v.after) for (let i = 0; i < 15; i++) bike(s, COLOURS[i % 3], [-4.45, 0.14, 3 + i * 0.62], 0.35, 0.04);
    else
      for (let i = 0; i < 17; i++) {
        const lies = c.yes(0.45);
        bike(
          s,
          c.pick(COLOURS),
          [c.between(-4.6, -1.9), 0.14 + (lies ? 0.05 + 0.02 * i : 0), 3.1 + i * 0.48 + c.between(-0.3, 0.3)],
          c.between(0, 6.28),
          lies ? c.pick([1.35, -1.35]) : c.between(-0.18, 0.18),
        );
      }
    return { ...day(v, ['morning', 'noon']), ...from([-1.5 + v.nudge, 1.65, -0.4], [-3.3, 0.55, 5.5], 58) };
  },

  small_ads(s, c, v) {
    const hex = v.variant ? '#c9c2b2' : '#bfc3bf';
    const foot = v.variant ? '#7f5f4f' : '#7b8480';
    s.quad([-12, 0, -6], [12, 0, -6], [12, 0, 4], [-12, 0, 4], slabs(['#9f9a91', '#a9a49a', '#95918a'], 0.4));
    const patches = Array.from({ length: 13 }, () => [
      c.between(-2.6, 2.4),
      c.between(1.0, 2.2),
      c.between(0.3, 0.5),
      c.between(0.3, 0.45),
    ]);
    const covered = (col, p) => {
      if (!v.after) return col;
      const hit = patches.some(([x, y, w, h]) => Math.abs(p.x - x) < w / 2 + 0.04 && Math.abs(p.y - y) < h / 2 + 0.04);
      return hit ? times(rgb(hex), 1.12) : col;
    };
    wall(s, [-12, 0, 4], [12, 0, 4], 4.6, plaster(hex, { foot, footHeight: 0.95, over: covered, dirt: 0.55 }));
    if (!v.after)
      patches.forEach(([x, y, w, h], i) => {
        const art = c.pick(v.art.leaflets);
        const t = c.between(-0.16, 0.16);
        s.placed(place([x, y, 3.985 - i * 0.0006], 0, t), () =>
          s.quad(
            [-w / 2, -h / 2, 0],
            [w / 2, -h / 2, 0],
            [w / 2, h / 2, c.between(0, -0.015)],
            [-w / 2, h / 2, 0],
            decal(art, { under: rgb(hex), wear: 0.5 }),
            true,
          ),
        );
      });
    s.rod([2.95, 0, 3.86], [2.95, 4.6, 3.86], 0.055, plain('#d5d4cc', { grain: 0.1 }));
    s.box([0.6, 0.9, 0.24], plain('#b9bcba', { grain: 0.08 }), [-3.2, 1.1, 3.88]);
    if (v.variant) eBike(s, '#8b2f2f', [-1.9, 0, 3.3], 0.05);
    else bike(s, '#4f7f8f', [1.7, 0, 3.35], 3.1, 0.12);
    litter(s, c, [0, 0, 3.4], v.after ? 0 : 2.4, v.after ? 0 : 8);
    return { ...day(v, ['overcast', 'evening']), ...from([-0.9 + v.nudge, 1.55, 0.6], [0.15, 1.38, 4], 60) };
  },

  street_lamp(s, c, v) {
    street(s, c, v.signs, { lamps: false, lit: 0.22 });
    const lamps = [];
    for (const [i, z] of [7.5, 19, 33, 50].entries())
      for (const side of [-1, 1]) {
        const lit = v.after || (i + (side > 0 ? 0 : 1)) % (v.variant ? 4 : 3) === 3;
        const on = v.after || (v.variant ? i > 1 : i > 2 || (i > 1 && side > 0));
        lampPost(s, [side < 0 ? -1.75 : 6.75, 0.14, z], { toX: -side, lit: on || (lit && i > 1) });
        if (on) lamps.push({ at: [side < 0 ? -0.1 : 5.1, 6.2, z], power: 15, colour: [1, 0.8, 0.52], size: 0.4 });
      }
    for (let z = 5; z < 40; z += 9) lamps.push({ at: [-4.7, 2.6, z], power: v.after ? 1 : 0.5, colour: [1, 0.9, 0.75], size: 0.5 });
    car(s, c, [5.4, 0, 13], Math.PI / 2);
    return { ...night, ...from([1.2 + v.nudge, 1.6, -2.5], [1.6, 2.6, 10], 66), lamp: lamps };
  },

  garbage_heap(s, c, v) {
    const stain = (col, p) => mix(col, times(dirt, 0.7), (v.after ? 0.25 : 0.6) * patchOf(p, -3, 5.4, 3, 2));
    yard(s, c, { over: stain, wallHex: v.variant ? '#b9a893' : '#cfcabf' });
    if (!v.after) {
      for (let k = 0; k < 26; k++) {
        const [x, z] = [c.between(-4.9, -1.6), c.between(4.2, 7)];
        bag(s, c, [x, Math.max(0, (-x - 2.4) * 0.34) * c.next(), z], c.between(0.22, 0.42));
      }
      s.box([1.7, 0.42, 0.8], plain(v.variant ? '#7f8a6a' : '#8a5a4a', { grain: 0.2 }), [-3.2, 0.1, 4.2], 0.3, 0.06);
      s.box([1.7, 0.5, 0.22], plain(v.variant ? '#7f8a6a' : '#8a5a4a', { grain: 0.2 }), [-3.3, 0.45, 4.55], 0.3, 0.06, -0.2);
      s.box([0.9, 1.9, 0.08], plain('#a98a5e', { grain: 0.2 }), [-4.75, 0, 5.4], 1.35, 0.12);
      s.box([1.4, 0.2, 1.9], plain('#cfc7b4', { grain: 0.15 }), [-4.5, 0.4, 6.6], 0.2, 1.15);
      for (let k = 0; k < 5; k++) carton(s, c, [c.between(-3, -1.2), 0, c.between(4.6, 6.4)]);
      litter(s, c, [-2.2, 0, 4.2], 2.2, 60);
    } else s.quad([-5.19, 1.1, 6.4], [-5.19, 1.1, 5.5], [-5.19, 1.7, 5.5], [-5.19, 1.7, 6.4], decal(v.art.noDump), true);
    return { ...day(v, ['evening', 'noon']), ...from([0.4 + v.nudge, 1.6, 1.4], [-3.4, 0.7, 6], 58) };
  },

  illegal_parking(s, c, v) {
    const zebra = (col, p) =>
      v.variant && p.z > 5 && p.z < 8.4 && ((p.x + 9) / 0.9) % 1 < 0.5
        ? mix(col, [0.75, 0.75, 0.73], 0.55 + 0.4 * step(0.35, 0.6, cloud(p.x * 4, p.z * 4)))
        : col;
    const blind = (col, p) =>
      Math.abs(p.x + 3.6) < 0.2
        ? mix(rgb('#c79a2e'), col, Math.hypot(((p.x * 12) % 1) - 0.5, ((p.z * 12) % 1) - 0.5) < 0.3 ? 0.35 : 0.1)
        : col;
    street(s, c, v.signs, { over: zebra, over2: blind });
    if (!v.after) {
      if (v.variant) car(s, c, [1.6, 0, 6.9], 1.62, '#c9ccd0');
      else {
        car(s, c, [-3.3, 0.14, 6.8], 1.5, '#e9eaec');
        car(s, c, [-3.4, 0.14, 12], 1.6, '#24426e');
      }
    }
    car(s, c, [5.3, 0, 18], -Math.PI / 2);
    return {
      ...day(v, ['morning', 'overcast']),
      ...from([v.variant ? 0.4 + v.nudge : -1.9 + v.nudge, 1.6, 0.2], v.variant ? [1.6, 0.7, 7] : [-3.1, 0.75, 7], 58),
    };
  },

  ebike_indoors(s, c, v) {
    const lamp = corridor(s, v.variant);
    if (!v.after) {
      eBike(s, v.variant ? '#b3322c' : '#2f5f9c', [-0.45, 0, 3.4], 1.45, 0.04);
      if (v.variant) eBike(s, '#3d4146', [0.6, 0, 5.6], 1.65, -0.04);
      s.tube([[1.1, 1.5, 2.2], [0.9, 0.9, 2.25], [0.65, 0.3, 2.3], [0.4, 0.03, 2.4], [0.1, 0.03, 2.6], [-0.15, 0.1, 2.7], [-0.35, 0.5, 2.9]], 0.014, plain('#1a1a1a')); // prettier-ignore
      s.box([0.12, 0.05, 0.3], plain('#e9e9e4'), [0.3, 0, 2.42], 0.3);
      s.box([0.14, 0.1, 0.22], plain('#232323'), [0.02, 0, 2.65], 0.6);
    } else s.quad([1.14, 1.35, 1.9], [1.14, 1.35, 2.0], [1.14, 1.4, 2.0], [1.14, 1.4, 1.9], plain('#b3261e'));
    return { ...indoors(0.8), ...from([0.15 + v.nudge * 0.3, 1.5, -0.4], [-0.1, 0.95, 4], 64), lamp };
  },

  corridor_clutter(s, c, v) {
    const lamp = corridor(s, v.variant);
    if (!v.after) {
      for (let k = 0; k < 9; k++) carton(s, c, [-0.75 + c.between(-0.12, 0.12), 0.42 * (k % 3), 2.3 + Math.floor(k / 3) * 0.7], 0.48);
      for (let y = 0; y < 3; y++) {
        s.box([0.34, 0.03, 1], plain('#a58a62'), [0.92, 0.2 + y * 0.42, 3.2]);
        for (let k = 0; k < 5; k++)
          s.box([0.12, 0.08, 0.26], plain(c.pick(['#3a3d42', '#b7433a', '#d9d6cc', '#4d6f94'])), [0.9, 0.23 + y * 0.42, 2.8 + k * 0.19]);
      }
      for (const z of [2.7, 3.7]) s.box([0.34, 1.2, 0.03], plain('#8a6f48'), [0.92, 0, z]);
      for (let k = 0; k < 5; k++) bag(s, c, [c.between(0.3, 0.9), 0, 4.4 + k * 0.4], 0.24);
      s.rod([0.75, 0, 2.25], [1.05, 1.5, 2.3], 0.016, plain('#b98d52'));
      if (v.variant) {
        bike(s, '#a3402f', [-0.5, 0, 5.2], 1.5, 0.1);
        s.ball([0.7, 0.3, 2.0], [0.22, 0.2, 0.22], plain('#3f8a8a', { mirror: 0.2 }));
      } else {
        frustum(s, [0.36, 0.36], [0.46, 0.46], 0.36, plain('#8a4f38'), [0.6, 0, 2.0]);
        foliage(s, c, [0.6, 0.65, 2.0], 0.36, leaves('#4f8a42'), 160, 0.09);
      }
    }
    return { ...indoors(0.82), ...from([0.05 + v.nudge * 0.3, 1.5, -0.5], [0, 0.85, 4], 64), lamp };
  },

  dirty_river(s, c, v) {
    const scum = (col, p) => {
      if (v.after) return col;
      const t = step(0.5, 0.66, cloud(p.x * 0.55 + 2, p.z * 0.8 + v.variant * 7)) * (1 - step(10, 17, p.z));
      p.mirror *= 1 - 0.75 * t;
      return mix(col, v.variant ? [0.16, 0.22, 0.05] : [0.15, 0.12, 0.07], t);
    };
    embankment(s, c, { over: scum, hex: v.after ? '#41605c' : '#52594a', ripple: v.after ? 0.06 : 0.035 });
    if (!v.after)
      for (let k = 0; k < 210; k++) {
        const z = 4.9 + c.next() ** 2 * 9;
        const x = c.between(-0.6, 0.6) * z;
        const paint = plain(c.pick(SCRAP), { grain: 0.2 });
        if (c.yes(0.35)) s.rod([x, -1.47, z], [x + 0.22, -1.47, z + c.between(-0.1, 0.1)], 0.04, paint);
        else if (c.yes(0.3)) bag(s, c, [x, -1.58, z], c.between(0.1, 0.2));
        else s.box([c.between(0.1, 0.3), 0.03, c.between(0.08, 0.25)], paint, [x, -1.5, z], c.between(0, 6));
      }
    if (v.variant) railing(s, [-9, 0.2, 4.2], [9, 0.2, 4.2], { hex: '#8d9490', posts: 2.4 });
    const sky = day(v, ['overcast', 'morning']);
    return {
      ...sky,
      haze: { ...sky.haze, metres: 420 },
      exposure: sky.exposure * 0.72,
      ...from([-0.8 + v.nudge, 1.75, v.variant ? 1.2 : 2.9], [0.2, v.variant ? -0.4 : -1.1, 9], 60),
    };
  },

  fallen_branch(s, c, v) {
    street(s, c, v.signs, {
      over: v.after ? undefined : (col, p) => damp(col, 0.5 * step(0.45, 0.6, cloud(p.x, p.z))),
      over2: v.after ? undefined : (col, p) => damp(col, 0.5 * step(0.45, 0.6, cloud(p.x, p.z))),
    });
    if (!v.after) {
      branch(s, c, v.variant ? [3.6, 0, 4.6] : [-4.6, 0.14, 4.4], v.variant ? 2.9 : -0.12, v.variant ? 4.6 : 3.6);
      foliage(s, c, [v.variant ? 1.4 : -2.6, 0.03, 4.2], 1.9, leaves('#6a8a3f'), 0);
      for (let k = 0; k < 160; k++) {
        const [x, z] = [c.between(-4.6, 4), c.between(2.4, 8)];
        s.box(
          [0.07, 0.006, 0.045],
          leaves(c.pick(['#5a7f38', '#8a8f3f', '#77672f'])),
          [x, x < -1.4 ? 0.145 : 0.004, z],
          c.between(0, 6),
          c.between(-0.2, 0.2),
        );
      }
      if (v.variant) cone(s, [0.2, 0, 3.4]);
    }
    return {
      ...day(v, ['rain', 'morning']),
      ...from([v.variant ? 1.2 + v.nudge : -1.8 + v.nudge, 1.6, 0], v.variant ? [1.6, 0.5, 5.4] : [-2.9, 0.55, 5.2], 60),
    };
  },

  damaged_railing(s, c, v) {
    street(s, c, v.signs, { trees: false });
    const x = v.variant ? -1.75 : 2.5;
    const y = v.variant ? 0.14 : 0;
    const bent = v.after ? {} : { gap: [2, 3], fallen: [{ at: [x + 0.15, y, 5.3], turn: -1.35, pitch: 1.05 }, { at: [x + 0.5, y + 0.02, 7.6], turn: -2.0, pitch: 1.42 }] }; // prettier-ignore
    railing(s, [x, y, 1.2], [x, y, 31], { hex: v.variant ? '#3f6f58' : '#e3e5e4', ...bent });
    if (!v.after) {
      litter(s, c, [x + 0.6, y, 6], 0.8, 10);
      cone(s, [x + 1, 0, 4.6]);
    }
    car(s, c, [4.9, 0, 19], -Math.PI / 2);
    tree(s, c, [-3, 0.14, 12]);
    tree(s, c, [-3.1, 0.14, 21]);
    return { ...day(v, ['noon', 'overcast']), ...from([x + (v.variant ? 2 : -1.6) + v.nudge, 1.55, 1.2], [x + 0.15, 0.6, 6.6], 60) };
  },

  water_pooling(s, c, v) {
    const [px, pz] = v.variant ? [1.2, 6.2] : [2, 7];
    const over = (col, p) => {
      const depth = 1 - Math.hypot((p.x - px) / (v.variant ? 3.6 : 4.4), (p.z - pz) / 4.6) + 0.5 * (cloud(p.x * 0.7, p.z * 0.7) - 0.5);
      if (v.after) return damp(col, 0.35 * step(0, 0.3, depth));
      if (depth > 0.16) {
        p.mirror = 0.85;
        p.nx = 0.02 * (noise(p.x * 6, p.z * 3) - 0.5);
        p.nz = 0.02 * (noise(p.x * 6 + 9, p.z * 3) - 0.5);
        return mix([0.06, 0.055, 0.045], col, 0.15);
      }
      return damp(col, step(-0.05, 0.14, depth));
    };
    street(s, c, v.signs, { over, over2: v.after ? undefined : (col) => damp(col, 0.4) });
    if (!v.after && v.variant) eBike(s, '#2f6fa8', [-2.4, 0.14, 6], 1.3);
    if (!v.after) litter(s, c, [px, 0.005, pz - 1], 2.4, 8);
    car(s, c, [4.8, 0, 15], Math.PI / 2);
    return { ...(v.after ? weather('overcast') : weather('rain')), ...from([1 + v.nudge, 1.55, 0], [px - 0.2, 0.55, 7], 62) };
  },

  pavement_stall(s, c, v) {
    street(s, c, v.signs, {});
    if (!v.after) {
      stall(s, c, [-3.5, 0.14, 5.2], 0.15, v.variant ? '#2f6fa8' : '#b3372e');
      stall(s, c, [-3.2, 0.14, 9.2], -0.1, v.variant ? '#c98a2a' : '#2f8a58');
      for (let k = 0; k < 4; k++)
        s.box([0.34, 0.42, 0.34], plain(k % 2 ? '#b3372e' : '#2f6fa8'), [-1.95 - 0.1 * k, 0.14, 3.4 + k * 0.7], k);
      for (let k = 0; k < 4; k++) carton(s, c, [-4.9, 0.14, 3.6 + k * 0.55], 0.4);
      litter(s, c, [-2.9, 0.14, 3.4], 1.4, 26);
    }
    return { ...day(v, ['evening', 'morning']), ...from([-1.2 + v.nudge, 1.6, 0], [-3.1, 0.95, 6], 58) };
  },

  broken_pavement(s, c, v) {
    const [x, z] = [-3.1, 4.5];
    const bare = (col, p) => {
      const t = patchOf(p, x, z, 1.2, 1.3, 0.2);
      if (v.after) return mix(col, times(col, 1.18), step(0.3, 0.6, t));
      return mix(col, times(mix(dirt, rgb('#a08d70'), noise(p.x * 22, p.z * 22)), 0.8), step(0.35, 0.5, t));
    };
    street(s, c, v.signs, { over2: bare });
    if (!v.after) {
      for (let k = 0; k < 22; k++) {
        const size = c.between(0.14, 0.42);
        s.box(
          [size, 0.055, size * c.between(0.5, 1)],
          plain(v.variant ? '#b08a78' : '#a8a7a2', { grain: 0.2, size: 20 }),
          [x + c.between(-1.1, 1.1), 0.14 + c.between(0, 0.05), z + c.between(-1.2, 1.3)],
          c.between(0, 3),
          c.between(-0.3, 0.3),
          c.between(-0.25, 0.25),
        );
      }
      if (v.variant) cone(s, [x + 1.2, 0.14, z + 1.1]);
    }
    bike(s, '#4f7f8f', [-4.9, 0.14, 8.2], 1.5, 0.1);
    return { ...day(v, ['noon', 'morning']), ...from([-2.3 + v.nudge, 1.6, 0.7], [x + 0.1, 0.25, z + 0.5], 60) };
  },
};
const SCRAP = ['#e9e6da', '#3f7fbf', '#c8423a', '#d8d2c4', '#e4e4df', '#b98d52', '#5d9150'];
