import { Injectable } from '@nestjs/common';
import { areaContains } from '@linli/shared/areas';
import { mainClassOf, OPEN_REPORT_STATES, RETURNS_TO_CHIEF, type ReportState } from '@linli/shared/reports';
import type {
  AmendDto,
  DispatchDto,
  MergeDto,
  OptionalNoteDto,
  ReasonDto,
  ReleaseDto,
  ReplyDto,
  ReportView,
} from '@linli/shared/reports.dto';
import type { EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { DomainError, forbidden, invalidField, notFound } from '../../common/errors.js';
import type { WriteCall } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { CategoriesService } from './categories.service.js';
import { followAlong, unfollowVia } from './followers.queries.js';
import { type TeamRow, teamOf } from './people.queries.js';
import { ReportEntity } from './report.entity.js';
import { beginDisposal, type Changes, extendDisposal, rememberLate, stopResponse } from './reports.clocks.js';
import { codesOf } from './reports.place.js';
import { areaOf, mayDispatchTo } from './reports.policy.js';
import { ReportSteps } from './reports.steps.js';

/** What the desk does: take a report in, send it to a team, answer, put like with like, show it to the public. */
@Injectable()
export class ReportDesk {
  constructor(
    private readonly steps: ReportSteps,
    private readonly areas: AreasService,
    private readonly categories: CategoriesService,
  ) {}

  accept(call: WriteCall, id: string, { note }: OptionalNoteDto): Promise<ReportView> {
    return this.steps.step(call, id, 'accept', () => ({ note }));
  }

  reject(call: WriteCall, id: string, { reason }: ReasonDto): Promise<ReportView> {
    return this.steps.step(call, id, 'reject', ({ report, now }) => ({
      changes: { rejectedAt: now, ...stopResponse(report, now) },
      note: reason,
    }));
  }

  restore(call: WriteCall, id: string, { note }: OptionalNoteDto): Promise<ReportView> {
    return this.steps.step(call, id, 'restore', () => ({ changes: { rejectedAt: null }, note }));
  }

  /** Another category or grid. A promise already given stays as it is. */
  amend(call: WriteCall, id: string, { categoryCode, areaCode, placeText }: AmendDto): Promise<ReportView> {
    return this.steps.step(call, id, 'amend', async ({ tx, report, actor }) => {
      const changes: Changes = {};
      if (categoryCode !== undefined) {
        const category = await this.categories.find(tx, categoryCode);
        if (!category?.enabled) throw invalidField('categoryCode', '没有这个类别，请重新选择');
        const { priority, confidential } = category;
        Object.assign(changes, { categoryCode, mainClass: mainClassOf(categoryCode), priority, confidential });
      }
      if (areaCode !== undefined) Object.assign(changes, await this.moved(tx, actor, report, areaCode));
      if (placeText !== undefined)
        await tx.query(`update report_words set place_text = $2 where report_id = $1`, [report.id, placeText.trim() || null]);
      return { changes, data: { category: categoryCode ?? null, area: areaCode ?? null } };
    });
  }

  /** To a response team; sends it at once where it was not accepted yet. The team gets a due time of its own. */
  dispatch(call: WriteCall, id: string, { teamId, note }: DispatchDto): Promise<ReportView> {
    return this.steps.step(call, id, 'dispatch', async ({ tx, report, now, actor, calendar }) => {
      const team = await teamOf(tx, teamId);
      if (!team || team.retired) throw invalidField('teamId', '没有这支队伍，请重新选择');
      if (!serves(team, report)) throw new DomainError('unprocessable', 'team_elsewhere', '这支队伍不负责这个地方。');
      if (!mayDispatchTo(actor, report, team)) throw forbidden('网格长只能派给本社区的社区队伍和物业。');
      // It would only give the same people a new due time.
      if (report.teamId === teamId) throw new DomainError('unprocessable', 'same_team', '这件事已经派给这支队伍。');
      const category = await this.categories.find(tx, report.categoryCode);
      if (!category) throw notFound();
      const limit = { type: category.deadlineType, value: category.deadlineValue };
      const changes = {
        ...rememberLate(report, now),
        ...stopResponse(report, now),
        ...beginDisposal(report, limit, now, await calendar()),
        teamId,
        teamHasAccounts: team.hasAccounts,
        handlerId: null,
        extensionState: null,
        extensionUntil: null,
        extensionAskedAt: null,
        extensionAskedBy: null,
      };
      return { changes, note, data: { teamId, run: report.run + 1 } };
    });
  }

  reply(call: WriteCall, id: string, { text }: ReplyDto): Promise<ReportView> {
    return this.steps.step(call, id, 'reply', ({ report, now }) => ({ changes: stopResponse(report, now), note: text }));
  }

  /** Into an open report; whoever follows this one follows the other, its reporter too. */
  merge(call: WriteCall, id: string, { intoId }: MergeDto): Promise<ReportView> {
    const merge = this.steps.step(
      call,
      id,
      'merge',
      async ({ tx, report, now, actor }) => {
        const into = intoId === id ? null : await tx.findOneBy(ReportEntity, { id: intoId });
        if (!into || !holds(actor, 'dispatcher', areaOf(into))) throw invalidField('intoId', '没有找到要并入的上报');
        if (!(OPEN_REPORT_STATES as readonly ReportState[]).includes(into.state))
          throw new DomainError('conflict', 'not_open', '只能并入还在办理的上报。', { state: into.state });
        if (into.confidential && !report.confidential) throw new DomainError('unprocessable', 'confidential', '不能并入不公开的事项。');
        return {
          changes: {
            mergedIntoId: intoId,
            stateBefore: report.state,
            disposalStoppedAt: report.disposalDueAt ? (report.disposalStoppedAt ?? now) : null,
            ...rememberLate(report, now),
            ...stopResponse(report, now),
          },
          data: { intoId },
          afterwards: () => followAlong(tx, report, into, now),
        };
      },
      intoId,
    );
    return merge;
  }

  unmerge(call: WriteCall, id: string, { note }: OptionalNoteDto): Promise<ReportView> {
    return this.steps.step(call, id, 'unmerge', ({ tx, report }) => ({
      changes: { mergedIntoId: null, stateBefore: null, disposalStoppedAt: null },
      note,
      data: { fromId: report.mergedIntoId },
      afterwards: () => unfollowVia(tx, report.id),
    }));
  }

  /** Both due times stay visible; the hotline's is not moved. */
  grantExtension(call: WriteCall, id: string, { note }: OptionalNoteDto): Promise<ReportView> {
    return this.steps.step(call, id, 'grant_extension', async ({ report, now, calendar }) => {
      const until = report.extensionUntil ?? now;
      const later = report.ownDueAt === null || until > report.ownDueAt;
      const moved = later ? extendDisposal(report, until, await calendar()) : {};
      return {
        changes: { ...rememberLate(report, now), extensionState: 'granted', ...moved },
        note,
        data: { until: until.toISOString() },
      };
    });
  }

  refuseExtension(call: WriteCall, id: string, { reason }: ReasonDto): Promise<ReportView> {
    return this.steps.step(call, id, 'refuse_extension', () => ({ changes: { extensionState: 'refused' }, note: reason }));
  }

  /** Words and covered photos for everybody to see. */
  release(call: WriteCall, id: string, { text, fileIds, beforeCount }: ReleaseDto): Promise<ReportView> {
    return this.steps.step(call, id, 'release', ({ tx, now }) => ({
      changes: { releasedAt: now },
      photos: [{ kind: 'released', fileIds, beforeCount: Math.min(beforeCount, fileIds.length) }],
      afterwards: async () => {
        await tx.query(`update report_words set released_text = $2 where report_id = $1`, [id, text.trim()]);
      },
    }));
  }

  unrelease(call: WriteCall, id: string, { note }: OptionalNoteDto): Promise<ReportView> {
    return this.steps.step(call, id, 'unrelease', ({ tx }) => ({
      changes: { releasedAt: null },
      note,
      afterwards: () => hide(tx, id),
    }));
  }

  private async moved(tx: EntityManager, actor: Actor, report: ReportEntity, areaCode: string): Promise<Changes> {
    const area = await this.areas.requireInUse(tx, areaCode, 'areaCode');
    if (area.level !== 'grid' && area.level !== 'community') throw invalidField('areaCode', '请选择网格或社区');
    if (!holds(actor, ['grid_leader', 'dispatcher'], areaCode)) throw forbidden('只能改到您负责的范围内。');
    if (!areaContains(report.districtCode, areaCode)) throw invalidField('areaCode', '请选择本区的网格或社区');
    return codesOf(areaCode);
  }
}

export const returnsToChief = (report: ReportEntity): boolean => report.returnCount + 1 >= RETURNS_TO_CHIEF;

/** Of an area that holds the place; a property company only in its compound. */
export function serves(team: TeamRow, report: ReportEntity): boolean {
  if (!areaContains(team.areaCode, areaOf(report))) return false;
  return !team.gridCodes.length || (report.gridCode !== null && team.gridCodes.includes(report.gridCode));
}

/** What was shown is shown no more. */
export async function hide(tx: EntityManager, id: string): Promise<void> {
  await tx.query(`update report_words set released_text = null where report_id = $1`, [id]);
  await tx.query(`delete from report_photos where report_id = $1 and kind = 'released'`, [id]);
}
