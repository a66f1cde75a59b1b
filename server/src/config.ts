import { TEMPLATE_KEYS, type TemplateKey } from '@linli/shared/notifications';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';

export const MODES = ['demo', 'development', 'test', 'production'] as const;
export type Mode = (typeof MODES)[number];

/** Per minute. */
export interface Limits {
  perAddress: number;
  perAccount: number;
  writesPerAccount: number;
  /** Attempts to sign in, from one address. */
  signInsPerAddress: number;
}

/** The environment, read once at the start and injected. Nobody else reads it. */
export class Config {
  readonly mode: Mode;
  /** Empty: the embedded server of the data folder, whose address is filled in at the start. */
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** How people reach this server, without a slash at the end. */
  readonly publicUrl: string;
  /** ≥ 32 bytes; tokens, signed links and codes are made with keys derived from it. */
  readonly secret: string;
  readonly wechat: {
    readonly appId: string;
    readonly secret: string;
    readonly apiBase: string;
    /** Template ids of subscription messages; a template without one is not sent. */
    readonly templates: Readonly<Partial<Record<TemplateKey, string>>>;
    /** Which version of the mini-program a message opens. */
    readonly miniprogramState: 'formal' | 'trial' | 'developer';
  };
  readonly sms: { readonly gatewayUrl: string; readonly key: string };
  /** The number that text messages tell people to ring with questions. */
  readonly servicePhone: string;
  /** Where the stand-ins of WeChat and the SMS gateway listen when they run alone. */
  readonly sandboxPort: number;
  /** Number of trusted proxies in front, or their addresses; false: none, the peer is the client. */
  readonly trustProxy: false | number | readonly string[];
  readonly dataDir: string;
  readonly filesDir: string;
  readonly h5Dir: string;
  /** Where the H5 map's tiles come from (TILES_URL of its build), for the content security policy; null: plain polygons. */
  readonly tilesOrigin: string | null;
  /** Takes jobs in this process. */
  readonly runJobs: boolean;
  readonly poolSize: number;
  /** One line a request. */
  readonly logRequests: boolean;
  readonly limits: Limits;

  constructor(values: ConfigValues) {
    Object.assign(this, values);
  }

  /** Demo people, sandboxes and API documents exist only outside production. */
  get open(): boolean {
    return this.mode !== 'production';
  }

  with(changes: Partial<ConfigValues>): Config {
    return new Config({ ...this, ...changes });
  }
}
export type ConfigValues = Omit<Config, 'open' | 'with'>;

/** A setting is missing or wrong: the start ends with these sentences. */
export class ConfigError extends Error {}

type Environment = Record<string, string | undefined>;
const ROOT = resolve(import.meta.dirname, '../..');
const GENEROUS: Limits = { perAddress: 3000, perAccount: 600, writesPerAccount: 240, signInsPerAddress: 30 };

/** @throws ConfigError naming everything that is missing or wrong. */
export function readConfig(env: Environment = process.env): Config {
  const problems: string[] = [];
  const mode = modeOf(env, problems);
  const production = mode === 'production';
  const need = (name: string, otherwise: string): string => {
    const value = env[name]?.trim();
    if (value) return value;
    if (production) problems.push(`${name} is missing (LINLI_MODE=production needs it).`);
    return otherwise;
  };
  const port = wholeNumber(env, 'PORT', 3000, 0, 65535, problems);
  const host = env.HOST?.trim() || '127.0.0.1';
  const dataDir = resolve(env.LINLI_DATA_DIR || join(ROOT, '.data', mode));
  const secret = need('LINLI_SECRET', '');
  if (production && secret && Buffer.byteLength(secret) < 32) problems.push('LINLI_SECRET must have at least 32 bytes.');
  const config = new Config({
    mode,
    databaseUrl: need('DATABASE_URL', ''),
    host,
    port,
    publicUrl: addressOf('PUBLIC_URL', need('PUBLIC_URL', `http://${host}:${port}`), problems),
    secret,
    wechat: {
      appId: need('WECHAT_APP_ID', 'wx0000000000000000'),
      secret: need('WECHAT_APP_SECRET', 'sandbox'),
      apiBase: addressOf('WECHAT_API_BASE', env.WECHAT_API_BASE?.trim() || (production ? 'https://api.weixin.qq.com' : ''), problems),
      templates: templatesOf(env.WECHAT_TEMPLATES, production, problems),
      miniprogramState: production ? 'formal' : 'developer',
    },
    sms: {
      gatewayUrl: addressOf('SMS_GATEWAY_URL', need('SMS_GATEWAY_URL', ''), problems),
      key: need('SMS_GATEWAY_KEY', 'sandbox'),
    },
    servicePhone: env.SERVICE_PHONE?.trim() || '12345',
    sandboxPort: wholeNumber(env, 'SANDBOX_PORT', 3900, 0, 65535, problems),
    trustProxy: trustOf(env.TRUST_PROXY, problems),
    dataDir,
    filesDir: resolve(env.FILES_DIR || join(dataDir, 'files')),
    h5Dir: resolve(env.H5_DIR || join(ROOT, 'miniapp/dist/h5')),
    tilesOrigin: tilesOriginOf(env.TILES_URL, problems),
    runJobs: env.LINLI_JOBS !== 'off',
    poolSize: wholeNumber(env, 'DATABASE_POOL', 10, 2, 200, problems),
    logRequests: production && env.LOG_REQUESTS !== 'off',
    limits: {
      ...GENEROUS,
      perAddress: wholeNumber(env, 'LIMIT_PER_ADDRESS', GENEROUS.perAddress, 1, 1_000_000, problems),
      signInsPerAddress: wholeNumber(env, 'LIMIT_SIGN_INS_PER_ADDRESS', GENEROUS.signInsPerAddress, 1, 1_000_000, problems),
    },
  });
  if (problems.length) throw new ConfigError(problems.join('\n'));
  return config;
}

