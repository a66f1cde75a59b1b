import { ADJUSTMENT_WORKFLOW, type AdjustmentAction } from '@linli/shared/timebank-books';
import { actionsFrom } from '@linli/shared/workflow';
import { type Actor, holds } from '../../../common/actor.js';
import type { AdjustmentEntity } from './adjustment.entity.js';

type Rule = (actor: Actor, adjustment: AdjustmentEntity) => boolean;

export const isDesk: Rule = (actor, { communityCode }) => holds(actor, 'dispatcher', communityCode);
export const looksAsAuditor: Rule = (actor, { communityCode }) =>
  !holds(actor, 'dispatcher', communityCode) && holds(actor, 'auditor', communityCode);
/** Whose points move, on either side. */
export const concerns: Rule = (actor, { personId, otherPersonId }) => personId === actor.personId || otherPersonId === actor.personId;
/** Four eyes: neither who asked for it nor whom it is about. */
const decides: Rule = (actor, adjustment) =>
  isDesk(actor, adjustment) && adjustment.requestedBy !== actor.personId && !concerns(actor, adjustment);

export const ADJUSTMENT_POLICY: Readonly<Record<AdjustmentAction, Rule>> = {
  approve: decides,
  refuse: decides,
  withdraw: (actor, adjustment) => isDesk(actor, adjustment) && adjustment.requestedBy === actor.personId,
};
export const adjustmentActions = (actor: Actor, adjustment: AdjustmentEntity): AdjustmentAction[] =>
  actionsFrom<AdjustmentAction, AdjustmentEntity['state']>(ADJUSTMENT_WORKFLOW, adjustment.state).filter((action) =>
    ADJUSTMENT_POLICY[action](actor, adjustment),
  );
