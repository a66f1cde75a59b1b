// Takes the pictures of README and manual from a running demo: node tools/pictures.mjs http://127.0.0.1:3000 [folder]
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { launch } from './browsers.mjs';

const root = resolve(import.meta.dirname, '..');
const out = resolve(process.argv[3] ?? join(root, 'docs/images'));
const origin = process.argv[2] ?? 'http://127.0.0.1:3000';
const require = createRequire(join(root, 'miniapp/package.json'));
const { chromium } = require('playwright-core');
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const DESK = { viewport: { width: 1280, height: 800 } };

/** Who, on what, where; `tap` is a text to tap (of several the first that stands there: the demo moves on with the hours), `key` a key to press before the picture is taken. */
const PICTURES = [
  { name: 'home-resident', person: '王桂兰', screen: PHONE, path: '/pages/home/index' },
  {
    name: 'report-resident',
    person: '王桂兰',
    screen: PHONE,
    path: '/features/reports/pages/mine/index',
    tap: ['处理中', '已交办', '已收到'],
  },
  { name: 'patrol-grid-member', person: '李秀梅', screen: PHONE, path: '/features/patrols/pages/today/index' },
  { name: 'cases-handler', person: '韦剑锋', screen: PHONE, path: '/features/cases/pages/list/index' },
  { name: 'home-street-chief', person: '周志伟', screen: PHONE, path: '/pages/home/index' },
  { name: 'desk-dispatcher', person: '黄丽萍', screen: DESK, path: '/features/desk/pages/list/index', tap: ['待受理'], key: 'j' },
  { name: 'home-volunteer', person: '覃秀兰', screen: PHONE, path: '/pages/home/index' },
  { name: 'orders-resident', person: '王桂兰', screen: PHONE, path: '/features/orders/pages/mine/index' },
  { name: 'hall-volunteer', person: '覃秀兰', screen: PHONE, path: '/features/tasks/pages/hall/index' },
  {
    name: 'service-desk-dispatcher',
    person: '黄丽萍',
    screen: DESK,
    path: '/features/service-desk/pages/list/index?box=to_dispatch',
    key: 'j',
  },
  { name: 'wishes-resident', person: '王桂兰', screen: PHONE, path: '/features/wishes/pages/board/index' },
  { name: 'wallet-volunteer', person: '覃秀兰', screen: PHONE, path: '/features/timebank/pages/wallet/index' },
  { name: 'mall-volunteer', person: '覃秀兰', screen: PHONE, path: '/features/rewards/pages/mall/index' },
  { name: 'boards-volunteer', person: '覃秀兰', screen: PHONE, path: '/features/honours/pages/boards/index' },
  { name: 'shop-merchant', person: '甘桂生', screen: PHONE, path: '/pages/home/index' },
  { name: 'timebank-desk-dispatcher', person: '黄丽萍', screen: DESK, path: '/features/timebank-desk/pages/index/index' },
  { name: 'areas-administrator', person: '罗立新', screen: DESK, path: '/features/admin/pages/areas/index' },
];

async function tapOne(page, texts) {
  const found = (text) => page.getByText(text, { exact: true }).filter({ visible: true });
  const any = texts.map(found).reduce((one, other) => one.or(other));
  await any.first().waitFor();
  for (const text of texts) if (await found(text).count()) return found(text).first().click();
}

mkdirSync(out, { recursive: true });
const server = (await launch('system')) ?? (await launch('sparticuz'));
const browser = await chromium.connect(server.wsEndpoint());
try {
  for (const { name, person, screen, path, tap, key } of PICTURES) {
    const context = await browser.newContext({ ...screen, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    const page = await context.newPage();
    await page.goto(`${origin}/#/pages/sign-in/index`);
    await page.getByText(person).first().click();
    await page.getByText(new RegExp(`好，${person}`)).waitFor();
    await page.goto(`${origin}/#${path}`);
    await page.waitForLoadState('networkidle');
    if (tap) await tapOne(page, tap);
    await page.waitForTimeout(1500);
    if (key) await page.keyboard.press(key);
    await page.waitForTimeout(1500);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(out, `${name}.png`) });
    await context.close();
    console.log(name);
  }
} finally {
  await server.close();
}
