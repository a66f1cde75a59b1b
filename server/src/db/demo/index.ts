import type { DataSource } from 'typeorm';
import type { Clock } from '../../common/clock.js';

/** Fills one part of the district: areas, people, reports … */
export type DemoPart = (dataSource: DataSource, clock: Clock, filesDir: string) => Promise<void>;

/** The parts of the demo district in the order they are filled; each stands on those before it. */
const PARTS: readonly DemoPart[] = [];

/** Makes an empty, migrated database the living demo district, relative to today. */
export async function seedDemo(dataSource: DataSource, clock: Clock, filesDir: string): Promise<void> {
  for (const fill of PARTS) await fill(dataSource, clock, filesDir);
}
