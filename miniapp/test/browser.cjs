/* global location, document */
// A phone (or a desk) in the browser of this run: its own storage, its own place, its own network.
const fs = require('node:fs');
const path = require('node:path');
const gcoord = require('gcoord');
const { chromium } = require('playwright-core');

const shots = path.resolve(__dirname, '../../.cache/shots');
const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };

/** GCJ-02 → what the browser's positioning says (WGS-84). */
function asSensed({ lng, lat }) {
  const [longitude, latitude] = gcoord.transform([lng, lat], gcoord.GCJ02, gcoord.WGS84);
  return { longitude, latitude, accuracy: 12 };
}

/** `session`: who is signed in on it already. */
async function openPhone(browser, { size = 'phone', at = null, session = null, faults = [] } = {}) {
  const touch = size === 'phone';
  const context = await browser.newContext({
    viewport: SIZES[size],
    hasTouch: touch,
    isMobile: touch,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    baseURL: process.env.TEST_ORIGIN,
    ...(at ? { geolocation: asSensed(at), permissions: ['geolocation'] } : {}),
  });
  context.setDefaultTimeout(30_000);
  if (session)
    await context.addInitScript((kept) => {
      if (localStorage.getItem('met')) return;
      localStorage.setItem('met', '1');
      localStorage.setItem('session', JSON.stringify({ data: kept }));
    }, session);
  const page = await context.newPage();
  page.on('pageerror', (e) => faults.push(e.message));
  /** What did not come in time, told with what stood there instead. */
  const told = async (waiting) => {
    try {
      return await waiting;
    } catch (e) {
      const there = await page.evaluate(() => `${location.hash}\n${document.body.innerText}`).catch(() => 'no page');
      throw new Error(`${e.message}\nOn the screen: ${there}`, { cause: e });
    }
  };
  const sent = [];
  page.on('request', (r) => {
    if (r.method() !== 'GET') sent.push(`${r.method()} ${new URL(r.url()).pathname.replace('/api/v1', '')}`);
  });
  fs.mkdirSync(shots, { recursive: true });
  return {
    context,
    page,
    sent,
    goto: async (route) => {
      await page.goto(`/#${route}`);
      await page.reload();
    },
    /** The step as it looks; the page as it is on top. */
    shot: async (name) => {
      await page.waitForTimeout(350);
      await page.screenshot({ path: path.join(shots, `${name}.png`) });
    },
    moveTo: (place) => context.setGeolocation(asSensed(place)),
    /** What the camera gives when `press` opens it. */
    photograph: async (press, ...files) => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press()]);
      await chooser.setFiles(files);
    },
    /** The page on top: the ones below stay in the document. */
    top: () => page.locator('.taro_page:visible').last(),
    press: (name, options = {}) =>
      told(
        page
          .getByRole('button', { name, ...options })
          .filter({ visible: true })
          .last()
          .click(),
      ),
    tap: (text) => told(page.getByText(text).filter({ visible: true }).last().click()),
    see: (text) => told(page.getByText(text).filter({ visible: true }).first().waitFor()),
    /** Who is signed in on it. */
    session: () => page.evaluate(() => JSON.parse(localStorage.getItem('session')).data),
    close: () => context.close(),
  };
}

/** As a person does it: number, code, agreement. */
async function enter(phone, number) {
  await phone.goto('/pages/sign-in/index');
  await phone.page.getByRole('textbox', { name: '手机号' }).fill(number);
  await phone.press('获取验证码');
  await phone.tap('点这里填入');
  await phone.page.getByRole('checkbox', { name: '同意用户协议与隐私政策' }).click();
  await phone.press('登录', { exact: true });
  await phone.see('已登录');
  // the way back from this page is still to come: whoever goes on before it is led away again
  await phone.page.waitForURL((url) => !url.hash.includes('sign-in'));
}

const browsers = () => Object.entries(JSON.parse(process.env.TEST_BROWSERS));
const connect = (endpoint) => chromium.connect(endpoint);

module.exports = { openPhone, enter, browsers, connect, shots };