function modeOf(env: Environment, problems: string[]): Mode {
  const wanted = env.LINLI_MODE?.trim();
  if (!wanted) return env.DATABASE_URL?.trim() ? 'production' : 'demo';
  const mode = MODES.find((m) => m === wanted);
  if (mode) return mode;
  problems.push(`LINLI_MODE is “${wanted}”; it may be ${MODES.join(', ')}.`);
  return 'production';
}

function wholeNumber(env: Environment, name: string, otherwise: number, least: number, most: number, problems: string[]): number {
  const text = env[name]?.trim();
  if (!text) return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  problems.push(`${name} must be a whole number from ${least} to ${most}.`);
  return otherwise;
}

function addressOf(name: string, text: string, problems: string[]): string {
  if (!text) return '';
  if (URL.canParse(text) && /^https?:/.test(text)) return text.replace(/\/+$/, '');
  problems.push(`${name} must be an address that begins with http:// or https://.`);
  return '';
}

/** `https://t{s}.example.cn/{z}/{x}/{y}.png` → `https://*.example.cn` */
function tilesOriginOf(template: string | undefined, problems: string[]): string | null {
  if (!template?.trim()) return null;
  const [, scheme, host] = /^(https?:\/\/)([\w.:{}-]+)\//.exec(template.trim()) ?? [];
  if (scheme && host) return `${scheme}${host.includes('{') ? `*.${host.split('.').slice(1).join('.')}` : host}`;
  problems.push('TILES_URL must be an address like https://tiles.example.cn/{z}/{x}/{y}.png.');
  return null;
}

/** `progress=ID,task=ID`, as WeChat's console gave them. */
function templatesOf(text: string | undefined, production: boolean, problems: string[]): Config['wechat']['templates'] {
  if (!text?.trim()) return production ? {} : Object.fromEntries(TEMPLATE_KEYS.map((key) => [key, `sandbox-${key}`]));
  const pairs = text.split(',').map((pair) => pair.trim().split('='));
  const good = pairs.every(([key, id]) => TEMPLATE_KEYS.some((known) => known === key) && /^[\w-]{8,64}$/.test(id ?? ''));
  if (good) return Object.fromEntries(pairs) as Config['wechat']['templates'];
  problems.push(`WECHAT_TEMPLATES must be like progress=ID,task=ID with the names ${TEMPLATE_KEYS.join(', ')}.`);
  return {};
}

function trustOf(text: string | undefined, problems: string[]): Config['trustProxy'] {
  const value = text?.trim();
  if (!value) return false;
  if (/^\d$/.test(value)) return Number(value) || false;
  const addresses = value.split(',').map((a) => a.trim());
  if (addresses.every((a) => /^[\da-f.:]+(\/\d{1,3})?$/i.test(a))) return addresses;
  problems.push('TRUST_PROXY must be the number of proxies in front, or their addresses separated by commas.');
  return false;
}

/** For a data folder that keeps its own secret (demo, development), and for tests. */
export const freshSecret = (): string => randomBytes(32).toString('hex');
