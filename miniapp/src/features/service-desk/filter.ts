import {
  ORDER_BOXES,
  ORDER_BOX_LABELS,
  ORDER_STATES,
  ORDER_STATE_LABELS,
  SERVICE_CATEGORIES,
  SERVICE_CATEGORY_LABELS,
} from '@linli/shared/orders';
import type { OrderListQuery } from '@linli/shared/orders.dto';

/** What the address of the desk says. `id` is the order that lies open. */
export const DESK_KEYS = ['box', 'state', 'category', 'area', 'q', 'id'] as const;
export type DeskKey = (typeof DESK_KEYS)[number];
export type DeskWords = Partial<Record<DeskKey, string>>;
export type ChangeWords = (part: Partial<Record<DeskKey, string | null>>) => void;

const known = <T extends string>(all: readonly T[], word: string | undefined): T | undefined => all.find((v) => v === word);

/** A hand-typed or old address never asks the server something it does not know. */
export function filterOf(words: DeskWords): Omit<OrderListQuery, 'cursor' | 'limit'> {
  const q = words.q?.trim().slice(0, 40);
  return {
    box: known(ORDER_BOXES, words.box),
    state: known(ORDER_STATES, words.state),
    category: known(SERVICE_CATEGORIES, words.category),
    areaCode: /^\d{6}(\d{3}){0,4}$/.test(words.area ?? '') ? words.area : undefined,
    q: q ? q : undefined,
  };
}

export const NARROWING = ['state', 'category', 'area'] as const satisfies readonly DeskKey[];
export const narrowed = (words: DeskWords): number => NARROWING.filter((k) => words[k]).length;

/** 待审核 / 待接单 · 助老照护 / 全部订单 */
export function titleOf(words: DeskWords): string {
  const f = filterOf(words);
  if (f.box) return ORDER_BOX_LABELS[f.box];
  const parts = [f.state && ORDER_STATE_LABELS[f.state], f.category && SERVICE_CATEGORY_LABELS[f.category]].filter(Boolean);
  return parts.length ? parts.join(' · ') : '全部订单';
}
