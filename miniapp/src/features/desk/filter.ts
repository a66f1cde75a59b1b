import {
  CLOCK_COLOURS,
  MAIN_CLASS_LABELS,
  REPORT_BOXES,
  REPORT_BOX_LABELS,
  REPORT_STATES,
  REPORT_STATE_LABELS,
  type ClockColour,
} from '@linli/shared/reports';
import type { ReportFilter } from '@/api/desk';

/** What the address of the desk says. `id` is the matter that lies open, `view` list or table. */
export const DESK_KEYS = ['box', 'state', 'category', 'team', 'area', 'colour', 'q', 'order', 'id', 'view'] as const;
export type DeskKey = (typeof DESK_KEYS)[number];
export type DeskWords = Partial<Record<DeskKey, string>>;
export type ChangeWords = (part: Partial<Record<DeskKey, string | null>>) => void;

export const COLOUR_LABELS: Record<ClockColour, string> = { green: '正常', amber: '快超时', red: '已超时' };
const UUID = /^[0-9a-f-]{36}$/;
/** in the place of a team: open and with no team yet */
export const NO_TEAM = 'none';
export const NO_TEAM_LABEL = '尚未派遣';

const known = <T extends string>(all: readonly T[], word: string | undefined): T | undefined => all.find((v) => v === word);

/** A hand-typed or old address never asks the server something it does not know. */
export function filterOf(words: DeskWords): ReportFilter {
  const q = words.q?.trim().slice(0, 40);
  return {
    box: known(REPORT_BOXES, words.box),
    state: known(REPORT_STATES, words.state),
    category: /^[EC]\d{2}(\d{2})?$/.test(words.category ?? '') ? words.category : undefined,
    teamId: UUID.test(words.team ?? '') ? words.team : undefined,
    withoutTeam: words.team === NO_TEAM ? 'true' : undefined,
    areaCode: /^\d{6}(\d{3}){0,4}$/.test(words.area ?? '') ? words.area : undefined,
    colour: known(CLOCK_COLOURS, words.colour),
    q: q ? q : undefined,
    order: known(['newest', 'due'] as const, words.order),
  };
}

export const NARROWING = ['state', 'category', 'team', 'area', 'colour', 'order'] as const satisfies readonly DeskKey[];
export const narrowed = (words: DeskWords): number => NARROWING.filter((k) => words[k]).length;

/** 待受理 / 待处置 · 市容环境 / 全部事项 */
export function titleOf(words: DeskWords): string {
  const f = filterOf(words);
  if (f.box) return REPORT_BOX_LABELS[f.box];
  const parts = [
    f.state && REPORT_STATE_LABELS[f.state],
    f.category && (MAIN_CLASS_LABELS[f.category] ?? f.category),
    f.withoutTeam && NO_TEAM_LABEL,
    f.colour && COLOUR_LABELS[f.colour],
  ].filter(Boolean);
  return parts.length ? parts.join(' · ') : '全部事项';
}
