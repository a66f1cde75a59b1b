import { FLAG_WORKFLOW, type FlagAction } from '@linli/shared/timebank-records';
import { actionsFrom } from '@linli/shared/workflow';
import { type Actor, holds } from '../../../common/actor.js';
import { type Close, isAmong } from '../../../common/closeness.js';
import type { Where } from '../../../common/where.js';
import type { RecordFlagEntity } from './record-flag.entity.js';
import { DESK } from './records.policy.js';

/** A flag with the account of an elder who was served, if there is one, and with whoever entered or confirmed a record behind it, or set the budget. */
export type Flag = RecordFlagEntity & { otherPersonId: string | null; handIds: readonly string[] };

export const isAbout = ({ personId }: Actor, flag: Flag): boolean => [flag.personId, flag.otherId, flag.otherPersonId].includes(personId);
/** The desk and the auditor; neither of the two it is about. */
export const seesFlag = (actor: Actor, flag: Flag): boolean =>
  holds(actor, [...DESK, 'auditor'], flag.communityCode) && !isAbout(actor, flag);
/** Nobody gives a verdict on what they entered or confirmed themselves, or on those close to them. */
export const isCloseFlag = (flag: Flag, close: Close): boolean => isAmong(close, flag.personId, flag.otherId, flag.otherPersonId);
export const reviews = (actor: Actor, flag: Flag, close: Close): boolean =>
  holds(actor, DESK, flag.communityCode) && !isAbout(actor, flag) && !flag.handIds.includes(actor.personId) && !isCloseFlag(flag, close);

export const flagActions = (actor: Actor, flag: Flag, close: Close): FlagAction[] =>
  reviews(actor, flag, close) ? actionsFrom(FLAG_WORKFLOW, flag.state) : [];

/** `seesFlag` for lists of flags `r`: without those about the reader. */
export const notAbout = (where: Where, { personId }: Actor): string =>
  where.bound(
    `(r.person_id is distinct from ? and r.other_id is distinct from ?
      and not exists (select from elders e where e.id = r.other_id and e.person_id = ?))`,
    [personId, personId, personId],
  );
