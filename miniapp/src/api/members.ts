import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  AddRelativeDto,
  AddTeamMemberDto,
  CreateServiceTeamDto,
  EnrolDto,
  MemberDetailView,
  MemberQuery,
  MemberRowView,
  MyMemberView,
  QualificationQuery,
  QualificationView,
  RelativeView,
  ServiceTeamMemberView,
  ServiceTeamQuery,
  ServiceTeamView,
  SubmitQualificationDto,
  UpdateMemberDto,
  UpdateServiceTeamDto,
  WeeklyHourDto,
} from '@linli/shared/members.dto';
import { act, create, fetchJson } from './client';
import { usePages } from './pages';
import { usePersonId } from './session';

type Filter<Q> = Omit<Q, 'cursor' | 'limit'>;

/** Every write here moves what others show: all of members, qualifications and teams is asked again. */
function useWrite<V, R>(write: (variables: V) => Promise<R>, also: readonly string[] = []) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSettled: () => {
      for (const key of ['members', 'qualifications', 'service-teams', ...also]) void client.invalidateQueries({ queryKey: [key] });
    },
  });
}

// ---- myself

/** How I serve; `state` null: never enrolled. */
export const useMyMember = () => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['members', 'me', personId],
    queryFn: ({ signal }) => fetchJson<MyMemberView>('/members/me', undefined, signal),
    enabled: personId !== null,
  });
};
export const useEnrol = () => useWrite((dto: EnrolDto) => act<MyMemberView>('/members/me/enrol', dto), ['me']);
export const useUpdateMember = () => useWrite((dto: UpdateMemberDto) => act<MyMemberView>('/members/me', dto, 'PATCH'));
export const useSetHours = () => useWrite((hours: WeeklyHourDto[]) => act<MyMemberView>('/members/me/hours', { hours }, 'PUT'));
export const useLeaveMembers = () => useWrite<void, MyMemberView>(() => act('/members/me/leave'), ['me', 'units']);
export const useClaimParty = () => useWrite<void, MyMemberView>(() => act('/members/me/party/claim'), ['me']);
export const useDropParty = () => useWrite<void, MyMemberView>(() => act('/members/me/party/drop'), ['me', 'units']);

// ---- the desk

export const useMembers = (filter: Filter<MemberQuery>, enabled = true) =>
  usePages<MemberRowView>(['members', 'list', filter], '/members', { ...filter, limit: 30 }, { enabled });

/** Whole name and phone: asked only where the person opens it, and recorded. */
export const useMember = (personId: string | undefined) =>
  useQuery({
    queryKey: ['members', 'one', personId],
    queryFn: ({ signal }) => fetchJson<MemberDetailView>(`/members/${personId}`, undefined, signal),
    enabled: Boolean(personId),
    // every asking is a recorded look
    staleTime: 300_000,
    refetchOnWindowFocus: false,
  });

export type DeskMemberAct = 'approve' | 'refuse' | 'suspend' | 'restore' | 'insure' | 'confirm_party' | 'refuse_party';
const MEMBER_PATHS: Record<DeskMemberAct, string> = {
  approve: 'approve',
  refuse: 'refuse',
  suspend: 'suspend',
  restore: 'restore',
  insure: 'insure',
  confirm_party: 'party/confirm',
  refuse_party: 'party/refuse',
};
export const useMemberAct = (personId: string) =>
  useWrite(({ action, body }: { action: DeskMemberAct; body?: object }) =>
    act<MemberDetailView>(`/members/${personId}/${MEMBER_PATHS[action]}`, body),
  );

export const useRelatives = (personId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['members', 'relatives', personId],
    queryFn: ({ signal }) => fetchJson<RelativeView[]>(`/members/${personId}/relatives`, undefined, signal),
    enabled,
  });
export const useAddRelative = (personId: string) =>
  useWrite((dto: AddRelativeDto) => act<RelativeView[]>(`/members/${personId}/relatives`, dto));
export const useEndRelative = (personId: string) =>
  useWrite((relativeId: string) => act<RelativeView[]>(`/members/${personId}/relatives/${relativeId}/end`));

// ---- qualifications

export const useMyQualifications = () => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['qualifications', 'mine', personId],
    queryFn: ({ signal }) => fetchJson<QualificationView[]>('/qualifications/mine', undefined, signal),
    enabled: personId !== null,
  });
};
export const useQualifications = (filter: Filter<QualificationQuery>) =>
  usePages<QualificationView>(['qualifications', 'list', filter], '/qualifications', { ...filter, limit: 30 });
export const useQualification = (id: string | undefined) =>
  useQuery({
    queryKey: ['qualifications', 'one', id],
    queryFn: ({ signal }) => fetchJson<QualificationView>(`/qualifications/${id}`, undefined, signal),
    enabled: Boolean(id),
    staleTime: 300_000,
    refetchOnWindowFocus: false,
  });
export const useSubmitQualification = () =>
  useWrite((dto: SubmitQualificationDto) => create<QualificationView>('/qualifications', { ...dto }));
export type QualificationAct = 'verify' | 'reject' | 'revoke' | 'withdraw';
export const useQualificationAct = () =>
  useWrite(({ id, action, body }: { id: string; action: QualificationAct; body?: object }) =>
    act<QualificationView>(`/qualifications/${id}/${action}`, body),
  );

// ---- service teams

export const useServiceTeams = (filter: Filter<ServiceTeamQuery>, enabled = true) =>
  usePages<ServiceTeamView>(['service-teams', 'list', filter], '/service-teams', { ...filter, limit: 30 }, { enabled });
export const useMyServiceTeams = () => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['service-teams', 'mine', personId],
    queryFn: ({ signal }) => fetchJson<ServiceTeamView[]>('/service-teams/mine', undefined, signal),
    enabled: personId !== null,
  });
};
export const useServiceTeam = (id: string | undefined) =>
  useQuery({
    queryKey: ['service-teams', 'one', id],
    queryFn: ({ signal }) => fetchJson<ServiceTeamView>(`/service-teams/${id}`, undefined, signal),
    enabled: Boolean(id),
  });
export const useServiceTeamMembers = (id: string, enabled: boolean) =>
  usePages<ServiceTeamMemberView>(['service-teams', 'members', id], `/service-teams/${id}/members`, { limit: 50 }, { enabled });

export const useCreateServiceTeam = () => useWrite((dto: CreateServiceTeamDto) => create<ServiceTeamView>('/service-teams', { ...dto }));
export const useUpdateServiceTeam = () =>
  useWrite(({ id, ...dto }: UpdateServiceTeamDto & { id: string }) => act<ServiceTeamView>(`/service-teams/${id}`, dto, 'PATCH'));
export const useServiceTeamAct = () =>
  useWrite(({ id, action }: { id: string; action: 'join' | 'leave' | 'retire' | 'reopen' }) =>
    act<ServiceTeamView>(`/service-teams/${id}/${action}`),
  );
export const useSetTeamLeader = (id: string) =>
  useWrite((dto: AddTeamMemberDto) => act<ServiceTeamView>(`/service-teams/${id}/leader`, dto));
export const useAddTeamMember = (id: string) =>
  useWrite((dto: AddTeamMemberDto) => act<ServiceTeamView>(`/service-teams/${id}/members`, dto));
export const useRemoveTeamMember = (id: string) =>
  useWrite((personId: string) => act<ServiceTeamView>(`/service-teams/${id}/members/${personId}/remove`));
