import { Injectable } from '@nestjs/common';
import { dayFrom, dayOf, dayTextOf } from '@linli/shared/calendar';
import { SUSPEND_DAYS_MAX } from '@linli/shared/reports';
import type { OptionalNoteDto, ReportView, SuspendDto } from '@linli/shared/reports.dto';
import { holds } from '../../common/actor.js';
import { DomainError, invalidField } from '../../common/errors.js';
import type { WriteCall } from '../../common/writes.js';
import { chiefOf } from './people.queries.js';
import { resumeDisposal, stopResponse } from './reports.clocks.js';
import { areaOf } from './reports.policy.js';
import { type Moment, ReportSteps } from './reports.steps.js';

/** Pushing and pausing: the street chief's suspension and supervision, the reporter's withdrawal and urging. */
@Injectable()
export class ReportWatch {
  constructor(private readonly steps: ReportSteps) {}

  withdraw(call: WriteCall, id: string, { note }: OptionalNoteDto): Promise<ReportView> {
    return this.steps.step(call, id, 'withdraw', ({ report, now }) => ({ changes: stopResponse(report, now), note }));
  }

  urge(call: WriteCall, id: string, { note }: OptionalNoteDto): Promise<ReportView> {
    return this.steps.step(call, id, 'urge', ({ report, now }) => ({
      changes: { urgeCount: report.urgeCount + 1, lastUrgedAt: now },
      note,
      data: { count: report.urgeCount + 1 },
    }));
  }

  supervise(call: WriteCall, id: string, { note }: OptionalNoteDto): Promise<ReportView> {
    return this.steps.step(call, id, 'supervise', ({ now }) => ({ changes: { supervisedAt: now }, note }));
  }

  /** Until a day, at most thirty away; it resumes by itself when the next one begins. */
  suspend(call: WriteCall, id: string, { reason, until }: SuspendDto): Promise<ReportView> {
    return this.steps.step(call, id, 'suspend', async (moment) => {
      const { report, now } = moment;
      const today = dayOf(now.getTime());
      const last = dayFrom(until);
      if (last === null || last < today || last > today + SUSPEND_DAYS_MAX) throw invalidField('until', `挂账最多 ${SUSPEND_DAYS_MAX} 天`);
      return {
        changes: { stateBefore: report.state, suspendedAt: now, suspendedUntil: until },
        note: reason,
        principalId: await principalOf(moment),
        data: { until },
      };
    });
  }

  resume(call: WriteCall, id: string, { note }: OptionalNoteDto): Promise<ReportView> {
    return this.steps.step(call, id, 'resume', async (moment) => {
      const { report, now, calendar } = moment;
      const moved = resumeDisposal(report, now, await calendar());
      return {
        changes: { ...moved, stateBefore: null, suspendedAt: null, suspendedUntil: null },
        note,
        principalId: await principalOf(moment),
      };
    });
  }
}

/** A street dispatcher acts for the street chief: both names stand in the record. Null for the chief. */
async function principalOf({ tx, report, actor, now }: Moment): Promise<string | null> {
  if (holds(actor, 'street_chief', areaOf(report))) return null;
  const chief = await chiefOf(tx, report.streetCode, dayTextOf(now.getTime()));
  if (!chief) throw new DomainError('unprocessable', 'no_chief', '本街道还没有街长，不能代为挂账。');
  return chief;
}
