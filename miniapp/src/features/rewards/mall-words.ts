import type { ItemKind, ShopCategory } from '@linli/shared/rewards';
import type { IconName } from '@/components/icon';

const page = (name: string) => `/features/rewards/pages/${name}/index`;
export const MALL_PATHS = { mall: page('mall'), item: page('item'), shop: page('shop'), redeem: page('redeem') };

export const CATEGORY_ICONS: Record<ShopCategory, IconName> = {
  food: 'utensils',
  grocery: 'shopping-basket',
  hair: 'scissors',
  repair: 'wrench',
  health: 'stethoscope',
  books: 'book-open',
  laundry: 'shirt',
  leisure: 'music',
  other: 'store',
};
export const KIND_ICONS: Record<ItemKind, IconName> = { goods: 'gift', service: 'hand-heart', discount: 'ticket-percent' };

/** 350 米, 1.2 公里 */
export const sayFar = (metres: number): string =>
  metres < 1000 ? `${Math.max(10, Math.round(metres / 10) * 10)} 米` : `${(metres / 1000).toFixed(1)} 公里`;
