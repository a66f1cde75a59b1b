import type { ServiceCategory } from '@linli/shared/orders';
import { SERVICE_CATEGORY_LABELS } from '@linli/shared/orders';
import type { MenuItemView } from '@linli/shared/orders-menu.dto';

type Searched = Pick<MenuItemView, 'name' | 'description' | 'category'>;

/** Forty items are on the phone: every letter typed answers at once, also without signal. */
export function found<T extends Searched>(items: readonly T[], typed: string, category: ServiceCategory | null): T[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter((i) => {
    if (category && i.category !== category) return false;
    const text = `${i.name} ${i.description ?? ''} ${SERVICE_CATEGORY_LABELS[i.category]}`.toLowerCase();
    return words.every((w) => text.includes(w));
  });
}
