import { Injectable } from '@nestjs/common';
import type { ApproveDto, RateDto, ReportView, ReworkDto, SecondCheckDto, SelfHandleDto } from '@linli/shared/reports.dto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { DomainError, notFound } from '../../common/errors.js';
import type { WriteCall } from '../../common/writes.js';
import { CategoriesService } from './categories.service.js';
import type { ReportEntity } from './report.entity.js';
import { type Changes, rememberLate, reopenDisposal, reworkDisposal, stopResponse } from './reports.clocks.js';
import { opensAgain } from './reports.conditions.js';
import { hide } from './reports.desk.js';
import { ReportPhotos } from './reports.photos.js';
import { ReportSteps } from './reports.steps.js';

const OPEN_AGAIN: Changes = {
  outcome: null,
  outcomeUntil: null,
  checkDueAt: null,
  checkCloseAt: null,
  checkedBy: null,
  closedAt: null,
  closedAs: null,
  extensionState: null,
  extensionUntil: null,
  extensionAskedAt: null,
  extensionAskedBy: null,
};

/** The end of a case: the check on the spot, the reporter's word, the street's second look. */
@Injectable()
export class ReportChecks {
  constructor(
    private readonly steps: ReportSteps,
    private readonly photos: ReportPhotos,
    private readonly categories: CategoriesService,
  ) {}

  approve(call: WriteCall, id: string, { note, fileIds = [] }: ApproveDto): Promise<ReportView> {
    return this.steps.step(call, id, 'approve', ({ now, actor }) => ({
      changes: { closedAt: now, closedAs: 'checked', checkedBy: actor.personId },
      note,
      photos: [{ kind: 'proof', fileIds }],
    }));
  }

  /** Goes on with what was left of the clock, at least four working hours. */
  rework(call: WriteCall, id: string, { reason, fileIds = [] }: ReworkDto): Promise<ReportView> {
    return this.steps.step(call, id, 'rework', async ({ report, now, calendar }) => ({
      changes: { ...OPEN_AGAIN, reworkCount: report.reworkCount + 1, ...reworkDisposal(report, now, await calendar()) },
      note: reason,
      photos: [{ kind: 'proof', fileIds }],
      data: { run: report.run + 1 },
    }));
  }

  /** 即查即改: mended on the spot by the grid member, with a photo from before and one from after. */
  selfHandle(call: WriteCall, id: string, { fileIds, note }: SelfHandleDto): Promise<ReportView> {
    return this.steps.step(call, id, 'self_handle', async ({ tx, report, now, actor }) => {
      if (!(await this.photos.of(tx, [id], ['before'])).length)
        throw new DomainError('unprocessable', 'photo_needed', '没有处理前的照片，请按一般流程办理。');
      return {
        changes: {
          ...rememberLate(report, now),
          ...stopResponse(report, now),
          disposalStoppedAt: report.disposalDueAt ? now : null,
          outcome: 'solved',
          closedAt: now,
          closedAs: 'self_handled',
          handlerId: actor.personId,
          workedBy: [...new Set([...report.workedBy, actor.personId])],
        },
        note,
        photos: [{ kind: 'after', fileIds }],
      };
    });
  }

  /** Five levels; a bad one opens the case again, once, within seven days. */
  rate(call: WriteCall, id: string, { level, comment }: RateDto): Promise<ReportView> {
    return this.steps.step(call, id, 'rate', ({ tx, report, now, actor }) => ({
      changes: { rating: level, ratedAt: now },
      note: comment,
      data: { rating: level },
      afterwards: async (after) => {
        if (opensAgain(report, level, now)) await this.reopen(tx, after, actor);
      },
    }));
  }

  secondCheck(call: WriteCall, id: string, { passed, note }: SecondCheckDto): Promise<ReportView> {
    return this.steps.step(call, id, 'second_check', ({ now }) => ({
      changes: { secondCheckPassed: passed, secondCheckedAt: now },
      note,
      data: { passed },
    }));
  }

  private async reopen(tx: EntityManager, rated: ReportEntity, actor: Actor): Promise<void> {
    const opened = await this.steps.take(tx, rated, actor, 'reopen', async ({ report, now, calendar }) => {
      const category = await this.categories.find(tx, report.categoryCode);
      if (!category) throw notFound();
      const limit = { type: category.deadlineType, value: category.deadlineValue };
      return {
        changes: {
          ...OPEN_AGAIN,
          reopenedAt: now,
          releasedAt: null,
          reworkCount: report.reworkCount + 1,
          ...reopenDisposal(report, limit, now, await calendar()),
        },
        data: { run: report.run + 1 },
        afterwards: () => hide(tx, report.id),
      };
    });
    Object.assign(rated, opened);
  }
}
