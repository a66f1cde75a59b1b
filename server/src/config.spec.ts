import { ConfigError, readConfig } from './config.js';

const PRODUCTION = {
  DATABASE_URL: 'postgres://linli@db/linli',
  LINLI_SECRET: 'x'.repeat(32),
  PUBLIC_URL: 'https://linli.example.cn/',
  WECHAT_APP_ID: 'wx1',
  WECHAT_APP_SECRET: 's',
  SMS_GATEWAY_URL: 'https://sms.example.cn',
  SMS_GATEWAY_KEY: 'k',
};
const refusal = (env: Record<string, string>): string => {
  try {
    readConfig(env);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
};

describe('the settings', () => {
  it('are a demo on this machine when nothing is set, production with a database', () => {
    expect(readConfig({})).toMatchObject({ mode: 'demo', databaseUrl: '', host: '127.0.0.1', port: 3000, open: true, trustProxy: false });
    expect(readConfig(PRODUCTION)).toMatchObject({
      mode: 'production',
      open: false,
      publicUrl: 'https://linli.example.cn',
      logRequests: true,
    });
  });

  it('name everything that production misses', () => {
    const message = refusal({ LINLI_MODE: 'production' });
    for (const name of Object.keys(PRODUCTION)) expect(message).toContain(name);
  });

  it.each([
    [{ ...PRODUCTION, LINLI_SECRET: 'short' }, 'LINLI_SECRET'],
    [{ ...PRODUCTION, PUBLIC_URL: 'linli.example.cn' }, 'PUBLIC_URL'],
    [{ LINLI_MODE: 'prod' }, 'LINLI_MODE'],
    [{ PORT: '99999' }, 'PORT'],
    [{ PORT: '3e3x' }, 'PORT'],
    [{ TRUST_PROXY: 'everyone' }, 'TRUST_PROXY'],
    [{ TILES_URL: 'tiles' }, 'TILES_URL'],
  ])('refuse %j', (env, name) => {
    expect(refusal(env as Record<string, string>)).toContain(name);
  });

  it.each([
    ['https://tiles.example.cn/{z}/{x}/{y}.png', 'https://tiles.example.cn'],
    ['https://t{s}.example.cn/{z}/{x}/{y}.png', 'https://*.example.cn'],
  ])('let the map ask %s', (TILES_URL, tilesOrigin) => {
    expect(readConfig({ TILES_URL }).tilesOrigin).toBe(tilesOrigin);
  });

  it.each([
    ['1', 1],
    ['0', false],
    ['10.0.0.1, 10.1.0.0/16', ['10.0.0.1', '10.1.0.0/16']],
  ])('trust exactly the proxies that are named: %s', (text, expected) => {
    expect(readConfig({ TRUST_PROXY: text }).trustProxy).toEqual(expected);
  });
});
