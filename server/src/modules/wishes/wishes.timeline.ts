import { maskNumbers } from '@linli/shared/free-text';
import type { FileView } from '@linli/shared/files.dto';
import { periodText } from '@linli/shared/wishes';
import type { WishTimelineEntryView } from '@linli/shared/wishes.dto';

export interface EventRow {
  id: string;
  at: Date;
  action: string;
  actorRole: string | null;
  data: Record<string, unknown>;
}
/** Everybody reads what stood on the board; those it concerns read the words too; the desk reads everything. */
export type Reader = 'public' | 'claimer' | 'author' | 'desk';
export interface TimelineParts {
  events: readonly EventRow[];
  /** Event id → its words. */
  notes: ReadonlyMap<string, string>;
  /** Event id → its photos. */
  photos: ReadonlyMap<string, FileView[]>;
  /** Unit id → name. */
  units: ReadonlyMap<string, string>;
  reader: Reader;
}
type Data = Record<string, unknown>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const monthDay = (day: unknown): string => {
  const [, month, date] = text(day).split('-').map(Number);
  return month && date ? `${month}月${date}日` : '';
};

const SENTENCES: Readonly<Record<string, (data: Data, claimant: string) => string>> = {
  submit: () => '许下了心愿',
  revise: () => '修改了心愿',
  withdraw: () => '撤回了心愿',
  approve: (data) => `社区审核通过，上了${periodText(text(data.period))}的榜`,
  reject: () => '社区没有通过',
  amend: () => '社区改了公开文字',
  claim: (data, claimant) => `${claimant}认领了，${monthDay(data.pledgeDay)}前完成`,
  give_back: (_, claimant) => `${claimant}放弃了认领，回到榜上`,
  expire: () => '认领到期没有完成，回到榜上',
  remind: () => '快到约定的日子，已提醒认领人',
  deliver: (_, claimant) => `${claimant}已送到，等社区核实`,
  fulfil: () => '社区核实通过，心愿实现了',
  redo: (data) => `社区请认领人再完善，${monthDay(data.pledgeDay)}前完成`,
  thank: () => '向认领人说了谢谢',
  carry_over: (data) => `还没有人认领，转到${periodText(text(data.period))}的榜`,
};
/** What happened before the board and on the desk is not for everybody. */
const OPEN_TO_ALL: ReadonlySet<string> = new Set(['approve', 'claim', 'give_back', 'expire', 'deliver', 'fulfil', 'carry_over']);
const DESK_ONLY: ReadonlySet<string> = new Set(['remind', 'amend']);
const WORDS: Readonly<Record<Reader, ReadonlySet<string>>> = {
  public: new Set(),
  claimer: new Set(['deliver', 'redo', 'thank', 'fulfil']),
  author: new Set(['reject', 'deliver', 'thank', 'fulfil']),
  desk: new Set(['withdraw', 'approve', 'reject', 'amend', 'give_back', 'deliver', 'redo', 'thank', 'fulfil', 'revise']),
};

export function timeline({ events, notes, photos, units, reader }: TimelineParts): WishTimelineEntryView[] {
  const shown = ({ action }: EventRow): boolean => {
    if (reader === 'desk') return SENTENCES[action] !== undefined;
    if (reader === 'public') return OPEN_TO_ALL.has(action);
    return SENTENCES[action] !== undefined && !DESK_ONLY.has(action);
  };
  return events.filter(shown).map(({ id, at, action, data }) => {
    const words = WORDS[reader].has(action) ? (notes.get(id) ?? null) : null;
    return {
      id,
      at: at.toISOString(),
      action,
      sentence: SENTENCES[action]?.(data, units.get(text(data.unitId)) ?? '热心人') ?? '',
      text: words !== null && reader !== 'desk' ? maskNumbers(words) : words,
      photos: reader === 'public' ? [] : (photos.get(id) ?? []),
    };
  });
}
