// Surfaces: what colour a point of a thing has. Colours are linear light, 0–1.

const hash = (x, y) => {
  let h = Math.imul(x | 0, 374761393) + Math.imul(y | 0, 668265263);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
};
const smooth = (t) => t * t * (3 - 2 * t);
export function noise(x, y) {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [smooth(x - i), smooth(y - j)];
  return (hash(i, j) * (1 - u) + hash(i + 1, j) * u) * (1 - v) + (hash(i, j + 1) * (1 - u) + hash(i + 1, j + 1) * u) * v;
}
export const cloud = (x, y, octaves = 4) => {
  let [sum, weight, size] = [0, 0.5, 1];
  for (let o = 0; o < octaves; o++) {
    sum += weight * noise(x * size + 17 * o, y * size - 9 * o);
    weight /= 2;
    size *= 2.03;
  }
  return sum / (1 - 0.5 ** octaves);
};
export const step = (low, high, x) => smooth(Math.min(1, Math.max(0, (x - low) / (high - low))));
export const mix = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
export const times = (a, k) => [a[0] * k, a[1] * k, a[2] * k];
/** '#rrggbb' → linear light */
export const rgb = (hex) => [1, 3, 5].map((i) => (parseInt(hex.slice(i, i + 2), 16) / 255) ** 2.2);

export const plain = (hex, { mirror = 0, glow = 0, grain = 0.12, size = 6 } = {}) => {
  const c = rgb(hex);
  return { mirror, glow, colour: (p) => times(c, 1 - grain + 2 * grain * noise((p.x + p.z * 0.7) * size, (p.y + p.z * 0.4) * size)) };
};

export const asphalt = (hex = '#6b6b6c', over = (c) => c) => {
  const c = rgb(hex);
  return {
    colour: (p) => {
      const speck = 0.78 + 0.3 * hash(Math.floor(p.x * 90), Math.floor(p.z * 90)) + 0.16 * noise(p.x * 30, p.z * 30);
      const worn = 0.8 + 0.32 * cloud(p.x * 0.5, p.z * 0.22);
      const crack = Math.abs(cloud(p.x * 0.9 + 40, p.z * 0.9, 3) - 0.5) < 0.006 ? 0.6 : 1;
      return over(times(c, speck * worn * crack), p);
    },
  };
};

/** Pavement slabs with joints; `size` in metres. */
export const slabs = (hexes, size = 0.4, over = (c) => c) => {
  const colours = hexes.map(rgb);
  return {
    colour: (p) => {
      const row = Math.floor(p.z / size);
      const x = p.x / (size * 2) + (row % 2) * 0.5;
      const [fx, fz] = [x - Math.floor(x), p.z / size - row];
      const joint = Math.min(fx * 2, (1 - fx) * 2, fz, 1 - fz) < 0.035;
      const h = hash(Math.floor(x), row);
      const base = times(
        colours[Math.floor(h * colours.length)],
        (0.82 + 0.3 * hash(row, Math.floor(x) + 7)) * (0.72 + 0.42 * cloud(p.x * 1.1, p.z * 1.1)),
      );
      return over(joint ? times(base, 0.55) : times(base, 0.93 + 0.14 * noise(p.x * 50, p.z * 50)), p);
    },
  };
};

/** Painted plaster with rain streaks and a dirty foot; u runs along the wall. */
export const plaster = (hex, { foot = '#7d776c', footHeight = 0, over = (c) => c, dirt = 0.45 } = {}) => {
  const [c, f] = [rgb(hex), rgb(foot)];
  return {
    colour: (p) => {
      const along = p.x * 0.8 + p.z;
      const base = p.y < footHeight ? f : c;
      const streak = step(0.52, 0.85, cloud(along * 3.1, p.y * 0.35)) * dirt;
      const damp = step(0.9, 0, p.y - 0.5 * noise(along * 2, 3)) * dirt * 0.7;
      return over(times(base, (1 - 0.6 * streak) * (1 - 0.5 * damp) * (0.9 + 0.16 * cloud(along * 8, p.y * 8))), p);
    },
  };
};

