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

const TOP = `select person as "personId", person_name as name, points as score, place as rank from board_top($1, $2, $3, $4, $5)`;
const RANK = `select mine as score, place as rank from board_rank($1, $2, $3, $4, $5, $6)`;

/** Up to a hundred of those who agreed, from the top; exact to this moment (functions of the migration `boards`). */
export function topOf(tx: EntityManager, wanted: BoardWanted): Promise<TopRow[]> {
  return tx.query<TopRow[]>(TOP, valuesOf(wanted));
}

/** One's own, listed or not; no rank with nothing. */
export async function rankOf(tx: EntityManager, wanted: BoardWanted, personId: string): Promise<{ score: number; rank: number | null }> {
  const [row] = await tx.query<{ score: number; rank: number | null }[]>(RANK, [...valuesOf(wanted), personId]);
  return { score: Math.max(0, row?.score ?? 0), rank: row?.rank ?? null };
}

const valuesOf = ({ areaCode, period, measure, from, to }: BoardWanted) => [areaCode, period, measure, from, to];
