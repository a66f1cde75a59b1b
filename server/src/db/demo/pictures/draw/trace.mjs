// A small ray tracer: sun with soft shadows, light of the sky from all sides, mirrors (water, glass), one lamp, haze.

const half = (l, h, k) =>
  (h[k] - l[k]) * (h[k + 1] - l[k + 1]) + (h[k + 1] - l[k + 1]) * (h[k + 2] - l[k + 2]) + (h[k + 2] - l[k + 2]) * (h[k] - l[k]);
/** Where to divide the sorted triangles so that both boxes are small (surface area). */
function cheapest(part, axis, low, high) {
  const n = part.length;
  const areas = new Float64Array(n);
  const sweep = (i0, di, put) => {
    const l = [Infinity, Infinity, Infinity];
    const h = [-Infinity, -Infinity, -Infinity];
    for (let c = 0, i = i0; c < n; c++, i += di) {
      for (let a = 0; a < 3; a++) {
        l[a] = Math.min(l[a], low[part[i] * 3 + a]);
        h[a] = Math.max(h[a], high[part[i] * 3 + a]);
      }
      put(i, half(l, h, 0), c + 1);
    }
  };
  sweep(n - 1, -1, (i, area, count) => (areas[i] = area * count));
  let [best, at] = [Infinity, n >> 1];
  sweep(0, 1, (i, area, count) => {
    if (i + 1 >= n) return;
    const cost = area * count + areas[i + 1];
    if (cost < best) [best, at] = [cost, i + 1];
  });
  return at;
}

/** A tree of boxes over the triangles; flat arrays, so that walking it makes no garbage. */
function grow(solid) {
  const count = solid.paints.length;
  const P = Float64Array.from(solid.corners);
  const low = new Float64Array(count * 3);
  const high = new Float64Array(count * 3);
  for (let t = 0; t < count; t++)
    for (let a = 0; a < 3; a++) {
      const [x, y, z] = [P[t * 9 + a], P[t * 9 + 3 + a], P[t * 9 + 6 + a]];
      low[t * 3 + a] = Math.min(x, y, z) - 1e-6;
      high[t * 3 + a] = Math.max(x, y, z) + 1e-6;
    }
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const bounds = [];
  const links = [];
  const build = (from, to) => {
    const node = links.length / 3;
    links.push(0, 0, 0);
    const box = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
    for (let i = from; i < to; i++)
      for (let a = 0; a < 3; a++) {
        box[a] = Math.min(box[a], low[order[i] * 3 + a]);
        box[a + 3] = Math.max(box[a + 3], high[order[i] * 3 + a]);
      }
    bounds.push(...box);
    if (to - from <= 4) {
      links[node * 3] = -1;
      links[node * 3 + 1] = from;
      links[node * 3 + 2] = to;
      return node;
    }
    const spans = [0, 1, 2].map((a) => box[a + 3] - box[a]);
    const axis = spans.indexOf(Math.max(...spans));
    const part = order.subarray(from, to);
    part.set(part.slice().sort((s, t) => low[s * 3 + axis] + high[s * 3 + axis] - low[t * 3 + axis] - high[t * 3 + axis]));
    const middle = cheapest(part, axis, low, high) + from;
    const left = build(from, middle);
    const right = build(middle, to);
    links[node * 3] = left;
    links[node * 3 + 1] = right;
    links[node * 3 + 2] = axis;
    return node;
  };
  build(0, count);
  const E = new Float64Array(count * 9);
  for (let k = 0; k < count * 9; k += 9)
    for (let a = 0; a < 3; a++) {
      E[k + a] = P[k + 3 + a] - P[k + a];
      E[k + 3 + a] = P[k + 6 + a] - P[k + a];
      E[k + 6 + a] = P[k + a];
    }
  return {
    E,
    N: Float64Array.from(solid.normals),
    UV: Float64Array.from(solid.uvs),
    paints: solid.paints,
    order,
    bounds: Float64Array.from(bounds),
    links: Int32Array.from(links),
  };
}

