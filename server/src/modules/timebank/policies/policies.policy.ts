import { type PolicyAction, POLICY_WORKFLOW, type PolicyState } from '@linli/shared/timebank-policy';
import { actionsFrom } from '@linli/shared/workflow';
import { type Actor, holds } from '../../../common/actor.js';
import type { PolicyEntity } from '../policy.entity.js';

type Draft = Pick<PolicyEntity, 'areaCode' | 'writtenBy'>;

/** Who keeps the rules sees drafts and dry runs: whoever writes them, the desk that explains them, the auditor. */
export const mayReadDrafts = (actor: Actor, areaCode: string): boolean =>
  holds(actor, ['administrator', 'dispatcher', 'auditor'], areaCode);
/** Rules are the administrator's (PRODUCT.md, the people). */
export const mayWrite = (actor: Actor, areaCode: string): boolean => holds(actor, 'administrator', areaCode);
/** The second person: another administrator, or the desk. Never whose terms they are. */
const mayRelease = (actor: Actor, { areaCode, writtenBy }: Draft): boolean =>
  holds(actor, ['administrator', 'dispatcher'], areaCode) && writtenBy !== actor.personId;

export const POLICY_RULES: Record<PolicyAction, (actor: Actor, draft: Draft) => boolean> = {
  edit: (actor, { areaCode }) => mayWrite(actor, areaCode),
  try: (actor, { areaCode }) => holds(actor, ['administrator', 'dispatcher'], areaCode),
  publish: mayRelease,
  discard: (actor, { areaCode }) => mayWrite(actor, areaCode),
};

export const actionsFor = (actor: Actor, draft: Draft & { state: PolicyState }): PolicyAction[] =>
  actionsFrom<PolicyAction, PolicyState>(POLICY_WORKFLOW, draft.state).filter((action) => POLICY_RULES[action](actor, draft));
