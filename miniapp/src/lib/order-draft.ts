import type { Position } from '@linli/shared/areas';
import { newId } from './ids';
import { dropStored, readStored, writeStored } from './storage';

/** An order being made: kept at every change, one per person on this phone. Null: what last time says stands. */
export interface OrderDraft {
  id: string;
  itemCode: string;
  /** undefined: not chosen yet; null: for oneself without a profile */
  elderId: string | null | undefined;
  day: string | null;
  minute: number | null;
  headcount: number | null;
  address: string | null;
  position: Position | null;
  remark: string | null;
  contactName: string | null;
  contactPhone: string | null;
  riskRead: boolean;
}

export const freshOrder = (itemCode: string, elderId?: string): OrderDraft => ({
  id: newId(),
  itemCode,
  elderId,
  day: null,
  minute: null,
  headcount: null,
  address: null,
  position: null,
  remark: null,
  contactName: null,
  contactPhone: null,
  riskRead: false,
});

const keyOf = (personId: string | null) => `draft:order:${personId ?? 'guest'}`;

/** Of this item only: another one starts anew, and the one before is forgotten at its first change. */
export function readOrderDraft(personId: string | null, itemCode: string): OrderDraft | null {
  const kept = readStored<OrderDraft>(keyOf(personId));
  return kept?.itemCode === itemCode ? { ...freshOrder(itemCode), ...kept } : null;
}
export const keepOrderDraft = (personId: string | null, draft: OrderDraft) => writeStored(keyOf(personId), draft);
export const dropOrderDraft = (personId: string | null) => dropStored(keyOf(personId));

const lastKey = (personId: string) => `order:for:${personId}`;
/** For whom it was last time: a daughter mostly orders for the same mother. */
export const lastElderOf = (personId: string | null) => (personId ? readStored<string>(lastKey(personId)) : null);
export function keepLastElder(personId: string | null, elderId: string | null): void {
  if (!personId) return;
  if (elderId) writeStored(lastKey(personId), elderId);
  else dropStored(lastKey(personId));
}
