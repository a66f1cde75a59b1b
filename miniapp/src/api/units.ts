import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ImportResult } from '@linli/shared/areas.dto';
import type {
  CreateUnitDto,
  GrantContactDto,
  SetUnitLevelDto,
  UnitContactView,
  UnitFiguresView,
  UnitLevelView,
  UnitMemberQuery,
  UnitMembershipView,
  UnitMemberView,
  UnitQuery,
  UnitView,
  UpdateUnitDto,
} from '@linli/shared/units.dto';
import type { PickedFile } from '@/lib/picked-file';
import { act, create, fetchJson } from './client';
import { saveFile } from './download';
import { usePages } from './pages';
import { usePersonId } from './session';
import { sendSheet } from './sheet';

function useWrite<V, R>(write: (variables: V) => Promise<R>, also: readonly string[] = []) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSettled: () => {
      for (const key of ['units', ...also]) void client.invalidateQueries({ queryKey: [key] });
    },
  });
}

// ---- the trees

export const useUnits = (filter: Omit<UnitQuery, 'cursor' | 'limit'>, enabled = true) =>
  usePages<UnitView>(['units', 'list', filter], '/units', { ...filter, limit: 50 }, { enabled });
export const useUnit = (id: string | undefined) =>
  useQuery({
    queryKey: ['units', 'one', id],
    queryFn: ({ signal }) => fetchJson<UnitView>(`/units/${id}`, undefined, signal),
    enabled: Boolean(id),
  });
export const useUnitLevels = (areaCode: string | undefined) =>
  useQuery({
    queryKey: ['units', 'levels', areaCode],
    queryFn: ({ signal }) => fetchJson<UnitLevelView[]>('/units/levels', { areaCode }, signal),
    enabled: Boolean(areaCode),
    staleTime: 300_000,
  });
export const useSetUnitLevel = () => useWrite((dto: SetUnitLevelDto) => act<UnitLevelView[]>('/units/levels', dto, 'PUT'));
export const useCreateUnit = () => useWrite((dto: CreateUnitDto) => create<UnitView>('/units', { ...dto }));
export const useUpdateUnit = () =>
  useWrite(({ id, ...dto }: UpdateUnitDto & { id: string }) => act<UnitView>(`/units/${id}`, dto, 'PATCH'));
/** A sheet of units. The dry run changes nothing and names each bad cell. */
export const useImportUnits = () =>
  useWrite(({ file, dryRun }: { file: PickedFile; dryRun: boolean }) => sendSheet<ImportResult>(`/units/import?dryRun=${dryRun}`, file));

// ---- one's own

export const useMyUnits = () => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['units', 'mine', personId],
    queryFn: ({ signal }) => fetchJson<UnitMembershipView[]>('/units/mine', undefined, signal),
    enabled: personId !== null,
  });
};
const MINE = ['members', 'me'];
export const useJoinUnit = () =>
  useWrite(
    ({ id, summaryConsent }: { id: string; summaryConsent: boolean }) => act<UnitMembershipView>(`/units/${id}/join`, { summaryConsent }),
    MINE,
  );
export const useLeaveUnit = () => useWrite((id: string) => act<UnitMembershipView>(`/units/${id}/leave`), MINE);
export const useSummaryConsent = () =>
  useWrite(({ id, granted }: { id: string; granted: boolean }) =>
    act<UnitMembershipView>(`/units/${id}/summary-consent`, { granted }, 'PUT'),
  );

// ---- the contact's page

export const useContactedUnits = (enabled = true) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['units', 'contacted', personId],
    queryFn: ({ signal }) => fetchJson<UnitView[]>('/units/contacted', undefined, signal),
    enabled: enabled && personId !== null,
  });
};
export const useUnitMembers = (id: string, filter: Omit<UnitMemberQuery, 'cursor' | 'limit'>, enabled = true) =>
  usePages<UnitMemberView>(['units', 'members', id, filter], `/units/${id}/members`, { ...filter, limit: 50 }, { enabled });
export const useUnitMemberAct = (id: string) =>
  useWrite(
    ({ personId, action, reason }: { personId: string; action: 'confirm' | 'refuse' | 'end'; reason?: string }) =>
      act<UnitMemberView>(`/units/${id}/members/${personId}/${action}`, reason ? { reason } : {}),
    ['members'],
  );
export const useUnitFigures = (id: string, half: string, enabled = true) =>
  useQuery({
    queryKey: ['units', 'figures', id, half],
    queryFn: ({ signal }) => fetchJson<UnitFiguresView>(`/units/${id}/figures`, { half }, signal),
    enabled,
  });
export const saveUnitSummary = (id: string, half: string, format: 'xlsx' | 'pdf', name: string) =>
  saveFile(`/units/${id}/summary`, { half, format }, `${name}.${format}`);

// ---- contacts

export const useUnitContacts = (id: string, enabled = true) =>
  useQuery({
    queryKey: ['units', 'contacts', id],
    queryFn: ({ signal }) => fetchJson<UnitContactView[]>(`/units/${id}/contacts`, undefined, signal),
    enabled,
  });
export const useGrantContact = (id: string) =>
  useWrite((dto: GrantContactDto) => create<UnitContactView>(`/units/${id}/contacts`, { ...dto }), ['staff']);
export const useEndContact = (id: string) =>
  useWrite((grantId: string) => act<UnitContactView>(`/units/${id}/contacts/${grantId}/end`), ['staff']);
