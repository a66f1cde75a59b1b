import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AdjustmentAction } from '@linli/shared/timebank-books';
import type {
  AdjustmentQuery,
  AdjustmentView,
  BudgetView,
  DeskTransferView,
  RequestAdjustmentDto,
  SealView,
  SetBudgetDto,
} from '@linli/shared/timebank-books.dto';
import { act, create } from './client';
import { saveFile } from './download';
import { usePages } from './pages';

export const useAdjustments = (query: AdjustmentQuery) =>
  usePages<AdjustmentView>(['timebank', 'adjustments', query], '/timebank/adjustments', query);
/** A look at somebody's points: asked only when the desk searches, and recorded there. */
export const useDeskTransfers = (phone: string | null) =>
  usePages<DeskTransferView>(['timebank', 'transfers', phone], '/timebank/adjustments/transfers', { phone }, { enabled: phone !== null });
export const useBudgets = () => usePages<BudgetView>(['timebank', 'budgets'], '/timebank/budgets', {});

export function useRequestAdjustment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RequestAdjustmentDto) => create<AdjustmentView>('/timebank/adjustments', { ...body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['timebank'] }),
  });
}
export function useAdjustmentAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ action, body }: { action: AdjustmentAction; body?: object }) =>
      act<AdjustmentView>(`/timebank/adjustments/${id}/${action}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['timebank'] }),
  });
}
export function useSetBudget(communityCode: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SetBudgetDto) => act<BudgetView>(`/timebank/budgets/${communityCode}`, body, 'PUT'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['timebank', 'budgets'] }),
  });
}
/** Sealed days of the district's books, the newest first. */
export const useSeals = () => usePages<SealView>(['timebank', 'seals'], '/timebank/seals', { limit: 50 });
/** Every row of a sealed day; the look is recorded. Says what was done. */
export const saveSealedRows = (day: string): Promise<string> => saveFile(`/timebank/seals/${day}/rows.csv`, {}, `封账-${day}.csv`);
