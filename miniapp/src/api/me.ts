import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ClosingView, MeView, SessionView, UpdateMeDto } from '@linli/shared/accounts.dto';
import type { ConsentPurpose, Role } from '@linli/shared/accounts';
import { act, fetchJson } from './client';
import { moveOutbox } from './outbox';
import { currentSession, replaceSession, usePersonId } from './session';

export const meKey = (personId: string | null) => ['me', personId] as const;

/** Who is signed in; not asked for a guest. */
export function useMe() {
  const personId = usePersonId();
  return useQuery({ queryKey: meKey(personId), queryFn: () => fetchJson<MeView>('/me'), enabled: personId !== null, staleTime: 60_000 });
}

/** Does the person hold one of these roles anywhere? Only for what to show first; what may be done comes with each view. */
export function useHolds(...roles: Role[]): boolean {
  return useMe().data?.roles.some((r) => roles.includes(r.role)) ?? false;
}

export function useUpdateMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateMeDto) => act<MeView>('/me', body, 'PATCH'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['me'] }),
  });
}

export function useSetConsent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { purpose: ConsentPurpose; granted: boolean }) => act<MeView>('/me/consents', body, 'PUT'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['me'] }),
  });
}

export const fetchMyData = () => fetchJson<unknown>('/me/data');
export const useClosing = (enabled: boolean) =>
  useQuery({ queryKey: ['closing'], queryFn: () => fetchJson<ClosingView>('/me/closing'), enabled });

/** `points`: the figure that was shown, which goes to the community's pool. */
export async function closeAccount(points: number): Promise<void> {
  await act('/me/close', { confirm: '注销账号', points });
  replaceSession(null);
}

/** The WeChat button's code; the phone may belong to an account that exists already, then this phone becomes that person. */
export async function joinPhone(code: string): Promise<SessionView> {
  const before = currentSession()?.personId;
  const session = await act<SessionView>('/auth/wechat/phone', { code });
  if (before && before !== session.personId) moveOutbox(before, session.personId);
  replaceSession(session);
  return session;
}
