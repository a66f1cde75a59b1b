import { NestFactory } from '@nestjs/core';
import { PERSON_NAME_MAX, PHONE_PATTERN } from '@linli/shared/accounts';
import { AREA_NAME_MAX, areaLevel } from '@linli/shared/areas';
import { mkdirSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { SystemClock } from './common/clock.js';
import { dayOf } from './common/days.js';
import { DomainError } from './common/errors.js';
import { Config, ConfigError, freshSecret, readConfig } from './config.js';
import { migrate } from './db/data-source.js';
import { startEmbedded } from './db/embedded.js';
import { StaffService } from './modules/accounts/staff.service.js';
import { insertAreas } from './modules/areas/areas.writes.js';

const USAGE = `用法：npm run admin -- --phone 13800000000 --name 王主任 --district-code 450403 [--district-name 万秀区]
把 --district-code 这个区的管理员角色授予这个手机号；还没有这个区时用 --district-name 建立它。对方用这个手机号登录后即可使用。`;
const clock = new SystemClock();

interface Wishes {
  phone: string;
  name: string;
  districtCode: string;
  districtName: string | null;
}

function wishes(): Wishes {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({ options: { phone: string, name: string, 'district-code': string, 'district-name': string } });
  const { phone, name = '管理员', 'district-code': districtCode, 'district-name': districtName = null } = values;
  if (!phone || !PHONE_PATTERN.test(phone)) throw new ConfigError(`--phone 应为 11 位手机号。\n${USAGE}`);
  if (!districtCode || areaLevel(districtCode) !== 'district') throw new ConfigError(`--district-code 应为 6 位区划代码。\n${USAGE}`);
  if (name.length > PERSON_NAME_MAX || (districtName?.length ?? 0) > AREA_NAME_MAX) throw new ConfigError(`名称太长。\n${USAGE}`);
  return { phone, name, districtCode, districtName };
}

async function appoint(config: Config, { phone, name, districtCode, districtName }: Wishes): Promise<void> {
  await migrate(config.databaseUrl);
  const app = await NestFactory.createApplicationContext(AppModule.forRoot(config, clock), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  try {
    await app.get(DataSource).transaction(async (tx) => {
      const [known] = await tx.query<unknown[]>(`select 1 from areas where code = $1`, [districtCode]);
      if (!known && !districtName) throw new ConfigError(`还没有 ${districtCode} 这个区，请用 --district-name 写明它的名称。`);
      const district = { code: districtCode, name: districtName ?? '', level: 'district', shortCode: null, sort: 0 } as const;
      if (!known) await insertAreas(tx, [district], clock.now());
      const dto = { id: randomUUID(), phone, name, role: 'administrator', areaCode: districtCode, from: dayOf(clock.now()) } as const;
      const staff = app.get(StaffService);
      await staff.refuseHeld(tx, dto);
      await staff.insert(tx, null, dto, '');
    });
  } finally {
    await app.close();
  }
}

async function main(): Promise<void> {
  const wanted = wishes();
  const read = readConfig();
  if (read.mode === 'demo')
    throw new ConfigError('演示街区自带管理员，直接 npm start 即可；自己的数据请设置 LINLI_MODE=development 或 DATABASE_URL。');
  mkdirSync(read.dataDir, { recursive: true, mode: 0o700 });
  const own = read.databaseUrl ? null : await startEmbedded(join(read.dataDir, 'postgres'));
  try {
    await appoint(read.with({ databaseUrl: own?.url ?? read.databaseUrl, secret: read.secret || freshSecret(), runJobs: false }), wanted);
    console.log(`已授权：${wanted.phone} 从今天起是 ${wanted.districtCode} 的管理员。`);
  } finally {
    // A server that is running on it keeps it.
    if (own && !own.reused) await own.stop();
  }
}

await main().catch((error: unknown) => {
  const known = error instanceof ConfigError ? error.message : error instanceof DomainError ? error.sentence : null;
  const badOption = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  console.error(known ?? (badOption ? `${error.message}\n${USAGE}` : error));
  process.exitCode = 1;
});
