// What is shipped: every file must parse on old phones, stay within WeChat's packages, and declare what it asks for.
const fs = require('node:fs');
const path = require('node:path');
const { parse } = require('acorn');

const dist = (name) => path.resolve(__dirname, '../dist', name);
function* walk(at) {
  for (const entry of fs.readdirSync(at, { withFileTypes: true })) {
    const file = path.join(at, entry.name);
    if (entry.isDirectory()) yield* walk(file);
    else yield file;
  }
}
const all = (name) => [...walk(dist(name))].filter((f) => !f.endsWith('.LICENSE.txt'));
const scripts = (name) => all(name).filter((f) => f.endsWith('.js'));
const kilobytes = (files) => files.reduce((sum, f) => sum + fs.statSync(f).size, 0) / 1000;

describe.each([
  ['weapp', 2017],
  ['h5', 2019],
])('%s', (name, ecmaVersion) => {
  test(`every script parses as ES${ecmaVersion}`, () => {
    const bad = scripts(name).flatMap((f) => {
      try {
        parse(fs.readFileSync(f, 'utf8'), { ecmaVersion, sourceType: 'script' });
        return [];
      } catch (e) {
        return [`${path.relative(dist(name), f)}: ${e.message}`];
      }
    });
    expect(bad).toEqual([]);
  });
  test('brings no validator along', () => {
    const guilty = scripts(name).filter((f) => /class-validator|ValidateNested|forbidUnknownValues/.test(fs.readFileSync(f, 'utf8')));
    expect(guilty).toEqual([]);
  });
});

test('weapp: main package ≤ 1.2 MB, each subpackage ≤ 500 kB', () => {
  const app = JSON.parse(fs.readFileSync(path.join(dist('weapp'), 'app.json'), 'utf8'));
  const roots = app.subPackages.map((s) => s.root);
  const inside = (root) => all('weapp').filter((f) => path.relative(dist('weapp'), f).startsWith(root + path.sep));
  const sub = roots.map((root) => [root, Math.round(kilobytes(inside(root)))]);
  const main = kilobytes(all('weapp').filter((f) => !roots.some((r) => path.relative(dist('weapp'), f).startsWith(r + path.sep))));
  expect(main).toBeLessThanOrEqual(1200);
  expect(sub.filter(([, size]) => size > 500)).toEqual([]);
});

test('weapp: every page named in app.json is there', () => {
  const app = JSON.parse(fs.readFileSync(path.join(dist('weapp'), 'app.json'), 'utf8'));
  const pages = [...app.pages, ...app.subPackages.flatMap((s) => s.pages.map((p) => `${s.root}/${p}`))];
  expect(pages.filter((p) => !fs.existsSync(path.join(dist('weapp'), `${p}.js`)))).toEqual([]);
});

test('weapp: privacy and position are declared, and only what the code asks for', () => {
  const app = JSON.parse(fs.readFileSync(path.join(dist('weapp'), 'app.json'), 'utf8'));
  const code = scripts('weapp')
    .map((f) => fs.readFileSync(f, 'utf8'))
    .join('\n');
  expect(app.requiredPrivateInfos.filter((api) => !code.includes(`.${api}`))).toEqual([]);
  expect(app.permission['scope.userLocation'].desc).toMatch(/网格/);
  expect(app.__usePrivacyCheck__).toBe(true);
});

test('h5: no inline script, so that script-src self holds', () => {
  const html = fs.readFileSync(path.join(dist('h5'), 'index.html'), 'utf8');
  expect(html.match(/<script(?![^>]*\bsrc=)[^>]*>/g)).toBeNull();
});
