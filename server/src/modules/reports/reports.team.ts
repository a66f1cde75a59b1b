import { Injectable } from '@nestjs/common';
import { DAY_MS, dayFrom, dayOf } from '@linli/shared/calendar';
import { EXTENSION_DAYS_MAX } from '@linli/shared/reports';
import type { ExtendDto, HandleDto, OptionalNoteDto, ReasonDto, ReportView } from '@linli/shared/reports.dto';
import { DomainError, invalidField } from '../../common/errors.js';
import type { WriteCall } from '../../common/writes.js';
import { beginCheck, rememberLate } from './reports.clocks.js';
import { returnsToChief } from './reports.desk.js';
import { type Effect, type Moment, ReportSteps } from './reports.steps.js';

const joined = (workedBy: readonly string[], personId: string): string[] => [...new Set([...workedBy, personId])];

/** What a response team does with its case, and what the desk records for a team that has no accounts. */
@Injectable()
export class ReportTeamwork {
  constructor(private readonly steps: ReportSteps) {}

  /** Names the handler; the second one finds it started. */
  start(call: WriteCall, id: string, { note }: OptionalNoteDto): Promise<ReportView> {
    return this.steps.step(call, id, 'start', ({ report, actor }) => ({
      changes: { handlerId: actor.personId, workedBy: joined(report.workedBy, actor.personId) },
      note,
      data: { teamId: report.teamId },
    }));
  }

  takeOver(call: WriteCall, id: string, { note }: OptionalNoteDto): Promise<ReportView> {
    return this.steps.step(call, id, 'take_over', ({ report, actor }) => ({
      changes: { handlerId: actor.personId, workedBy: joined(report.workedBy, actor.personId) },
      note,
    }));
  }

  /** The wrong team gives it back; the disposal clock runs on. */
  return(call: WriteCall, id: string, { reason }: ReasonDto): Promise<ReportView> {
    return this.steps.step(call, id, 'return', ({ report, now }) => ({
      changes: {
        ...rememberLate(report, now),
        returnCount: report.returnCount + 1,
        teamId: null,
        teamHasAccounts: null,
        handlerId: null,
        extensionState: report.extensionState === 'asked' ? null : report.extensionState,
      },
      note: reason,
      data: { teamId: report.teamId, toChief: returnsToChief(report) },
    }));
  }

  handle(call: WriteCall, id: string, result: HandleDto): Promise<ReportView> {
    return this.steps.step(call, id, 'handle', (moment) => handled(moment, result));
  }

  recordStart(call: WriteCall, id: string, { note }: OptionalNoteDto): Promise<ReportView> {
    return this.steps.step(call, id, 'record_start', ({ report, actor }) => ({
      changes: { workedBy: joined(report.workedBy, actor.personId) },
      note,
      data: { teamId: report.teamId },
    }));
  }

  recordHandle(call: WriteCall, id: string, result: HandleDto): Promise<ReportView> {
    return this.steps.step(call, id, 'record_handle', (moment) => handled(moment, result));
  }

  /** Once, and before it is late. */
  extend(call: WriteCall, id: string, { reason, until }: ExtendDto): Promise<ReportView> {
    return this.steps.step(call, id, 'extend', ({ report, now, actor }) => {
      const wanted = new Date(until);
      if (report.ownDueAt && wanted <= report.ownDueAt) throw invalidField('until', '延期后的时间须晚于现在的时限');
      if (wanted.getTime() - now.getTime() > EXTENSION_DAYS_MAX * DAY_MS)
        throw invalidField('until', `最多延期到 ${EXTENSION_DAYS_MAX} 天以后`);
      return {
        changes: { extensionState: 'asked', extensionUntil: wanted, extensionAskedAt: now, extensionAskedBy: actor.personId },
        note: reason,
        data: { until: wanted.toISOString() },
      };
    });
  }
}

/** Stops the disposal clock; now the grid member looks. */
async function handled({ tx, report, now, actor, calendar }: Moment, result: HandleDto): Promise<Effect> {
  const { outcome, note, fileIds, until, outsideBody } = result;
  mustFit(result, now);
  return {
    changes: {
      ...rememberLate(report, now),
      outcome,
      outcomeUntil: outcome === 'cannot_now' ? (until ?? null) : null,
      disposalStoppedAt: now,
      workedBy: joined(report.workedBy, actor.personId),
      ...beginCheck(now, await calendar()),
    },
    note,
    photos: [{ kind: outcome === 'solved' || outcome === 'partly' ? 'after' : 'proof', fileIds }],
    data: { outcome, teamId: report.teamId },
    afterwards: async () => {
      await tx.query(`update report_words set outside_body = $2 where report_id = $1`, [
        report.id,
        outcome === 'outside' ? (outsideBody?.trim() ?? null) : null,
      ]);
    },
  };
}

/** Each outcome needs its proof. @throws 400, or 422 where a photo is missing */
function mustFit({ outcome, fileIds, until, outsideBody }: HandleDto, now: Date): void {
  if ((outcome === 'solved' || outcome === 'partly') && !fileIds.length)
    throw new DomainError('unprocessable', 'photo_needed', '请拍一张处理后的照片。');
  if (outcome === 'outside' && !fileIds.length) throw new DomainError('unprocessable', 'photo_needed', '请附上对方答复或移交的凭证。');
  if (outcome === 'outside' && !outsideBody?.trim()) throw invalidField('outsideBody', '请写明由哪个单位负责');
  if (outcome !== 'cannot_now') return;
  const day = until === undefined ? null : dayFrom(until);
  if (day === null || day < dayOf(now.getTime())) throw invalidField('until', '请写明预计到哪一天可以解决');
}
