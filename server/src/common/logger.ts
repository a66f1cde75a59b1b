import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import type { Config } from '../config.js';

/** Nest tells every module and route it starts; that hides what matters. */
const CHATTER = ['InstanceLoader', 'NestApplication', 'NestFactory', 'RouterExplorer', 'RoutesResolver', 'TypeOrmModule'];

/** JSON lines in production, for whoever collects them; else words for a person. Neither carries what people wrote or who they are. */
export class LinliLogger extends ConsoleLogger {
  constructor(config: Config) {
    const logLevels: LogLevel[] = config.mode === 'test' ? ['error', 'fatal'] : ['log', 'warn', 'error', 'fatal'];
    super({ json: config.mode === 'production', colors: config.mode !== 'production', logLevels });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (CHATTER.includes(String(rest.at(-1)))) return;
    super.log(message, ...rest);
  }
}
