import { areaContains } from '@linli/shared/areas';
import { noticeActions, type NoticeAction } from '@linli/shared/notices';
import { type Actor, holds } from '../../common/actor.js';
import type { NoticeEntity } from './notice.entity.js';

export const WRITERS = ['dispatcher'] as const;
/** Whoever answers for an area approves what is said there. */
export const APPROVERS = ['dispatcher', 'street_chief'] as const;

type Rule = (actor: Actor, notice: NoticeEntity) => boolean;
const writes: Rule = (actor, { areaCode }) => holds(actor, WRITERS, areaCode);
export const wrote: Rule = (actor, { writtenBy }) => writtenBy.includes(actor.personId);
/** Four eyes: never one's own words, nor words one has had a hand in. */
const decides: Rule = (actor, notice) => holds(actor, APPROVERS, notice.areaCode) && !wrote(actor, notice);

export const NOTICE_POLICY: Readonly<Record<NoticeAction, Rule>> = {
  revise: writes,
  approve: decides,
  refuse: decides,
  withdraw: (actor, notice) => holds(actor, APPROVERS, notice.areaCode),
};

/** Before it is published, and after: those who write and approve there; the auditor reads. */
export const seesUnpublished: Rule = (actor, { areaCode }) => holds(actor, [...APPROVERS, 'auditor'], areaCode);
export const isOn = (notice: NoticeEntity, today: string): boolean =>
  notice.state === 'published' && notice.fromDay <= today && notice.toDay >= today;
export const isFor = (notice: NoticeEntity, areaCode: string): boolean => areaContains(notice.areaCode, areaCode);

export const actionsOf = (actor: Actor | null, notice: NoticeEntity): NoticeAction[] =>
  actor === null ? [] : noticeActions(notice.state).filter((action) => NOTICE_POLICY[action](actor, notice));
