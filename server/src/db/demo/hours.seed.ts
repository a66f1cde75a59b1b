import type { EntityManager } from 'typeorm';
import { OFFICE_HOURS, type World } from './reports/world.js';
import { insertRows } from './rows.js';

/** The holidays come with the calendar module itself; one street keeps office hours of its own. */
export async function seedOfficeHours(tx: EntityManager, world: World): Promise<void> {
  await insertRows(
    tx,
    'office_hours',
    OFFICE_HOURS.map(({ streetName, segments }) => ({
      area_code: world.areaNamed(streetName).code,
      spans: segments,
      updated_at: world.now,
    })),
  );
}
