import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RecordBox } from '@linli/shared/timebank-records';
import type {
  CreateCorrectionDto,
  CreateObjectionDto,
  EnteredView,
  EnterRecordsDto,
  EntryPeopleQuery,
  EntryPersonView,
  EntryPlaceView,
  FlagQuery,
  FlagRecordView,
  FlagView,
  MyRecordCaseView,
  PublicRecordView,
  RecordCardView,
  RecordCaseQuery,
  RecordCaseView,
  RecordCountsView,
  RecordDeskView,
  RecordTotalsView,
  RecordView,
} from '@linli/shared/timebank-records.dto';
import { act, create, fetchJson } from './client';
import { usePages } from './pages';
import { usePersonId } from './session';

const KEY = 'service-records';

/** One's own hours; `period` 2026 or 2026-03, none: all. */
export const useMyRecords = (period: string | undefined) => {
  const personId = usePersonId();
  return usePages<RecordCardView>([KEY, 'mine', personId, period], '/timebank/records/mine', { period }, { enabled: personId !== null });
};
export const useMyRecordTotals = (period: string | undefined) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: [KEY, 'totals', personId, period],
    queryFn: ({ signal }) => fetchJson<RecordTotalsView>('/timebank/records/mine/totals', { period }, signal),
    enabled: personId !== null,
  });
};
export const useRecord = (id: string) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: [KEY, 'one', id, personId],
    queryFn: ({ signal }) => fetchJson<RecordView>(`/timebank/records/${id}`, {}, signal),
    enabled: id !== '' && personId !== null,
  });
};
/** For everybody, signed in or not. */
export const useListedRecords = (communityCode: string | null) =>
  usePages<PublicRecordView>(
    [KEY, 'listed', communityCode],
    '/public/timebank/records',
    { communityCode },
    { enabled: communityCode !== null },
  );
export const useMyRecordCases = () => {
  const personId = usePersonId();
  return usePages<MyRecordCaseView>([KEY, 'cases', 'mine', personId], '/timebank/record-cases/mine', {}, { enabled: personId !== null });
};

export const useDeskRecords = (box: RecordBox) => usePages<RecordDeskView>([KEY, 'desk', box], '/timebank/records/desk', { box });
export const useEnteredRecords = () => usePages<RecordDeskView>([KEY, 'entered'], '/timebank/records/entered');
export const useRecordCounts = (enabled: boolean) =>
  useQuery({
    queryKey: [KEY, 'counts'],
    queryFn: ({ signal }) => fetchJson<RecordCountsView>('/timebank/records/counts', {}, signal),
    enabled,
  });
export const useEntryPlaces = (enabled = true) =>
  useQuery({
    queryKey: [KEY, 'places'],
    queryFn: ({ signal }) => fetchJson<EntryPlaceView[]>('/timebank/records/places', {}, signal),
    enabled,
  });
export const useEntryPeople = (query: EntryPeopleQuery | null) =>
  useQuery({
    queryKey: [KEY, 'people', query],
    queryFn: ({ signal }) => fetchJson<EntryPersonView[]>('/timebank/records/people', query ?? {}, signal),
    enabled: query !== null,
  });
export const useRecordCases = (query: RecordCaseQuery) => usePages<RecordCaseView>([KEY, 'cases', query], '/timebank/record-cases', query);
export const useFlags = (query: FlagQuery) => usePages<FlagView>([KEY, 'flags', query], '/timebank/flags', query);
export const useFlag = (id: string) =>
  useQuery({ queryKey: [KEY, 'flag', id], queryFn: ({ signal }) => fetchJson<FlagView>(`/timebank/flags/${id}`, {}, signal) });
export const useFlagRecords = (id: string) => usePages<FlagRecordView>([KEY, 'flag-records', id], `/timebank/flags/${id}/records`);

/** All of them change what others of these lists show. */
function useWrite<V, T>(write: (wanted: V) => Promise<T>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: write, onSettled: () => client.invalidateQueries({ queryKey: [KEY] }) });
}
export const useEnterRecords = () => useWrite((body: EnterRecordsDto) => create<EnteredView>('/timebank/records', { ...body }));
export const useRecordAct = (id: string) =>
  useWrite(({ action, body }: { action: string; body?: object }) => act<RecordView>(`/timebank/records/${id}/${action}`, body));
export const useObjection = (recordId: string) =>
  useWrite((body: CreateObjectionDto) => create<MyRecordCaseView>(`/timebank/records/${recordId}/objections`, { ...body }));
export const useCorrection = (recordId: string) =>
  useWrite((body: CreateCorrectionDto) => create<MyRecordCaseView>(`/timebank/records/${recordId}/corrections`, { ...body }));
export const useCaseAct = (id: string) =>
  useWrite(({ action, body }: { action: string; body: object }) => act<RecordCaseView>(`/timebank/record-cases/${id}/${action}`, body));
export const useFlagAct = (id: string) =>
  useWrite(({ action, body }: { action: string; body: object }) => act<FlagView>(`/timebank/flags/${id}/${action}`, body));
