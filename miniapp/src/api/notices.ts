import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NoticeAction, NoticeState } from '@linli/shared/notices';
import type { CreateNoticeDto, NoticeView, ReviseNoticeDto } from '@linli/shared/notices.dto';
import { useChosenCommunity } from '@/lib/community';
import { act, create, fetchJson } from './client';
import { useMe } from './me';
import { usePages } from './pages';
import { usePersonId } from './session';

/** Where notices are read for: one's own community, or the one a guest has chosen. */
export function useNoticeArea(): { code: string | null; name: string | null } {
  const me = useMe().data;
  const chosen = useChosenCommunity((s) => s.chosen);
  if (me?.homeCommunityCode) return { code: me.homeCommunityCode, name: me.homeCommunityName };
  return { code: chosen?.code ?? null, name: chosen?.name ?? null };
}

/** What is on today there; without a community what the whole district is told. */
export const useNotices = (areaCode: string | null) =>
  usePages<NoticeView>(['notices', 'on', areaCode], '/notices', { areaCode: areaCode ?? undefined });

export const useNoticeDesk = (state: NoticeState | null, enabled: boolean) => {
  const personId = usePersonId();
  return usePages<NoticeView>(['notices', 'desk', personId, state], '/notices/desk', { state: state ?? undefined }, { enabled });
};

export const useNotice = (id: string) => {
  const personId = usePersonId();
  return useQuery({
    queryKey: ['notices', 'one', id, personId],
    queryFn: ({ signal }) => fetchJson<NoticeView>(`/notices/${id}`, {}, signal),
    enabled: id !== '',
  });
};

export function useCreateNotice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (dto: CreateNoticeDto) => create<NoticeView>('/notices', { ...dto }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  });
}

export function useNoticeAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      action,
      body = {},
    }: {
      action: NoticeAction;
      body?: Partial<ReviseNoticeDto> | { reason: string } | { version: string };
    }) => act<NoticeView>(`/notices/${id}/${action}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['notices'] }),
  });
}
