import { RECORD_CASE_WORKFLOW, type RecordCaseAction } from '@linli/shared/timebank-records';
import { actionsFrom } from '@linli/shared/workflow';
import { type Actor, holds } from '../../../common/actor.js';
import type { RecordCaseEntity } from './record-parts.entity.js';
import { DESK, RECORD_POLICY } from './records.policy.js';
import type { ServiceRecordEntity } from '../service-record.entity.js';

type Rule = (actor: Actor, one: RecordCaseEntity, record: ServiceRecordEntity) => boolean;

export const raised: Rule = (actor, { raisedBy }) => raisedBy === actor.personId;
const isDesk: Rule = (actor, { communityCode }) => holds(actor, DESK, communityCode);
/** Whoever may void the record, and did not raise the case. */
const decides: Rule = (actor, one, record) => !raised(actor, one, record) && RECORD_POLICY.void(actor, record);
export const CASE_POLICY: Readonly<Record<RecordCaseAction, Rule>> = {
  uphold: (actor, one, record) => one.kind === 'objection' && decides(actor, one, record),
  correct: (actor, one, record) => one.kind === 'correction' && decides(actor, one, record),
  dismiss: decides,
};

/** The desk's view of it: never of a case that is about oneself or that one raised. */
export const seesAsDesk: Rule = (actor, one, record) =>
  (isDesk(actor, one, record) || holds(actor, 'auditor', one.communityCode)) &&
  record.personId !== actor.personId &&
  !raised(actor, one, record);

export const caseActions = (actor: Actor, one: RecordCaseEntity, record: ServiceRecordEntity): RecordCaseAction[] =>
  actionsFrom(RECORD_CASE_WORKFLOW, one.state).filter((action) => CASE_POLICY[action](actor, one, record));
