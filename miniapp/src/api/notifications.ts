import { useEffect } from 'react';
import Taro from '@tarojs/taro';
import { type InfiniteData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ASK_AT_ONCE, COUNT_EVERY_MS, type GrantResult, type MessageTopic, type TemplateKey } from '@linli/shared/notifications';
import type {
  MessageCountView,
  MessageSettingView,
  MessageView,
  UpdateMessageSettingDto,
  WechatTemplateView,
} from '@linli/shared/notifications.dto';
import type { Page } from '@linli/shared/page';
import { act, fetchJson } from './client';
import { usePages } from './pages';
import { currentSession, onPersonChange, usePersonId } from './session';

const countKey = (personId: string | null) => ['messages', 'count', personId] as const;
const LISTS = ['messages', 'list'];

/** How many are unread, asked again and again while the page is looked at; what is counted elsewhere is then asked anew. */
export function useUnread(live: boolean): MessageCountView | undefined {
  const personId = usePersonId();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: countKey(personId),
    queryFn: ({ signal }) => fetchJson<MessageCountView>('/notifications/count', {}, signal),
    enabled: personId !== null && live,
    refetchInterval: live ? COUNT_EVERY_MS : false,
  });
  const unread = data?.unread;
  useEffect(() => {
    if (!live || unread === undefined || !isNews(personId, unread)) return;
    for (const key of [LISTS, ['reports'], ['orders'], ['wishes']]) void client.invalidateQueries({ queryKey: key });
  }, [client, live, personId, unread]);
  return data;
}

const known = new Map<string | null, number>();
/** More than this phone knew of: something has happened. */
function isNews(personId: string | null, unread: number): boolean {
  const before = known.get(personId);
  known.set(personId, unread);
  return before !== undefined && unread > before;
}

export function useMessages(topic: MessageTopic | null, unreadOnly: boolean) {
  const personId = usePersonId();
  const query = { topic: topic ?? undefined, unread: unreadOnly ? 'true' : undefined };
  return usePages<MessageView>([...LISTS, personId, topic, unreadOnly], '/notifications', query, { enabled: personId !== null });
}

/** Marks what is on the screen at once: the answer only says how many are left. */
export function useRead() {
  const client = useQueryClient();
  const personId = usePersonId();
  return useMutation({
    mutationFn: (which: { id: string } | { topic: MessageTopic | null }) =>
      'id' in which
        ? act<MessageCountView>(`/notifications/${which.id}/read`)
        : act<MessageCountView>('/notifications/read', which.topic ? { topic: which.topic } : {}),
    onMutate: (which) => {
      const isRead = (m: MessageView) => m.read || ('id' in which ? m.id === which.id : which.topic === null || m.topic === which.topic);
      client.setQueriesData<InfiniteData<Page<MessageView>>>(
        { queryKey: LISTS },
        (old) =>
          old && { ...old, pages: old.pages.map((p) => ({ ...p, items: p.items.map((m) => (isRead(m) ? { ...m, read: true } : m)) })) },
      );
    },
    onSuccess: (count) => {
      known.set(personId, count.unread);
      client.setQueryData(countKey(personId), count);
    },
    onError: () => client.invalidateQueries({ queryKey: LISTS }),
  });
}

const settingsKey = (personId: string | null) => ['messages', 'settings', personId] as const;
export function useMessageSettings() {
  const personId = usePersonId();
  return useQuery({
    queryKey: settingsKey(personId),
    queryFn: () => fetchJson<MessageSettingView[]>('/notifications/settings'),
    enabled: personId !== null,
  });
}
export function useSetMessageSetting() {
  const client = useQueryClient();
  const personId = usePersonId();
  return useMutation({
    mutationFn: (change: UpdateMessageSettingDto) => act<MessageSettingView[]>('/notifications/settings', { ...change }, 'PUT'),
    onSuccess: (settings) => client.setQueryData(settingsKey(personId), settings),
  });
}

// ---- WeChat's subscription messages

const weapp = process.env.TARO_ENV === 'weapp';
let templates: readonly WechatTemplateView[] = [];

export const wechatCanTell = weapp;

const fetchTemplates = async (): Promise<WechatTemplateView[]> => {
  const list = await fetchJson<WechatTemplateView[]>('/notifications/templates');
  templates = list;
  return list;
};

/** WeChat asks only within a tap, so the ids of the templates must be here before it. */
export function keepTemplates(): void {
  if (!weapp) return;
  const learn = () => {
    if (currentSession()) void fetchTemplates().catch(() => undefined);
  };
  learn();
  onPersonChange(learn);
}

export function useTemplates() {
  const personId = usePersonId();
  return useQuery({ queryKey: ['messages', 'templates', personId], queryFn: fetchTemplates, enabled: weapp && personId !== null });
}

/**
 * Call it inside a tap that leads to something worth being told of. WeChat asks (or, where the person has said “always”, does not), each 允许
 * is one message more. Never fails and stops nothing: in browsers it does nothing at all.
 */
export async function askToBeTold(keys: readonly TemplateKey[]): Promise<void> {
  const wanted = templates.filter((t) => keys.includes(t.key)).slice(0, ASK_AT_ONCE);
  if (!weapp || !wanted.length || !currentSession()) return;
  try {
    const tmplIds = wanted.map((t) => t.templateId);
    const said = (await Taro.requestSubscribeMessage({ tmplIds, entityIds: [] })) as unknown as Record<string, unknown>;
    const results = wanted.flatMap((t) => (isResult(said[t.templateId]) ? [{ templateKey: t.key, result: said[t.templateId] }] : []));
    if (results.length) templates = await act<WechatTemplateView[]>('/notifications/grants', { results });
  } catch {
    // switched off, in the background, an old version: the message centre has it all the same
  }
}

const RESULTS: readonly unknown[] = ['accept', 'reject', 'ban', 'filter'];
const isResult = (said: unknown): said is GrantResult => RESULTS.includes(said);
