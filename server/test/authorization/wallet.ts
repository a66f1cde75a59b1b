import ExcelJS from 'exceljs';
import { newId } from '../makers.js';
import { COMMUNITY, DISTRICT } from '../town.js';
import type { Asker, Requests, World } from './world.js';

/** A statement that was made, as the paper names it. */
async function checkPath({ app, owner }: World): Promise<string> {
  const { body } = await app.as(owner).get('/timebank/statement/file?from=2026-03&to=2026-03&format=xlsx');
  await app.db.query(`update statement_files set day = '2020-01-01'`);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(body as ArrayBuffer);
  const [, no = '', code = ''] = /编号 (\S+) · 校验码 (\S+)/.exec(book.worksheets[0]!.getRow(3).getCell(1).text) ?? [];
  return `/public/statements/${no}?code=${code}`;
}

/** As `self` the receiver is a relative of whoever asks. */
async function gift({ app, owner }: World, { self }: Asker) {
  if (self) await app.db.query(`insert into relatives values ($1, $2, 'spouse', $3, $4)`, [self.id, owner.id, newId(), app.clock.now()]);
  return { path: '/timebank/gifts', body: { id: newId(), relativeId: owner.id, points: 1 } };
}

export const wallet: Requests = {
  'GET /timebank/wallet': () => ({ path: '/timebank/wallet' }),
  'GET /timebank/statement': () => ({ path: '/timebank/statement' }),
  'GET /timebank/statement/months': () => ({ path: '/timebank/statement/months' }),
  'GET /timebank/statement/file': () => ({ path: '/timebank/statement/file?from=2026-03&to=2026-03&format=xlsx' }),
  'GET /public/statements/:no': async (world) => ({ path: await checkPath(world) }),
  'POST /timebank/donations': () => ({
    path: '/timebank/donations',
    body: { id: newId(), points: 1, communityCode: COMMUNITY, shown: 'anonymous' },
  }),
  'GET /timebank/relatives': () => ({ path: '/timebank/relatives' }),
  'POST /timebank/gifts': gift,
  'GET /timebank/pools/:areaCode': () => ({ path: `/timebank/pools/${COMMUNITY}` }),
  'GET /timebank/pools/:areaCode/donations': () => ({ path: `/timebank/pools/${COMMUNITY}/donations` }),
  'GET /timebank/figures/:areaCode': () => ({ path: `/timebank/figures/${COMMUNITY}` }),
  'GET /timebank/figures/:areaCode/owed': () => ({ path: `/timebank/figures/${DISTRICT}/owed` }),
};
