import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwedQuery, OwedView, SheetLineView, SheetQuery, SheetView } from '@linli/shared/rewards-sheets.dto';
import { act, fetchJson } from './client';
import { saveFile } from './download';
import { usePages } from './pages';
import { usePersonId } from './session';

/** Sheets of the caller's areas or shops, newest month first. */
export const useSheets = (query: Pick<SheetQuery, 'shopId' | 'state'>) =>
  usePages<SheetView>(['rewards', 'sheets', usePersonId(), query], '/rewards/sheets', query);
export const useSheet = (id: string) =>
  useQuery({
    queryKey: ['rewards', 'sheet', id, usePersonId()],
    queryFn: ({ signal }) => fetchJson<SheetView>(`/rewards/sheets/${id}`, {}, signal),
    enabled: id !== '',
  });
export const useSheetLines = (id: string) =>
  usePages<SheetLineView>(
    ['rewards', 'sheet-lines', id, usePersonId()],
    `/rewards/sheets/${id}/lines`,
    { limit: 50 },
    { enabled: id !== '' },
  );
export const useOwed = (query: OwedQuery = {}) =>
  useQuery({
    queryKey: ['rewards', 'owed', usePersonId(), query],
    queryFn: ({ signal }) => fetchJson<OwedView>('/rewards/owed', query, signal),
  });

export function useHandleSheet(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: string) => act<SheetView>(`/rewards/sheets/${id}/handle`, { note }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['rewards'] }),
  });
}

/** The sheet as a file; says what was done. */
export const saveSheet = (sheet: SheetView, format: 'xlsx' | 'pdf'): Promise<string> =>
  saveFile(`/rewards/sheets/${sheet.id}/file`, { format }, `${sheet.shopName}结算单${sheet.month}.${format}`);
