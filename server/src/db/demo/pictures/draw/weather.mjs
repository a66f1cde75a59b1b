// Light by hour and weather.
import { cloud, mix, rgb, step } from './paint.mjs';
import { unit } from './mesh.mjs';

const KINDS = {
  morning: {
    sun: [0.42, 0.6, -0.68],
    warm: '#ffd9a6',
    power: 2.6,
    zenith: '#6f9fd0',
    horizon: '#f0e2cc',
    ambient: [0.62, 0.7, 0.82],
    exposure: 0.8,
    cloudy: 0.35,
  },
  noon: {
    sun: [-0.3, 0.8, -0.5],
    warm: '#fff3dc',
    power: 3,
    zenith: '#4f8ecb',
    horizon: '#cfe2ef',
    ambient: [0.62, 0.74, 0.9],
    exposure: 0.7,
    cloudy: 0.3,
  },
  overcast: {
    sun: [0.2, 0.9, -0.3],
    warm: '#ffffff',
    power: 0.55,
    zenith: '#b9c1c8',
    horizon: '#dfe2e3',
    ambient: [1.12, 1.16, 1.22],
    exposure: 0.86,
    cloudy: 0.9,
  },
  evening: {
    sun: [-0.4, 0.42, -0.8],
    warm: '#ffb878',
    power: 2.5,
    zenith: '#7f94bd',
    horizon: '#f3c79c',
    ambient: [0.62, 0.6, 0.68],
    exposure: 0.85,
    cloudy: 0.5,
  },
  rain: {
    sun: [0.1, 0.95, -0.2],
    warm: '#eef3f7',
    power: 0.3,
    zenith: '#a3adb5',
    horizon: '#c4cacd',
    ambient: [0.98, 1.04, 1.1],
    exposure: 0.86,
    cloudy: 1,
  },
};

export function weather(kind) {
  const k = KINDS[kind];
  const [zenith, horizon, warm] = [rgb(k.zenith), rgb(k.horizon), rgb(k.warm)];
  const to = unit(k.sun);
  return {
    sun: { to, colour: warm, power: k.power, size: kind === 'overcast' || kind === 'rain' ? 0.5 : 0.03 },
    ambient: k.ambient,
    exposure: k.exposure,
    haze: { metres: kind === 'rain' ? 120 : 190, colour: mix(horizon, [0.9, 0.92, 0.95], 0.3) },
    sky: (x, y, z, out) => {
      const up = Math.max(0, y);
      let c = mix(horizon, zenith, Math.min(1, up * 2.1) ** 0.7);
      if (y > 0.02) {
        const puff = step(0.62 - 0.3 * k.cloudy, 0.85 - 0.2 * k.cloudy, cloud((x / (y + 0.25)) * 1.6 + 9, (z / (y + 0.25)) * 1.6, 5));
        c = mix(c, mix([0.93, 0.94, 0.96], warm, 0.3), puff * (0.25 + 0.6 * k.cloudy));
      }
      const glow = Math.max(0, x * to[0] + y * to[1] + z * to[2]) ** 24 * k.power * 0.25;
      [out[0], out[1], out[2]] = [c[0] * 1.25 + warm[0] * glow, c[1] * 1.25 + warm[1] * glow, c[2] * 1.25 + warm[2] * glow];
    },
  };
}

export const night = {
  sun: { to: [0, 1, 0], colour: [1, 1, 1], power: 0, size: 0 },
  ambient: [0.05, 0.06, 0.1],
  exposure: 1.5,
  haze: { metres: 260, colour: [0.02, 0.025, 0.04] },
  sky: (x, y, z, out) => {
    const g = Math.max(0, 1 - Math.max(0, y) * 2);
    [out[0], out[1], out[2]] = [0.018 + 0.05 * g, 0.026 + 0.04 * g, 0.06 + 0.035 * g];
  },
};
export const indoors = (exposure = 0.9) => ({
  sun: { to: [0, 1, 0], colour: [1, 1, 1], power: 0, size: 0 },
  ambient: [0.34, 0.34, 0.36],
  bounce: 0.75,
  exposure,
  haze: null,
  sky: (x, y, z, out) => ([out[0], out[1], out[2]] = [1, 1.05, 1.15]),
});
