import type { MatterReader } from './matter.js';
import { readNotice } from './notice.matter.js';
import { readReport } from './report.matter.js';

/** Subject type → how the notifier reads it. */
export const READERS: ReadonlyMap<string, MatterReader> = new Map([
  ['report', readReport],
  ['notice', readNotice],
]);
