import { newId, newPhone } from '../makers.js';
import { COMMUNITY, DISTRICT } from '../town.js';
import type { Asker, Requests, World } from './world.js';

/** Where the one who asks is the member, they are; else somebody new has applied at the branch in 万福社区. */
async function applied(world: World, asker: Asker, state = 'applying'): Promise<string> {
  const { app, units } = world;
  const person = asker.self ?? (await app.make.person({ name: '郑报到' }));
  await app.db.query(
    `insert into unit_memberships (person_id, unit_id, kind, state, summary_consent, applied_at, changed_at) values ($1, $2, 'party_org', $3, true, $4, $4)`,
    [person.id, units.own.id, state, app.clock.now()],
  );
  return person.id;
}
const decision =
  (what: string, state?: string) =>
  async (world: World, asker: Asker): Promise<{ path: string; body: object }> => ({
    path: `/units/${world.units.own.id}/members/${await applied(world, asker, state)}/${what}`,
    body: what === 'confirm' ? {} : { reason: '不在本支部' },
  });
const sheet = (): FormData => {
  const form = new FormData();
  form.append('file', new Blob([`名称,类型,层级,区划代码\n区园林所,单位,1,${COMMUNITY}\n`]), 'units.csv');
  return form;
};
const contactWish = () => ({ id: newId(), phone: newPhone(), name: '蒙联络', from: '2026-03-11' });

export const units: Requests = {
  'GET /units': () => ({ path: '/units' }),
  'GET /units/levels': () => ({ path: `/units/levels?areaCode=${DISTRICT}` }),
  'PUT /units/levels': () => ({ path: '/units/levels', body: { areaCode: DISTRICT, kind: 'party_org', level: 4, label: '支部' } }),
  'GET /units/mine': () => ({ path: '/units/mine' }),
  'GET /units/contacted': () => ({ path: '/units/contacted' }),
  'POST /units': () => ({ path: '/units', body: { id: newId(), kind: 'work_unit', level: 1, name: '区园林所', areaCode: COMMUNITY } }),
  'POST /units/import': () => ({ path: '/units/import?dryRun=true', body: sheet() }),
  'GET /units/:id': ({ units: { own } }) => ({ path: `/units/${own.id}` }),
  'PATCH /units/:id': ({ units: { own } }) => ({ path: `/units/${own.id}`, body: { name: '第三党支部' } }),
  'POST /units/:id/join': async ({ app, units: { own } }, { somebody }) => {
    if (somebody)
      await app.db.query(`insert into consents (person_id, purpose, version, granted, at) values ($1, 'party_membership', 1, true, $2)`, [
        somebody.id,
        app.clock.now(),
      ]);
    return { path: `/units/${own.id}/join`, body: { summaryConsent: true } };
  },
  'POST /units/:id/leave': async (world, asker) => {
    await applied(world, asker);
    return { path: `/units/${world.units.own.id}/leave` };
  },
  'PUT /units/:id/summary-consent': async (world, asker) => {
    await applied(world, asker);
    return { path: `/units/${world.units.own.id}/summary-consent`, body: { granted: false } };
  },
  'GET /units/:id/members': ({ units: { own } }) => ({ path: `/units/${own.id}/members` }),
  'POST /units/:id/members/:personId/confirm': decision('confirm'),
  'POST /units/:id/members/:personId/refuse': decision('refuse'),
  'POST /units/:id/members/:personId/end': decision('end', 'active'),
  'GET /units/:id/figures': ({ units: { own } }) => ({ path: `/units/${own.id}/figures?half=2026H1` }),
  'GET /units/:id/summary': ({ units: { own } }) => ({ path: `/units/${own.id}/summary?half=2026H1&format=xlsx` }),
  'GET /units/:id/contacts': ({ units: { own } }) => ({ path: `/units/${own.id}/contacts` }),
  'POST /units/:id/contacts': ({ units: { own } }) => ({ path: `/units/${own.id}/contacts`, body: contactWish() }),
  'POST /units/:id/contacts/:grantId/end': async ({ app, units: { own } }) => {
    const keeper = await app.make.person({ roles: [{ role: 'administrator', areaCode: DISTRICT }] });
    const { grantId } = (await app.as(keeper).post(`/units/${own.id}/contacts`, contactWish())).body as { grantId: string };
    return { path: `/units/${own.id}/contacts/${grantId}/end` };
  },
};
