import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PolicyAction } from '@linli/shared/timebank-policy';
import type {
  CreatePolicyDto,
  EditPolicyDto,
  PolicyCardView,
  PolicyView,
  PublishPolicyDto,
  RulesView,
  TryPolicyDto,
} from '@linli/shared/timebank-policies.dto';
import { act, create, fetchJson } from './client';
import { usePages } from './pages';
import { usePersonId } from './session';

/** The rules in force in an area, for everybody; without one the caller's own. */
export function useRules(areaCode: string | undefined, enabled = true) {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['policies', 'rules', areaCode ?? null, personId],
    queryFn: ({ signal }) => fetchJson<RulesView>('/timebank/rules', { areaCode }, signal),
    staleTime: 60_000,
    enabled,
  });
}

/** Every version of an area, the newest first. */
export const usePolicies = (areaCode: string) =>
  usePages<PolicyCardView>(['policies', 'list', areaCode], '/timebank/policies', { areaCode }, { enabled: areaCode !== '' });

export const usePolicy = (id: string) =>
  useQuery({
    queryKey: ['policies', 'one', id],
    queryFn: ({ signal }) => fetchJson<PolicyView>(`/timebank/policies/${id}`, undefined, signal),
    enabled: id !== '',
  });

export function useDraftPolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreatePolicyDto) => create<PolicyView>('/timebank/policies', { ...body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['policies'] }),
  });
}

type Act =
  | { action: 'edit'; body: EditPolicyDto }
  | { action: 'try'; body: TryPolicyDto }
  | { action: 'publish'; body: PublishPolicyDto }
  | { action: Extract<PolicyAction, 'discard'>; body?: undefined };
export function usePolicyAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ action, body }: Act) =>
      action === 'edit'
        ? act<PolicyView>(`/timebank/policies/${id}`, body, 'PUT')
        : act<PolicyView>(`/timebank/policies/${id}/${action}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['policies'] }),
  });
}
