import { Injectable } from '@nestjs/common';
import { publicityEnds } from '@linli/shared/publicity';
import type { RecordView } from '@linli/shared/timebank-records.dto';
import { conflictNow } from '../../../common/errors.js';
import type { WriteCall } from '../../../common/writes.js';
import { CalendarService } from '../../calendar/calendar.service.js';
import { EarningService } from '../earning/earning.service.js';
import { RecordChanges } from '../record-changes.service.js';
import { FlagFinding } from './flags.finding.js';
import { RecordEnds } from './records.ends.js';
import { isConfirmable } from './records.policy.js';
import { openCases } from './records.queries.js';
import { RecordSteps } from './records.steps.js';

/** What the desk does with hours entered by hand, and with records that turn out wrong. */
@Injectable()
export class RecordDesk {
  constructor(
    private readonly calendar: CalendarService,
    private readonly steps: RecordSteps,
    private readonly ends: RecordEnds,
    private readonly earning: EarningService,
    private readonly changes: RecordChanges,
    private readonly flags: FlagFinding,
  ) {}

  /** Listed, masked, for three working days of the community's calendar. */
  publicise(call: WriteCall, id: string): Promise<RecordView> {
    return this.steps.step(call, id, 'publicise', async ({ tx, record, now, actor }, state) => {
      const calendar = await this.calendar.of(tx, record.communityCode);
      const publicisedUntil = new Date(publicityEnds(calendar, now.getTime()));
      const after = await this.steps.save(tx, record, { state, publicisedUntil });
      await this.steps.record(tx, after, actor, 'publicise', { from: record.state, until: publicisedUntil.toISOString() });
      return after;
    });
  }

  /** By a second person once the days are over and every objection is answered; only now it earns. */
  confirm(call: WriteCall, id: string): Promise<RecordView> {
    return this.steps.step(call, id, 'confirm', async ({ tx, record, now, actor }) => {
      if (!isConfirmable(record, now)) throw conflictNow(record.state, '公示期还没有满，期满后才能确认。');
      if ((await openCases(tx, [id])).size) throw conflictNow(record.state, '还有异议或更正申请没有答复，请先处理。');
      const after = await this.earning.award(tx, record, actor.personId);
      await this.changes.settled(tx, id, actor.personId);
      await this.flags.overlaps(tx, record.personId);
      await this.steps.record(tx, after, actor, 'confirm', { from: record.state, points: after.points });
      return after;
    });
  }

  refuse(call: WriteCall, id: string, reason: string): Promise<RecordView> {
    return this.steps.step(call, id, 'refuse', ({ tx, record, actor }) => this.ends.refuse(tx, record, actor, { reason, why: 'desk' }));
  }

  void(call: WriteCall, id: string, reason: string): Promise<RecordView> {
    return this.steps.step(call, id, 'void', ({ tx, record, actor }) => this.ends.void(tx, record, actor, { reason, why: 'desk' }));
  }
}
