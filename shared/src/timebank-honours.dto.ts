import { IsIn, Matches } from 'class-validator';
import { AREA_CODE_PATTERN } from './areas.js';
import { BOARD_MEASURES, BOARD_PERIODS, type BoardMeasure, type BoardPeriod } from './timebank-honours.js';

/*
 * Routes, all under /api/v1:
 *
 *   GET  /stars/mine                       StarView
 *   GET  /boards?areaCode&period&measure   BoardQuery → BoardView (for anyone signed in; whoever wants to be listed: PUT /me/consents `leaderboard`)
 */

export class BoardQuery {
  /** A community, street or district. */
  @Matches(AREA_CODE_PATTERN, { message: '区划代码不对' })
  areaCode: string;

  @IsIn(BOARD_PERIODS)
  period: BoardPeriod;

  @IsIn(BOARD_MEASURES)
  measure: BoardMeasure;
}

export class BoardLineView {
  /** 1 + how many have strictly more, listed or not. */
  rank: number;
  /** Masked: 张*国. */
  name: string;
  /** Minutes, or points. */
  score: number;
  me: boolean;
}
export class MyRankView {
  /** Null: nothing counted in this period yet. */
  rank: number | null;
  score: number;
  /** Whether the caller agreed to be listed. */
  listed: boolean;
}
export class BoardView {
  areaCode: string;
  areaText: string;
  period: BoardPeriod;
  /** 2026-03 */
  periodKey: string;
  periodText: string;
  measure: BoardMeasure;
  items: BoardLineView[];
  mine: MyRankView;
}

// ---- stars

export class StarStepView {
  star: number;
  label: string;
  hours: number;
  benefit: string;
  reached: boolean;
}
export class StarYearView {
  year: number;
  minutes: number;
  services: number;
}
export class StarView {
  star: number;
  /** 二星 */
  label: string;
  /** Confirmed, wherever they were served. */
  minutes: number;
  /** To the next star; null at the top. */
  missingMinutes: number | null;
  /** Whose ladder it is; null: the district has no say yet. */
  communityText: string | null;
  ladder: StarStepView[];
  years: StarYearView[];
}
