import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CreateTeamDto, SetTeamMembersDto, TeamQuery, TeamView, UpdateTeamDto } from '@linli/shared/accounts.dto';
import { act, create, fetchJson } from './client';
import { usePages } from './pages';

export const useTeams = (query: Pick<TeamQuery, 'areaCode' | 'type'> = {}, enabled = true) =>
  usePages<TeamView>(['teams', query], '/teams', { ...query, limit: 100 }, { enabled });

export const useTeam = (id: string | undefined) =>
  useQuery({
    queryKey: ['teams', 'one', id],
    queryFn: ({ signal }) => fetchJson<TeamView>(`/teams/${id}`, undefined, signal),
    enabled: Boolean(id),
  });

export function useCreateTeam() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (dto: CreateTeamDto) => create<TeamView>('/teams', { ...dto }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['teams'] }),
  });
}

export function useUpdateTeam() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...dto }: UpdateTeamDto & { id: string }) => act<TeamView>(`/teams/${id}`, dto, 'PATCH'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['teams'] }),
  });
}

export function useSetTeamMembers() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...dto }: SetTeamMembersDto & { id: string }) => act<TeamView>(`/teams/${id}/members`, dto, 'PUT'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['teams'] }),
  });
}
