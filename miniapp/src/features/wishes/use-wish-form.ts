import { useEffect, useState } from 'react';
import { type Beneficiary, PROJECT_MAX_YUAN, WISH_TITLE_MIN, type WishKind, type WishWhat, wordsIn } from '@linli/shared/wishes';
import type { WishSettingsView, WishView } from '@linli/shared/wishes.dto';
import { newId } from '@/lib/ids';
import { dropStored, readStored, writeStored } from '@/lib/storage';

export interface WishDraft {
  /** kept until there is an answer: a second tap is the same wish */
  id: string;
  kind: WishKind;
  title: string;
  detail: string;
  what: WishWhat;
  beneficiary: Beneficiary | null;
  value: string;
  address: string;
  areaCode: string | null;
  contactName: string;
  contactPhone: string;
}
const blank = (): WishDraft => ({
  id: newId(),
  kind: 'micro',
  title: '',
  detail: '',
  what: 'thing',
  beneficiary: null,
  value: '',
  address: '',
  areaCode: null,
  contactName: '',
  contactPhone: '',
});
const fromWish = (wish: WishView): WishDraft => ({
  ...blank(),
  kind: wish.kind,
  title: wish.original?.title ?? wish.title,
  detail: wish.original?.detail ?? '',
  what: wish.what,
  beneficiary: wish.beneficiary,
  value: String(wish.valueYuan),
  address: wish.original?.address ?? '',
  areaCode: wish.areaCode,
});

/** What is typed stays on the phone at every change; a wish that is changed begins with what the server has. */
export function useWishDraft(key: string, wish: WishView | null) {
  const [draft, setDraft] = useState<WishDraft>(() => (wish ? fromWish(wish) : { ...blank(), ...readStored<WishDraft>(key) }));
  useEffect(() => {
    if (!wish) writeStored(key, draft);
  }, [key, wish, draft]);
  const change = (part: Partial<WishDraft>) => setDraft((now) => ({ ...now, ...part }));
  return { draft, change, forget: () => dropStored(key) };
}

/** What is still missing, in a sentence for the button's place; and the words that warn. */
export function judge(draft: WishDraft, settings: WishSettingsView | undefined) {
  const most = draft.kind === 'micro' ? (settings?.microMaxYuan ?? PROJECT_MAX_YUAN) : PROJECT_MAX_YUAN;
  const value = Number(draft.value);
  const tooMuch = draft.value !== '' && value > most;
  const missing = [
    draft.title.trim().length < WISH_TITLE_MIN && '写下心愿',
    !draft.beneficiary && '选为谁',
    draft.value === '' && '填大概要花多少钱',
    !draft.areaCode && '选社区',
  ].filter((part) => part !== false);
  return {
    warning: wordsIn(`${draft.title}\n${draft.detail}`, settings?.warningWords ?? []),
    valueFault: tooMuch ? (draft.kind === 'micro' ? `微心愿不超过 ${most} 元，花费更多的请提“大事项”` : `不超过 ${most} 元`) : null,
    missing: missing[0] ?? null,
    most,
  };
}
