import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PartnerItemAction } from '@linli/shared/wishes';
import type {
  CreatePartnerItemDto,
  PartnerContactView,
  PartnerItemQuery,
  PartnerItemView,
  PartnerSpeakersView,
} from '@linli/shared/wishes.dto';
import { act, create, fetchJson } from './client';
import { usePages } from './pages';
import { usePersonId } from './session';

export const usePartnerItems = (query: PartnerItemQuery) => {
  const personId = usePersonId();
  return usePages<PartnerItemView>(['partner-items', 'list', personId, query], '/partner-items', query, { enabled: personId !== null });
};
/** For whom this person may write entries. */
export const usePartnerSpeakers = () => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['partner-items', 'speakers', personId],
    queryFn: ({ signal }) => fetchJson<PartnerSpeakersView>('/partner-items/speakers', {}, signal),
    enabled: personId !== null,
    staleTime: 300_000,
  });
};
/** A look at personal data: asked only when the person presses for it, and recorded there. */
export const lookAtPartner = (id: string) => fetchJson<PartnerContactView>(`/partner-items/${id}/contact`);

export function useAddPartnerItem() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreatePartnerItemDto) => create<PartnerItemView>('/partner-items', { ...body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['partner-items'] }),
  });
}
export function usePartnerItemAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ action, body }: { action: PartnerItemAction; body?: object }) =>
      act<PartnerItemView>(`/partner-items/${id}/${action.replace(/_/g, '-')}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['partner-items'] }),
  });
}
