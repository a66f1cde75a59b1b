import type { Position } from '@linli/shared/areas';
import { newId } from './ids';
import type { Shot } from './shot';
import { dropStored, readStored, writeStored } from './storage';

/** A report being made: kept at every change, one per person on this phone. */
export interface ReportDraft {
  id: string;
  shots: Shot[];
  afterShots: Shot[];
  position: Position | null;
  accuracyMetres: number | null;
  /** the person put the pin there: the phone's fix no longer moves it */
  placedByHand: boolean;
  placeText: string;
  /** the person wrote the place: it is no longer prefilled */
  placeEdited: boolean;
  community: { code: string; name: string } | null;
  category: { code: string; name: string } | null;
  description: string;
  contactable: boolean;
  anonymous: boolean;
  pointCode: string | null;
  patrolId: string | null;
}

export const freshDraft = (): ReportDraft => ({
  id: newId(),
  shots: [],
  afterShots: [],
  position: null,
  accuracyMetres: null,
  placedByHand: false,
  placeText: '',
  placeEdited: false,
  community: null,
  category: null,
  description: '',
  contactable: true,
  anonymous: false,
  pointCode: null,
  patrolId: null,
});

const keyOf = (personId: string | null) => `draft:report:${personId ?? 'guest'}`;
const worthKeeping = (d: ReportDraft | null) => d !== null && (d.shots.length > 0 || d.description !== '');

export const readDraft = (personId: string | null): ReportDraft | null => {
  const draft = readStored<ReportDraft>(keyOf(personId));
  return worthKeeping(draft) ? { ...freshDraft(), ...draft } : null;
};
export const keepDraft = (personId: string | null, draft: ReportDraft) => writeStored(keyOf(personId), draft);
export const dropDraft = (personId: string | null) => dropStored(keyOf(personId));
export const hasDraft = (personId: string | null): boolean => readDraft(personId) !== null;

/** What a guest had begun is theirs after signing in. */
export function adoptGuestDraft(personId: string): void {
  const guest = readDraft(null);
  if (!guest || hasDraft(personId)) return;
  keepDraft(personId, guest);
  dropDraft(null);
}
