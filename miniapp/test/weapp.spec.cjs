// The WeChat build itself, headless, against the real server over HTTP.
const fs = require('node:fs');
const path = require('node:path');
const { createRuntime } = require('./harness.cjs');

const dist = process.env.WEAPP_DIST ?? path.resolve(__dirname, '../dist/weapp');
const origin = process.env.TEST_ORIGIN;
const photo = fs.readFileSync(path.resolve(__dirname, 'street.jpg'));
const get = async (p) => (await fetch(`${origin}/api/v1${p}`)).json();
const NEW = 'features/reports/pages/new/index';

let position, category;
beforeAll(async () => {
  const [district] = await get('/areas');
  const [street] = await get(`/areas?parent=${district.code}`);
  const [community] = await get(`/areas?parent=${street.code}`);
  const [grid] = await get(`/areas?parent=${community.code}`);
  position = grid.centre;
  [{ name: category }] = await get(`/categories/suggested?lng=${position.lng}&lat=${position.lat}`);
});

const posts = (rt, path) =>
  rt.calls.filter(([name, o]) => name === 'request' && o.method === 'POST' && new URL(o.url).pathname === `/api/v1${path}`);
const says = (rt, words) => rt.wait(() => rt.byText(words), 8000);

/** The chip answers first: a press in the same instant would still see the form before it. */
async function choose(rt) {
  await says(rt, category);
  rt.tap(category);
  await rt.wait(() => rt.find((n) => rt.named(n)['aria-checked'] === true && rt.text(n) === category));
}

/** From the camera to a form that can be sent. */
async function fill(rt) {
  rt.open(NEW);
  await rt.wait(() => rt.calls.some(([name]) => name === 'chooseMedia'));
  await says(rt, '再拍一张');
  if (rt.byText('同意并定位')) rt.tap('同意并定位');
  await rt.wait(() => rt.calls.some(([name]) => name === 'getLocation'));
}

test('a resident without a phone number reports in one go, and finds it again', async () => {
  const rt = createRuntime(dist, { apiOrigin: origin, photo, position });
  rt.launch();
  await says(rt, '随手拍');
  await rt.wait(() => rt.storage.get('session'));
  await fill(rt);
  await says(rt, '第一网格');
  await choose(rt);
  rt.tap('提交');
  await says(rt, '收到了，谢谢您');
  expect(posts(rt, '/reports')).toHaveLength(1);
  expect(rt.calls.filter(([name]) => name === 'uploadFile')).toHaveLength(1);
  rt.tap('看进度');
  await says(rt, '已收到');
  await says(rt, '剩 23 小时');
});

test('without signal the report is kept with its photo, survives the app, and goes once when signal is back', async () => {
  const first = createRuntime(dist, { apiOrigin: origin, photo, position });
  first.launch();
  await first.wait(() => first.storage.get('session'));
  await fill(first);
  await choose(first);
  first.setOnline(false);
  first.tap('提交');
  await says(first, '已存在手机里');
  const kept = first.storage.get('outbox');
  expect(kept).toHaveLength(1);

  // the app is killed; a new one starts with the same store, still without signal, then signal returns
  const second = createRuntime(dist, { apiOrigin: origin, photo, position, files: first.files, storage: first.storage });
  second.setOnline(false);
  second.launch();
  await says(second, '1 件待发送');
  second.setOnline(true);
  await second.wait(() => second.storage.get('outbox').length === 0, 8000);
  const sent = posts(second, '/reports');
  expect(sent).toHaveLength(1);
  expect(sent[0][1].data.id).toBe(kept[0].id);
  expect(sent[0][1].data.capturedAt).toBe(kept[0].shots[0].capturedAt);
});

test('a phone that holds fifty unsent reports takes no more, loses none and keeps the form', async () => {
  const rt = createRuntime(dist, { apiOrigin: origin, photo, position, who: `hoarder${process.pid}` });
  rt.launch();
  const { personId } = await rt.wait(() => rt.storage.get('session'));
  const problem = { code: 'invalid', sentence: '类别已停用', choices: [] };
  const unsent = Array.from({ length: 50 }, (_, n) => ({
    id: `r${n}`,
    personId,
    body: { categoryCode: 'E0101' },
    shots: [],
    afterShots: [],
    title: '上报',
    madeAt: '2026-03-02T01:00:00.000Z',
    state: 'failed',
    problem,
  }));
  const storage = new Map([...rt.storage, ['outbox', unsent]]);
  const later = createRuntime(dist, { apiOrigin: origin, photo, position, storage });
  later.launch();
  await fill(later);
  await choose(later);
  later.tap('提交');
  await says(later, '手机里已存了 50 件没发出去的上报');
  expect(storage.get('outbox').map((i) => i.id)).toEqual(unsent.map((i) => i.id));
  expect(storage.get(`draft:report:${personId}`).shots).toHaveLength(1);
});

const NOTHING = '0198c5a0-0000-7000-8000-000000000000';
test.each([
  ['in its body', 'features/timebank/pages/wallet/index', '/timebank/wallet', '可用积分'],
  ['before its body', `features/rewards/pages/item/index?id=${NOTHING}`, `/rewards/mall/items/${NOTHING}`, '这一项只有相关的人能看'],
])('a page that fails %s says so, and is drawn when asked again', async (_, page, path, healthy) => {
  const heard = jest.spyOn(console, 'error').mockImplementation(() => {}); // React repeats every fault, with the whole bundle around it
  const answers = { [path]: { nothing: 'that it needs' } };
  const rt = createRuntime(dist, { apiOrigin: origin, position, who: `fence${process.pid}`, answers });
  rt.launch();
  await rt.wait(() => rt.storage.get('session'));
  rt.open(page);
  await says(rt, '这一页没能打开');
  delete answers[path];
  rt.tap('再试一次');
  await says(rt, healthy);
  expect(rt.text(rt.root())).not.toContain('这一页没能打开');
  heard.mockRestore();
});
