import { askRoutes, ROUTES, rowsNobodyKnows } from './authorization/table.js';

const app = askRoutes(0, 2);

describe('the table of rights', () => {
  it('has only words that are known', () => {
    expect(rowsNobodyKnows()).toEqual([]);
  });

  it('has rows for every route of the application, and for no other', () => {
    const served = app()
      .routes.filter((route) => !/^(HEAD|OPTIONS) /.test(route) && !/ \/api\/docs/.test(route))
      .map((route) => route.replace(' /api/v1', ' '));
    expect(served.filter((route) => !ROUTES.includes(route)).sort()).toEqual([]);
    expect(ROUTES.filter((route) => !served.includes(route)).sort()).toEqual([]);
  });
});
