import { useState } from 'react';
import type { ServiceCategory } from '@linli/shared/members';
import { ENTRY_PHOTOS_MAX, RECORD_REASON_MIN, RECORD_TITLE_MIN, type ServedCategory } from '@linli/shared/timebank-records';
import type { EntryPersonView, EntryPlaceView } from '@linli/shared/timebank-records.dto';
import { useEnterRecords } from '@/api/timebank-records';
import { useShots } from '@/components/shot-picker';
import { newId } from '@/lib/ids';

/** Somebody on the form, with their own times. */
export interface Chosen extends EntryPersonView {
  id: string;
  from: string;
  to: string;
}
const BLANK = {
  title: '',
  category: null as ServiceCategory | null,
  served: null as ServedCategory | null,
  servedPhone: '',
  content: '',
  placeText: '',
  day: null as string | null,
  from: '09:00',
  to: '11:00',
  reason: '',
};

/** The form of hours by hand: kept until the server has it, sent under the same ids however often. */
export function useEntry(place: EntryPlaceView | null) {
  const [id, setId] = useState(newId);
  const [words, setWords] = useState(BLANK);
  const [people, setPeople] = useState<Chosen[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const shots = useShots(ENTRY_PHOTOS_MAX);
  const entering = useEnterRecords();
  const { title, category, served, servedPhone, content, placeText, day, reason } = words;
  const ready =
    place !== null &&
    category !== null &&
    served !== null &&
    day !== null &&
    people.length > 0 &&
    title.trim().length >= RECORD_TITLE_MIN &&
    reason.trim().length >= RECORD_REASON_MIN;
  return {
    words,
    people,
    shots,
    busy,
    error,
    ready,
    set: (change: Partial<typeof BLANK>) => setWords((now) => ({ ...now, ...change })),
    add: (person: EntryPersonView) =>
      setPeople((now) =>
        now.some((one) => one.personId === person.personId) ? now : [...now, { ...person, id: newId(), from: words.from, to: words.to }],
      ),
    change: (personId: string, times: Partial<Pick<Chosen, 'from' | 'to'>>) =>
      setPeople((now) => now.map((one) => (one.personId === personId ? { ...one, ...times } : one))),
    remove: (personId: string) => setPeople((now) => now.filter((one) => one.personId !== personId)),
    /** @returns how many were entered; null: refused, `error` says why */
    send: async (): Promise<number | null> => {
      if (!place || !category || !served || !day) return null;
      setBusy(true);
      setError(null);
      try {
        const { items } = await entering.mutateAsync({
          id,
          communityCode: place.communityCode,
          ...(place.as === 'team_leader' && place.teamId ? { teamId: place.teamId } : {}),
          ...(place.postId ? { postId: place.postId } : {}),
          title: title.trim(),
          category,
          served,
          ...(servedPhone ? { servedPhone } : {}),
          ...(content.trim() ? { content: content.trim() } : {}),
          ...(placeText.trim() ? { placeText: placeText.trim() } : {}),
          day,
          reason: reason.trim(),
          fileIds: await shots.upload(),
          entries: people.map(({ id: entryId, personId, from, to }) => ({ id: entryId, personId, from, to })),
        });
        setId(newId());
        setPeople([]);
        return items.length;
      } catch (e) {
        setError(e as Error);
        return null;
      } finally {
        setBusy(false);
      }
    },
  };
}
export type Entry = ReturnType<typeof useEntry>;
