import type { ReportView } from '@linli/shared/reports.dto';
import { fetchJson } from './client';

/** Where a case is: cards carry the words, only the page of the matter carries the position. */
export const fetchCasePlace = (id: string) => fetchJson<ReportView>(`/reports/${id}`);