export function render(solid, view) {
  const { E, N, UV, paints, order, bounds, links } = grow(solid);
  const stack = new Int32Array(64);
  const hit = { t: 0, tri: -1, u: 0, v: 0 };
  // Scalars only: this is where the minutes go.
  const shoot = (ox, oy, oz, dx, dy, dz, far, any) => {
    const ix = 1 / dx;
    const iy = 1 / dy;
    const iz = 1 / dz;
    let best = far;
    let found = -1;
    let bu = 0;
    let bv = 0;
    let top = 1;
    stack[0] = 0;
    while (top > 0) {
      const node = stack[--top];
      const b = node * 6;
      const x0 = (bounds[b] - ox) * ix;
      const x1 = (bounds[b + 3] - ox) * ix;
      const y0 = (bounds[b + 1] - oy) * iy;
      const y1 = (bounds[b + 4] - oy) * iy;
      const z0 = (bounds[b + 2] - oz) * iz;
      const z1 = (bounds[b + 5] - oz) * iz;
      const near = Math.max(x0 < x1 ? x0 : x1, y0 < y1 ? y0 : y1, z0 < z1 ? z0 : z1);
      const end = Math.min(x0 < x1 ? x1 : x0, y0 < y1 ? y1 : y0, z0 < z1 ? z1 : z0);
      if (end < 0 || near > end || near > best) continue;
      const link = node * 3;
      const left = links[link];
      if (left >= 0) {
        const axis = links[link + 2];
        const back = (axis === 0 ? dx : axis === 1 ? dy : dz) < 0;
        stack[top++] = back ? left : links[link + 1];
        stack[top++] = back ? links[link + 1] : left;
        continue;
      }
      const last = links[link + 2];
      for (let i = links[link + 1]; i < last; i++) {
        const tri = order[i];
        const k = tri * 9;
        const e1x = E[k];
        const e1y = E[k + 1];
        const e1z = E[k + 2];
        const e2x = E[k + 3];
        const e2y = E[k + 4];
        const e2z = E[k + 5];
        const px = dy * e2z - dz * e2y;
        const py = dz * e2x - dx * e2z;
        const pz = dx * e2y - dy * e2x;
        const det = e1x * px + e1y * py + e1z * pz;
        if (det > -1e-12 && det < 1e-12) continue;
        const inv = 1 / det;
        const sx = ox - E[k + 6];
        const sy = oy - E[k + 7];
        const sz = oz - E[k + 8];
        const u = (sx * px + sy * py + sz * pz) * inv;
        if (u < 0 || u > 1) continue;
        const qx = sy * e1z - sz * e1y;
        const qy = sz * e1x - sx * e1z;
        const qz = sx * e1y - sy * e1x;
        const v = (dx * qx + dy * qy + dz * qz) * inv;
        if (v < 0 || u + v > 1) continue;
        const t = (e2x * qx + e2y * qy + e2z * qz) * inv;
        if (t < 1e-4 || t >= best) continue;
        if (any) return true;
        best = t;
        found = tri;
        bu = u;
        bv = v;
      }
    }
    hit.t = best;
    hit.tri = found;
    hit.u = bu;
    hit.v = bv;
    return found >= 0;
  };

  const { width, height, samples, eye, look, fov, sun, sky, haze, lamp, seed = 1 } = view;
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const f = unit3([look[0] - eye[0], look[1] - eye[1], look[2] - eye[2]]);
  const right = unit3([f[2], 0, -f[0]]);
  const up = [f[1] * right[2] - f[2] * right[1], f[2] * right[0] - f[0] * right[2], f[0] * right[1] - f[1] * right[0]];
  const wide = Math.tan((fov * Math.PI) / 360);
  const colour = [0, 0, 0];
  const point = { x: 0, y: 0, z: 0, u: 0, v: 0, nx: 0, ny: 0, nz: 0, mirror: 0, glow: 0 };
  /** What the sky gives at the last surface met and how much of it comes back: kept apart, because it is smoothed before it is added. */
  const veil = { on: false, r: 0, g: 0, b: 0, sky: 0, nx: 0, ny: 0, nz: 0, t: 0 };

  /** Light that comes along a ray, into `colour`, without the sky's own share at the first surface. */
  const light = (ox, oy, oz, dx, dy, dz, depth) => {
    if (!shoot(ox, oy, oz, dx, dy, dz, 400, false)) {
      sky(dx, dy, dz, colour);
      if (depth === 0) veil.on = false;
      return;
    }
    const { t, tri, u, v } = hit;
    const w = 1 - u - v;
    const k = tri * 9;
    let nx = N[k] * w + N[k + 3] * u + N[k + 6] * v;
    let ny = N[k + 1] * w + N[k + 4] * u + N[k + 7] * v;
    let nz = N[k + 2] * w + N[k + 5] * u + N[k + 8] * v;
    const nl = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1;
    const facing = nx * dx + ny * dy + nz * dz > 0 ? -1 / nl : 1 / nl;
    const m = tri * 6;
    const paint = paints[tri];
    point.x = ox + dx * t;
    point.y = oy + dy * t;
    point.z = oz + dz * t;
    point.u = UV[m] * w + UV[m + 2] * u + UV[m + 4] * v;
    point.v = UV[m + 1] * w + UV[m + 3] * u + UV[m + 5] * v;
    point.nx = nx * facing;
    point.ny = ny * facing;
    point.nz = nz * facing;
    point.mirror = paint.mirror ?? 0;
    point.glow = paint.glow ?? 0;
    const c = paint.colour(point);
    const r = c[0];
    const g = c[1];
    const b = c[2];
    nx = point.nx;
    ny = point.ny;
    nz = point.nz;
    const mirror = point.mirror;
    const hx = point.x + nx * 1e-3;
    const hy = point.y + ny * 1e-3;
    const hz = point.z + nz * 1e-3;
    let lr = point.glow;
    let lg = point.glow;
    let lb = point.glow;
    const cos = nx * sun.to[0] + ny * sun.to[1] + nz * sun.to[2];
    if (cos > 0 && sun.power > 0) {
      const s = sun.size;
      if (
        !shoot(hx, hy, hz, sun.to[0] + (random() - 0.5) * s, sun.to[1] + (random() - 0.5) * s, sun.to[2] + (random() - 0.5) * s, 200, true)
      ) {
        lr += sun.colour[0] * sun.power * cos;
        lg += sun.colour[1] * sun.power * cos;
        lb += sun.colour[2] * sun.power * cos;
      }
    }
    if (lamp)
      for (const l of lamp) {
        const tx = l.at[0] + (random() - 0.5) * l.size - hx;
        const ty = l.at[1] - hy;
        const tz = l.at[2] + (random() - 0.5) * l.size - hz;
        const d = Math.sqrt(tx * tx + ty * ty + tz * tz);
        const across = (nx * tx + ny * ty + nz * tz) / d;
        const strength = (l.power * across) / (d * d + 0.3);
        if (strength > 0.004 && !shoot(hx, hy, hz, tx / d, ty / d, tz / d, d - 0.05, true)) {
          lr += l.colour[0] * strength;
          lg += l.colour[1] * strength;
          lb += l.colour[2] * strength;
        }
      }
    // The sky above: one ray by chance; what it meets instead gives a little of its own light back.
    const turn = 2 * Math.PI * random();
    const q = Math.sqrt(random());
    const cx = q * Math.cos(turn);
    const cy = Math.sqrt(1 - q * q);
    const cz = q * Math.sin(turn);
    const upright = ny < 0.99 && ny > -0.99;
    const bl = upright ? Math.sqrt(nz * nz + nx * nx) : 1;
    const bx = upright ? nz / bl : 1;
    const bz = upright ? -nx / bl : 0;
    const ax = bx * cx + nx * cy + ny * bz * cz;
    const ay = ny * cy + (nz * bx - nx * bz) * cz;
    const az = bz * cx + nz * cy - ny * bx * cz;
    const open = shoot(hx, hy, hz, ax, ay, az, view.reach ?? 6, true) ? (view.bounce ?? 0.25) : 0.75 + 0.25 * ay;
    const mist = haze ? 1 - Math.exp(-t / haze.metres) : 0;
    let keep = 1 - mist;
    let rr = 0;
    let rg = 0;
    let rb = 0;
    if (mirror > 0 && depth < 1) {
      const d = dx * nx + dy * ny + dz * nz;
      const fresnel = mirror * (0.15 + 0.85 * (1 + d) ** 3);
      light(hx, hy, hz, dx - 2 * d * nx, dy - 2 * d * ny, dz - 2 * d * nz, depth + 1);
      rr = colour[0] * fresnel * keep;
      rg = colour[1] * fresnel * keep;
      rb = colour[2] * fresnel * keep;
      keep *= 1 - fresnel;
    }
    if (depth > 0) {
      lr += view.ambient[0] * open;
      lg += view.ambient[1] * open;
      lb += view.ambient[2] * open;
    } else {
      veil.on = true;
      veil.r = r * keep * view.ambient[0];
      veil.g = g * keep * view.ambient[1];
      veil.b = b * keep * view.ambient[2];
      veil.sky = open;
      veil.nx = nx;
      veil.ny = ny;
      veil.nz = nz;
      veil.t = t;
    }
    colour[0] = r * lr * keep + rr + (haze ? haze.colour[0] * mist : 0);
    colour[1] = g * lg * keep + rg + (haze ? haze.colour[1] * mist : 0);
    colour[2] = b * lb * keep + rb + (haze ? haze.colour[2] * mist : 0);
  };

  const count = width * height;
  const direct = new Float32Array(count * 3);
  const back = new Float32Array(count * 3);
  const skies = new Float32Array(count);
  const guide = new Float32Array(count * 4);
  const side = Math.round(Math.sqrt(samples));
  const n = side * side;
  for (let py = 0, k = 0; py < height; py++)
    for (let px = 0; px < width; px++, k++) {
      let surfaces = 0;
      for (let s = 0; s < n; s++) {
        const sx = ((px + ((s % side) + random()) / side) / width - 0.5) * 2 * wide;
        const sy = (0.5 - (py + (Math.floor(s / side) + random()) / side) / height) * 2 * wide * (height / width);
        const dx = f[0] + right[0] * sx + up[0] * sy;
        const dy = f[1] + right[1] * sx + up[1] * sy;
        const dz = f[2] + right[2] * sx + up[2] * sy;
        const l = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
        light(eye[0], eye[1], eye[2], dx * l, dy * l, dz * l, 0);
        direct[k * 3] += Math.min(colour[0], 4) / n;
        direct[k * 3 + 1] += Math.min(colour[1], 4) / n;
        direct[k * 3 + 2] += Math.min(colour[2], 4) / n;
        if (!veil.on) continue;
        surfaces++;
        back[k * 3] += veil.r / n;
        back[k * 3 + 1] += veil.g / n;
        back[k * 3 + 2] += veil.b / n;
        skies[k] += veil.sky;
        guide[k * 4] += veil.nx;
        guide[k * 4 + 1] += veil.ny;
        guide[k * 4 + 2] += veil.nz;
        guide[k * 4 + 3] += veil.t;
      }
      if (surfaces === 0) continue;
      skies[k] /= surfaces;
      for (let a = 0; a < 4; a++) guide[k * 4 + a] /= surfaces;
    }

  const out = Buffer.alloc(count * 3);
  const calm = soften(skies, guide, width, height);
  for (let py = 0, k = 0; py < height; py++)
    for (let px = 0; px < width; px++, k++) {
      const edge = 1 - (view.vignette ?? 0.22) * (((px / width - 0.5) ** 2 + (py / height - 0.5) ** 2) * 2);
      for (let a = 0; a < 3; a++) out[k * 3 + a] = tone((direct[k * 3 + a] + back[k * 3 + a] * calm[k]) * edge * view.exposure);
    }
  return out;
}

