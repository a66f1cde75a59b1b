import type { CertificateAction } from '@linli/shared/timebank-certificates';
import { type Actor, holds } from '../../../common/actor.js';
import { type Close, isAmong } from '../../../common/closeness.js';
import type { CertificateEntity } from './certificate.entity.js';

type Matter = Pick<CertificateEntity, 'personId' | 'communityCode'>;
type Rule = (actor: Actor, certificate: Matter) => boolean;
/** With whoever stands close to the actor. */
type Verdict = (actor: Actor, certificate: Matter, close: Close) => boolean;

export const isOwner: Rule = (actor, { personId }) => personId === actor.personId;
export const isDesk: Rule = (actor, { communityCode }) => holds(actor, 'dispatcher', communityCode);
export const isAuditor: Rule = (actor, { communityCode }) => holds(actor, 'auditor', communityCode);
/** 经办人 is never the person themselves, nor anybody close to them. */
const deskOfAnother: Verdict = (actor, certificate, close) =>
  isDesk(actor, certificate) && !isOwner(actor, certificate) && !isAmong(close, certificate.personId);

export const canSee: Rule = (actor, certificate) => [isOwner, isDesk, isAuditor].some((rule) => rule(actor, certificate));
/** The paper itself is its owner's, and the desk's, who prints it for those who cannot. */
export const mayPrint: Rule = (actor, certificate) => isOwner(actor, certificate) || isDesk(actor, certificate);
export const CERTIFICATE_POLICY: Record<CertificateAction, Verdict> = {
  withdraw: isOwner,
  check: deskOfAnother,
  issue: deskOfAnother,
  refuse: deskOfAnother,
  void: deskOfAnother,
};
