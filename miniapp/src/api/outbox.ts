import Taro from '@tarojs/taro';
import type { CreateReportDto, ReportCreatedView } from '@linli/shared/reports.dto';
import { create as createStore } from 'zustand';
import { dropPhoto } from '@/lib/photo-store';
import type { Shot } from '@/lib/shot';
import { readStored, writeStored } from '@/lib/storage';
import { create } from './client';
import { type ProblemError, mayPass } from './problem';
import { queryClient } from './query-client';
import { currentSession, onPersonChange } from './session';
import { uploadShot } from './upload';

export type SendState = 'waiting' | 'sending' | 'failed';

/** A report made on this phone that the server has not confirmed yet. */
export interface OutboxItem {
  /** id of the report: made here, sent with every try */
  id: string;
  /** whose it is: nobody else signed in on this phone sees or sends it */
  personId: string;
  body: Omit<CreateReportDto, 'id' | 'fileIds' | 'afterFileIds'>;
  shots: Shot[];
  afterShots: Shot[];
  /** what it is about, for the list */
  title: string;
  madeAt: string;
  state: SendState;
  /** why it failed; with choices, what would make it acceptable */
  problem: { code: string; sentence: string; choices: { code: string; name: string }[] } | null;
}

interface Outbox {
  items: OutboxItem[];
  /** 0–100 per photo while one goes up */
  progress: Record<string, number | 'failed' | 'done'>;
}

const KEY = 'outbox';
/** of one person: who has so many waiting must see to them before making more */
export const OUTBOX_LIMIT = 50;

const kept = (readStored<OutboxItem[]>(KEY) ?? []).map((i) => (i.state === 'sending' ? { ...i, state: 'waiting' as const } : i));
export const useOutboxStore = createStore<Outbox>()(() => ({ items: kept, progress: {} }));

/** Only the signed-in person's. */
export const useOutbox = (personId: string | null): OutboxItem[] => {
  const items = useOutboxStore((s) => s.items);
  return items.filter((i) => i.personId === personId);
};

function put(items: OutboxItem[]): boolean {
  useOutboxStore.setState({ items });
  return writeStored(KEY, items);
}
const change = (id: string, part: Partial<OutboxItem>) =>
  put(useOutboxStore.getState().items.map((i) => (i.id === id ? { ...i, ...part } : i)));
const find = (id: string) => useOutboxStore.getState().items.find((i) => i.id === id);
const tell = (shot: Shot, progress: number | 'failed' | 'done') =>
  useOutboxStore.setState((s) => ({ progress: { ...s.progress, [shot.id]: progress } }));

/** Kept on the phone before anything is sent. Null: it is kept. A sentence: it is not, and nothing that waits was given up for it. */
export function addToOutbox(item: Omit<OutboxItem, 'state' | 'problem'>): string | null {
  const others = useOutboxStore.getState().items.filter((i) => i.id !== item.id);
  if (others.filter((i) => i.personId === item.personId).length >= OUTBOX_LIMIT)
    return `手机里已存了 ${OUTBOX_LIMIT} 件没发出去的上报，存不下新的了。请到“我的 → 待发送”里发出或删掉几件再提交，这份填好的内容都在。`;
  return put([...others, { ...item, state: 'waiting' as const, problem: null }])
    ? null
    : '手机空间不足，存不下这份上报。请清理一些空间再提交。';
}

export function dropFromOutbox(id: string): void {
  const item = find(id);
  if (!item) return;
  put(useOutboxStore.getState().items.filter((i) => i.id !== id));
  for (const shot of [...item.shots, ...item.afterShots]) void dropPhoto(shot.id);
}

/** The person chose what was missing (a community), or wants it tried again. */
export function mendOutboxItem(id: string, body: Partial<OutboxItem['body']>): void {
  const item = find(id);
  if (item) change(id, { body: { ...item.body, ...body }, state: 'waiting', problem: null });
}

const upload = async (item: OutboxItem, shots: Shot[]): Promise<string[]> => {
  const ids: string[] = [];
  for (const shot of shots) {
    try {
      const file = await uploadShot(shot, { position: item.body.position, onProgress: (p) => tell(shot, p) });
      tell(shot, 'done');
      ids.push(file.id);
    } catch (e) {
      tell(shot, 'failed');
      throw e;
    }
  }
  return ids;
};

const underway = new Map<string, Promise<ReportCreatedView>>();

async function sendNow(item: OutboxItem): Promise<ReportCreatedView> {
  change(item.id, { state: 'sending', problem: null });
  try {
    const fileIds = await upload(item, item.shots);
    const afterFileIds = await upload(item, item.afterShots);
    const made = await create<ReportCreatedView>('/reports', {
      ...item.body,
      id: item.id,
      fileIds,
      ...(afterFileIds.length ? { afterFileIds } : {}),
    });
    dropFromOutbox(item.id);
    void queryClient.invalidateQueries({ queryKey: ['reports'] });
    return made;
  } catch (e) {
    if (mayPass(e)) change(item.id, { state: 'waiting' });
    else {
      const { code = 'unknown', message, choices = [] } = e as Partial<ProblemError> & Error;
      change(item.id, { state: 'failed', problem: { code, sentence: message, choices } });
    }
    throw e;
  }
}

/** Sends one, exactly once however often it is asked: one try at a time here, and the same id for the server. */
export function sendFromOutbox(id: string): Promise<ReportCreatedView> {
  const running = underway.get(id);
  if (running) return running;
  const item = find(id);
  const person = currentSession()?.personId;
  if (!item || item.personId !== person) return Promise.reject(new Error('这份上报不在这部手机的待发送里'));
  const sending = sendNow(item).finally(() => underway.delete(id));
  underway.set(id, sending);
  return sending;
}

let sweeping = false;

/** Everything of this person that waits, oldest first. Stops at the first that finds no signal. */
export async function sweepOutbox(): Promise<void> {
  const person = currentSession()?.personId;
  if (sweeping || !person) return;
  sweeping = true;
  try {
    for (const item of useOutboxStore.getState().items.filter((i) => i.personId === person && i.state === 'waiting')) {
      try {
        await sendFromOutbox(item.id);
      } catch (e) {
        if (mayPass(e)) break;
      }
    }
  } finally {
    sweeping = false;
  }
}

/** The same person under another account: their phone was joined to one that existed. */
export function moveOutbox(from: string, to: string): void {
  put(useOutboxStore.getState().items.map((i) => (i.personId === from ? { ...i, personId: to } : i)));
}

/** At launch, when signal comes back, when the app comes to the front, when the person comes back, and every minute while something waits. */
export function startOutbox(): void {
  Taro.onNetworkStatusChange?.((r) => {
    if (r.isConnected) void sweepOutbox();
  });
  if (process.env.TARO_ENV === 'h5') {
    window.addEventListener('online', () => void sweepOutbox());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) void sweepOutbox();
    });
  } else Taro.onAppShow?.(() => void sweepOutbox());
  onPersonChange(() => void sweepOutbox());
  setInterval(() => void sweepOutbox(), 60_000);
  void sweepOutbox();
}
