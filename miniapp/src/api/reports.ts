import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Position } from '@linli/shared/areas';
import type { ReportAction } from '@linli/shared/reports';
import type {
  PublicFiguresView,
  PublicPointView,
  PublicReportView,
  ReportCardView,
  ReporterView,
  ReportView,
} from '@linli/shared/reports.dto';
import { readStored, writeStored } from '@/lib/storage';
import { act, fetchJson } from './client';
import { usePages } from './pages';
import { usePersonId } from './session';

/** What the phone saw last, shown at once and when there is no signal; asked anew all the same. */
const kept = <T>(key: string) => ({ initialData: (): T | undefined => readStored<T>(key) ?? undefined, initialDataUpdatedAt: 0 });

export const useSimilar = (position: Position | null, categoryCode: string | null) =>
  useQuery({
    queryKey: ['reports', 'similar', position && `${position.lng.toFixed(4)},${position.lat.toFixed(4)}`, categoryCode],
    queryFn: ({ signal }) => fetchJson<ReportCardView[]>('/reports/similar', { ...position, categoryCode }, signal),
    enabled: position !== null && categoryCode !== null,
    staleTime: 60_000,
  });

export const useMyReports = () => {
  const personId = usePersonId();
  return usePages<ReportCardView>(['reports', 'mine', personId], '/reports/mine', {}, { enabled: personId !== null });
};
export const useFollowedReports = (enabled: boolean) => {
  const personId = usePersonId();
  return usePages<ReportCardView>(['reports', 'following', personId], '/reports/following', {}, { enabled: enabled && personId !== null });
};

export const useReport = (id: string) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['reports', 'one', id, personId],
    queryFn: ({ signal }) => fetchJson<ReportView>(`/reports/${id}`, {}, signal),
    enabled: id !== '',
  });
};

/** A look at personal data: asked only when the person presses for it, and recorded there. */
export const lookAtReporter = (id: string) => fetchJson<ReporterView>(`/reports/${id}/reporter`);

/** Open reports near one, for merging. */
export const useNearReports = (position: Position | null) =>
  useQuery({
    queryKey: ['reports', 'near', position],
    queryFn: ({ signal }) => fetchJson<ReportCardView[]>('/reports/near', { ...position, radiusMetres: 300, limit: 20 }, signal),
    enabled: position !== null,
  });

const pathOf = (id: string, action: ReportAction) => `/reports/${id}/${action.replace(/_/g, '-')}`;

/** Every act on a report; its page and all lists are asked again afterwards. */
export function useReportAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ action, body }: { action: ReportAction; body?: object }) => act<ReportView>(pathOf(id, action), body),
    onSettled: () => client.invalidateQueries({ queryKey: ['reports'] }),
  });
}

export function useFollow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, follow }: { id: string; follow: boolean }) => act(`/reports/${id}/${follow ? 'follow' : 'unfollow'}`),
    onSettled: () => client.invalidateQueries({ queryKey: ['reports'] }),
  });
}

export const fetchPoint = (code: string) => fetchJson<PublicPointView>(`/points/by-code/${encodeURIComponent(code)}`);

export const usePublicFigures = (areaCode: string | null = null) =>
  useQuery({
    queryKey: ['public', 'figures', areaCode],
    queryFn: async ({ signal }) => {
      const figures = await fetchJson<PublicFiguresView>('/public/figures', { areaCode }, signal);
      writeStored(`figures:${areaCode ?? ''}`, figures);
      return figures;
    },
    ...kept<PublicFiguresView>(`figures:${areaCode ?? ''}`),
    staleTime: 300_000,
  });
export const usePublicReports = (areaCode: string | null = null) =>
  usePages<PublicReportView>(['public', 'reports', areaCode], '/public/reports', { areaCode });
export const usePublicReport = (id: string) =>
  useQuery({
    queryKey: ['public', 'report', id],
    queryFn: ({ signal }) => fetchJson<PublicReportView>(`/public/reports/${id}`, {}, signal),
  });
