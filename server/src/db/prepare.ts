import { rmSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import type { Clock } from '../common/clock.js';
import { type Config, ConfigError } from '../config.js';
import { makeDataSource, migrate } from './data-source.js';
import { demoMark, isEmpty, setDemoMark } from './demo-mark.js';
import { seedDemo } from './demo/index.js';

/** Brings the database to this version and, in demo mode, fills it when it is empty. @throws ConfigError when mode and database do not fit. */
export async function prepareDatabase(config: Config, clock: Clock, say: (line: string) => void): Promise<void> {
  await migrate(config.databaseUrl);
  if (config.mode !== 'demo' && config.mode !== 'production') return;
  const dataSource = await makeDataSource(config.databaseUrl).initialize();
  try {
    if (config.mode === 'production') await refuseDemo(dataSource);
    else await fillDemo(dataSource, config, clock, say);
  } finally {
    await dataSource.destroy();
  }
}

async function refuseDemo(dataSource: DataSource): Promise<void> {
  if ((await demoMark(dataSource)) === null) return;
  throw new ConfigError(
    'This database carries the demo district; production needs one of its own. 这个数据库里是演示数据，正式环境请换一个空的数据库。',
  );
}

async function fillDemo(dataSource: DataSource, config: Config, clock: Clock, say: (line: string) => void): Promise<void> {
  const mark = await demoMark(dataSource);
  if (mark === 'filled') return;
  if (mark === 'filling') {
    say('上次填充演示数据没有完成，重新开始。');
    await startOver(dataSource, config);
  }
  if (!(await isEmpty(dataSource))) {
    throw new ConfigError(
      'This database has data that is not the demo district; set LINLI_MODE. 这个数据库里已有数据，请设置 LINLI_MODE，或换一个空的数据库。',
    );
  }
  say('正在填充演示街区，约需二十秒…');
  await setDemoMark(dataSource, clock, 'filling');
  await seedDemo(dataSource, clock, config);
  await setDemoMark(dataSource, clock, 'filled');
}

/** Only ever of a database that carries the demo mark. */
async function startOver(dataSource: DataSource, config: Config): Promise<void> {
  await dataSource.query(`drop schema if exists graphile_worker cascade`);
  await dataSource.query(`drop schema public cascade`);
  await dataSource.query(`create schema public`);
  rmSync(config.filesDir, { recursive: true, force: true });
  await migrate(config.databaseUrl);
}
