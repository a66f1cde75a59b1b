import type { Somebody } from '../harness.js';
import { newId } from '../makers.js';
import { COMMUNITY } from '../town.js';
import { uploadPhoto } from '../upload.js';
import type { Asker, Prepare, Requests, World } from './world.js';

/** An elder of the community, with a helper: the profile is the asker's own for `self`. */
async function elderOf({ app, owner }: World, { self }: Asker): Promise<{ id: string; bond: string; helper: Somebody }> {
  const elder = self ?? (await app.make.person({ name: '郑奶奶' }));
  const body = { id: newId(), birthYear: 1945, address: '幸福里1号', communityCode: COMMUNITY };
  const { id } = (await app.as(elder).post('/elders', body)).body as { id: string };
  const { code } = (await app.as(elder).post(`/elders/${id}/binding-codes`)).body as { code: string };
  const helper = await app.make.person({ name: owner.name });
  const bound = await app.as(helper).post('/elders/bind', { code, relation: 'child' });
  return { id, bond: (bound.body as { helpers: { id: string }[] }).helpers[0]!.id, helper };
}
const at =
  (rest: string, body?: object): Prepare =>
  async (world, asker) => ({ path: `/elders/${(await elderOf(world, asker)).id}${rest}`, ...(body ? { body } : {}) });
const bondAt =
  (rest: string): Prepare =>
  async (world, asker) => {
    const { id, bond } = await elderOf(world, asker);
    return { path: `/elders/${id}/helpers/${bond}${rest}` };
  };

export const elders: Requests = {
  'GET /elders/mine': () => ({ path: '/elders/mine' }),
  'POST /elders': () => ({ path: '/elders', body: { id: newId(), birthYear: 1945, address: '幸福里1号', communityCode: COMMUNITY } }),
  'GET /elders': () => ({ path: '/elders' }),
  'POST /elders/bind': async ({ app }) => {
    const elder = await app.make.person();
    const body = { id: newId(), birthYear: 1945, address: '幸福里1号', communityCode: COMMUNITY };
    const { id } = (await app.as(elder).post('/elders', body)).body as { id: string };
    const { code } = (await app.as(elder).post(`/elders/${id}/binding-codes`)).body as { code: string };
    return { path: '/elders/bind', body: { code, relation: 'other' } };
  },
  'GET /elders/:id': at(''),
  'PATCH /elders/:id': at('', { needs: ['slow_walking'] }),
  'POST /elders/:id/binding-codes': at('/binding-codes'),
  'POST /elders/:id/helpers': async (world, asker) => {
    const { id } = await elderOf(world, asker);
    const { app, owner } = world;
    const fileIds = [await uploadPhoto(app, asker.somebody ?? owner)];
    return { path: `/elders/${id}/helpers`, body: { phone: (await app.make.person()).phone, relation: 'other', fileIds } };
  },
  'GET /elders/:id/helpers/:helperId/document': bondAt('/document'),
  'POST /elders/:id/helpers/:helperId/end': bondAt('/end'),
  'POST /elders/:id/card': at('/card'),
  'POST /elders/:id/card/revoke': async (world, asker) => {
    const { id } = await elderOf(world, asker);
    const keeper = await world.app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
    await world.app.as(keeper).post(`/elders/${id}/card`);
    return { path: `/elders/${id}/card/revoke` };
  },
};
