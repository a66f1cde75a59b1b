import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Position } from '@linli/shared/areas';
import type { ItemKind, MallOrder, ShopAction, ShopCategory } from '@linli/shared/rewards';
import type {
  ChangeStockDto,
  CreateShopDto,
  CreateShopItemDto,
  GrantShopPersonDto,
  MallItemDetailView,
  MallItemView,
  MallShopView,
  ShopItemView,
  ShopPersonView,
  ShopQuery,
  ShopView,
  UpdateShopDto,
  UpdateShopItemDto,
} from '@linli/shared/rewards.dto';
import { act, create, fetchJson } from './client';
import { usePages } from './pages';
import { usePersonId } from './session';

function useWrite<V, R>(write: (variables: V) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: write, onSettled: () => void client.invalidateQueries({ queryKey: ['rewards'] }) });
}

// ---- the mall, for everybody

export interface MallFilter {
  here: Position | null;
  areaCode: string | undefined;
  category: ShopCategory | null;
  q: string;
}
const mallQuery = ({ here, areaCode, category, q }: MallFilter) => ({
  lng: here?.lng,
  lat: here?.lat,
  areaCode,
  category: category ?? undefined,
  q: q.trim() || undefined,
});

export interface MallItemFilter extends MallFilter {
  kind: ItemKind | null;
  affordable: boolean;
  order: MallOrder;
}
export const useMallItems = (filter: MallItemFilter, enabled = true) =>
  usePages<MallItemView>(
    ['rewards', 'mall', 'items', usePersonId(), filter],
    '/rewards/mall/items',
    { ...mallQuery(filter), kind: filter.kind ?? undefined, affordable: filter.affordable || undefined, order: filter.order },
    { enabled },
  );
export const useItemsOfShop = (shopId: string) =>
  usePages<MallItemView>(['rewards', 'mall', 'items-of', shopId, usePersonId()], '/rewards/mall/items', { shopId, order: 'points' });
export const useMallShops = (filter: MallFilter, enabled = true) =>
  usePages<MallShopView>(['rewards', 'mall', 'shops', filter], '/rewards/mall/shops', mallQuery(filter), { enabled });
export const useMallShop = (id: string) =>
  useQuery({
    queryKey: ['rewards', 'mall', 'shop', id],
    queryFn: ({ signal }) => fetchJson<MallShopView>(`/rewards/mall/shops/${id}`, {}, signal),
  });
export const useMallItem = (id: string) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['rewards', 'mall', 'item', id, personId],
    queryFn: ({ signal }) => fetchJson<MallItemDetailView>(`/rewards/mall/items/${id}`, {}, signal),
  });
};

// ---- shops, as those who keep them see them

export const useShops = (query: Pick<ShopQuery, 'state' | 'ending' | 'q'>) =>
  usePages<ShopView>(['rewards', 'shops', usePersonId(), query], '/rewards/shops', query);
export const useMyShops = () =>
  useQuery({
    queryKey: ['rewards', 'shops', 'mine', usePersonId()],
    queryFn: ({ signal }) => fetchJson<ShopView[]>('/rewards/shops/mine', {}, signal),
  });
export const useShop = (id: string) =>
  useQuery({
    queryKey: ['rewards', 'shop', id, usePersonId()],
    queryFn: ({ signal }) => fetchJson<ShopView>(`/rewards/shops/${id}`, {}, signal),
    enabled: id !== '',
  });
export const useCreateShop = () => useWrite((dto: CreateShopDto) => create<ShopView>('/rewards/shops', { ...dto }));
export const useUpdateShop = (id: string) => useWrite((dto: UpdateShopDto) => act<ShopView>(`/rewards/shops/${id}`, { ...dto }, 'PATCH'));
export const useStepShop = (id: string) =>
  useWrite((action: Extract<ShopAction, 'pause' | 'resume' | 'close'>) => act<ShopView>(`/rewards/shops/${id}/${action}`));

export const useShopPeople = (id: string) =>
  useQuery({
    queryKey: ['rewards', 'people', id, usePersonId()],
    queryFn: ({ signal }) => fetchJson<ShopPersonView[]>(`/rewards/shops/${id}/people`, {}, signal),
    enabled: id !== '',
  });
export const useGrantShopPerson = (id: string) =>
  useWrite((dto: GrantShopPersonDto) => create<ShopPersonView>(`/rewards/shops/${id}/people`, { ...dto }));
export const useEndShopPerson = (id: string) =>
  useWrite((grantId: string) => act<ShopPersonView>(`/rewards/shops/${id}/people/${grantId}/end`));

// ---- its items

export const useShopItems = (shopId: string) =>
  usePages<ShopItemView>(
    ['rewards', 'items', shopId, usePersonId()],
    `/rewards/shops/${shopId}/items`,
    { limit: 50 },
    { enabled: shopId !== '' },
  );
export const useShopItem = (id: string) =>
  useQuery({
    queryKey: ['rewards', 'item', id, usePersonId()],
    queryFn: ({ signal }) => fetchJson<ShopItemView>(`/rewards/items/${id}`, {}, signal),
    enabled: id !== '',
  });
export const useCreateItem = () => useWrite((dto: CreateShopItemDto) => create<ShopItemView>('/rewards/items', { ...dto }));
export const useUpdateItem = (id: string) =>
  useWrite((dto: UpdateShopItemDto) => act<ShopItemView>(`/rewards/items/${id}`, { ...dto }, 'PATCH'));
export const useShelve = (id: string) => useWrite((how: 'put-on' | 'take-off') => act<ShopItemView>(`/rewards/items/${id}/${how}`));
export const useChangeStock = (id: string) =>
  useWrite((dto: ChangeStockDto) => act<ShopItemView>(`/rewards/items/${id}/stock`, { ...dto }));
