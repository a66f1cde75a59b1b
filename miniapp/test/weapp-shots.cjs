// Pictures of the WeChat pages without WeChat's tools: `TEST_ORIGIN=http://127.0.0.1:3000 node miniapp/test/weapp-shots.cjs [elder]`.
/* global window, document */
// Logic runs in the harness; the view is the build's own WXML, WXS and WXSS, drawn by WeChat's component framework glass-easel in Chromium.
const fs = require('node:fs');
const path = require('node:path');
const { chromium } = require('playwright-core');
const { TmplGroup } = require('glass-easel-template-compiler');
const { createRuntime } = require('./harness.cjs');

const dist = path.resolve(__dirname, '../dist/weapp');
const out = path.resolve(__dirname, '../../.cache/shots');
const elder = process.argv[2] === 'elder';
const PAGES = ['pages/home/index', 'pages/me/index', 'features/reports/pages/new/index', 'features/reports/pages/public/index'];

const read = (file) => fs.readFileSync(file, 'utf8');
const style = (file) =>
  fs.existsSync(file) ? read(file).replace(/@import "([^"]+)";?/g, (_, at) => style(path.resolve(path.dirname(file), at))) : '';
const styleOf = (page) =>
  (style(`${dist}/app.wxss`) + style(`${dist}/${page}.wxss`))
    .replace(/(-?[\d.]+)rpx/g, (_, n) => `calc(${n} * 100vw / 750)`)
    .replace(/(^|[},\s])page(?=[\s,{])/g, '$1body');
const PLAIN =
  'body{margin:0}view,scroll-view,picker,map{display:block}text{display:inline}image{display:inline-block;overflow:hidden;background-size:cover}textarea,input{display:block}button{border:0;font:inherit}';
const TAGS = 'view text button image textarea input switch picker map scroll-view form label swiper swiper-item'.split(' ');
const NAMES = 'type disabled checked value placeholder src mode aria-role aria-label aria-disabled aria-hidden style class'.split(' ');

function templates(pages) {
  const group = new TmplGroup();
  group.addTmpl('base', read(`${dist}/base.wxml`).replace('src="./utils.wxs"', 'src="./utils"'));
  group.addScript('utils', read(`${dist}/utils.wxs`));
  for (const page of pages) group.addTmpl(page, read(`${dist}/${page}.wxml`));
  return group.getTmplGenObjectGroups();
}

/** In the browser: the page's template with the data the logic has set. */
function draw({ groups, slot, route, data, tags, names }) {
  const GE = window.glassEasel;
  const space = new GE.ComponentSpace();
  const evaluate = (0, eval);
  const observer = (name) =>
    function set(value) {
      const key = name === 'aria-role' ? 'role' : name;
      if (value === null || value === undefined || value === '' || value === false) this.$$.removeAttribute(key);
      else this.$$.setAttribute(key, value === true ? '' : String(value));
      if (name === 'src' && value) this.$$.style.backgroundImage = `url("${value}")`;
    };
  const camel = (n) => n.replace(/-([a-z])/g, (_, c) => c.toUpperCase());
  const properties = Object.fromEntries(names.map((n) => [camel(n), { type: null, value: null, observer: observer(n) }]));
  for (const tag of tags) {
    const made = space
      .define(tag)
      .options({ virtualHost: false })
      .definition({ properties, template: { content: evaluate(slot).slot } })
      .registerComponent();
    space.setGlobalUsingComponent(tag, made.general());
  }
  const page = space
    .define()
    .template({ content: evaluate(groups)[route] })
    .data(() => data)
    .methods({ eh() {} })
    .registerComponent();
  const root = GE.Component.createWithContext('root', page.general(), new GE.CurrentWindowBackendContext());
  const place = document.createElement('div');
  document.body.appendChild(place);
  GE.Element.replaceDocumentElement(root, document.body, place);
}

async function main() {
  const { fontsConf, systemChrome } = await import('../../tools/browsers.mjs');
  fs.mkdirSync(out, { recursive: true });
  const storage = new Map(elder ? [['prefs', { textSize: 'elder', look: 'light' }]] : []);
  const rt = createRuntime(dist, { apiOrigin: process.env.TEST_ORIGIN, storage });
  const browser = await chromium.launch({
    executablePath: systemChrome(),
    args: ['--no-sandbox'],
    env: { ...process.env, FONTCONFIG_FILE: fontsConf() },
  });
  const view = await browser.newPage({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  const engine = read(require.resolve('glass-easel/dist/glass_easel.all.js'));
  const slots = new TmplGroup();
  slots.addTmpl('slot', '<slot/>');
  rt.launch();
  for (const route of PAGES) {
    if (route !== rt.top().route) rt.open(route);
    await new Promise((done) => setTimeout(done, 2500));
    await view.setContent(`<style>${PLAIN}${styleOf(route)}</style><body></body>`);
    await view.addScriptTag({
      content: `;(function(){var exports={},module={exports:exports};${engine}\n;window.glassEasel=module.exports})()`,
    });
    await view.evaluate(draw, {
      groups: templates([route]),
      slot: slots.getTmplGenObjectGroups(),
      route,
      data: rt.top().data,
      tags: TAGS,
      names: NAMES,
    });
    await view.waitForTimeout(300);
    const file = path.join(out, `weapp-${route.replace(/\/index$/, '').replace(/\W+/g, '-')}${elder ? '-elder' : ''}.png`);
    await view.screenshot({ path: file });
    console.log(file);
  }
  await browser.close();
  process.exit();
}
main().catch((e) => {
  console.error(e);
  process.exit(1);
});
