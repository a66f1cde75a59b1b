import type { BoardMeasure } from '@linli/shared/timebank-honours';
import type { EntityManager } from 'typeorm';

export interface BoardWanted {
  areaCode: string;
  /** 2026-03, 2026-Q1, 2026, ever, and the days it holds. */
  period: string;
  from: string;
  to: string;
  measure: BoardMeasure;
}
export interface TopRow {
  personId: string;
  name: string;
  score: number;
  rank: number;
}

export interface Standing {
  score: number;
  /** None with nothing. */
  rank: number | null;
  /** As long as it is the same, so is the list. */
  mark: string;
}

const TOP = `select person as "personId", person_name as name, points as score, place as rank from board_top($1, $2, $3, $4, $5)`;
const STANDING = `select mine as score, place as rank, mark from board_standing($1, $2, $3, $4, $5, $6)`;

/** Up to a hundred of those who agreed, from the top; exact to this moment (functions of the migration `boards`). */
export function topOf(tx: EntityManager, wanted: BoardWanted): Promise<TopRow[]> {
  return tx.query<TopRow[]>(TOP, valuesOf(wanted));
}

/** One's own place, listed or not. */
export async function standingOf(tx: EntityManager, wanted: BoardWanted, personId: string): Promise<Standing> {
  const [row] = await tx.query<{ score: number | null; rank: number | null; mark: string }[]>(STANDING, [...valuesOf(wanted), personId]);
  return { score: Math.max(0, row?.score ?? 0), rank: row?.rank ?? null, mark: row?.mark ?? '' };
}

const valuesOf = ({ areaCode, period, measure, from, to }: BoardWanted) => [areaCode, period, measure, from, to];
