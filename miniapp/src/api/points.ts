import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CreatePointDto, PointView } from '@linli/shared/reports.dto';
import { act, create } from './client';
import { usePages } from './pages';

export const usePoints = (areaCode?: string, enabled = true) =>
  usePages<PointView>(['points', areaCode], '/points', { areaCode, limit: 100 }, { enabled });

export function useCreatePoint() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (dto: CreatePointDto) => create<PointView>('/points', { ...dto }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['points'] }),
  });
}

export function useUpdatePoint() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...dto }: { id: string; placeText?: string; retired?: boolean }) => act<PointView>(`/points/${id}`, dto, 'PATCH'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['points'] }),
  });
}
