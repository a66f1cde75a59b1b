import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CheckpointView, CreateCheckpointDto, UpdateCheckpointDto } from '@linli/shared/patrols.dto';
import { act, create } from './client';
import { usePages } from './pages';

export const useCheckpoints = (areaCode?: string, enabled = true) =>
  usePages<CheckpointView>(['checkpoints', areaCode], '/checkpoints', { areaCode, limit: 100 }, { enabled });

export function useCreateCheckpoint() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (dto: CreateCheckpointDto) => create<CheckpointView>('/checkpoints', { ...dto }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['checkpoints'] }),
  });
}

export function useUpdateCheckpoint() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...dto }: UpdateCheckpointDto & { id: string }) => act<CheckpointView>(`/checkpoints/${id}`, dto, 'PATCH'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['checkpoints'] }),
  });
}
