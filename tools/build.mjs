// Builds the named targets and skips each whose inputs (contents, not times) are what its last good build saw. What is imported comes first, the others
// side by side: each of them keeps one core busy.
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const TARGETS = {
  shared: {
    cwd: 'shared',
    cmd: ['nest', 'build'],
    in: ['shared/src', 'shared/package.json', 'shared/tsconfig.json', 'shared/tsconfig.build.json', 'shared/nest-cli.json'],
    out: 'shared/dist',
    proof: 'workflow.js',
  },
  server: {
    cwd: 'server',
    cmd: ['nest', 'build'],
    in: ['shared/src', 'server/src', 'server/package.json', 'server/tsconfig.json', 'server/tsconfig.build.json', 'server/nest-cli.json'],
    out: 'server/dist',
    proof: 'main.js',
  },
  h5: {
    cwd: 'miniapp',
    cmd: ['taro', 'build', '--type', 'h5', '--no-check'],
    in: ['shared/src', 'miniapp/src', 'miniapp/config', 'miniapp/package.json', 'miniapp/babel.config.js'],
    out: 'miniapp/dist/h5',
    proof: 'index.html',
    quiet: true,
  },
  weapp: {
    cwd: 'miniapp',
    cmd: ['taro', 'build', '--type', 'weapp', '--no-check'],
    in: ['shared/src', 'miniapp/src', 'miniapp/config', 'miniapp/package.json', 'miniapp/babel.config.js', 'miniapp/project.config.json'],
    out: 'miniapp/dist/weapp',
    proof: 'app.json',
    quiet: true,
  },
};
const COMMON = ['pnpm-lock.yaml', 'tsconfig.base.json', 'tools/build.mjs'];
const ENV = ['API_BASE', 'H5_ROUTER', 'TILES_URL', 'TILES_ATTRIBUTION'];

function* files(path) {
  const at = join(root, path);
  if (!existsSync(at)) return;
  if (statSync(at).isFile()) {
    yield path;
    return;
  }
  for (const name of readdirSync(at).sort()) if (name !== 'node_modules' && name !== 'dist') yield* files(join(path, name));
}
function fingerprint(t) {
  const h = createHash('sha256').update(process.version);
  for (const e of ENV) h.update(`\0${e}=${process.env[e] ?? ''}`);
  for (const f of [...t.in, ...COMMON].flatMap((p) => [...files(p)])) h.update(`\0${f}\0`).update(readFileSync(join(root, f)));
  return h.digest('hex');
}
export async function build(name, { force = false } = {}) {
  const t = TARGETS[name];
  const began = performance.now();
  const stamp = join(root, t.out, '.built-from');
  const want = fingerprint(t);
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === want)
    return console.log(`${name}: unchanged (${(performance.now() - began).toFixed(0)} ms)`);
  rmSync(join(root, t.out), { recursive: true, force: true }); // an old output must not pass for a new one: Taro exits 0 when its config is bad
  const child = spawn(join(root, t.cwd, 'node_modules/.bin', t.cmd[0]), t.cmd.slice(1), {
    cwd: join(root, t.cwd),
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: t.quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-12_000)));
  const [status] = await once(child, 'close');
  if (status !== 0 || !existsSync(join(root, t.out, t.proof))) {
    console.error(said);
    console.error(`${name}: build failed`);
    process.exit(1);
  }
  mkdirSync(join(root, t.out), { recursive: true });
  writeFileSync(stamp, want);
  console.log(`${name}: built in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

/** All of them, what the others import first. */
export async function buildAll(names) {
  for (const name of names.filter((one) => one === 'shared')) await build(name);
  await Promise.all(names.filter((one) => one !== 'shared').map((name) => build(name)));
}
if (process.argv[1] === import.meta.filename) await buildAll(process.argv.slice(2));
