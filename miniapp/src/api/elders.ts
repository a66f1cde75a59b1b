import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  AddHelperDto,
  BindDto,
  BindingCodeView,
  CreateElderDto,
  ElderCardView,
  ElderView,
  PaperCardView,
  UpdateElderDto,
} from '@linli/shared/elders.dto';
import { act, create, fetchJson } from './client';
import { usePages } from './pages';
import { usePersonId } from './session';

/** My own profile and those I help. */
export function useMyElders(enabled = true) {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['elders', 'mine', personId],
    queryFn: ({ signal }) => fetchJson<ElderView[]>('/elders/mine', undefined, signal),
    enabled: enabled && personId !== null,
  });
}

/** A look of the desk at address and phone is recorded. */
export function useElder(id: string, enabled = true) {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['elders', 'one', id, personId],
    queryFn: ({ signal }) => fetchJson<ElderView>(`/elders/${id}`, undefined, signal),
    enabled: enabled && id !== '',
  });
}

export const useElders = (query: { areaCode?: string; q?: string }, enabled = true) =>
  usePages<ElderCardView>(['elders', 'list', query.areaCode ?? null, query.q ?? ''], '/elders', query, { enabled });

function useElderWrite<B, T>(write: (body: B) => Promise<T>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: write, onSettled: () => client.invalidateQueries({ queryKey: ['elders'] }) });
}

export const useCreateElder = () => useElderWrite((body: CreateElderDto) => create<ElderView>('/elders', { ...body }));
export const useUpdateElder = (id: string) => useElderWrite((body: UpdateElderDto) => act<ElderView>(`/elders/${id}`, body, 'PATCH'));
/** On the elder's own phone: eight digits for ten minutes, once. */
export const useMakeBindingCode = (id: string) => useMutation({ mutationFn: () => act<BindingCodeView>(`/elders/${id}/binding-codes`) });
export const useBind = () => useElderWrite((body: BindDto) => act<ElderView>('/elders/bind', body));
export const useAddHelper = (id: string) => useElderWrite((body: AddHelperDto) => act<ElderView>(`/elders/${id}/helpers`, body));
export const useEndBond = (id: string) =>
  useElderWrite((helperId: string) => act<ElderView | null>(`/elders/${id}/helpers/${helperId}/end`));
/** A new paper card; the one before is revoked. */
export const useIssueCard = (id: string) => useElderWrite<void, PaperCardView>(() => act(`/elders/${id}/card`));
export const useRevokeCard = (id: string) => useElderWrite<void, ElderView>(() => act(`/elders/${id}/card/revoke`));
