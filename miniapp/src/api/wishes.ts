import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WishAction } from '@linli/shared/wishes';
import type {
  CreateWishDto,
  CreateWishForDto,
  PublicWishesView,
  SetWishSettingsDto,
  WishBoardQuery,
  WishCardView,
  WishContactView,
  WishCountView,
  WishDeskQuery,
  WishSettingsView,
  WishView,
} from '@linli/shared/wishes.dto';
import { readStored, writeStored } from '@/lib/storage';
import { act, create, fetchJson } from './client';
import { usePages } from './pages';
import { usePersonId } from './session';

const SCREEN_SECONDS = 60;

/** One board; without an area the one of one's community. */
export const useWishBoard = (query: WishBoardQuery) => {
  const personId = usePersonId();
  return usePages<WishCardView>(['wishes', 'board', personId, query], '/wishes', query, { enabled: personId !== null });
};
export const useMyWishes = (enabled: boolean) => {
  const personId = usePersonId();
  return usePages<WishCardView>(['wishes', 'mine', personId], '/wishes/mine', {}, { enabled: enabled && personId !== null });
};
export const useMyClaims = (enabled: boolean) => {
  const personId = usePersonId();
  return usePages<WishCardView>(['wishes', 'claims', personId], '/wishes/claims', {}, { enabled: enabled && personId !== null });
};
export const useDeskWishes = (query: WishDeskQuery) => usePages<WishCardView>(['wishes', 'desk', query], '/wishes/desk', query);
export const useWishCounts = () =>
  useQuery({
    queryKey: ['wishes', 'counts'],
    queryFn: ({ signal }) => fetchJson<WishCountView[]>('/wishes/counts', {}, signal),
    refetchInterval: 60_000,
  });

export const useWish = (id: string) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['wishes', 'one', id, personId],
    queryFn: ({ signal }) => fetchJson<WishView>(`/wishes/${id}`, {}, signal),
    enabled: id !== '' && personId !== null,
  });
};
/** A look at personal data: asked only when the person presses for it, and recorded there. */
export const lookAtWisher = (id: string) => fetchJson<WishContactView>(`/wishes/${id}/contact`);

export function useMakeWish(onBehalf: boolean) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateWishDto | CreateWishForDto) => create<WishView>(onBehalf ? '/wishes/on-behalf' : '/wishes', { ...body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['wishes'] }),
  });
}

/** Every act on a wish; its page and all lists are asked again afterwards. */
export function useWishAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ action, body }: { action: WishAction; body?: object }) =>
      act<WishView>(`/wishes/${id}/${action.replace(/_/g, '-')}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['wishes'] }),
  });
}

export const useWishSettings = (areaCode: string | null) =>
  useQuery({
    queryKey: ['wishes', 'settings', areaCode],
    queryFn: ({ signal }) => fetchJson<WishSettingsView>(`/wishes/settings/${areaCode}`, {}, signal),
    enabled: areaCode !== null,
    staleTime: 300_000,
  });
export function useSetWishSettings(areaCode: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SetWishSettingsDto | null) =>
      act<WishSettingsView>(`/wishes/settings/${areaCode}`, body ?? {}, body === null ? 'DELETE' : 'PUT'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['wishes', 'settings'] }),
  });
}

const screenKept = (areaCode: string) => `wishes-screen:${areaCode}`;
/** The screen in the hall asks every minute; without network it shows what it saw last, after a restart too. */
export const usePublicWishes = (areaCode: string | null) =>
  useQuery({
    queryKey: ['public', 'wishes', areaCode],
    queryFn: async ({ signal }) => {
      const view = await fetchJson<PublicWishesView>('/public/wishes', { areaCode }, signal);
      writeStored(screenKept(view.areaCode), view);
      return view;
    },
    enabled: areaCode !== null,
    initialData: () => (areaCode === null ? undefined : (readStored<PublicWishesView>(screenKept(areaCode)) ?? undefined)),
    initialDataUpdatedAt: 0,
    refetchInterval: SCREEN_SECONDS * 1000,
    refetchIntervalInBackground: true,
    // A screen on the wall must go on trying without somebody touching it.
    networkMode: 'always',
    retry: false,
  });
