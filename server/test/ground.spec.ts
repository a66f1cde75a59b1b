import { bootApp, type TestApp } from './harness.js';

describe('the ground floor', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await bootApp();
  });
  afterAll(() => app.close());

  it('answers health and readiness', async () => {
    expect((await app.guest().get('/health')).body).toEqual({ status: 'ok' });
    expect((await app.guest().get('/ready')).body).toEqual({ status: 'ok' });
  });

  it('speaks problem+json about what is not there', async () => {
    const answer = await app.guest().get('/nothing');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.body).toMatchObject({ status: 404, code: 'not_found', requestId: answer.headers.get('x-request-id') });
  });

  it('has entities that match the migrations', async () => {
    const { upQueries } = await app.db.driver.createSchemaBuilder().log();
    expect(upQueries.map((q) => q.query)).toEqual([]);
  });
});
