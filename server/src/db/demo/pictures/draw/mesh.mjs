// Solids as triangles. Metres; x to the right, y up, z away from the viewer. Every triangle carries corner normals and texture coordinates.

const sub = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const add = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const scale = (a, k) => [a[0] * k, a[1] * k, a[2] * k];
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
export const unit = (a) => {
  const l = Math.hypot(...a) || 1;
  return [a[0] / l, a[1] / l, a[2] / l];
};

/** A turn about the upright axis, then a tilt about z, then a shift. */
export function place(at = [0, 0, 0], turn = 0, tilt = 0, pitch = 0) {
  const [c, s, ct, st, cp, sp] = [Math.cos(turn), Math.sin(turn), Math.cos(tilt), Math.sin(tilt), Math.cos(pitch), Math.sin(pitch)];
  const spin = ([x, y, z]) => {
    [y, z] = [y * cp - z * sp, y * sp + z * cp];
    [x, y] = [x * ct - y * st, x * st + y * ct];
    return [x * c + z * s, y, -x * s + z * c];
  };
  const move = (p) => add(spin(p), at);
  move.spin = spin;
  return move;
}

export class Solid {
  corners = [];
  normals = [];
  uvs = [];
  paints = [];
  /** Whatever is built inside `work` is placed by `how`. */
  placed(how, work) {
    const before = this.how;
    this.how = before ? Object.assign((p) => before(how(p)), { spin: (n) => before.spin(how.spin(n)) }) : how;
    work(this);
    this.how = before;
    return this;
  }
  triangle(a, b, c, paint, na, nb, nc, ua = [0, 0], ub = [1, 0], uc = [1, 1]) {
    if (this.how) {
      [a, b, c] = [this.how(a), this.how(b), this.how(c)];
      if (na) [na, nb, nc] = [this.how.spin(na), this.how.spin(nb), this.how.spin(nc)];
    }
    const flat = unit(cross(sub(b, a), sub(c, a)));
    this.corners.push(...a, ...b, ...c);
    this.normals.push(...(na || flat), ...(nb || flat), ...(nc || flat));
    this.uvs.push(...ua, ...ub, ...uc);
    this.paints.push(paint);
  }
  /** Corners in order round the face; u along the first side, v along the second, in metres. */
  quad(a, b, c, d, paint, unitUv = false) {
    const [w, h] = unitUv ? [1, 1] : [Math.hypot(...sub(b, a)), Math.hypot(...sub(d, a))];
    this.triangle(a, b, c, paint, null, null, null, [0, 0], [w, 0], [w, h]);
    this.triangle(a, c, d, paint, null, null, null, [0, 0], [w, h], [0, h]);
  }
  /** Stands on its base centre. */
  box([w, h, d], paint, at = [0, 0, 0], turn = 0, tilt = 0, pitch = 0) {
    const [x, z] = [w / 2, d / 2];
    return this.placed(place(at, turn, tilt, pitch), () => {
      const p = [
        [-x, 0, -z],
        [x, 0, -z],
        [x, h, -z],
        [-x, h, -z],
        [-x, 0, z],
        [x, 0, z],
        [x, h, z],
        [-x, h, z],
      ];
      for (const [i, j, k, l] of [
        [0, 1, 2, 3],
        [5, 4, 7, 6],
        [4, 0, 3, 7],
        [1, 5, 6, 2],
        [3, 2, 6, 7],
        [4, 5, 1, 0],
      ])
        this.quad(p[i], p[j], p[k], p[l], paint);
    });
  }
  /** From one point to another; `r2` is the radius at the far end. */
  rod(from, to, r, paint, r2 = r, sides = 10, caps = true) {
    const axis = unit(sub(to, from));
    const side = unit(cross(axis, Math.abs(axis[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0]));
    const up = cross(side, axis);
    const ring = (k) => {
      const t = (2 * Math.PI * k) / sides;
      return add(scale(side, Math.cos(t)), scale(up, Math.sin(t)));
    };
    const l = Math.hypot(...sub(to, from));
    for (let k = 0; k < sides; k++) {
      const [n0, n1] = [ring(k), ring(k + 1)];
      const [a, b, c, d] = [add(from, scale(n0, r)), add(from, scale(n1, r)), add(to, scale(n1, r2)), add(to, scale(n0, r2))];
      const [u0, u1] = [k / sides, (k + 1) / sides];
      this.triangle(a, b, c, paint, n0, n1, n1, [u0, 0], [u1, 0], [u1, l]);
      this.triangle(a, c, d, paint, n0, n1, n0, [u0, 0], [u1, l], [u0, l]);
      if (caps) {
        this.triangle(to, d, c, paint);
        this.triangle(from, b, a, paint);
      }
    }
    return this;
  }
  tube(points, r, paint, sides = 7) {
    for (let i = 0; i + 1 < points.length; i++) this.rod(points[i], points[i + 1], r, paint, r, sides, false);
    return this;
  }
  /** A ball of three radii; `lump(x, y, z)` swells it, for bags and crowns of leaves. */
  ball(at, [rx, ry, rz], paint, { lump = () => 1, rows = 14, columns = 20, turn = 0 } = {}) {
    const grid = [];
    for (let i = 0; i <= rows; i++)
      for (let k = 0; k <= columns; k++) {
        const [t, f] = [(Math.PI * i) / rows, (2 * Math.PI * (k % columns)) / columns];
        const n = [Math.sin(t) * Math.cos(f), Math.cos(t), Math.sin(t) * Math.sin(f)];
        const swell = lump(...n);
        grid.push({
          p: [n[0] * rx * swell, n[1] * ry * swell, n[2] * rz * swell],
          n: unit([n[0] / rx, n[1] / ry, n[2] / rz]),
          uv: [k / columns, i / rows],
        });
      }
    return this.placed(place(at, turn), () => {
      for (let i = 0; i < rows; i++)
        for (let k = 0; k < columns; k++) {
          const [a, b, c, d] = [
            grid[i * (columns + 1) + k],
            grid[i * (columns + 1) + k + 1],
            grid[(i + 1) * (columns + 1) + k + 1],
            grid[(i + 1) * (columns + 1) + k],
          ];
          // A swollen ball is lit by its faces, so that its folds show.
          const smooth = lump.length === 0;
          const t = (p, q, r) => this.triangle(p.p, q.p, r.p, paint, smooth && p.n, smooth && q.n, smooth && r.n, p.uv, q.uv, r.uv);
          if (i > 0) t(a, b, c);
          if (i < rows - 1) t(a, c, d);
        }
    });
  }
  /** A ring lying upright: its axis along z before it is placed. */
  ring(at, radius, r, paint, turn = 0, tilt = 0, pitch = 0, steps = 22) {
    const points = Array.from({ length: steps + 1 }, (_, k) => [
      radius * Math.cos((2 * Math.PI * k) / steps),
      radius * Math.sin((2 * Math.PI * k) / steps),
      0,
    ]);
    return this.placed(place(at, turn, tilt, pitch), () => this.tube(points, r, paint, 6));
  }
  /** A flat outline in x and y, given a thickness along z. */
  slab(outline, thickness, paint, edge = paint) {
    const z = thickness / 2;
    const centre = scale(outline.reduce((s, p) => [s[0] + p[0], s[1] + p[1]], [0, 0]).concat(0), 1 / outline.length);
    outline.forEach((p, i) => {
      const q = outline[(i + 1) % outline.length];
      this.triangle([centre[0], centre[1], -z], [q[0], q[1], -z], [p[0], p[1], -z], paint);
      this.triangle([centre[0], centre[1], z], [p[0], p[1], z], [q[0], q[1], z], paint);
      this.quad([p[0], p[1], -z], [q[0], q[1], -z], [q[0], q[1], z], [p[0], p[1], z], edge);
    });
    return this;
  }
}
