import { useQuery } from '@tanstack/react-query';
import type { ReportBox } from '@linli/shared/reports';
import type { ReportCardView, ReportCountView, ReportView } from '@linli/shared/reports.dto';
import { fetchJson } from './client';
import { usePages } from './pages';

/** A handler's work, the earliest due first. */
export const useCases = (box: Extract<ReportBox, 'my_cases' | 'team_cases' | 'to_check'>) =>
  usePages<ReportCardView>(['reports', 'list', { box, order: 'due' }], '/reports', { box, order: 'due' });

export const useCaseCounts = () =>
  useQuery({ queryKey: ['reports', 'counts'], queryFn: ({ signal }) => fetchJson<ReportCountView[]>('/reports/counts', {}, signal) });

/** Where a case is: cards carry the words, only the page of the matter carries the position. */
export const fetchCasePlace = (id: string) => fetchJson<ReportView>(`/reports/${id}`);
