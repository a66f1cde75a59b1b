import { useEffect } from 'react';
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { MallItemDetailView } from '@linli/shared/rewards.dto';
import type { VoucherTab } from '@linli/shared/rewards-vouchers';
import type {
  HandedView,
  HandOverView,
  MerchantDayView,
  MerchantTodayView,
  RedeemItemDto,
  RefundVoucherDto,
  VoucherCardView,
  VoucherDeskQuery,
  VoucherSecretView,
  VoucherView,
} from '@linli/shared/rewards-vouchers.dto';
import { keepVoucher } from '@/lib/voucher-secret';
import { act, create, fetchJson } from './client';
import { usePages } from './pages';
import { OfflineError } from './problem';
import { usePersonId } from './session';

/** A voucher that is being shown: its owner sees at once that the shop has taken it. */
const SHOWN_MS = 1500;
const COUNTER_MS = 30_000;

/** Points, stock and vouchers move together: all that shows them is asked again. */
const moved = (client: QueryClient) =>
  Promise.all([client.invalidateQueries({ queryKey: ['rewards'] }), client.invalidateQueries({ queryKey: ['points'] })]);

// ---- whoever redeems

/** The item as it is redeemed: never an old price. */
export const useItemToRedeem = (id: string) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['rewards', 'redeem', id, personId],
    queryFn: ({ signal }) => fetchJson<MallItemDetailView>(`/rewards/mall/items/${id}`, {}, signal),
    enabled: id !== '' && personId !== null,
    staleTime: 0,
  });
};

export function useRedeem() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RedeemItemDto) => create<VoucherView>('/rewards/vouchers', { ...body }),
    onSettled: () => moved(client),
  });
}

export const useMyVouchers = (tab: VoucherTab) => {
  const personId = usePersonId();
  return usePages<VoucherCardView>(['rewards', 'vouchers', tab, personId], '/rewards/vouchers', { tab }, { enabled: personId !== null });
};

/** `live`: the page is being looked at. Opened or come back to, it asks at once. */
export const useVoucher = (id: string, live: boolean) => {
  const personId = usePersonId();
  const voucher = useQuery({
    queryKey: ['rewards', 'voucher', id, personId],
    queryFn: ({ signal }) => fetchJson<VoucherView>(`/rewards/vouchers/${id}`, {}, signal),
    enabled: id !== '' && personId !== null,
    // Opened without signal it has no answer yet: asked on, so that it hears of its use as soon as there is one.
    refetchInterval: ({ state }) => {
      const waiting = state.data === undefined ? state.error instanceof OfflineError : state.data.state === 'ready';
      return live && waiting ? SHOWN_MS : false;
    },
  });
  const { refetch } = voucher;
  useEffect(() => {
    if (live && id !== '' && personId !== null) void refetch({ cancelRefetch: false });
  }, [live, id, personId, refetch]);
  return voucher;
};

/** Asked once for a ready voucher and kept on this phone, with what it says: from then on it is shown without signal. */
export const useVoucherSecret = (voucher: VoucherView | undefined) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['voucher-secret', voucher?.id, personId],
    queryFn: async () => {
      if (!voucher) return null;
      const sentAt = Date.now();
      const view = await fetchJson<VoucherSecretView>(`/rewards/vouchers/${voucher.id}/display-code`);
      return keepVoucher(personId ?? '', voucher, view, sentAt, Date.now());
    },
    enabled: personId !== null && voucher?.state === 'ready',
    staleTime: 600_000,
  });
};

export function useCancelVoucher(id: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => act<VoucherView>(`/rewards/vouchers/${id}/cancel`), onSettled: () => moved(client) });
}

// ---- the shop's counter

export const useCheckVoucher = () => useMutation({ mutationFn: (code: string) => act<HandOverView>('/rewards/vouchers/check', { code }) });

export function useHandOver() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ voucherId, code }: { voucherId: string; code: string }) =>
      act<HandedView>(`/rewards/vouchers/${voucherId}/redeem`, { code }),
    onSuccess: () => moved(client),
  });
}

export function useRefund(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RefundVoucherDto) => act<HandedView>(`/rewards/vouchers/${id}/refund`, { ...body }),
    onSettled: () => moved(client),
  });
}

export const useMerchantToday = (visible = true) =>
  useQuery({
    queryKey: ['rewards', 'merchant', 'today', usePersonId()],
    queryFn: ({ signal }) => fetchJson<MerchantTodayView>('/rewards/merchant/today', {}, signal),
    refetchInterval: visible ? COUNTER_MS : false,
  });
export const useMerchantDays = (shopId: string | undefined) =>
  usePages<MerchantDayView>(
    ['rewards', 'merchant', 'days', shopId],
    '/rewards/merchant/days',
    { shopId },
    { enabled: shopId !== undefined },
  );
export const useMerchantVouchers = (shopId: string | undefined, day?: string) =>
  usePages<HandedView>(
    ['rewards', 'merchant', 'vouchers', shopId, day],
    '/rewards/merchant/vouchers',
    { shopId, day },
    { enabled: shopId !== undefined },
  );

// ---- the community's desk

export const useDeskVouchers = (query: Pick<VoucherDeskQuery, 'shopId' | 'voucherNo'>) =>
  usePages<HandedView>(['rewards', 'desk-vouchers', query], '/rewards/vouchers/desk', query, {
    enabled: query.shopId !== undefined || query.voucherNo !== undefined,
  });
