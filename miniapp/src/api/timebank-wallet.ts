import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { StatementDirection } from '@linli/shared/timebank-wallet';
import type {
  CommunityFiguresView,
  DonateDto,
  DonationView,
  GiftRelativesView,
  GiftView,
  GiveDto,
  PointsOwedView,
  PoolDonationView,
  PoolView,
  StatementCheckView,
  StatementLineView,
  StatementMonthView,
  WalletView,
} from '@linli/shared/timebank-wallet.dto';
import { create, fetchJson } from './client';
import { saveFile } from './download';
import { usePages } from './pages';
import { usePersonId } from './session';

const KEY = 'points';

export const useWallet = () => {
  const personId = usePersonId();
  return useQuery({
    queryKey: [KEY, 'wallet', personId],
    queryFn: ({ signal }) => fetchJson<WalletView>('/timebank/wallet', {}, signal),
    enabled: personId !== null,
  });
};

export const useStatement = (query: { month?: string; direction?: StatementDirection }) => {
  const personId = usePersonId();
  return usePages<StatementLineView>([KEY, 'statement', personId, query], '/timebank/statement', query, { enabled: personId !== null });
};
export const useStatementMonths = () => {
  const personId = usePersonId();
  return useQuery({
    queryKey: [KEY, 'months', personId],
    queryFn: ({ signal }) => fetchJson<StatementMonthView[]>('/timebank/statement/months', {}, signal),
    enabled: personId !== null,
  });
};
export const saveStatement = (from: string, to: string, format: 'xlsx' | 'pdf') =>
  saveFile('/timebank/statement/file', { from, to, format }, `积分对账单${from === to ? from : `${from}至${to}`}.${format}`);

/** Open to everybody who holds the paper. */
export const useStatementCheck = (no: string, code: string) =>
  useQuery({
    queryKey: ['public', 'statement', no, code],
    queryFn: ({ signal }) => fetchJson<StatementCheckView>(`/public/statements/${encodeURIComponent(no)}`, { code }, signal),
    enabled: no !== '' && code !== '',
    retry: false,
  });

function useGiving<V extends { id: string }, R>(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: V) => create<R>(path, { ...body }),
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  });
}
export const useDonate = () => useGiving<DonateDto, DonationView>('/timebank/donations');
export const useGive = () => useGiving<GiveDto, GiftView>('/timebank/gifts');
export const useGiftRelatives = () => {
  const personId = usePersonId();
  return useQuery({
    queryKey: [KEY, 'relatives', personId],
    queryFn: ({ signal }) => fetchJson<GiftRelativesView>('/timebank/relatives', {}, signal),
    enabled: personId !== null,
  });
};

export const usePool = (areaCode: string | null) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: [KEY, 'pool', areaCode],
    queryFn: ({ signal }) => fetchJson<PoolView>(`/timebank/pools/${areaCode}`, {}, signal),
    enabled: areaCode !== null && personId !== null,
  });
};
export const usePoolDonations = (areaCode: string) =>
  usePages<PoolDonationView>([KEY, 'donations', areaCode], `/timebank/pools/${areaCode}/donations`);

export const usePointFigures = (areaCode: string | null) =>
  useQuery({
    queryKey: [KEY, 'figures', areaCode],
    queryFn: ({ signal }) => fetchJson<CommunityFiguresView>(`/timebank/figures/${areaCode}`, {}, signal),
    enabled: areaCode !== null,
  });
export const useOwed = (areaCode: string | null, months: number | undefined) =>
  useQuery({
    queryKey: [KEY, 'owed', areaCode, months],
    queryFn: ({ signal }) => fetchJson<PointsOwedView>(`/timebank/figures/${areaCode}/owed`, { months }, signal),
    enabled: areaCode !== null,
  });
