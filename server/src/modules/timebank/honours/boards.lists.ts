import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { type BoardWanted, topOf, type TopRow } from './boards.queries.js';

interface Kept {
  mark: string;
  until: number;
  rows: TopRow[];
}
/** A name that was changed changes no mark: it is read anew after this. */
const KEPT_MS = 60_000;
const MOST_LISTS = 500;

/** Lists in the memory of this process. The database says with every look whether they still hold: nobody who has just withdrawn is shown. */
@Injectable()
export class BoardLists {
  private readonly lists = new Map<string, Kept>();

  constructor(private readonly clock: Clock) {}

  async top(tx: EntityManager, wanted: BoardWanted, mark: string): Promise<TopRow[]> {
    const key = `${wanted.areaCode} ${wanted.period} ${wanted.measure}`;
    const now = this.clock.now().getTime();
    const kept = this.lists.get(key);
    if (kept?.mark === mark && kept.until > now) return kept.rows;
    // Read after the mark: it can only be newer than what the mark stands for.
    const rows = await topOf(tx, wanted);
    this.lists.delete(key);
    this.lists.set(key, { mark, until: now + KEPT_MS, rows });
    for (const oldest of this.lists.keys()) {
      if (this.lists.size <= MOST_LISTS) break;
      this.lists.delete(oldest);
    }
    return rows;
  }
}
