import { DAY_MS } from '@linli/shared/calendar';
import type { EntityManager } from 'typeorm';
import type { ToldEvent } from '../../modules/notifications/matters/matter.js';
import { messagesOf } from '../../modules/notifications/messages.js';
import { fillCatalogue } from '../../modules/reports/categories.catalogue.js';
import { chanceOf } from './chance.js';
import { HOME_COMMUNITY } from './people/cast.js';
import type { World } from './reports/world.js';
import { insertRows } from './rows.js';

const COLUMNS = `e.id, e.at, e.subject_type as "subjectType", e.subject_id as "subjectId", e.action, e.actor_id as "actorId",
  e.principal_id as "principalId", e.data`;
/** The newest of the district, what sets the staff of one street to work, and all that happened to what the one-tap residents reported. */
const EVENTS = `
  select * from (select ${COLUMNS} from events e where e.outcome = 'done' order by e.id desc limit 30) newest
  union
  select * from (select ${COLUMNS} from events e where e.outcome = 'done' and e.area_code like $2 and e.action = any($3) order by e.id desc limit 60) near
  union
  select ${COLUMNS} from demo_people d join reports r on r.reporter_id = d.person_id join events e on e.subject_type = 'report' and e.subject_id = r.id::text
   where e.at > $1 and e.outcome = 'done'`;
const WORK = ['dispatch', 'return', 'handle', 'rework', 'extend', 'urge', 'supervise', 'escalate_response', 'escalate_disposal'];
const READ_AFTER_MS = 1.5 * DAY_MS;

/** What people were told of the last weeks, made by the notifier itself; what is older has been read. */
export async function seedMessages(tx: EntityManager, world: World): Promise<void> {
  // Its names are in what people are told; the application fills it at its own start, later.
  await fillCatalogue(tx, world.now);
  const chance = chanceOf('messages');
  const events = await tx.query<ToldEvent[]>(EVENTS, [
    new Date(world.now.getTime() - 12 * DAY_MS),
    `${world.areaNamed(HOME_COMMUNITY).code.slice(0, 9)}%`,
    WORK,
  ]);
  const rows: Record<string, unknown>[] = [];
  for (const event of events.sort((a, b) => Number(a.id) - Number(b.id)))
    for (const { person_id, topic, title, body, path, urgent } of await messagesOf(tx, event, event.at)) {
      const old = world.now.getTime() - event.at.getTime() > READ_AFTER_MS;
      rows.push({
        id: chance.uuid(),
        event_id: event.id,
        person_id,
        topic,
        kind: `${event.subjectType}.${event.action}`,
        title,
        body,
        path,
        urgent,
        at: event.at,
        created_at: event.at,
        read_at: old ? new Date(event.at.getTime() + 3_600_000) : null,
      });
    }
  await insertRows(tx, 'messages', rows);
}
