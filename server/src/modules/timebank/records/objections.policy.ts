import { RECORD_CASE_WORKFLOW, type RecordCaseAction } from '@linli/shared/timebank-records';
import { actionsFrom } from '@linli/shared/workflow';
import { type Actor, holds } from '../../../common/actor.js';
import { type Close, isAmong } from '../../../common/closeness.js';
import type { RecordCaseEntity } from './record-parts.entity.js';
import { DESK, RECORD_POLICY } from './records.policy.js';
import type { ServiceRecordEntity } from '../service-record.entity.js';

type Rule = (actor: Actor, one: RecordCaseEntity, record: ServiceRecordEntity) => boolean;
type Verdict = (actor: Actor, one: RecordCaseEntity, record: ServiceRecordEntity, close: Close) => boolean;

export const raised: Rule = (actor, { raisedBy }) => raisedBy === actor.personId;
const isDesk: Rule = (actor, { communityCode }) => holds(actor, DESK, communityCode);
/** Whoever may void the record, and neither raised the case nor stands close to whoever did. */
const decides: Verdict = (actor, one, record, close) =>
  !raised(actor, one, record) && !isAmong(close, one.raisedBy) && RECORD_POLICY.void(actor, record, close);
export const CASE_POLICY: Readonly<Record<RecordCaseAction, Verdict>> = {
  uphold: (actor, one, record, close) => one.kind === 'objection' && decides(actor, one, record, close),
  correct: (actor, one, record, close) => one.kind === 'correction' && decides(actor, one, record, close),
  dismiss: decides,
};

/** The desk's view of it: never of a case that is about oneself or that one raised. */
export const seesAsDesk: Rule = (actor, one, record) =>
  (isDesk(actor, one, record) || holds(actor, 'auditor', one.communityCode)) &&
  record.personId !== actor.personId &&
  !raised(actor, one, record);

export const caseActions = (actor: Actor, one: RecordCaseEntity, record: ServiceRecordEntity, close: Close): RecordCaseAction[] =>
  actionsFrom(RECORD_CASE_WORKFLOW, one.state).filter((action) => CASE_POLICY[action](actor, one, record, close));
