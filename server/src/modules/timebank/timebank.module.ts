import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { LedgerJobs } from './ledger/ledger.jobs.js';
import { LedgerService } from './ledger/ledger.service.js';
import { PoliciesService } from './policies.service.js';
import { RecordChanges } from './record-changes.service.js';

/** The books, the rules and the record of minutes: what everything else of the time bank, and every module above it, stands on. */
@Module({
  imports: [EventsModule],
  providers: [LedgerService, LedgerJobs, PoliciesService, RecordChanges],
  exports: [LedgerService, PoliciesService, RecordChanges],
})
export class TimebankModule {}
