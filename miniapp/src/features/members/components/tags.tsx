import { MEMBER_STATE_LABELS, type MemberState, type QualificationState } from '@linli/shared/members';
import type { QualificationView } from '@linli/shared/members.dto';
import type { MembershipState } from '@linli/shared/units';
import type { IconName } from '@/components/icon';
import { StateTag, type Tone } from '@/components/state-tag';

type Look = readonly [Tone, IconName];

const MEMBERS: Record<MemberState, Look> = {
  applying: ['due', 'hourglass'],
  active: ['done', 'circle-check'],
  suspended: ['late', 'circle-pause'],
  left: ['quiet', 'log-out'],
};
export function MemberStateTag({ state }: { state: MemberState }) {
  const [tone, icon] = MEMBERS[state];
  return <StateTag tone={tone} icon={icon} word={MEMBER_STATE_LABELS[state]} />;
}

const MEMBERSHIPS: Record<MembershipState, Look> = {
  applying: ['due', 'hourglass'],
  active: ['done', 'circle-check'],
  refused: ['quiet', 'circle-x'],
  ended: ['quiet', 'log-out'],
};
export function MembershipTag({ state, word }: { state: MembershipState; word: string }) {
  const [tone, icon] = MEMBERSHIPS[state];
  return <StateTag tone={tone} icon={icon} word={word} />;
}

const QUALIFICATIONS: Record<QualificationState, Look> = {
  pending: ['due', 'hourglass'],
  verified: ['done', 'badge-check'],
  rejected: ['late', 'circle-x'],
  revoked: ['late', 'circle-x'],
  withdrawn: ['quiet', 'undo-2'],
};
/** An expired one is not what its state says: the server's word counts. */
export function QualificationTag({ of }: { of: Pick<QualificationView, 'state' | 'stateLabel' | 'expired'> }) {
  const [tone, icon] = of.expired ? (['late', 'alarm-clock'] as const) : QUALIFICATIONS[of.state];
  return <StateTag tone={tone} icon={icon} word={of.stateLabel} />;
}
