import type { Chance } from '../chance.js';
import type { Point, Ring, Weave } from './plan.js';
import { cutByShare } from './plane.js';

/** How far a lane leaves the block's own direction (radians) and how unequal its two sides are. */
const WEAVES: Record<Weave, { turn: number; uneven: number }> = {
  old: { turn: 0.2, uneven: 0.16 },
  mixed: { turn: 0.08, uneven: 0.1 },
  open: { turn: 0.12, uneven: 0.16 },
  new: { turn: 0, uneven: 0.02 },
};

/** Divides a convex ring among `weights`, always across its longer side: one ring per weight, in reading order. */
export function divide(ring: Ring, weights: readonly number[], weave: Weave, chance: Chance, level: 'community' | 'grid'): Ring[] {
  if (weights.length === 1) return [ring];
  const half = Math.ceil(weights.length / 2);
  const [first, second] = [weights.slice(0, half), weights.slice(half)];
  const total = sum(weights);
  const { turn, uneven } = WEAVES[weave];
  const share = sum(first) / total + (level === 'grid' ? chance.between(-uneven, uneven) : 0);
  const [width, height] = extent(ring);
  const angle = chance.between(-turn, turn) * (level === 'grid' ? 1 : 0.5);
  // A vertical cut leaves the west on its left, a horizontal one the north.
  const along: Point = width > height ? [Math.sin(angle), Math.cos(angle)] : [Math.cos(angle), Math.sin(angle)];
  const [left, right] = cutByShare(ring, along, share);
  return [...divide(left, first, weave, chance, level), ...divide(right, second, weave, chance, level)];
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function extent(ring: Ring): [number, number] {
  const us = ring.map((p) => p[0]);
  const vs = ring.map((p) => p[1]);
  return [Math.max(...us) - Math.min(...us), Math.max(...vs) - Math.min(...vs)];
}
