import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReportBox } from '@linli/shared/reports';
import type {
  CreateOnBehalfDto,
  LateByTeamView,
  ReportCardView,
  ReportCountView,
  ReportCreatedView,
  ReportListQuery,
  ReportMapPoint,
  TeamProposalView,
} from '@linli/shared/reports.dto';
import { create, fetchJson } from './client';
import { usePages } from './pages';

export type ReportFilter = Omit<ReportListQuery, 'cursor' | 'limit'>;

export const useReportList = (filter: ReportFilter) =>
  usePages<ReportCardView>(['reports', 'list', filter], '/reports', { ...filter, limit: 30 });

/** How many wait in each box of this person; every count opens exactly the rows it counts. */
export const useReportCounts = () =>
  useQuery({
    queryKey: ['reports', 'counts'],
    queryFn: ({ signal }) => fetchJson<ReportCountView[]>('/reports/counts', undefined, signal),
    refetchInterval: 60_000,
  });

export const useReportMap = (areaCode?: string) =>
  useQuery({
    queryKey: ['reports', 'map', areaCode],
    queryFn: ({ signal }) => fetchJson<ReportMapPoint[]>('/reports/map', { areaCode }, signal),
    refetchInterval: 60_000,
  });

export const useLateByTeam = (areaCode?: string) =>
  useQuery({
    queryKey: ['reports', 'late-by-team', areaCode],
    queryFn: ({ signal }) => fetchJson<LateByTeamView[]>('/reports/late-by-team', { areaCode }, signal),
  });

export const useTeamProposals = (id: string, enabled = true) =>
  useQuery({
    queryKey: ['reports', id, 'team-proposals'],
    queryFn: ({ signal }) => fetchJson<TeamProposalView[]>(`/reports/${id}/team-proposals`, undefined, signal),
    enabled,
  });

export function useReportOnBehalf() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (dto: CreateOnBehalfDto) => create<ReportCreatedView>('/reports/on-behalf', { ...dto }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['reports'] }),
  });
}

export const boxOf = (counts: readonly ReportCountView[] | undefined, box: ReportBox) => counts?.find((c) => c.box === box);
