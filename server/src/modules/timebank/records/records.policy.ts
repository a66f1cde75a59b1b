import { RECORD_WORKFLOW } from '@linli/shared/timebank';
import { actionsFrom } from '@linli/shared/workflow';
import { type Actor, holds } from '../../../common/actor.js';
import { type Close, isAmong } from '../../../common/closeness.js';
import type { ServiceRecordEntity } from '../service-record.entity.js';

export type RecordAction = keyof typeof RECORD_WORKFLOW;
type Named = Pick<ServiceRecordEntity, 'personId' | 'servedId' | 'enteredBy' | 'communityCode'>;
type Rule = (actor: Actor, record: Named) => boolean;
/** With whoever stands close to the actor. */
type Verdict = (actor: Actor, record: Named, close: Close) => boolean;

export const DESK = ['dispatcher'] as const;
export const isDesk: Rule = (actor, { communityCode }) => holds(actor, DESK, communityCode);
export const isOwn: Rule = (actor, { personId }) => personId === actor.personId;
/** Whoever wrote the hours down, a team's leader too. */
export const entered: Rule = (actor, { enteredBy }) => enteredBy === actor.personId;
/** About a relative, a bound elder or one's own helper: of who served, and of who was served. */
export const isClose = ({ personId, servedId }: Named, close: Close): boolean => isAmong(close, personId, servedId);
/** One's own hours, those of a service one was given, or either of those close to one. */
const touches: Verdict = (actor, record, close) => isOwn(actor, record) || record.servedId === actor.personId || isClose(record, close);
const looksAt: Verdict = (actor, record, close) => isDesk(actor, record) && !touches(actor, record, close);
/** Four eyes: nobody decides on what touches them, nor on what they entered. */
const decides: Verdict = (actor, record, close) => looksAt(actor, record, close) && !entered(actor, record);

/** Who may ever do what. */
export const RECORD_POLICY: Readonly<Record<RecordAction, Verdict>> = {
  // The look at the form; the second person comes after the days of the listing.
  publicise: looksAt,
  confirm: decides,
  // What one entered oneself one may take back.
  refuse: (actor, record, close) => looksAt(actor, record, close) || entered(actor, record),
  void: decides,
};

/** Reads it only because of the audit role: the look is recorded. */
export const looksAsAuditor: Rule = (actor, record) =>
  !isOwn(actor, record) && !isDesk(actor, record) && !entered(actor, record) && holds(actor, 'auditor', record.communityCode);
export const canSee: Rule = (actor, record) =>
  isOwn(actor, record) || isDesk(actor, record) || entered(actor, record) || looksAsAuditor(actor, record);
/** Whole names: of oneself, and for the desk. */
export const seesName: Rule = (actor, record) => isOwn(actor, record) || isDesk(actor, record);

export const isConfirmable = ({ state, publicisedUntil }: Pick<ServiceRecordEntity, 'state' | 'publicisedUntil'>, now: Date): boolean =>
  state === 'publicised' && publicisedUntil !== null && publicisedUntil <= now;
/** Stands on the public list. */
export const isListed = ({ state, publicisedUntil }: Pick<ServiceRecordEntity, 'state' | 'publicisedUntil'>, now: Date): boolean =>
  (state === 'publicised' || state === 'confirmed') && publicisedUntil !== null && publicisedUntil > now;
/** Not settled yet, or standing: what its person may ask to be corrected. */
export const isCorrectable = ({ state }: Pick<ServiceRecordEntity, 'state'>): boolean =>
  state === 'pending' || state === 'publicised' || state === 'confirmed';

export function actionsOf(actor: Actor, record: ServiceRecordEntity, now: Date, close: Close): string[] {
  const steps = actionsFrom(RECORD_WORKFLOW, record.state).filter((action) => RECORD_POLICY[action](actor, record, close));
  const ready = steps.filter((action) => action !== 'confirm' || isConfirmable(record, now));
  return isOwn(actor, record) && isCorrectable(record) ? [...ready, 'ask_correction'] : ready;
}
