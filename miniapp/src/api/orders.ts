import { useEffect } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OrderAction } from '@linli/shared/orders';
import type {
  ContactView,
  CreateOrderDto,
  CreateOrderOnBehalfDto,
  DisplaySecretView,
  HallQuery,
  OrderCardView,
  OrderCountView,
  OrderDraftView,
  OrderListQuery,
  OrderPriceView,
  OrderView,
  ServingView,
  SuggestionView,
  TaskCardView,
} from '@linli/shared/orders.dto';
import { act, create, fetchJson } from './client';
import { usePages } from './pages';
import { usePersonId } from './session';

/** A page that lives: asked again so often while it is on top. */
const LIVE_MS = 15_000;
/** Served, and waiting for the confirmation: whoever came hears of it, and of what it brought, within seconds. */
const FINISHED_MS = 3000;

// ---- the resident

export const useMyOrders = (which: 'open' | 'past', enabled = true) => {
  const personId = usePersonId();
  return usePages<OrderCardView>(['orders', 'mine', which, personId], '/orders/mine', { which }, { enabled: enabled && personId !== null });
};

/** `live`: the page is being looked at. Opened or come back to, it asks at once, then gently on. */
export const useOrder = (id: string, live = false) => {
  const personId = usePersonId();
  const order = useQuery({
    queryKey: ['orders', 'one', id, personId],
    queryFn: ({ signal }) => fetchJson<OrderView>(`/orders/${id}`, undefined, signal),
    enabled: id !== '',
    refetchInterval: ({ state }) => (live ? (state.data?.state === 'finished' ? FINISHED_MS : LIVE_MS) : false),
  });
  const { refetch } = order;
  useEffect(() => {
    if (live && id !== '') void refetch({ cancelRefetch: false });
  }, [live, id, refetch]);
  return order;
};

/** What the form starts with: last time's address, place and remarks. */
export const useOrderDraft = (itemCode: string, elderId: string | null, enabled = true) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['orders', 'draft', itemCode, elderId, personId],
    queryFn: ({ signal }) => fetchJson<OrderDraftView>('/orders/draft', { itemCode, elderId }, signal),
    enabled: enabled && personId !== null && itemCode !== '',
    staleTime: 300_000,
  });
};

/** What it would take, before it is sent. */
export const useOrderPrice = (itemCode: string, elderId: string | null, communityCode: string | undefined, enabled = true) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['orders', 'price', itemCode, elderId, communityCode ?? null, personId],
    queryFn: ({ signal }) => fetchJson<OrderPriceView>('/orders/price', { itemCode, elderId, communityCode }, signal),
    enabled: enabled && personId !== null && itemCode !== '',
    retry: false,
  });
};

function useCreation<B extends { id: string }>(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: B) => create<OrderView>(path, { ...body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['orders'] }),
  });
}
export const useCreateOrder = () => useCreation<CreateOrderDto>('/orders');
/** The desk, for a person on the phone, an elder or a group. */
export const useCreateOrderOnBehalf = () => useCreation<CreateOrderOnBehalfDto>('/orders/on-behalf');

const pathOf = (id: string, action: OrderAction) => `/orders/${id}/${action.replace(/_/g, '-')}`;

/** Every act on an order; its page, all lists and the posts are asked again afterwards. */
export function useOrderAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ action, body }: { action: OrderAction; body?: object }) => act<OrderView>(pathOf(id, action), body),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['orders'] }), client.invalidateQueries({ queryKey: ['posts'] })]),
  });
}

/** A look at personal data: asked only when the person presses for it, and recorded there. */
export const lookAtContact = (id: string) => fetchJson<ContactView>(`/orders/${id}/contact`);
export const fetchDisplaySecret = (id: string) => fetchJson<DisplaySecretView>(`/orders/${id}/display-code`);

// ---- who serves

export const useHall = (query: Omit<HallQuery, 'cursor' | 'limit'>, enabled = true) => {
  const personId = usePersonId();
  return usePages<TaskCardView>(['orders', 'hall', query, personId], '/orders/hall', query, { enabled: enabled && personId !== null });
};

export const useInvitations = (enabled = true) => {
  const personId = usePersonId();
  return usePages<TaskCardView>(['orders', 'invitations', personId], '/orders/invitations', {}, { enabled: enabled && personId !== null });
};

export const useAppointments = (past: boolean, enabled = true) => {
  const personId = usePersonId();
  return usePages<TaskCardView>(['orders', 'appointments', past, personId], '/orders/appointments', past ? { past: 'true' } : {}, {
    enabled: enabled && personId !== null,
  });
};

/** My hours and counts. */
export const useServing = (enabled = true, live = false) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['orders', 'serving', personId],
    queryFn: ({ signal }) => fetchJson<ServingView>('/orders/serving', undefined, signal),
    enabled: enabled && personId !== null,
    refetchInterval: live ? LIVE_MS * 4 : false,
  });
};

// ---- the desk

export const useOrderList = (query: Omit<OrderListQuery, 'cursor' | 'limit'>, enabled = true) => {
  const personId = usePersonId();
  return usePages<OrderCardView>(['orders', 'list', query, personId], '/orders', query, { enabled });
};

export const useOrderCounts = (enabled = true, live = false) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['orders', 'counts', personId],
    queryFn: ({ signal }) => fetchJson<OrderCountView[]>('/orders/counts', undefined, signal),
    enabled: enabled && personId !== null,
    refetchInterval: live ? LIVE_MS * 2 : false,
  });
};

/** One day of the desk, by start. */
export const useOrderBoard = (day: string, areaCode: string | undefined, live = false) =>
  useQuery({
    queryKey: ['orders', 'board', day, areaCode ?? null],
    queryFn: ({ signal }) => fetchJson<OrderCardView[]>('/orders/board', { day, areaCode }, signal),
    refetchInterval: live ? LIVE_MS * 2 : false,
  });

/** Whom one might ask, the best first, each with its reasons. */
export const useSuggestions = (id: string, enabled = true) =>
  useQuery({
    queryKey: ['orders', 'suggestions', id],
    queryFn: ({ signal }) => fetchJson<SuggestionView[]>(`/orders/${id}/suggestions`, undefined, signal),
    enabled: enabled && id !== '',
  });
