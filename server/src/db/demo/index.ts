import type { DataSource } from 'typeorm';
import type { Clock } from '../../common/clock.js';
import { seedAreas } from './areas.seed.js';
import { cast } from './people/cast.js';
import { seedPeople } from './people.seed.js';
import { landmarks } from './town/landmarks.js';
import { town } from './town/town.js';

/** Fills an empty database with the fictional 临江区, always the same but for its dates, which end now. A second call does nothing. */
export async function seedDemo(dataSource: DataSource, clock: Clock, filesDir: string): Promise<void> {
  void filesDir;
  const now = clock.now();
  const { areas } = town();
  const people = cast(areas);
  await dataSource.transaction(async (tx) => {
    const [filled] = await tx.query<unknown[]>(`select 1 from areas limit 1`);
    if (filled) return;
    await seedAreas(tx, areas, landmarks(areas), now);
    await seedPeople(tx, people, now);
  });
}
