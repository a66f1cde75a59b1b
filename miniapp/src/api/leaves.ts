import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AskLeaveDto, LeaveQuery, LeaveView } from '@linli/shared/patrols.dto';
import { act, create } from './client';
import { usePages } from './pages';

export const useLeaves = (query: LeaveQuery) => usePages<LeaveView>(['leaves', query], '/leaves', query);

function useSettled() {
  const client = useQueryClient();
  // a granted leave changes duty days, so the patrol figures too
  return () => Promise.all([client.invalidateQueries({ queryKey: ['leaves'] }), client.invalidateQueries({ queryKey: ['patrols'] })]);
}

export const useAskLeave = () => {
  const onSuccess = useSettled();
  return useMutation({ mutationFn: (body: AskLeaveDto) => create<LeaveView>('/leaves', { ...body }), onSuccess });
};

export type LeaveAction = LeaveView['actions'][number];
export const useLeaveAction = () => {
  const onSettled = useSettled();
  return useMutation({
    mutationFn: ({ id, action, note }: { id: string; action: LeaveAction; note?: string }) =>
      act<LeaveView>(`/leaves/${id}/${action}`, note ? { note } : {}),
    onSettled,
  });
};