/** Averages the sky's light over neighbours on the same surface: grain goes, edges stay. */
function soften(values, guide, width, height, radius = 4) {
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const k = y * width + x;
      let sum = 0;
      let weights = 0;
      for (let j = Math.max(0, y - radius); j <= Math.min(height - 1, y + radius); j++)
        for (let i = Math.max(0, x - radius); i <= Math.min(width - 1, x + radius); i++) {
          const m = j * width + i;
          const alike = guide[k * 4] * guide[m * 4] + guide[k * 4 + 1] * guide[m * 4 + 1] + guide[k * 4 + 2] * guide[m * 4 + 2];
          const far = Math.abs(guide[k * 4 + 3] - guide[m * 4 + 3]) / (0.06 * guide[k * 4 + 3] + 0.05);
          if (alike < 0.6 || far > 1) continue;
          const weight = alike * alike * (1 - far);
          sum += values[m] * weight;
          weights += weight;
        }
      out[k] = weights > 0 ? sum / weights : values[k];
    }
  return out;
}

/** Film: shadows lifted a little, lights rolled off. */
const tone = (x) => 255 * Math.min(1, Math.max(0, (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14))) ** (1 / 2.2);
const unit3 = ([x, y, z]) => {
  const l = Math.sqrt(x * x + y * y + z * z) || 1;
  return [x / l, y / l, z / l];
};
