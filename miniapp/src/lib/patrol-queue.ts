import type { TrackBatchDto } from '@linli/shared/patrols.dto';
import { TRACK_BATCH_DAYS, TRACK_BATCH_MAX, type PatrolState } from '@linli/shared/patrols';
import { dropStored, readStored, writeStored } from './storage';
import type { TrackPoint } from './track-sampling';

interface Common {
  /** Names the message for the server: the same one is never counted twice. */
  id: string;
  patrolId: string;
  /** When it happened, by the phone. */
  at: string;
}
type At = { lng: number; lat: number };
export type PatrolMessage = Common &
  (
    | { kind: 'start'; position?: At }
    | { kind: 'pause' | 'resume' | 'end' }
    | { kind: 'scan'; code: string; nothingFound: boolean; position?: At }
    | { kind: 'track'; points: TrackBatchDto['points']; open: boolean }
  );

const KEPT_MS = TRACK_BATCH_DAYS * 86_400_000;
const indexKey = (person: string) => `patrol:${person}`;
const messageKey = (person: string, id: string) => `patrol:${person}:${id}`;

/**
 * What a patrol still has to tell the server, in the order it happened. One store entry a message: WeChat takes 1 MB an entry, and a
 * crash while one is written loses that one at most. Each person on a shared phone has a queue of their own.
 */
export class PatrolQueue {
  private ids: string[];

  constructor(private readonly person: string) {
    this.ids = readStored<string[]>(indexKey(person)) ?? [];
  }

  all(): PatrolMessage[] {
    return this.ids.map((id) => this.read(id)).filter((m): m is PatrolMessage => m !== null);
  }

  first(): PatrolMessage | null {
    for (const id of [...this.ids]) {
      const message = this.read(id);
      if (message) return message;
      this.drop(id);
    }
    return null;
  }

  get size(): number {
    return this.ids.length;
  }

  add(message: PatrolMessage): boolean {
    this.seal();
    return this.append(message);
  }

  /** Into the batch that is being filled; a full one is closed and the next begun. */
  addPoint(patrolId: string, point: TrackPoint, newId: () => string): boolean {
    const id = this.ids[this.ids.length - 1];
    const open = id ? this.read(id) : null;
    if (open?.kind === 'track' && open.open && open.patrolId === patrolId && open.points.length < TRACK_BATCH_MAX) {
      return this.write({ ...open, points: [...open.points, point] });
    }
    this.seal();
    return this.append({ id: newId(), patrolId, at: point.at, kind: 'track', points: [point], open: true });
  }

  /** From here on the last batch is what it is: its id stands for exactly these points. */
  seal(): void {
    const id = this.ids[this.ids.length - 1];
    const last = id ? this.read(id) : null;
    if (last?.kind === 'track' && last.open) this.write({ ...last, open: false });
  }

  drop(id: string): void {
    this.ids = this.ids.filter((x) => x !== id);
    writeStored(indexKey(this.person), this.ids);
    dropStored(messageKey(this.person, id));
  }

  /** The server takes nothing older than seven days: how many were let go. */
  dropOld(nowMs: number): number {
    const old = this.all().filter((m) => nowMs - Date.parse(m.at) > KEPT_MS);
    old.forEach((m) => this.drop(m.id));
    return old.length;
  }

  private append(message: PatrolMessage): boolean {
    if (!this.write(message)) return false;
    this.ids = [...this.ids, message.id];
    return writeStored(indexKey(this.person), this.ids);
  }

  private read(id: string): PatrolMessage | null {
    return readStored<PatrolMessage>(messageKey(this.person, id));
  }

  private write(message: PatrolMessage): boolean {
    return writeStored(messageKey(this.person, message.id), message);
  }
}

export interface RunningPatrol {
  id: string;
  state: Exclude<PatrolState, 'ended'>;
  startedAt: string;
}

/** The patrol as the person knows it: what the server last said, and what waits to be told to it. */
export function runningPatrol(
  server: { id: string; state: PatrolState; startedAt: string } | null | undefined,
  waiting: readonly PatrolMessage[],
): RunningPatrol | null {
  let now: RunningPatrol | null =
    server && server.state !== 'ended' ? { id: server.id, state: server.state, startedAt: server.startedAt } : null;
  for (const m of waiting) {
    if (m.kind === 'start') now = { id: m.patrolId, state: 'walking', startedAt: m.at };
    if (now?.id !== m.patrolId) continue;
    if (m.kind === 'pause') now = { ...now, state: 'paused' };
    if (m.kind === 'resume') now = { ...now, state: 'walking' };
    if (m.kind === 'end') now = null;
  }
  return now;
}
