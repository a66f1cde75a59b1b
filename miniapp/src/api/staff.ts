import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { EndRoleDto, GrantRoleDto, GrantView, StaffQuery, StaffView } from '@linli/shared/accounts.dto';
import type { ImportResult } from '@linli/shared/areas.dto';
import type { PickedFile } from '@/lib/picked-file';
import { act, create } from './client';
import { usePages } from './pages';
import { sendSheet } from './sheet';

export const useStaff = (query: Pick<StaffQuery, 'areaCode' | 'role' | 'q'>) =>
  usePages<StaffView>(['staff', query], '/staff', { ...query });

export function useGrantRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (dto: GrantRoleDto) => create<GrantView>('/staff/grants', { ...dto }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['staff'] }),
  });
}

export function useEndRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...dto }: EndRoleDto & { id: string }) => act<GrantView>(`/staff/grants/${id}/end`, dto),
    onSuccess: () => client.invalidateQueries({ queryKey: ['staff'] }),
  });
}

/** A sheet of people and roles. The dry run changes nothing and names each bad cell. */
export function useImportStaff() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, dryRun }: { file: PickedFile; dryRun: boolean }) =>
      sendSheet<ImportResult>(`/staff/import?dryRun=${dryRun}`, file),
    onSuccess: (result) => (result.dryRun ? undefined : client.invalidateQueries({ queryKey: ['staff'] })),
  });
}