/** A house front: windows in rows, some curtained, some lit; the ground floor is left to the shops. */
export const facade = (hex, { floor = 3, bay = 2.4, ground = 3.4, lit = 0, trim = '#d8d4ca' } = {}) => {
  const [wall, frame] = [rgb(hex), rgb(trim)];
  return {
    mirror: 0,
    colour: (p) => {
      const along = Math.abs(p.nx) > 0.5 ? p.z : p.x;
      const stain = 0.82 + 0.26 * cloud(along * 0.7, p.y * 0.25) - 0.12 * step(0.6, 0.8, cloud(along * 2.2, p.y * 0.2));
      if (p.ny > 0.5 || p.y < ground) return times(wall, stain);
      const [i, j] = [Math.floor(along / bay), Math.floor((p.y - ground) / floor)];
      const [fu, fv] = [along / bay - i, (p.y - ground) / floor - j];
      const h = hash(i + 31, j * 7 + 3);
      if (fu < 0.2 || fu > 0.8 || fv < 0.3 || fv > 0.82) {
        const sill = fv > 0.24 && fv <= 0.3 && fu > 0.16 && fu < 0.84;
        return sill ? times(frame, 0.8) : times(wall, stain * (fv < 0.06 ? 0.82 : 1));
      }
      const bar = Math.abs(fu - 0.5) < 0.018 || fu < 0.225 || fu > 0.775 || fv < 0.325 || fv > 0.795;
      if (bar) return frame;
      if (h < lit) {
        p.glow = 1.6;
        return [0.95, 0.72, 0.38];
      }
      p.mirror = 0.55;
      return h > 0.7 ? [0.32, 0.3, 0.27] : h > 0.5 ? [0.16, 0.2, 0.24] : [0.05, 0.065, 0.08];
    },
  };
};

export const leaves = (hex) => {
  const c = rgb(hex);
  return { colour: (p) => times(c, 0.45 + 1.1 * noise(p.x * 11 + p.y * 7, p.z * 11 - p.y * 5)) };
};
export const bark = (hex = '#6a5845') => {
  const c = rgb(hex);
  return { colour: (p) => times(c, 0.6 + 0.7 * noise(p.u * 26, p.y * 3)) };
};

/** A picture stretched over a unit quad. `pixels` is raw RGBA; where it is clear, `under` shows. */
export const decal = ({ data, width, height }, { under = [0.5, 0.5, 0.5], glow = 0, wear = 0 } = {}) => ({
  glow,
  colour: (p) => {
    const x = Math.min(width - 1, Math.max(0, Math.floor(p.u * width)));
    const y = Math.min(height - 1, Math.max(0, Math.floor((1 - p.v) * height)));
    const k = (y * width + x) * 4;
    const worn = wear > 0 ? 1 - wear * step(0.45, 0.7, cloud(p.x * 6, p.y * 6 + p.z * 6)) : 1;
    const alpha = (data[k + 3] / 255) * worn;
    const base = typeof under === 'function' ? under(p) : under;
    return mix(base, [(data[k] / 255) ** 2.2, (data[k + 1] / 255) ** 2.2, (data[k + 2] / 255) ** 2.2], alpha);
  },
});

/** Water seen from above: rippled mirror over a murky ground. */
export const water = (hex, { ripple = 0.05, mirror = 0.9, over = (c) => c } = {}) => {
  const c = rgb(hex);
  return {
    mirror,
    colour: (p) => {
      const e = 0.02;
      const h = (x, z) => cloud(x * 2.2, z * 1.1, 3) + 0.4 * noise(x * 9, z * 5);
      const here = h(p.x, p.z);
      [p.nx, p.nz] = [(-(h(p.x + e, p.z) - here) / e) * ripple, (-(h(p.x, p.z + e) - here) / e) * ripple];
      const l = Math.hypot(p.nx, 1, p.nz);
      [p.nx, p.ny, p.nz] = [p.nx / l, 1 / l, p.nz / l];
      return over(c, p);
    },
  };
};
