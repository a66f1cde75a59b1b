import { POLICY_DEFAULT } from '@linli/shared/timebank-policy';
import { newId } from '../makers.js';
import { COMMUNITY } from '../town.js';
import type { Prepare, Requests, World } from './world.js';

/** A draft of the community, written by somebody else and tried. */
async function draft({ app, owner }: World): Promise<string> {
  const id = newId();
  await app.db.query(
    `insert into timebank_policies (id, area_code, version, state, terms, created_by, written_by, created_at, updated_at)
     values ($1, $2, (select coalesce(max(version), 0) + 1 from timebank_policies where area_code = $2), 'draft', $3, $4, $4, $5, $5)`,
    [id, COMMUNITY, POLICY_DEFAULT, owner.id, app.clock.now()],
  );
  return id;
}
const on =
  (action: string, body: object = {}): Prepare =>
  async (world) => ({ path: `/timebank/policies/${await draft(world)}${action}`, body });

export const policies: Requests = {
  'GET /timebank/rules': () => ({ path: `/timebank/rules?areaCode=${COMMUNITY}` }),
  'GET /timebank/policies': () => ({ path: `/timebank/policies?areaCode=${COMMUNITY}` }),
  'POST /timebank/policies': () => ({ path: '/timebank/policies', body: { id: newId(), areaCode: COMMUNITY, terms: POLICY_DEFAULT } }),
  'GET /timebank/policies/:id': async (world) => ({ path: `/timebank/policies/${await draft(world)}` }),
  'PUT /timebank/policies/:id': on('', { terms: POLICY_DEFAULT }),
  'POST /timebank/policies/:id/try': on('/try', { month: '2026-02' }),
  'POST /timebank/policies/:id/publish': on('/publish'),
  'POST /timebank/policies/:id/discard': on('/discard'),
};
