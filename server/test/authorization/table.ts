import { ROLES, type Role } from '@linli/shared/accounts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootApp, type TestApp } from '../harness.js';
import { REQUESTS } from './requests.js';
import { type Asker, type Asking, askerOf, buildWorld, type Relation, RELATIONS, type World } from './world.js';

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
  const all: Row[] = written.has('guest') ? spread : [...spread, { route, role: 'guest', relation: '-', expect: '401' }];
  // Who is refused asks first, those who stand the same one after the other: they can share an object, which nobody has changed.
  return all.sort((a, b) => Number(a.expect === 'allow') - Number(b.expect === 'allow') || a.relation.localeCompare(b.relation));
}

const met = (status: number, expect: Row['expect']): boolean =>
  expect === 'allow' ? status < 400 || status === 409 || status === 422 : status === Number(expect);

/** Who asks, and what. A refusal or a look leaves no trace: one asker serves all rows of a role that stands the same, one request all those of a route. */
class Askings {
  private readonly askers = new Map<string, Asker>();
  private readonly requests = new Map<string, Asking>();
  constructor(private readonly world: World) {}

  async of({ route, role, relation, expect }: Row): Promise<{ asker: Asker; asking: Asking }> {
    if (expect === 'allow' && !route.startsWith('GET ')) {
      const asker = await askerOf(this.world, role as Role | 'guest', relation);
      return { asker, asking: await REQUESTS[route]!(this.world, asker) };
    }
    const [stand, place] = [`${role} ${relation}`, `${route} ${relation}`];
    const asker = this.askers.get(stand) ?? (await askerOf(this.world, role as Role | 'guest', relation));
    const shared = this.requests.get(place);
    if (shared) {
      this.askers.set(stand, asker);
      return { asker, asking: shared };
    }
    let theirs = false;
    const watched: Asker = {
      get role() {
        theirs = true;
        return asker.role;
      },
      get somebody() {
        theirs = true;
        return asker.somebody;
      },
      get self() {
        theirs ||= asker.self !== null;
        return asker.self;
      },
    };
    const asking = await REQUESTS[route]!(this.world, watched);
    // What was made for this one person is no other's, nor is this person as they were.
    if (theirs) this.askers.delete(stand);
    else {
      this.askers.set(stand, asker);
      this.requests.set(place, asking);
    }
    return { asker, asking };
  }
}

/** Asks every cell of a share of the routes: `remainder` of `shares`, so that workers take one each. @returns the application that answers */
export function askRoutes(remainder: number, shares: number): () => TestApp {
  let app: TestApp;
  let askings: Askings;
  beforeAll(async () => {
    app = await bootApp();
    askings = new Askings(await buildWorld(app));
  });
  afterAll(() => app.close());

  describe.each(ROUTES.filter((_, index) => index % shares === remainder))('%s', (route) => {
    it.each(casesOf(route).map((row) => [row.role, row.relation, row.expect, row] as const))(
      '%s %s: %s',
      async (_role, _relation, expected, row) => {
        const { asker, asking } = await askings.of(row);
        const { path, body, headers } = asking;
        const client = asker.somebody ? app.as(asker.somebody) : app.guest();
        const [method] = route.split(' ') as [string];
        const sent = method === 'GET' || method === 'DELETE' ? undefined : (body ?? {});
        const answer = await client.send(method, path, sent, { headers });
        if (!met(answer.status, expected))
          throw new Error(`${answer.status}, not ${expected}: ${JSON.stringify(answer.body).slice(0, 300)}`);
      },
    );
  });
  return () => app;
}
