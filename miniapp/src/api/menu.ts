import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MenuChangeView, MenuItemView, MenuSettingView, UpdateMenuSettingDto } from '@linli/shared/orders-menu.dto';
import { act, fetchJson } from './client';
import { usePersonId } from './session';

/** What a community serves, 40 items at most: searched and sorted on the phone. Without a community the caller's own. */
export function useMenu(communityCode: string | undefined, enabled = true) {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['menu', 'items', communityCode ?? null, personId],
    queryFn: ({ signal }) => fetchJson<MenuItemView[]>('/menu', { communityCode }, signal),
    staleTime: 300_000,
    enabled,
  });
}

export function useMenuItem(code: string, communityCode: string | undefined) {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['menu', 'item', code, communityCode ?? null, personId],
    queryFn: ({ signal }) => fetchJson<MenuItemView>(`/menu/${code}`, { communityCode }, signal),
    staleTime: 300_000,
    enabled: code !== '',
  });
}

/** Every item with its switch, for the community's desk. */
export const useMenuSettings = (communityCode: string | undefined) =>
  useQuery({
    queryKey: ['menu', 'settings', communityCode],
    queryFn: ({ signal }) => fetchJson<MenuSettingView[]>('/menu/settings', { communityCode }, signal),
    enabled: Boolean(communityCode),
  });

export const useMenuHistory = (communityCode: string, code: string, enabled = true) =>
  useQuery({
    queryKey: ['menu', 'history', communityCode, code],
    queryFn: ({ signal }) => fetchJson<MenuChangeView[]>(`/menu/settings/${communityCode}/${code}/history`, undefined, signal),
    enabled,
  });

export function useSetMenuItem(communityCode: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ code, body }: { code: string; body: UpdateMenuSettingDto }) =>
      act<MenuSettingView>(`/menu/settings/${communityCode}/${code}`, body, 'PUT'),
    onSettled: () => client.invalidateQueries({ queryKey: ['menu'] }),
  });
}
