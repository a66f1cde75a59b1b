import { create } from 'zustand';
import { newId } from '@/lib/ids';
import { type PatrolMessage, PatrolQueue } from '@/lib/patrol-queue';
import { startTracker, stopTracker, type TrackTrouble } from '@/lib/tracker';

interface Walk {
  /** What the server has not heard yet, oldest first. */
  waiting: PatrolMessage[];
  /** The last try found no signal: what waits is worth telling. */
  stuck: boolean;
  tracking: boolean;
  trouble: TrackTrouble | null;
  /** What the server would not take, in its own words. */
  refused: string | null;
}

export const useWalk = create<Walk>()(() => ({ waiting: [], stuck: false, tracking: false, trouble: null, refused: null }));

type Send = (message: PatrolMessage) => Promise<void>;
/** `keep`: no signal or the server is busy, try again later; `drop`: it was heard already; otherwise the sentence to show. */
type Judge = (error: unknown, message: PatrolMessage) => 'keep' | 'drop' | { sentence: string };

const EVERY_MS = 60_000;
let queue: PatrolQueue | null = null;
let owner: string | null = null;
let wire: { send: Send; judge: Judge; onHeard: () => void } | null = null;
let sending: Promise<void> | null = null;
let timer: ReturnType<typeof setInterval> | undefined;

const show = (part: Partial<Walk> = {}) => useWalk.setState({ ...part, waiting: queue?.all() ?? [] });

/** Told who is signed in: another person's walk is never shown, continued or sent. */
export function walkAs(person: string | null, how: { send: Send; judge: Judge; onHeard: () => void }): void {
  wire = how;
  if (person === owner) return;
  stopTracker();
  clearInterval(timer);
  owner = person;
  queue = person ? new PatrolQueue(person) : null;
  const letGo = queue?.dropOld(Date.now()) ?? 0;
  show({ stuck: false, tracking: false, trouble: null, refused: letGo ? '超过 7 天没有送达的巡查记录已删除' : null });
  if (!person) return;
  timer = setInterval(() => void sendWaiting(), EVERY_MS);
  void sendWaiting();
}

export function note(message: PatrolMessage): boolean {
  const kept = queue?.add(message) ?? false;
  show();
  void sendWaiting();
  return kept;
}

/** In the order it happened, one after the other; stops at the first that cannot be sent now. */
export function sendWaiting(): Promise<void> {
  return (sending ??= run().finally(() => {
    sending = null;
  }));
}

async function run(): Promise<void> {
  const mine = queue;
  if (!mine || !wire) return;
  mine.seal();
  let heard = 0;
  let stuck = false;
  for (let message = mine.first(); message && mine === queue; message = mine.first()) {
    // the batch that is still being filled has its turn in the next round
    if (message.kind === 'track' && message.open) break;
    try {
      await wire.send(message);
      heard++;
    } catch (error) {
      const verdict = wire.judge(error, message);
      if (verdict === 'keep') {
        stuck = true;
        break;
      }
      if (verdict !== 'drop') show({ refused: verdict.sentence });
    }
    mine.drop(message.id);
    if (mine === queue) show();
  }
  if (mine === queue) show({ stuck });
  if (heard) wire.onHeard();
}

/** Points go into the queue as they come; scans and photos go on counting where there are none. */
export function track(patrolId: string): void {
  useWalk.setState({ tracking: true });
  startTracker({
    onPoint: (point) => {
      if (queue && !queue.addPoint(patrolId, point, newId)) show({ refused: '手机存储满了，轨迹没有存下。请清理空间，或多扫巡查点。' });
    },
    onTrouble: (trouble) => {
      if (useWalk.getState().trouble !== trouble) useWalk.setState({ trouble });
    },
  });
}

export function stopTrack(): void {
  stopTracker();
  queue?.seal();
  useWalk.setState({ tracking: false, trouble: null });
}

export const forgetRefusal = () => useWalk.setState({ refused: null });
