import { ROLES, type Role } from '@linli/shared/accounts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootApp, type TestApp } from '../harness.js';
import { REQUESTS } from './requests.js';
import { askerOf, buildWorld, type Relation, RELATIONS, type World } from './world.js';

const EXPECTATIONS = ['allow', '401', '403', '404'] as const;
interface Row {
  route: string;
  role: Role | 'guest' | 'others';
  relation: Relation;
  expect: (typeof EXPECTATIONS)[number];
}

const TABLE: Row[] = readFileSync(join(__dirname, '..', 'authorization.csv'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() && !line.startsWith('#') && !line.startsWith('method,'))
  .map((line) => {
    const [method, route, role, relation, expect] = line.trim().split(',') as [string, string, Row['role'], Relation, Row['expect']];
    return { route: `${method} ${route}`, role, relation, expect };
  });
export const ROUTES = [...new Set(TABLE.map((row) => row.route))];
const rowsOf = (route: string) => TABLE.filter((row) => row.route === route);

/** Rows with a word nobody knows, or of a route nobody can ask. */
export const rowsNobodyKnows = (): Row[] =>
  TABLE.filter(
    (row) =>
      !EXPECTATIONS.includes(row.expect) ||
      !RELATIONS.includes(row.relation) ||
      ![...ROLES, 'guest', 'others'].includes(row.role) ||
      !REQUESTS[row.route],
  );

/** `others` becomes one row for each role that has none; a guest nobody wrote about must be sent to sign in. */
function casesOf(route: string): Row[] {
  const rows = rowsOf(route);
  const written = new Set(rows.map((row) => row.role));
  const spread = rows.flatMap((row) =>
    row.role === 'others' ? ROLES.filter((role) => !written.has(role)).map((role) => ({ ...row, role })) : [row],
  );
  return written.has('guest') ? spread : [...spread, { route, role: 'guest', relation: '-', expect: '401' }];
}

const met = (status: number, expect: Row['expect']): boolean =>
  expect === 'allow' ? status < 400 || status === 409 || status === 422 : status === Number(expect);

/** Asks every cell of a share of the routes: `remainder` of `shares`, so that workers take one each. @returns the application that answers */
export function askRoutes(remainder: number, shares: number): () => TestApp {
  let app: TestApp;
  let world: World;
  beforeAll(async () => {
    app = await bootApp();
    world = await buildWorld(app);
  });
  afterAll(() => app.close());

  describe.each(ROUTES.filter((_, index) => index % shares === remainder))('%s', (route) => {
    it.each(casesOf(route).map((row) => [row.role, row.relation, row.expect] as const))('%s %s: %s', async (role, relation, expected) => {
      const asker = await askerOf(world, role as Role | 'guest', relation);
      const { path, body, headers } = await REQUESTS[route]!(world, asker);
      const client = asker.somebody ? app.as(asker.somebody) : app.guest();
      const [method] = route.split(' ') as [string];
      const sent = method === 'GET' || method === 'DELETE' ? undefined : (body ?? {});
      const answer = await client.send(method, path, sent, { headers });
      if (!met(answer.status, expected)) throw new Error(`${answer.status}, not ${expected}: ${JSON.stringify(answer.body).slice(0, 300)}`);
    });
  });
  return () => app;
}
