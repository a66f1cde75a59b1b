import { ADJUSTMENT_WORKFLOW, type AdjustmentAction } from '@linli/shared/timebank-books';
import { actionsFrom } from '@linli/shared/workflow';
import { type Actor, holds } from '../../../common/actor.js';
import { type Close, isAmong } from '../../../common/closeness.js';
import type { AdjustmentEntity } from './adjustment.entity.js';

type Rule = (actor: Actor, adjustment: AdjustmentEntity) => boolean;
/** With whoever stands close to the actor. */
type Verdict = (actor: Actor, adjustment: AdjustmentEntity, close: Close) => boolean;

export const isDesk: Rule = (actor, { communityCode }) => holds(actor, 'dispatcher', communityCode);
export const looksAsAuditor: Rule = (actor, { communityCode }) =>
  !holds(actor, 'dispatcher', communityCode) && holds(actor, 'auditor', communityCode);
/** Whose points move, on either side: one's own, or those of a relative, a bound elder, one's helper. */
export const concerns: Verdict = (actor, { personId, otherPersonId }, close) =>
  personId === actor.personId || otherPersonId === actor.personId || isAmong(close, personId, otherPersonId);
/** Four eyes: neither who asked for it nor whom it is about. */
const decides: Verdict = (actor, adjustment, close) =>
  isDesk(actor, adjustment) && adjustment.requestedBy !== actor.personId && !concerns(actor, adjustment, close);

export const ADJUSTMENT_POLICY: Readonly<Record<AdjustmentAction, Verdict>> = {
  approve: decides,
  refuse: decides,
  withdraw: (actor, adjustment) => isDesk(actor, adjustment) && adjustment.requestedBy === actor.personId,
};
export const adjustmentActions = (actor: Actor, adjustment: AdjustmentEntity, close: Close): AdjustmentAction[] =>
  actionsFrom<AdjustmentAction, AdjustmentEntity['state']>(ADJUSTMENT_WORKFLOW, adjustment.state).filter((action) =>
    ADJUSTMENT_POLICY[action](actor, adjustment, close),
  );
