import Taro from '@tarojs/taro';
import { useQuery } from '@tanstack/react-query';
import type {
  MonthQuery,
  PatrolDetailView,
  PatrolFiguresQuery,
  PatrolFigureView,
  PatrolListQuery,
  PatrolMonthView,
  PatrolTodayView,
  PatrolView,
} from '@linli/shared/patrols.dto';
import type { PatrolMessage } from '@/lib/patrol-queue';
import { readStored, writeStored } from '@/lib/storage';
import { act, create, fetchJson } from './client';
import { usePages } from './pages';
import { sendWaiting, walkAs } from './patrol-walk';
import { mayPass, ProblemError } from './problem';
import { queryClient } from './query-client';
import { onPersonChange, usePersonId, useSession } from './session';

const todayKept = (person: string) => `patrol-today:${person}`;

async function fetchToday(person: string, signal?: AbortSignal): Promise<PatrolTodayView> {
  const today = await fetchJson<PatrolTodayView>('/patrols/today', {}, signal);
  writeStored(todayKept(person), today);
  return today;
}

/** Today's ring. What the server said last is kept on the phone: a stairwell without signal still shows it. */
export function useToday(enabled = true) {
  const person = usePersonId();
  return useQuery({
    queryKey: ['patrols', 'today', person],
    queryFn: ({ signal }) => fetchToday(person ?? '', signal),
    enabled: enabled && person !== null,
    refetchInterval: 60_000,
  });
}

/** The last answer of this day, for when there is none now. */
export function keptToday(person: string | null, day: string): PatrolTodayView | null {
  const kept = person ? readStored<PatrolTodayView>(todayKept(person)) : null;
  return kept?.day === day ? kept : null;
}

export const usePatrol = (id: string | null) =>
  useQuery({
    queryKey: ['patrols', 'one', id],
    queryFn: ({ signal }) => fetchJson<PatrolDetailView>(`/patrols/${id}`, {}, signal),
    enabled: id !== null,
  });
export const usePatrols = (query: PatrolListQuery) => usePages<PatrolView>(['patrols', 'list', query], '/patrols', query);
export const usePatrolMonth = (query: MonthQuery) =>
  useQuery({
    queryKey: ['patrols', 'month', query],
    queryFn: ({ signal }) => fetchJson<PatrolMonthView>('/patrols/month', query, signal),
  });
export const usePatrolFigures = (query: PatrolFiguresQuery | null) =>
  useQuery({
    queryKey: ['patrols', 'figures', query],
    queryFn: ({ signal }) => fetchJson<PatrolFigureView[]>('/patrols/figures', query ?? {}, signal),
    enabled: query !== null,
  });

/** `phoneAt` is made when it is sent: the server compares it with its own clock. */
function send(message: PatrolMessage): Promise<unknown> {
  const phoneAt = new Date().toISOString();
  const { id, patrolId, at } = message;
  switch (message.kind) {
    case 'start':
      return create('/patrols', { id: patrolId, phoneAt, startedAt: at, position: message.position });
    case 'track':
      return create(`/patrols/${patrolId}/track`, { id, phoneAt, points: message.points });
    case 'scan': {
      const { code, nothingFound, position } = message;
      return create(`/patrols/${patrolId}/scans`, { id, phoneAt, at, code, nothingFound, position });
    }
    default:
      return act(`/patrols/${patrolId}/${message.kind}`, { phoneAt, at });
  }
}

/** A pause that finds the patrol paused was heard before its answer got lost: nothing to tell the person. */
function judge(error: unknown, { kind }: PatrolMessage): 'keep' | 'drop' | { sentence: string } {
  if (mayPass(error)) return 'keep';
  if (!(error instanceof ProblemError)) return 'keep';
  const moved = error.status === 409 && kind !== 'scan' && kind !== 'start';
  return moved ? 'drop' : { sentence: error.message };
}

const wire = {
  send: async (message: PatrolMessage) => void (await send(message)),
  judge,
  onHeard: () => void queryClient.invalidateQueries({ queryKey: ['patrols'] }),
};

/** Called at launch: what waits from before is sent, and again when signal or the person comes back. */
export function openWalk(): void {
  walkAs(useSession.getState().session?.personId ?? null, wire);
  onPersonChange((now) => walkAs(now, wire));
  const sweep = () => void sendWaiting();
  Taro.onNetworkStatusChange?.((r) => r.isConnected && sweep());
  if (process.env.TARO_ENV === 'h5') window.addEventListener('online', sweep);
  else Taro.onAppShow?.(sweep);
}
