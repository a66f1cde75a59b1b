import type { TestApp, Somebody } from './harness.js';
import { newId } from './makers.js';
import { buildTown, COMMUNITY, DISTRICT, GRID, IN_GRID, OTHER_STREET, STREET } from './town.js';

/** A street with everybody a report meets on its way. */
export interface Street {
  resident: Somebody;
  neighbour: Somebody;
  gridMember: Somebody;
  otherGridMember: Somebody;
  gridLeader: Somebody;
  dispatcher: Somebody;
  streetDispatcher: Somebody;
  chief: Somebody;
  handler: Somebody;
  mate: Somebody;
  strangeHandler: Somebody;
  auditor: Somebody;
  administrator: Somebody;
  strangeDispatcher: Somebody;
  /** Teams. */
  sanitation: string;
  police: string;
  urban: string;
  property: string;
}

export async function buildStreet(app: TestApp): Promise<Street> {
  await buildTown(app.db.manager, app.clock.now());
  const { make } = app;
  const team = async (wishes: Parameters<typeof make.team>[0]) => (await make.team(wishes)).id;
  const sanitation = await team({ type: 'sanitation', name: '滨江环卫队', areaCode: STREET });
  const police = await team({ type: 'public_security', name: '滨江派出所', areaCode: STREET, hasAccounts: false });
  const urban = await team({ type: 'urban_management', name: '区城管大队', areaCode: DISTRICT });
  const property = await team({ type: 'property_management', name: '万福物业', areaCode: COMMUNITY, gridCodes: [GRID] });
  const as = (role: Parameters<typeof make.grant>[1]['role'], areaCode: string, more: object = {}) =>
    make.person({ name: '李建国', roles: [{ role, areaCode, ...more }] });
  return {
    resident: await make.person({ name: '王小明', homeCommunityCode: COMMUNITY }),
    neighbour: await make.person({ name: '陈美丽' }),
    gridMember: await as('grid_member', GRID),
    otherGridMember: await as('grid_member', '990101001001002'),
    gridLeader: await as('grid_leader', COMMUNITY),
    dispatcher: await as('dispatcher', COMMUNITY),
    streetDispatcher: await as('dispatcher', STREET),
    chief: await as('street_chief', STREET),
    handler: await as('handler', STREET, { teamId: sanitation }),
    mate: await as('handler', STREET, { teamId: sanitation, lead: true }),
    strangeHandler: await as('handler', DISTRICT, { teamId: urban }),
    auditor: await as('auditor', DISTRICT),
    administrator: await as('administrator', DISTRICT),
    strangeDispatcher: await as('dispatcher', OTHER_STREET),
    sanitation,
    police,
    urban,
    property,
  };
}

/** The body of a report with a photo that was uploaded before. */
export const draftOf = (fileIds: string[] = [], more: object = {}): Record<string, unknown> & { id: string } => ({
  id: newId(),
  categoryCode: 'E0110',
  description: '楼下垃圾堆了两天，电话13912345678',
  fileIds,
  position: IN_GRID,
  accuracyMetres: 12,
  placeText: '菜市口12号旁',
  contactable: true,
  anonymous: false,
  ...more,
});
