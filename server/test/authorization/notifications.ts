import { newId } from '../makers.js';
import type { Asker, Requests, World } from './world.js';

/** A message of the asker, or of somebody else. */
async function messageOf({ app, owner }: World, { self }: Asker): Promise<string> {
  const id = newId();
  const [event] = await app.db.query<{ id: string }[]>(
    `insert into events (at, subject_type, subject_id, action) values ($1, 'report', $2, 'accept') returning id`,
    [app.clock.now(), id],
  );
  await app.db.query(
    `insert into messages (id, event_id, person_id, topic, kind, title, body, urgent, at, created_at)
     values ($1, $2, $3, 'my_reports', 'report.accept', '已受理', '', false, $4, $4)`,
    [id, event!.id, (self ?? owner).id, app.clock.now()],
  );
  return id;
}

export const notifications: Requests = {
  'GET /notifications': () => ({ path: '/notifications' }),
  'GET /notifications/count': () => ({ path: '/notifications/count' }),
  'GET /notifications/settings': () => ({ path: '/notifications/settings' }),
  'PUT /notifications/settings': () => ({ path: '/notifications/settings', body: { topic: 'duty', wechat: false } }),
  'GET /notifications/templates': () => ({ path: '/notifications/templates' }),
  'POST /notifications/grants': () => ({ path: '/notifications/grants', body: { results: [{ templateKey: 'task', result: 'accept' }] } }),
  'POST /notifications/read': () => ({ path: '/notifications/read' }),
  'POST /notifications/:id/read': async (world, asker) => ({ path: `/notifications/${await messageOf(world, asker)}/read` }),
};
