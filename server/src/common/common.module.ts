import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Config } from '../config.js';
import { Clock } from './clock.js';
import { CodeTries } from './code-tries.js';
import { HealthController } from './health.controller.js';
import { IdempotencyJobs } from './idempotency.jobs.js';
import { Jobs } from './jobs.js';
import { RateLimits } from './rate-limits.js';
import { SheetImports } from './sheet-import.js';
import { AccessTokens } from './tokens.js';
import { Writes } from './writes.js';

/** What every module may use without importing it. */
@Global()
@Module({})
export class CommonModule {
  static with(config: Config, clock: Clock): DynamicModule {
    const providers = [
      { provide: Config, useValue: config },
      { provide: Clock, useValue: clock },
      AccessTokens,
      RateLimits,
      Writes,
      Jobs,
      CodeTries,
      SheetImports,
      IdempotencyJobs,
    ];
    return { module: CommonModule, controllers: [HealthController], providers, exports: providers };
  }
}
